"""One piece on the review page: as written, as understood, and what can be made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from consultation.lib.text import BIDI_CONTROLS
from papers.importing.pieces import Role
from papers.reviewing.words import ASKING, LABELS, OUT, TEXT

WORDS_TO_NAME: Final = 8
LONGEST_NAME: Final = 80


@dataclass(frozen=True)
class Offer:
    """One button: what is sent when it is pressed, and what it says."""

    sent: str
    word: str
    is_now: bool = False


@dataclass(frozen=True)
class Row:
    """One piece, as written and as understood; `start` is where its text begins in its block."""

    key: str
    handle: str
    start: int
    text: str
    marker: str
    role: Role
    word: str
    more: str
    why: str
    doubts: Sequence[str]
    starts_block: bool

    @property
    def name(self) -> str:
        """The first words, for buttons that would else have one name."""
        return first_words(self.text)

    @property
    def now(self) -> str:
        """What it is taken for, in words."""
        return f"{self.word}, {self.more}" if self.more else self.word

    @property
    def is_text(self) -> bool:
        return self.role in TEXT

    @property
    def is_out(self) -> bool:
        return self.role in OUT

    @property
    def is_label(self) -> bool:
        return self.role in LABELS

    @property
    def is_of_question(self) -> bool:
        return self.role in ASKING and self.role is not Role.QUESTION

    @property
    def tone(self) -> str:
        """Which look the tag has: asked, left out, or text."""
        if self.role in (Role.QUESTION, Role.RECOMMENDATION):
            return "open"
        return "draft" if self.is_out else "info"


@dataclass(frozen=True)
class Panel:
    """All that can be done to one piece, besides what its row offers."""

    roles: Sequence[Offer]
    kinds: Sequence[Offer]
    levels: Sequence[Offer]
    splits: Sequence[Offer]


def first_words(text: str) -> str:
    """The beginning of a text, to tell it from others."""
    words = BIDI_CONTROLS.sub("", text[:400]).split()
    return " ".join(words[:WORDS_TO_NAME])[:LONGEST_NAME] + (
        "…" if len(words) > WORDS_TO_NAME else ""
    )
