"""How much of a document's answers goes to the right questions, and what a hostile one costs."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.lines import Line
from consultation.responses.splitting import Asked, split_answers
from papers.importing.blocks import Block, BlockKind, Document
from tests.responses.splitting.labelled import (
    CORPUS,
    FIRST_SIGHT,
    FOURTH_SIGHT,
    HELD_BACK,
    SECOND_SIGHT,
    THIRD_SIGHT,
    UNFAMILIAR,
    labelled_documents,
    score_of_all,
)

FOLDERS: Final = (
    ("labelled answers", CORPUS),
    ("unfamiliar forms", UNFAMILIAR),
    ("another author's", FIRST_SIGHT),
    ("five other papers", SECOND_SIGHT),
    ("six more papers", THIRD_SIGHT),
    ("four more papers", FOURTH_SIGHT),
    ("another author's, held back", HELD_BACK),
)
RIGHT_GOAL: Final = 0.95
TAKEN_GOAL: Final = 0.05
FEW: Final = 1_000
MANY: Final = 10_000
SECONDS_GOAL: Final = 10.0


def splitting() -> Iterator[Line]:
    """Yield what is placed right and wrong in the labelled answers, and the time of a long row."""
    for name, folder in FOLDERS:
        yield from _placed_in(name, folder)
    few, many = _seconds(FEW), _seconds(MANY)
    yield Line(
        work="a document of paragraphs that name nothing, split",
        size=f"{MANY:,} blocks, 30 questions",
        figure=f"{many:.2f} s of CPU",
        against=f"{FEW:,} blocks, {few:.2f} s",
        ratio=f"{many / few:.1f}",
        goal=f"under {SECONDS_GOAL:.0f} s",
        met=many < SECONDS_GOAL,
    )


def _placed_in(name: str, folder: Path) -> Iterator[Line]:
    pairs = [(one, split_answers(one.document, one.asked)) for one in labelled_documents(folder)]
    score = score_of_all(pairs)
    size, against = f"{len(pairs)} documents", "a careful reader's labels"
    yield Line(
        work=f"words at the right question, {name}",
        size=size,
        figure=f"{score.right:.3f}",
        against=against,
        goal=f"at least {RIGHT_GOAL}",
        met=score.right >= RIGHT_GOAL,
    )
    yield Line(
        work=f"words of introductions and ends taken for answers, {name}",
        size=size,
        figure=f"{score.taken:.3f}",
        against=against,
        goal=f"at most {TAKEN_GOAL}",
        met=score.taken <= TAKEN_GOAL,
    )


def _seconds(blocks: int) -> float:
    asked = [Asked(number, f"What of topic {number} in prison?") for number in range(1, 31)]
    texts = (f"Topic {number % 40} matters to tenants and councils." for number in range(blocks))
    document = Document(tuple(Block(BlockKind.PARAGRAPH, text) for text in texts), "bench")
    begun = time.process_time()
    split_answers(document, asked)
    return time.process_time() - begun
