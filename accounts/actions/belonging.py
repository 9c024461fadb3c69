"""How people come to answer for organisations, and how that ends."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.text import slugify

from accounts.access import check_role
from accounts.models import Membership, Organisation, Role, User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import name_on_one_line


@transaction.atomic
def say_who_you_answer_for(*, actor: User, organisation_name: str) -> Membership:
    """Return the actor's membership, made unconfirmed where there was none or it had ended.

    The organisation is found whatever the case and spacing of its name, else made; two people
    who name it at once get the same one.
    """
    organisation = _organisation_called(name_on_one_line(organisation_name))
    membership, is_new = Membership.objects.select_for_update().get_or_create(
        user=actor, organisation=organisation
    )
    if membership.left_at is not None:
        _take_up_again(membership)
        is_new = True
    if is_new:
        record(
            actor=actor,
            verb=Verb.MEMBERSHIP_SAID,
            thing=membership,
            organisation_id=organisation.pk,
        )
    return membership


@transaction.atomic
def leave_organisation(*, actor: User, membership: Membership) -> None:
    """End the actor's own membership; leaving twice is leaving once."""
    own = Membership.objects.current().filter(pk=membership.pk, user=actor)
    if not own.update(left_at=Now()):
        return
    record(
        actor=actor,
        verb=Verb.MEMBERSHIP_LEFT,
        thing=membership,
        organisation_id=membership.organisation_id,
    )


@transaction.atomic
def confirm_membership(*, actor: User, membership: Membership) -> None:
    """Say as staff that the person does answer for the organisation; raises PermissionDenied."""
    check_role(actor, Role.MODERATOR)
    if actor.pk == membership.user_id:
        raise PermissionDenied("A colleague confirms what you say of yourself.")
    unconfirmed = Membership.objects.current().filter(pk=membership.pk, confirmed_at=None)
    if not unconfirmed.update(confirmed_at=Now()):
        return
    membership.refresh_from_db(fields=["confirmed_at"])
    record(
        actor=actor,
        verb=Verb.MEMBERSHIP_CONFIRMED,
        thing=membership,
        organisation_id=membership.organisation_id,
    )


def _organisation_called(name: str) -> Organisation:
    known = Organisation.objects.called(name)
    while True:
        if found := known.first():
            return found
        try:
            with transaction.atomic():
                return Organisation.objects.create(name=name, slug=_free_slug(name))
        except IntegrityError:
            continue  # somebody was quicker with the name or the slug: look again


def _take_up_again(membership: Membership) -> None:
    """Begin an ended membership anew, unconfirmed: staff confirmed the time before."""
    if membership.is_confirmed:
        membership.confirmed_until = membership.left_at
    membership.left_at = membership.confirmed_at = None
    membership.save(update_fields=["left_at", "confirmed_at", "confirmed_until"])


def _free_slug(name: str) -> str:
    stem = slugify(name)[:120].strip("-") or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)
