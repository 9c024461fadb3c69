"""Where a paper stands, as its page says it: a stage with its dates."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from consultation.lib.clock import days_left
from consultation.lib.text import excerpt
from papers.models import Extension, Paper
from papers.stages import Stage, shows_questions

WORDS_IN_BAND: Final = 16


@dataclass(frozen=True)
class Standing:
    """Where a paper stands and what its page says of that; a preview replaces the stage."""

    stage: Stage
    shows_questions: bool
    announced_at: datetime | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    days_left: int | None = None
    response_due_on: date | None = None
    withdrawn_at: datetime | None = None
    withdrawal_reason: str = ""
    extensions: tuple[Extension, ...] = ()

    @property
    def status(self) -> str:
        """The stage as CSS and components name it: `closing_soon`."""
        return self.stage.name.lower()

    @property
    def extension(self) -> Extension | None:
        """The last extension, while it still matters to a reader."""
        return self.extensions[-1] if self.extensions and self.stage.takes_responses else None

    def at(self, stage: Stage) -> "Standing":
        """Return the same at another stage, for a preview of it."""
        return replace(self, stage=stage, shows_questions=stage != Stage.ANNOUNCED)

    def band(self, *, title: str = "", url: str = "") -> dict[str, Any]:
        """Return the variables of components/status_band."""
        return {
            "status": self.status,
            "status_word": self.stage.word,
            "opens_at": self.opens_at,
            "closes_at": self.closes_at,
            "days_left": self.days_left,
            "reason": excerpt(self.withdrawal_reason, WORDS_IN_BAND),
            "title": title,
            "url": url,
        }


def standing_of(paper: Paper, extensions: Iterable[Extension] = ()) -> Standing:
    """Return where a paper stands (needs `with_clock()`)."""
    now: datetime = paper.database_now  # type: ignore[attr-defined]
    stage = paper.stage
    closes = paper.closes_at
    return Standing(
        stage=stage,
        shows_questions=shows_questions(paper, now),
        announced_at=paper.announced_at,
        opens_at=paper.opens_at,
        closes_at=closes,
        days_left=days_left(closes, now) if closes and stage.takes_responses else None,
        response_due_on=paper.response_due_on,
        withdrawn_at=paper.withdrawn_at,
        withdrawal_reason=paper.withdrawal_reason if stage == Stage.WITHDRAWN else "",
        extensions=tuple(extensions),
    )
