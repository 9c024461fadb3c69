"""The mails about who answers for an organisation; each is written from what is true as it goes."""

from collections.abc import Iterable
from typing import Any, Final

from django.urls import reverse

from accounts.models import Invitation, JoinRequest, Membership
from accounts.organisations.invitations import Standing, standing_of, with_standing
from consultation.mail.actions import Order, enqueue_message, enqueue_messages
from consultation.mail.composing import absolute_url, compose_from_templates
from consultation.mail.kinds import Kind, Mail, register_kind
from consultation.mail.models import Message

INVITATION: Final = "invitation"
REQUEST: Final = "join_request"
DECISION: Final = "join_decision"
CHANGE: Final = "membership_change"
NO_OWNER: Final = "no_owner"


def register() -> None:
    """Make the kinds known to the outbox."""
    register_kind(
        Kind(
            name=INVITATION,
            title="An invitation to answer for an organisation",
            compose=_compose_invitation,
            why="somebody who decides for an organisation typed this address to invite you",
            priority=2,
            secret=True,
            stop_path=_decline_path,
        )
    )
    for name, title, compose, why in (
        (
            REQUEST,
            "Somebody asks to answer for your organisation",
            _compose_request,
            "you are an owner of the organisation, and owners decide this",
        ),
        (
            DECISION,
            "What became of your request to join",
            _compose_decision,
            "you asked to answer for the organisation",
        ),
        (
            CHANGE,
            "Your place in an organisation",
            _compose_change,
            "it changes what you may do for the organisation",
        ),
        (
            NO_OWNER,
            "Your organisation has no owner",
            _compose_no_owner,
            "you answer for the organisation",
        ),
    ):
        register_kind(Kind(name=name, title=title, compose=compose, why=why, priority=2))


def send_invitation(invitation: Invitation, *, secret: str) -> None:
    """Write to the address itself: the same mail whether or not it belongs to an account."""
    enqueue_message(
        kind=INVITATION,
        to=invitation.email,
        key=str(invitation.pk),
        context={"invitation": invitation.pk, "secret": secret},
    )


def tell_owners_of_request(join_request: JoinRequest) -> None:
    """Tell those who decide; where nobody does, staff find it on the desk."""
    owners = Membership.objects.owners().filter(organisation=join_request.organisation_id)
    context = {"request": join_request.pk}
    orders = [
        Order(key=str(join_request.pk), recipient=owner.user, context=context)
        for owner in owners.select_related("user")
    ]
    enqueue_messages(kind=REQUEST, orders=orders)


def tell_of_decision(join_request: JoinRequest) -> None:
    enqueue_message(
        kind=DECISION,
        recipient=join_request.user,
        key=str(join_request.pk),
        context={"request": join_request.pk},
    )


def tell_of_change(membership: Membership, *, what: str, event: int) -> None:
    """Tell a member that they were "removed", or have another "role"."""
    enqueue_message(
        kind=CHANGE,
        recipient=membership.user,
        key=str(event),
        context={"membership": membership.pk, "what": what},
    )


def tell_of_no_owner(members: Iterable[Membership], *, event: int) -> None:
    """Tell those who are left that nobody decides for their organisation any more."""
    orders = [
        Order(key=str(event), recipient=member.user, context={"membership": member.pk})
        for member in members
    ]
    enqueue_messages(kind=NO_OWNER, orders=orders)


def _decline_path(message: Message) -> str:
    return reverse("accounts:decline-invitation", args=[message.context["secret"]])


def _compose_invitation(message: Message) -> Mail | None:
    """Write nothing that the inviting person typed, but the name that staff have verified.

    It would carry anybody's advertisement to any address.
    """
    invitations = with_standing(Invitation.objects.filter(pk=message.context["invitation"]))
    invitation = invitations.first()
    if invitation is None or standing_of(invitation) != Standing.PENDING:
        return None
    organisation = invitation.organisation
    facts = {
        "organisation": organisation.name if organisation.is_verified else "",
        "role": invitation.role,
        "expires_at": invitation.expires_at,
        "invitation_url": _url("accounts:invitation", message.context["secret"]),
    }
    return compose_from_templates("memberships/invitation", facts, message=message)


def _compose_request(message: Message) -> Mail | None:
    """Tell an owner, if they still are one, and nobody else has decided meanwhile."""
    waiting = JoinRequest.objects.pending().select_related("organisation")
    join_request = waiting.filter(pk=message.context["request"]).first()
    if join_request is None or message.recipient is None:
        return None
    organisation = join_request.organisation
    owners = Membership.objects.owners().filter(organisation=organisation)
    if not owners.filter(user=message.recipient).exists():
        return None
    facts = {
        "organisation": organisation.name,
        "domain_matches": join_request.domain_matches,
        "members_url": _url("organisations:members", organisation.slug),
    }
    return compose_from_templates("memberships/request", facts, message=message)


def _compose_decision(message: Message) -> Mail | None:
    asked = JoinRequest.objects.select_related("organisation")
    join_request = asked.filter(pk=message.context["request"]).first()
    if join_request is None:
        return None
    membership = (
        Membership.objects.current()
        .filter(user=join_request.user_id, organisation=join_request.organisation_id)
        .first()
    )
    accepted = join_request.outcome == JoinRequest.Outcome.ACCEPTED
    if accepted != (membership is not None):
        return None  # what was decided has been overtaken
    facts = {
        "organisation": join_request.organisation.name,
        "accepted": accepted,
        "membership": membership,
        "organisations_url": _url("accounts:organisations"),
    }
    return compose_from_templates("memberships/decision", facts, message=message)


def _compose_change(message: Message) -> Mail | None:
    changed = Membership.objects.select_related("organisation")
    membership = changed.filter(pk=message.context["membership"]).first()
    was_removed = message.context["what"] == "removed"
    if membership is None or was_removed != (membership.left_at is not None):
        return None  # taken in again, or gone, since
    facts: dict[str, Any] = {
        "organisation": membership.organisation.name,
        "membership": membership,
        "organisations_url": _url("accounts:organisations"),
        "members_url": _url("organisations:members", membership.organisation.slug),
    }
    template = "removed" if was_removed else "role"
    return compose_from_templates(f"memberships/{template}", facts, message=message)


def _compose_no_owner(message: Message) -> Mail | None:
    left = Membership.objects.current().select_related("organisation")
    membership = left.filter(pk=message.context["membership"]).first()
    if membership is None:
        return None
    owners = Membership.objects.owners().filter(organisation=membership.organisation)
    if owners.exists():
        return None
    facts = {
        "organisation": membership.organisation.name,
        "organisations_url": _url("accounts:organisations"),
    }
    return compose_from_templates("memberships/no_owner", facts, message=message)


def _url(name: str, *args: object) -> str:
    return absolute_url(reverse(name, args=args))
