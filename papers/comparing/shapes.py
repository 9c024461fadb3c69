"""What a comparison says, from single words up to the whole paper."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Mark(StrEnum):
    """What became of a stretch of words, or of a whole line."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # of a line: some of its words


@dataclass(frozen=True)
class Piece:
    """A stretch of words; never CHANGED."""

    text: str
    mark: Mark


@dataclass(frozen=True)
class Line:
    """A paragraph, a heading or an item of a list, with both its old and its new words."""

    pieces: tuple[Piece, ...]
    mark: Mark
    role: str = "paragraph"  # or heading, item, row


@dataclass(frozen=True)
class Stretch:
    """Lines that follow one another; those that did not change are folded, but for one or two."""

    lines: tuple[Line, ...]
    is_folded: bool = False


@dataclass(frozen=True)
class Passage:
    """One named text that changed: “Summary”, “Why we ask”."""

    label: str
    stretches: tuple[Stretch, ...]
    note: str = ""  # where the words are the same and something else is not


@dataclass(frozen=True)
class Change:
    """What became of a section, a question or a group of details: its deeds, then its words."""

    what: str
    deeds: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    below: tuple["Change", ...] = ()
    number: int = 0  # of a question


@dataclass(frozen=True)
class Changes:
    """Everything that changed, in the order in which the newer content is read."""

    parts: tuple[Change, ...] = ()
    # Counted for the first line: “2 questions reworded”.
    counted: tuple[str, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return not self.parts

    def __iter__(self) -> Iterator[Change]:
        return iter(self.parts)
