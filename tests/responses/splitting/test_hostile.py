"""Documents made to be hard: nothing is lost, nothing raises, and time grows with length alone."""

import time

import pytest

from consultation.responses.splitting import Asked, split_answers
from papers.importing.blocks import Block, BlockKind, Document

ASKED = tuple(
    Asked(number, f"What would you change about topic {number} in prison, and why?", ("Who pays?",))
    for number in range(1, 13)
)


def paragraphs(*texts: str) -> list[Block]:
    return [Block(BlockKind.PARAGRAPH, text) for text in texts]


def headings(count: int) -> list[Block]:
    return [
        Block(BlockKind.HEADING, f"{n % 20}. Part of it", level=n % 3 + 1) for n in range(count)
    ]


HOSTILE = {
    "empty": [],
    "blank": [*paragraphs("", "   "), Block(BlockKind.HEADING, "", level=1)],
    "empty table": [Block(BlockKind.TABLE, "", rows=((),))],
    "one long block": paragraphs("Housing and prison. " * 25_000),
    "one long word": paragraphs("a" * 500_000),
    "one long gap": paragraphs(f"x{' ' * 500_000}y"),
    "one long list of numbers": paragraphs("Questions 1" + ", 1" * 100_000),
    "one long address": paragraphs("a." * 250_000 + "@"),
    "a question named again and again": paragraphs("Question 1: " * 10_000),
    "only headings": headings(3_000),
    "only names": paragraphs(*["Head of Services"] * 3_000),
    "only ends of letters": paragraphs(*["Yours sincerely"] * 3_000),
    "only colons": paragraphs(*["These things:"] * 3_000),
    "all questions again and again in one": paragraphs(" ".join(one.text for one in ASKED) * 1_000),
    "feet of pages": paragraphs(*(f"Alder Trust | page {number}" for number in range(3_000))),
    "numbers counted down": paragraphs(*(f"{number % 999}) Yes" for number in range(3_000, 0, -1))),
    "labels and nothing else": paragraphs(*(f"No. {number % 12}" for number in range(3_000))),
    "the questions without answers": paragraphs(*(one.text for one in ASKED)),
    "both languages": paragraphs("Cwestiwn 1: Rydym yn cytuno.", "Cwestiynau 4 a 5", "Dim byd."),
}


@pytest.mark.parametrize("blocks", HOSTILE.values(), ids=HOSTILE.keys())
def test_every_letter_of_a_hostile_document_stands_somewhere(blocks: list[Block]) -> None:
    assert split_answers(Document(tuple(blocks), "test"), ASKED).coverage == 1.0


def test_questions_without_answers_are_not_answered() -> None:
    blocks = HOSTILE["the questions without answers"]
    assert split_answers(Document(tuple(blocks), "test"), ASKED).answers == ()


def cpu_of(blocks: list[Block]) -> float:
    begun = time.process_time()
    split_answers(Document(tuple(blocks), "test"), ASKED)
    return time.process_time() - begun


def one_question_again_and_again(count: int) -> list[Block]:
    """Headings that repeat one question, each beside one in the writer's own words."""
    titles = (ASKED[0].text, "Rails in the showers")
    return [Block(BlockKind.HEADING, titles[n % 2], level=1) for n in range(count)]


@pytest.mark.parametrize(
    "make",
    [
        headings,
        lambda count: paragraphs(*["Q1: Yes"] * count),
        one_question_again_and_again,
    ],
)
def test_four_times_the_blocks_do_not_take_sixteen_times_as_long(make: object) -> None:
    assert callable(make)
    few, many = cpu_of(make(2_000)), cpu_of(make(8_000))
    assert many < 12 * few + 0.5
