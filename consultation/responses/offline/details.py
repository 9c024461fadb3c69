"""Whose answers that came offline are, how they came, and what was agreed to; pure."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Self

from accounts.models import Organisation
from consultation.responses.formal.merging import merge, merge_value
from consultation.responses.models import Submission

# Told by one name or the other: they change together.
RESPONDENT: Final = ("organisation", "respondent_name")
# Written in lines, so that two changes of other lines both stand.
PROSE: Final = ("provenance", "consent_words")


@dataclass(frozen=True)
class EntryDetails:
    """Whose answers these are, how they came, and what was agreed to."""

    channel: str
    received_on: date | None
    consent: str
    provenance: str
    consent_words: str = ""
    organisation: Organisation | None = None
    respondent_name: str = ""
    connection: str = ""
    region: str = ""
    may_contact: bool = False

    @classmethod
    def of(cls, entry: Submission) -> Self:
        """What is saved of an entry."""
        saved = cls(**{name: getattr(entry, name) for name in NAMES})
        return replace(saved, respondent_name="") if entry.organisation_id else saved

    def as_columns(self) -> dict[str, Any]:
        named = self.organisation.name if self.organisation else self.respondent_name
        return {**self.__dict__, "respondent_name": named}

    @property
    def respondent(self) -> str:
        """The name of who answered."""
        return self.organisation.name if self.organisation else self.respondent_name


NAMES: Final = tuple(field.name for field in fields(EntryDetails))


@dataclass(frozen=True)
class DetailsTogether:
    """Two changes of the details in one; `clashes` names what both changed, each another way."""

    details: EntryDetails
    clashes: frozenset[str]


def put_details_together(
    seen: EntryDetails, saved: EntryDetails, typed: EntryDetails
) -> DetailsTogether:
    """Return both changes of what was `seen`; what clashes is as it was typed, of lines both."""
    merged: dict[str, Any] = {}
    clashes: set[str] = set()
    for name in NAMES:
        base, theirs, mine = (getattr(each, name) for each in (seen, saved, typed))
        if name in PROSE:
            lines = merge(base, theirs, mine)
            merged[name], is_clean = lines.text, lines.is_clean
        elif name not in RESPONDENT:
            value = merge_value((base,), (theirs,), (mine,))
            merged[name], is_clean = (value or (mine,))[0], value is not None
        else:
            continue
        clashes |= set() if is_clean else {name}
    respondent = merge_value(*(_respondent(each) for each in (seen, saved, typed)))
    merged |= zip(RESPONDENT, respondent or _respondent(typed), strict=True)
    clashes |= {"organisation"} if respondent is None else set()
    return DetailsTogether(EntryDetails(**merged), frozenset(clashes))


def _respondent(details: EntryDetails) -> tuple[Organisation | None, str]:
    return details.organisation, details.respondent_name
