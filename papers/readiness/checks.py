"""A check, the list of them, and the door for checks that other parts add."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from papers.models import Paper
from papers.pages.reading_level import ReadingLevel


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: `todo` says what to do, `done` what is well.

    `mend_url` is where to do it; `principle` the one it rests on, in a few words.
    """

    name: str
    is_blocking: bool
    is_met: bool
    todo: str
    done: str
    mend_url: str = ""
    principle: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Checklist:
    """All checks of a paper, and how it reads."""

    checks: tuple[Check, ...]
    level: ReadingLevel

    @property
    def blocking(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if check.is_blocking and not check.is_met)

    @property
    def advice(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.is_blocking and not check.is_met)

    @property
    def done(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if check.is_met)


_REGISTERED: Final[list[Callable[[Paper], Iterable[Check]]]] = []


def register_check(check: Callable[[Paper], Iterable[Check]]) -> None:
    """Let a part above papers have its say; called from its AppConfig.ready."""
    if check not in _REGISTERED:
        _REGISTERED.append(check)


def registered_checks(paper: Paper) -> tuple[Check, ...]:
    return tuple(found for check in _REGISTERED for found in check(paper))
