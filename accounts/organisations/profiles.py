"""An organisation's profile: who may change what of it, and its facts in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices

from accounts.access import check_not_suspended
from accounts.models import Membership, Organisation, Role, User
from accounts.profile import Kind, LedBy, Region, Serves, Size, Specialism

# Who keeps the register.
KEEPERS: Final = (Role.MODERATOR, Role.LEAD)
OWNERS_FIELDS: Final = frozenset(
    {"website", "about", "size", "region", "specialisms", "serves", "led_by", "logo", "logo_alt"}
)
# What staff looked at when they verified it; until then its owners may mend it.
IDENTITY: Final = frozenset({"name", "charity_number", "company_number"})
STAFFS_FIELDS: Final = frozenset({"kind", "email_domains"})


@dataclass(frozen=True)
class Fact:
    """One line of an organisation's page; `url` where it is a link."""

    label: str
    words: str
    url: str = ""


def is_owner(person: User, organisation: Organisation) -> bool:
    """Say whether the person decides for the organisation now."""
    return Membership.objects.owners().filter(user=person, organisation=organisation).exists()


def is_own(person: User, organisation: Organisation) -> bool:
    """Say whether the person proposed it or answers for it: then somebody else decides on it."""
    if organisation.proposed_by_id == person.pk:
        return True
    return organisation.memberships.filter(user=person, left_at=None).exists()


def fields_open_to(person: User, organisation: Organisation) -> frozenset[str]:
    """Return what of it the person may change; nothing for a stranger."""
    if person.has_role(*KEEPERS):
        return OWNERS_FIELDS | IDENTITY | STAFFS_FIELDS
    if organisation.declined_at is not None or not is_owner(person, organisation):
        return frozenset()
    return OWNERS_FIELDS if organisation.is_verified else OWNERS_FIELDS | IDENTITY


def may_change(person: User, organisation: Organisation, *fields: str) -> None:
    """Refuse who may not change these fields; raises PermissionDenied."""
    check_not_suspended(person)
    if refused := set(fields) - fields_open_to(person, organisation):
        raise PermissionDenied(f"Not theirs to change: {', '.join(sorted(refused))}.")


def facts_of(organisation: Organisation) -> tuple[Fact, ...]:
    """Return what readers are told of the organisation, in words; nothing for what is not known."""
    lines = (
        Fact("Takes part as", _word(Kind, organisation.kind)),
        Fact("Works in", _word(Region, organisation.region)),
        Fact("Yearly income", _word(Size, organisation.size)),
        Fact("What it does", _words(Specialism, organisation.specialisms)),
        Fact("Whom it serves", _words(Serves, organisation.serves)),
        Fact("Led mostly by", _words(LedBy, organisation.led_by)),
        Fact("Charity number", organisation.charity_number),
        Fact("Company number", organisation.company_number),
        # The host alone: an address can be written to look like another.
        Fact("Website", urlsplit(organisation.website).hostname or "", organisation.website),
    )
    return tuple(line for line in lines if line.words)


def _word(choices: type[TextChoices], code: str) -> str:
    return str(dict(choices.choices).get(code, code))


def _words(choices: type[TextChoices], codes: Iterable[str]) -> str:
    """Name the codes in the order in which the register lists them."""
    chosen = set(codes)
    return ", ".join(str(word) for code, word in choices.choices if code in chosen)
