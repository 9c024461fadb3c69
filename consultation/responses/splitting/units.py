"""A document as a row of units: what is placed, or not, as a whole."""

from dataclasses import dataclass

LOOKS = 7  # the level of what only looks like a heading: below every real one
TITLE_LENGTH = 90
EMPHASIS = "*_ "


@dataclass(frozen=True)
class Unit:
    """A stretch of one block: `text` without its list marker.

    `level` is a heading's, 0 for what is none; what is wholly bold and short is a heading too.
    `row` tells the cells of one row of a table from those of others. `is_running` marks what stands
    at the head or foot of every page.
    """

    text: str
    marker: str = ""
    level: int = 0
    is_item: bool = False
    row: tuple[int, int] | None = None
    is_running: bool = False

    @property
    def is_title(self) -> bool:
        return self.level > 0

    @property
    def heading(self) -> str:
        """The text without the signs that plain text is made bold with: “**Costs**”."""
        return self.text.strip(EMPHASIS)

    @property
    def written(self) -> str:
        """The text as an answer holds it."""
        return f"{self.marker} {self.text}".strip() if self.marker else self.text
