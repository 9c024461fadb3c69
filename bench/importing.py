"""How many of the questions in papers the importer finds, and what a hostile file may cost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.lines import Line
from tests.papers.importing.corpus.labelled import HELD_BACK, OPEN
from tests.papers.importing.scoring import score_folder, total

RECALL_GOAL: Final = 0.97
PRECISION_GOAL: Final = 0.90


def importing() -> Iterator[Line]:
    """Yield recall and precision of questions over the labelled papers.

    The rules were written with the first set in sight; the second was held back from them.
    """
    for name, folder in (("labelled papers", OPEN), ("papers held back", HELD_BACK)):
        yield from _found_in(name, folder)


def _found_in(name: str, folder: Path) -> Iterator[Line]:
    scores = score_folder(folder)
    score = total(scores.values())
    size = f"{len(scores)} documents, {len(score.found) + len(score.missed)} questions"
    for figure, value, goal in (
        ("recall", score.recall, RECALL_GOAL),
        ("precision", score.precision, PRECISION_GOAL),
    ):
        yield Line(
            work=f"{figure} of questions, {name}",
            size=size,
            figure=f"{value:.3f}",
            against="a careful editor's labels",
            goal=f"at least {goal}",
            met=value >= goal,
        )
