"""The mails about what a person may do here: staff roles, suspensions and appeals.

Each says by which role something was done, not by whom: an answer goes to the staff, not to a
person on it.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.conf import settings
from django.urls import reverse

from accounts.models import Role, Suspension, User
from accounts.people.staffing import OPENS, able_leads, short_name
from consultation.activity.models import Activity, Verb
from consultation.mail.actions import UnusableAddressError, enqueue_message
from consultation.mail.composing import absolute_url, compose_from_templates
from consultation.mail.kinds import Kind, Mail, register_kind
from consultation.mail.models import Message

ROLE_CHANGED: Final = "role_changed"
ROLE_TOLD: Final = "role_told"
SUSPENDED: Final = "person_suspended"
APPEALED: Final = "suspension_appealed"
ANSWERED: Final = "suspension_answered"


def tell_of_role(line: Activity, *, person: User, role: Role, is_given: bool) -> None:
    """Tell the person, and the other leads; `line` is the log's, which names the mails."""
    facts = {
        "person": person.pk,
        "role": role.value,
        "is_given": is_given,
        "by": "an operator of the site" if line.actor is None else "a lead",
    }
    _tell([person], ROLE_CHANGED, line, facts)
    others = able_leads().exclude(pk__in=[person.pk, line.actor_id or 0])
    _tell(others, ROLE_TOLD, line, facts)


def tell_of_suspension(line: Activity, suspension: Suspension) -> None:
    """Quote the reason to the person."""
    _tell([suspension.user], SUSPENDED, line, {"suspension": suspension.pk})


def tell_leads_of_appeal(line: Activity, suspension: Suspension) -> None:
    """Ask the leads for a second look."""
    _tell(able_leads(), APPEALED, line, {"suspension": suspension.pk})


def tell_of_answer(line: Activity, suspension: Suspension) -> None:
    """Tell the person that their suspension stays, or has ended."""
    is_lifted = line.verb == Verb.SUSPENSION_LIFTED
    facts = {"suspension": suspension.pk, "is_lifted": is_lifted}
    _tell([suspension.user], ANSWERED, line, facts)


def register() -> None:
    """Make the kinds known to the outbox."""
    own = f"you have an account at {settings.SITE_NAME}, and what it may do has changed"
    lead = f"you are a lead at {settings.SITE_NAME}"
    for name, title, compose, why in (
        (ROLE_CHANGED, "Your role on the staff", _compose_role, own),
        (ROLE_TOLD, "A colleague’s role on the staff", _compose_role_told, lead),
        (SUSPENDED, "Your account is suspended", _compose_suspended, own),
        (APPEALED, "An appeal to answer", _compose_appealed, lead),
        (ANSWERED, "What became of your suspension", _compose_answered, own),
    ):
        register_kind(Kind(name=name, title=title, compose=compose, why=why, priority=3))


def _tell(people: Iterable[User], kind: str, line: Activity, facts: Mapping[str, object]) -> None:
    for person in people:
        try:
            enqueue_message(kind=kind, key=str(line.pk), recipient=person, context=facts)
        except UnusableAddressError:
            continue  # who cannot be reached must not keep it from being done


def _compose_role(message: Message) -> Mail | None:
    person = message.recipient
    if person is None:
        return None
    facts = {
        **_role_facts(message),
        "is_asleep": not person.has_second_factor,
        "roles_left": sorted(short_name(role) for role in person.granted_roles),
        "desk_url": absolute_url(reverse("desk:home")),
        "sign_in_url": absolute_url(reverse("accounts:sign-in")),
    }
    return compose_from_templates("rights/role_changed", facts, message=message)


def _compose_role_told(message: Message) -> Mail | None:
    person = User.objects.filter(pk=message.context["person"]).first()
    if person is None or not _goes_to_a_lead(message):
        return None
    facts = {**_role_facts(message), "person": person, "person_url": _person_url(person)}
    return compose_from_templates("rights/role_told", facts, message=message)


def _compose_suspended(message: Message) -> Mail | None:
    suspension = _suspension(message)
    if suspension is None or suspension.lifted_at is not None:
        return None
    return compose_from_templates(
        "rights/person_suspended", _suspension_facts(suspension), message=message
    )


def _compose_appealed(message: Message) -> Mail | None:
    suspension = _suspension(message)
    if suspension is None or suspension.answered_at is not None or not _goes_to_a_lead(message):
        return None
    facts = {
        **_suspension_facts(suspension),
        "person_url": _person_url(suspension.user),
        "is_own": suspension.by_id == message.recipient_id,
    }
    return compose_from_templates("rights/suspension_appealed", facts, message=message)


def _compose_answered(message: Message) -> Mail | None:
    """Write of the answer that stands: one that was overtaken by a later one is not sent."""
    suspension = _suspension(message)
    is_lifted = message.context["is_lifted"]
    if suspension is None or is_lifted != (suspension.lifted_at is not None):
        return None
    facts = {**_suspension_facts(suspension), "is_lifted": is_lifted}
    return compose_from_templates("rights/suspension_answered", facts, message=message)


def _suspension(message: Message) -> Suspension | None:
    found = Suspension.objects.select_related("user").filter(pk=message.context["suspension"])
    return found.first()


def _suspension_facts(suspension: Suspension) -> dict[str, Any]:
    return {
        "suspension": suspension,
        "own_url": absolute_url(reverse("accounts:suspension")),
        "rules_url": absolute_url(reverse("reading:about")),
    }


def _role_facts(message: Message) -> dict[str, Any]:
    role = message.context["role"]
    return {
        "role": short_name(role),
        "opens": OPENS[Role(role)],
        "is_given": message.context["is_given"],
        "by": message.context["by"],
        "happened_at": message.created_at,
    }


def _goes_to_a_lead(message: Message) -> bool:
    """Rights are asked again as the mail goes: it names a person."""
    return message.recipient is not None and message.recipient.has_role(Role.LEAD)


def _person_url(person: User) -> str:
    return absolute_url(reverse("people:person", args=[person.public_id]))
