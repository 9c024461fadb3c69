"""A document as a row of units: what is placed, or not, as a whole."""

import re
from dataclasses import dataclass

LOOKS = 7  # the level of what only looks like a heading: below every real one
TITLE_LENGTH = 90
SHORT = 90  # characters: a line, and no paragraph
EMPHASIS = "*_ "
COUNTED = re.compile(r"(?:\d{1,2}[.)]?|\(?(?:[A-Z]|[IVX]{1,5})[.)])\s+(?=[A-Z])")  # “B. Nights”


@dataclass(frozen=True)
class Unit:
    """A stretch of one block: `text` without its list marker.

    `level` is a heading's, 0 for what is none; what is wholly bold and short is a heading too.
    `row` tells the cells of one row of a table from those of others. `is_running` marks what stands
    at the head or foot of every page; `speaker` is who says it, in a talk written down.
    """

    text: str
    marker: str = ""
    level: int = 0
    is_item: bool = False
    row: tuple[int, int] | None = None
    is_running: bool = False
    speaker: str = ""

    @property
    def is_title(self) -> bool:
        return self.level > 0

    @property
    def heading(self) -> str:
        """What a heading says: without the signs of bold in plain text, and its own number."""
        return COUNTED.sub("", self.text.strip(EMPHASIS), count=1)

    @property
    def written(self) -> str:
        """The text as an answer holds it."""
        return f"{self.marker} {self.text}".strip() if self.marker else self.text
