"""Where the last answer ends: below its table, and where a letter turns to its reader."""

import pytest

from consultation.responses.splitting import Asked, split_answers
from papers.importing.blocks import Block, BlockKind, Document

ASKED = tuple(
    Asked(number, text)
    for number, text in enumerate(
        (
            "What makes a park worth visiting?",
            "How should dogs be kept in parks?",
            "Who should mow the grass, and when?",
            "Should parks be locked at night?",
            "What should a café in a park be charged?",
        ),
        start=1,
    )
)
SAID = ("Trees.", "On a lead.", "The council, late.", "No, never.", "A share of what it takes.")


def answers(*paragraphs: str) -> dict[int, str]:
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs)
    found = split_answers(Document(blocks, "test"), ASKED)
    return {answer.question: answer.text for answer in found.answers}


def numbered() -> list[str]:
    return [f"Question {number}: {said}" for number, said in enumerate(SAID, start=1)]


@pytest.mark.parametrize(
    "end",
    [
        "You are very welcome to join us on any Wednesday.",
        "Should the panel wish to hear from members directly, we can arrange it.",
        "The Federation is content to be quoted, and its response to be published in full.",
        "Officers would welcome a visit by the review team; the park opens at nine.",
        "Our next forum is in March, and a member of the review team could have the floor.",
        "We can supply the tables on request.",
    ],
)
def test_an_offer_to_the_reader_ends_the_answers(end: str) -> None:
    assert answers(*numbered(), end)[5] == SAID[4]


def test_a_last_paragraph_in_which_nothing_ends_is_the_answer_s() -> None:
    more = "Rent by the square yard drives the good ones away."
    assert answers(*numbered(), more)[5] == f"{SAID[4]}\n\n{more}"


def test_what_stands_right_below_the_last_question_is_its_answer() -> None:
    offer = "You are welcome to ask us what we take: we would be glad to show you the books."
    assert answers(*numbered()[:4], "Question 5", offer)[5] == offer


def test_what_stands_below_a_table_of_answers_answers_nothing() -> None:
    rows = tuple((str(number), said) for number, said in enumerate(SAID, start=1))
    table = Block(BlockKind.TABLE, "\n".join("\t".join(row) for row in rows), rows=rows)
    below = Block(BlockKind.PARAGRAPH, "The ponds were dredged in May.")
    found = split_answers(Document((table, below), "test"), ASKED)
    assert [answer.text for answer in found.answers] == list(SAID)
    assert below.text in [one.text for one in found.unplaced]


def test_headings_that_group_others_are_no_answers_headings() -> None:
    titles = "Worth a visit", "Dogs", "Mowing", "Locked at night", "The café's charge"
    groups = {0: "Part A", 2: "Part B", 4: "Part C"}
    blocks = []
    for place, (title, said) in enumerate(zip(titles, SAID, strict=True)):
        if place in groups:
            blocks.append(Block(BlockKind.HEADING, groups[place], level=2))
        blocks.append(Block(BlockKind.HEADING, title, level=3))
        blocks.append(Block(BlockKind.PARAGRAPH, said))
    found = split_answers(Document(tuple(blocks), "test"), ASKED)
    assert [answer.text for answer in found.answers] == list(SAID)


@pytest.mark.parametrize(
    "note", ["[1] Figures for 2024.", "Sources: the mowing book.", "cc the clerk", "Enc. (2)"]
)
def test_a_note_below_the_last_answer_is_no_part_of_it(note: str) -> None:
    assert answers(*numbered(), note)[5] == SAID[4]


@pytest.mark.parametrize(
    "title", ["Who speaks here", "In a nutshell", "Before we begin", "The Society"]
)
def test_these_headings_stand_above_what_answers_nothing(title: str) -> None:
    pieces = [(title, "Parks are what we have talked about since the spring."), *zip(
        ("Worth a visit", "Dogs", "Mowing", "Locked at night", "The café's charge"),
        SAID,
        strict=True,
    )]  # fmt: skip
    blocks = []
    for heading, said in pieces:
        blocks.append(Block(BlockKind.HEADING, heading, level=2))
        blocks.append(Block(BlockKind.PARAGRAPH, said))
    found = split_answers(Document(tuple(blocks), "test"), ASKED)
    assert [answer.text for answer in found.answers] == list(SAID)
