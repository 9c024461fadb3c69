"""What there may be to choose from, by the kind of question."""

from collections.abc import Sequence
from typing import Final

FEWEST: Final = 2
MOST: Final = 30
# More steps than eleven (0 to 10) are no scale that a person can tell apart.
MOST_STEPS: Final = 11
LONGEST: Final = 300

KINDS_WITH_OPTIONS: Final = ("single", "multiple", "scale", "ranking")
# An open question is answered in words, and "don't know" is words as well.
KINDS_WITH_DONT_KNOW: Final = (*KINDS_WITH_OPTIONS, "recommendation")
# How a recommendation is answered; a place in this list is stored, so its order never changes.
AGREEMENT: Final = ("Agree", "Partly agree", "Disagree")


def takes_options(kind: str) -> bool:
    return kind in KINDS_WITH_OPTIONS


def choices_offered(kind: str, options: Sequence[str]) -> tuple[str, ...]:
    """Return what can be chosen: the options, the agreement with a recommendation, or nothing."""
    if kind == "recommendation":
        return AGREEMENT
    return tuple(options) if takes_options(kind) else ()


def fault_of_options(kind: str, options: Sequence[str]) -> str:
    """Say in a sentence why these options cannot stand with this kind; empty when they can."""
    if not takes_options(kind):
        return "" if not options else "Only a question to choose from has options: empty the field."
    if len(options) < FEWEST:
        return _too_few(kind)
    most, noun = (MOST_STEPS, "steps") if kind == "scale" else (MOST, "options")
    if len(options) > most:
        return f"{len(options)} {noun} are too many: keep to {most}."
    return _fault_of_words(options)


def says_dont_know(options: Sequence[str]) -> bool:
    """Say whether an option is the one that the tick box would offer beside them."""
    plain = ("".join(filter(str.isalnum, option.casefold())) for option in options)
    return not {"dontknow", "idontknow", "ddimyngwybod"}.isdisjoint(plain)


def _too_few(kind: str) -> str:
    if kind == "scale":
        return "A scale needs at least two steps."
    if kind == "ranking":
        return "A question to put in order needs at least two options."
    return "A question to choose from needs at least two options."


def _fault_of_words(options: Sequence[str]) -> str:
    seen: dict[str, str] = {}
    for option in options:
        if not option.strip():
            return "An option has no words."
        if len(option) > LONGEST:
            return (
                f"The option beginning “{option[:40]}” is too long: keep to {LONGEST} characters."
            )
        other = seen.setdefault(option.casefold().strip(), option)
        if other is not option:
            return f"“{other}” and “{option}” are the same option."
    return ""
