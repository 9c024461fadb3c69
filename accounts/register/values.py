"""What a cell says, in the words the register is kept in.

Each reader returns what is stored; it raises ValueError with a sentence that says what to write.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from django.db.models import TextChoices

from accounts.identifiers import email_domain
from accounts.profile import MOST_CODES, Kind, LedBy, Region, Serves, Size, Specialism
from consultation.lib.text import name_on_one_line, normalise

LONGEST_NAME: Final = 120
LONGEST_ABOUT: Final = 600
MOST_DOMAINS: Final = 10

_SEPARATORS: Final = re.compile(r"[;|,\n]")
_INCOME: Final = re.compile(r"£?\s*([0-9][0-9,]*)(?:\.([0-9]{1,2}))?\s*(k|m|million|thousand|)")
_TIMES: Final = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
_BANDS: Final = ((10_000, Size.MICRO), (100_000, Size.SMALL), (1_000_000, Size.MEDIUM))
_LARGE_BELOW: Final = 10_000_000

# What people write besides our own words.
_KINDS: Final = {"members": Kind.MEMBER, "stakeholders": Kind.STAKEHOLDER}
_REGIONS: Final = {
    "yorkshireandhumber": Region.YORKSHIRE,
    "yorkshirehumber": Region.YORKSHIRE,
    "eastengland": Region.EAST,
    "greaterlondon": Region.LONDON,
    "ni": Region.NORTHERN_IRELAND,
    "unitedkingdom": Region.UK,
    "ukwide": Region.UK,
}
_SPECIALISMS: Final = {
    "advice": Specialism.ADVICE,
    "arts": Specialism.ARTS,
    "education": Specialism.EDUCATION,
    "training": Specialism.EDUCATION,
    "families": Specialism.FAMILY,
    "health": Specialism.HEALTH,
    "housing": Specialism.HOUSING,
    "homelessness": Specialism.HOUSING,
    "mentoring": Specialism.MENTORING,
    "policy": Specialism.JUSTICE_REFORM,
    "resettlement": Specialism.RESETTLEMENT,
    "throughthegate": Specialism.RESETTLEMENT,
    "sport": Specialism.SPORT,
    "drugs": Specialism.SUBSTANCE_USE,
    "alcohol": Specialism.SUBSTANCE_USE,
    "victims": Specialism.VICTIMS,
    "other": Specialism.OTHER,
}
_SERVES: Final = {
    "prison": Serves.PEOPLE_IN_PRISON,
    "probation": Serves.ON_PROBATION,
    "families": Serves.FAMILIES,
    "victims": Serves.VICTIMS,
    "youngpeople": Serves.YOUNG,
    "children": Serves.YOUNG,
    "lgbt": Serves.LGBT,
    "everyone": Serves.ANYONE,
    "everybody": Serves.ANYONE,
}
_LED_BY: Final = {
    "livedexperience": LedBy.LIVED_EXPERIENCE,
    "peoplewithlivedexperience": LedBy.LIVED_EXPERIENCE,
    "faith": LedBy.FAITH,
}


def key_of(words: str) -> str:
    """Return words without what people write in different ways: case, spaces, signs, “and”."""
    return "".join(filter(str.isalnum, words.casefold().replace("&", " and ")))


def read_name(cell: str) -> str:
    name = name_on_one_line(cell)
    if not any(map(str.isalnum, name)):
        raise ValueError("Write the name of the organisation.")
    return _no_longer(name, LONGEST_NAME)


def read_about(cell: str) -> str:
    return _no_longer(normalise(cell).strip(), LONGEST_ABOUT)


def read_size(cell: str) -> str:
    """Return the band, for its code, its words, or an income in pounds."""
    if code := _CODES_OF_SIZE.get(key_of(cell)):
        return code
    income = _INCOME.fullmatch(cell.strip().casefold())
    if not income:
        raise ValueError(
            f"“{_short(cell)}” is no size. Write one of {_words(Size)}; or a year’s income in "
            "pounds, such as 45000."
        )
    pounds = Decimal(f"{income[1].replace(',', '')}.{income[2] or 0}") * _TIMES[income[3]]
    for below, band in _BANDS:
        if pounds < below:
            return band.value
    return Size.LARGE.value if pounds < _LARGE_BELOW else Size.MAJOR.value


def read_domains(cell: str) -> list[str]:
    domains = list(dict.fromkeys(map(email_domain, _listed(cell))))
    if len(domains) > MOST_DOMAINS:
        raise ValueError(f"Keep to {MOST_DOMAINS} domains: this has {len(domains)}.")
    return domains


def _one_of(what: str, choices: type[TextChoices], also: Mapping[str, str]) -> Callable[[str], str]:
    codes = _codes_of(choices, also)

    def read(cell: str) -> str:
        if code := codes.get(key_of(cell)):
            return code
        raise ValueError(f"“{_short(cell)}” is no {what} we know. Write one of {_words(choices)}.")

    return read


def _some_of(choices: type[TextChoices], also: Mapping[str, str]) -> Callable[[str], list[str]]:
    codes = _codes_of(choices, also)

    def read(cell: str) -> list[str]:
        unknown = [words for words in _listed(cell) if key_of(words) not in codes]
        if unknown:
            raise ValueError(
                f"“{_short(unknown[0])}” is none we know. Write any of {_words(choices)}, with "
                "a semicolon between them."
            )
        found = {codes[key_of(words)] for words in _listed(cell)}
        return [code for code in choices.values if code in found][:MOST_CODES]

    return read


def _codes_of(choices: type[TextChoices], also: Mapping[str, str]) -> dict[str, str]:
    """Return each code by what may be written for it: the code, its words, either half of them."""
    codes = {}
    for code, label in choices.choices:
        for words in (code, label, *str(label).split(": ")):
            codes[key_of(words)] = code
    return codes | {words: str(code) for words, code in also.items()}


def _listed(cell: str) -> list[str]:
    return [words.strip() for words in _SEPARATORS.split(cell) if words.strip()]


def _words(choices: type[TextChoices]) -> str:
    return "; ".join(str(label).partition(":")[0] for label in choices.labels)


def _no_longer(text: str, most: int) -> str:
    if len(text) > most:
        raise ValueError(f"Keep it to {most} characters: this has {len(text):,}.")
    return text


def _short(cell: str) -> str:
    return name_on_one_line(cell[:200])[:60]


_CODES_OF_SIZE: Final = _codes_of(Size, {})
read_kind: Final = _one_of("kind", Kind, _KINDS)
read_region: Final = _one_of("region", Region, _REGIONS)
read_specialisms: Final = _some_of(Specialism, _SPECIALISMS)
read_serves: Final = _some_of(Serves, _SERVES)
read_led_by: Final = _some_of(LedBy, _LED_BY)
