"""What the columns of a file are called, and what is read from each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from accounts.identifiers import charity_number, company_number, web_address
from accounts.profile import Kind, LedBy, Region, Serves, Size, Specialism
from accounts.register.refusals import FileRefusedError
from accounts.register.shapes import Value
from accounts.register.values import (
    key_of,
    read_about,
    read_domains,
    read_kind,
    read_led_by,
    read_name,
    read_region,
    read_serves,
    read_size,
    read_specialisms,
)
from consultation.lib.text import name_on_one_line


@dataclass(frozen=True)
class Column:
    """One field of the register: what its column may be called, and how a cell is read.

    `words` are those of its codes, `example` a cell for the template.
    """

    field: str
    heading: str
    read: Callable[[str], Value]
    example: str
    also: tuple[str, ...] = ()
    words: Mapping[str, str] | None = None

    def in_words(self, value: Value) -> str:
        """Return a stored value as a reader sees it."""
        values = value if isinstance(value, list) else [value]
        words = self.words or {}
        return "; ".join(words.get(code, code) for code in values)


COLUMNS: Final = (
    Column(
        "name",
        "Name",
        read_name,
        "Northfield Resettlement Trust",
        ("organisation", "organisation name", "organization", "organization name", "charity name"),
    ),
    Column(
        "kind",
        "Kind",
        read_kind,
        "Member",
        ("type", "member or stakeholder", "membership"),
        dict(Kind.choices),
    ),
    Column(
        "charity_number",
        "Charity number",
        charity_number,
        "1000001",
        ("charity no", "registered charity number", "charity registration number", "rcn"),
    ),
    Column(
        "company_number",
        "Company number",
        company_number,
        "01000001",
        ("company no", "registered company number", "companies house number", "crn"),
    ),
    Column(
        "website",
        "Website",
        web_address,
        "https://northfield.example",
        ("web", "web address", "web site", "url", "homepage"),
    ),
    Column(
        "size",
        "Size",
        read_size,
        "45000",
        ("income", "annual income", "yearly income", "size band", "turnover"),
        dict(Size.choices),
    ),
    Column(
        "region",
        "Region",
        read_region,
        "Yorkshire and the Humber",
        ("area", "nation or region", "location"),
        dict(Region.choices),
    ),
    Column(
        "specialisms",
        "Specialisms",
        read_specialisms,
        "Housing and homelessness; Employment",
        ("specialism", "what it does", "services", "themes"),
        dict(Specialism.choices),
    ),
    Column(
        "serves",
        "Serves",
        read_serves,
        "People in prison; Families of people in prison",
        ("whom it serves", "who it serves", "beneficiaries", "client group", "client groups"),
        dict(Serves.choices),
    ),
    Column(
        "led_by",
        "Led by",
        read_led_by,
        "People with convictions",
        ("who leads it", "leadership"),
        dict(LedBy.choices),
    ),
    Column(
        "email_domains",
        "E-mail domains",
        read_domains,
        "northfield.example",
        ("e-mail domain", "domain", "domains", "mail domain", "mail domains"),
    ),
    Column(
        "about",
        "About",
        read_about,
        "Housing and work for people leaving prison.",
        ("description", "summary", "activities", "purpose"),
    ),
)
BY_FIELD: Final = {column.field: column for column in COLUMNS}
# Those that a file of refused lines has besides; sent again, they are passed over.
OWN: Final = ("Line", "What is wrong")

_BY_KEY: Final = {
    key_of(words): column for column in COLUMNS for words in (column.heading, *column.also)
}
_OWN_KEYS: Final = frozenset(map(key_of, OWN))


@dataclass(frozen=True)
class Recognised:
    """The columns of a file by their place, and the headings of those passed over.

    `is_ours` where it is a file of refused lines, put right and sent again.
    """

    columns: Mapping[int, Column]
    ignored: tuple[str, ...]
    width: int
    is_ours: bool


def count_known(headings: Sequence[str]) -> int:
    """Return how many of the headings are known: so a separator is told from the others."""
    return sum(key_of(heading) in _BY_KEY for heading in headings)


def recognise(headings: Sequence[str]) -> Recognised:
    """Return which column is which; raises FileRefusedError without a name or with two of one."""
    found: dict[int, Column] = {}
    called: dict[str, str] = {}
    ignored: list[str] = []
    for place, written in enumerate(headings):
        heading = name_on_one_line(written)[:60]
        column = _BY_KEY.get(key_of(written))
        if column is None:
            if heading and key_of(written) not in _OWN_KEYS:
                ignored.append(heading)
            continue
        if other := called.get(column.field):
            raise FileRefusedError(
                f"Two columns are read as “{column.heading}”: “{other}” and “{heading}”. "
                "Rename or remove one of them."
            )
        found[place], called[column.field] = column, heading
    if "name" not in called:
        raise FileRefusedError(
            "No column is called “Name”. The first line of the file has to name its columns: "
            f"{', '.join(column.heading for column in COLUMNS)}. Only “Name” is needed."
        )
    is_ours = set(map(key_of, headings)) >= _OWN_KEYS
    return Recognised(found, tuple(ignored), len(headings), is_ours)
