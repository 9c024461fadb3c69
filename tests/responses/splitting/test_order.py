"""Headed parts are read in the paper's order, or in another where the words clearly say so."""

from itertools import permutations

import pytest

from consultation.responses.splitting import Asked, split_answers
from papers.importing.blocks import Block, BlockKind, Document

ASKED = (
    Asked(1, "What stops people from using the allotments?"),
    Asked(2, "How should the rent of a plot be set?"),
    Asked(3, "Who should repair the sheds and fences?"),
    Asked(4, "Should hens be allowed?"),
)
CLEAR = {
    1: ("Why people stay away", "The list is closed. People cannot use the allotments they see."),
    2: ("A fair rent", "Rent ought to be set by the size of a plot."),
    3: ("Sheds and fences", "Fences are the council's to repair, sheds their owners'."),
    4: ("Hens", "Hens, yes, six of them, and no cockerel."),
}
VAGUE = {
    1: ("Shut out", "The list has been closed since the spring, and nobody says until when."),
    2: ("What it costs", "A rent by the square yard, and no more than the water comes to."),
    3: ("Timber and wire", "Whoever built it mends it. The boundary is the council's."),
    4: ("Feathers", "Six, and no cockerel. They eat the slugs."),
}


def read(parts: dict[int, tuple[str, str]], order: tuple[int, ...]) -> dict[int, str]:
    blocks = [
        block
        for number in order
        for block in (
            Block(BlockKind.HEADING, parts[number][0], level=2),
            Block(BlockKind.PARAGRAPH, parts[number][1]),
        )
    ]
    found = split_answers(Document(tuple(blocks), "test"), ASKED)
    return {answer.question: answer.text for answer in found.answers}


@pytest.mark.parametrize("order", list(permutations(CLEAR)))
def test_headings_that_take_up_their_questions_may_come_in_any_order(
    order: tuple[int, ...],
) -> None:
    assert read(CLEAR, order) == {number: text for number, (_, text) in CLEAR.items()}


def test_headings_that_say_little_are_read_in_the_paper_s_order() -> None:
    assert read(VAGUE, (1, 2, 3, 4)) == {number: text for number, (_, text) in VAGUE.items()}


def test_a_letter_that_answers_the_first_questions_alone_does_not_jump_to_the_last() -> None:
    others = (
        "May the gates be locked at night?",
        "Which tools should be shared?",
        "How is water to be saved?",
        "What should become of empty plots?",
        "When should the committee meet?",
        "What have we not asked?",
    )
    asked = (*ASKED, *(Asked(number, text) for number, text in enumerate(others, start=5)))
    said = (
        "People cannot use the allotments they see, and nobody tells them why.",
        "Rent ought to be set by the size of a plot.",
        "Sheds and what stands around them: their owners, every spring.",
    )
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in said)
    found = split_answers(Document(blocks, "test"), asked)
    assert {answer.question: answer.text for answer in found.answers} == dict(
        enumerate(said, start=1)
    )
