"""Answers in a document find their questions, and every letter stands somewhere."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultation.responses.splitting import Asked, MatchedBy, Split, split_answers
from papers.importing.blocks import Block, BlockKind, Document
from papers.importing.reading import read_document
from tests.responses.splitting.labelled import (
    FIRST_SIGHT,
    FOURTH_SIGHT,
    HELD_BACK,
    SECOND_SIGHT,
    THIRD_SIGHT,
    UNFAMILIAR,
    Labelled,
    labelled_documents,
    score,
    score_of_all,
)

DOCUMENTS = labelled_documents()
ASKED = (
    Asked(1, "What stops people who leave prison from keeping a tenancy?"),
    Asked(2, "How early should planning for a home begin?", ("Who should lead it?",)),
    Asked(3, "Which kinds of housing are missing in your area?"),
)


def split(text: str) -> Split:
    return split_answers(read_document(text.encode(), "answers.txt"), ASKED)


def answers(text: str) -> dict[int, str]:
    return {answer.question: answer.text for answer in split(text).answers}


@pytest.mark.parametrize("labelled", DOCUMENTS, ids=lambda one: one.name)
@pytest.mark.parametrize("is_plain", [False, True], ids=["blocks", "plain"])
def test_the_labelled_documents(labelled: Labelled, is_plain: bool) -> None:
    document = labelled.document
    if is_plain:
        document = as_text(labelled)
    found = split_answers(document, labelled.asked)
    scored = score(labelled, found)
    assert found.coverage == 1.0
    assert scored.right >= 0.95
    assert scored.taken <= 0.05


@pytest.mark.parametrize("is_plain", [False, True], ids=["blocks", "plain"])
@pytest.mark.parametrize(
    ("folder", "count", "right", "taken"),
    [
        (UNFAMILIAR, 18, 0.96, 0.01),
        (FIRST_SIGHT, 24, 0.95, 0.04),
        (SECOND_SIGHT, 24, 0.93, 0.06),
        (THIRD_SIGHT, 24, 0.88, 0.09),
        (FOURTH_SIGHT, 16, 0.85, 0.08),
        (HELD_BACK, 24, 0.9, 0.12),
    ],
    ids=["unfamiliar", "first sight", "second sight", "third sight", "fourth sight", "held back"],
)
def test_documents_are_split_as_well_as_the_docs_say(
    folder: Path, count: int, right: float, taken: float, is_plain: bool
) -> None:
    pairs = [
        (one, split_answers(as_text(one) if is_plain else one.document, one.asked))
        for one in labelled_documents(folder)
    ]
    scored = score_of_all(pairs)
    assert len(pairs) == count
    assert scored.right >= right
    assert scored.taken <= taken
    assert all(found.coverage == 1.0 for _, found in pairs)


def as_text(labelled: Labelled) -> Document:
    return read_document(labelled.as_plain_text().encode(), "answers.txt")


def test_two_questions_at_once_have_the_same_answer() -> None:
    found = answers("Questions 1 and 2: Ask the tenants.\n\nQ3. Flats.")
    assert found == {1: "Ask the tenants.", 2: "Ask the tenants.", 3: "Flats."}


def test_a_range_answers_all_in_it() -> None:
    assert set(answers("Questions 1-3\n\nWe have no view on these.")) == {1, 2, 3}


def test_a_question_that_is_only_mentioned_changes_nothing() -> None:
    mentions = "See question 3 for more.\n\nQuestion 2 above says why."
    found = answers(f"Question 1\n\nDebt.\n\n{mentions}\n\nQ2: Early.")
    assert found[1].endswith("Question 2 above says why.")
    assert found[2] == "Early."
    assert 3 not in found


def test_an_answer_in_two_places_is_one_answer() -> None:
    assert (
        answers("Q1: Debt.\n\nQ2: Early.\n\nQ1: And loneliness.")[1] == "Debt.\n\nAnd loneliness."
    )


def test_a_question_that_was_not_asked_is_listed() -> None:
    found = split("Q1: Debt.\n\nQ9: Something else.")
    assert [one.text for one in found.unplaced if "not ask" in one.why] == ["Something else."]
    assert found.coverage == 1.0


def test_what_names_no_question_is_not_guessed_with_confidence() -> None:
    found = split("Landlords ask for a deposit.\n\nBegin planning at court.")
    assert all(answer.confidence <= 0.6 for answer in found.answers)
    assert {answer.matched_by for answer in found.answers} <= {MatchedBy.ORDER}


def test_a_repeated_question_is_surer_than_a_number_alone() -> None:
    repeated = split(f"Question 1: {ASKED[0].text}\n\nDebt.").answers[0]
    assert repeated.confidence > split("Question 1\n\nDebt.").answers[0].confidence


def titled(*pieces: tuple[str, str]) -> Document:
    """A document of headings with a paragraph below each."""
    blocks = [
        block
        for title, text in pieces
        for block in (
            Block(BlockKind.HEADING, title, level=2),
            Block(BlockKind.PARAGRAPH, text),
        )
    ]
    return Document(tuple(blocks), "test")


def test_the_one_heading_between_two_known_is_the_question_between() -> None:
    pieces = ("Question 1", "Debt."), ("When, and by whom?", "Early."), ("Question 3", "Flats.")
    found = split_answers(titled(*pieces), ASKED)
    assert [(one.question, one.text) for one in found.answers] == [
        (1, "Debt."),
        (2, "Early."),
        (3, "Flats."),
    ]


def test_a_heading_says_which_questions_in_brackets() -> None:
    pieces = ("Planning (Question 2)", "Early."), ("Homes (Questions 1 and 3)", "Flats, cheap.")
    found = split_answers(titled(*pieces), ASKED)
    assert {one.question: one.text for one in found.answers} == {
        1: "Flats, cheap.",
        2: "Early.",
        3: "Flats, cheap.",
    }


def test_headings_in_words_of_one_s_own_are_laid_around_a_repeated_question() -> None:
    pieces = ("Staying put", "Debt."), (ASKED[1].text, "Early."), ("No flats for one", "Flats.")
    found = split_answers(titled(*pieces), ASKED)
    assert {one.question: one.text for one in found.answers} == {
        1: "Debt.",
        2: "Early.",
        3: "Flats.",
    }


def test_one_part_to_each_question_is_read_in_order() -> None:
    pieces = ("Staying put", "Debt."), ("The calendar", "Early."), ("Gaps", "Flats, and flats.")
    found = split_answers(titled(*pieces), ASKED)
    assert [one.text for one in found.answers] == ["Debt.", "Early.", "Flats, and flats."]


def test_a_part_may_answer_the_next_question_as_well() -> None:
    planning = "Planning for a home should begin early and be led by one worker."
    missing = "Of the kinds of housing in our area, flats for one are missing."
    pieces = ("Keeping a tenancy", "Debt stops people who leave."), ("Planning", planning)
    blocks = (*titled(*pieces).blocks, Block(BlockKind.PARAGRAPH, missing))
    found = split_answers(Document(blocks, "test"), ASKED)
    assert [one.text for one in found.answers][1:] == [planning, missing]


def test_two_questions_repeated_in_one_heading_have_the_same_answer() -> None:
    found = answers(f"{ASKED[0].text} {ASKED[2].text}\n\nDebt, and no flats.")
    assert found == {1: "Debt, and no flats.", 3: "Debt, and no flats."}


def test_the_foot_of_a_page_is_in_no_answer() -> None:
    feet = [f"Alder Trust | page {number}" for number in (1, 2)]
    found = split(f"Question 1\n\nDebt.\n\n{feet[0]}\n\nAnd rent.\n\nQ2: Early.\n\n{feet[1]}")
    assert [one.text for one in found.answers] == ["Debt.\n\nAnd rent.", "Early."]


@pytest.mark.parametrize(
    "end",
    [
        "For more about anything said here please write to the Trust.",
        "The information you provide may be disclosed in accordance with the law.",
        "Reference: Alder Trust (2022), Second Annual Report, p. 14.",
        "Policy lead, with thanks to the members who came",
        "I am, yours sincerely,",
        "By order of the Council",
    ],
)
def test_the_end_of_a_letter_is_in_no_answer(end: str) -> None:
    assert answers(f"Q1: Debt.\n\nQ2: Early.\n\nQ3: Flats.\n\n{end}")[3] == "Flats."


@pytest.mark.parametrize(
    "name", ["Views of the patients' group on homes", "Safer homes: our response", "Our evidence"]
)
def test_the_name_of_the_whole_is_no_heading_of_an_answer(name: str) -> None:
    who = "Alder Homes is a charity in two towns."
    found = split(f"Alder Homes\n\n{name}\n\n{who}\n\n{ASKED[0].text}\n\nDebt.")
    assert [one.text for one in found.answers] == ["Debt."]


def test_the_rows_of_a_table_in_an_answer_are_no_questions() -> None:
    rows = (("Week", "What"), ("1", "A visit."), ("2", "Another."), ("3", "The last."))
    table = Block(BlockKind.TABLE, "\n".join("\t".join(row) for row in rows), rows=rows)
    heading = Block(BlockKind.HEADING, "Question 2", level=2)
    found = split_answers(Document((heading, table), "test"), (*ASKED, *more_asked()))
    assert [one.question for one in found.answers] == [2]


def more_asked() -> list[Asked]:
    return [Asked(number, f"What else would you do, in place {number}?") for number in (4, 5, 6, 7)]


def test_an_empty_document_answers_nothing() -> None:
    assert split_answers(Document((), "plain"), ASKED) == Split((), (), 1.0)


NAMES = ["Question 1", "Q2:", "Questions 1 and 3", "1.", "2)", ASKED[0].text]
EDGES = [
    "Dear all",
    "Yours sincerely",
    "Contact: a@b.example",
    "housing",
    "About us",
    "Page 2 of 3",
]
WORDS = st.sampled_from([*NAMES, *EDGES])
BLOCKS = st.builds(
    Block,
    kind=st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM]),
    text=st.lists(WORDS | st.text(max_size=20), min_size=1, max_size=5).map(" ".join),
    level=st.integers(1, 4),
    bold=st.booleans(),
    marker=st.sampled_from(["", "•", "1.", "(2)"]),
)


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace())


ROWS = st.lists(st.tuples(WORDS, WORDS, st.text(max_size=9)), min_size=1, max_size=4)


def as_table(rows: list[tuple[str, str, str]]) -> Block:
    return Block(BlockKind.TABLE, "\n".join("\t".join(row) for row in rows), rows=tuple(rows))


# A busy machine is no fault of the splitting: its time is test_hostile.py's matter.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(BLOCKS | ROWS.map(as_table), max_size=12),
    st.lists(st.sampled_from(ASKED), max_size=3, unique=True),
)
def test_every_letter_stands_somewhere(blocks: list[Block], asked: list[Asked]) -> None:
    document = Document(tuple(blocks), "test")
    found = split_answers(document, asked)
    assert found.coverage == 1.0
    placed = [*(one.text for one in found.answers), *(one.text for one in found.unplaced)]
    assert letters("".join(b.marker + b.text for b in blocks)) <= letters("".join(placed))
