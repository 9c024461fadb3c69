"""What an editor does to an interpretation: nothing is ever lost, and all of it can be undone."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers.importing import Interpretation, assemble, interpret
from papers.importing.blocks import Block, BlockKind, Document
from papers.importing.drafting import draft
from papers.importing.pieces import Piece, QuestionKind, Role
from papers.importing.reading import read_document
from papers.importing.revising import (
    RevisionRefusedError,
    join_with_next,
    move,
    relabel,
    set_kind,
    set_level,
    split_at,
    step_back,
    steps_after,
)
from papers.importing.revising.cutting import sentence_starts
from papers.importing.revising.steps import MOST_STEPS, Step
from tests.papers.importing.losing import lost_words

PAPER = """Good work

Work matters. Does it not?

Question 1: What stands in the way? Who could help?

( ) Employers

Question 2: What has helped?

Please write to us at work@soundings.example by 4 March 2031.

The second part

People said many things. We heard them.
"""
Change = Callable[[Document, Interpretation], Interpretation]


@pytest.fixture
def document() -> Document:
    return read_document(PAPER.encode(), "paper.txt")


@pytest.fixture
def found(document: Document) -> Interpretation:
    return interpret(document)


def piece_with(document: Document, found: Interpretation, words: str) -> Piece:
    return next(
        piece
        for piece in found.pieces
        if words in document.blocks[piece.block].text[piece.start : piece.end]
    )


def key_of(document: Document, found: Interpretation, words: str) -> str:
    return piece_with(document, found, words).key


def asks(document: Document, found: Interpretation) -> list[str]:
    return [question.text for question in draft(document, found).questions]


def tiles(document: Document, found: Interpretation) -> bool:
    """Whether each block is covered from end to end, and no letter twice."""
    by_block: dict[int, list[Piece]] = defaultdict(list)
    for piece in found.pieces:
        by_block[piece.block].append(piece)
    for index, block in enumerate(document.blocks):
        at = 0
        for piece in sorted(by_block[index], key=lambda piece: piece.start):
            if piece.start != at or piece.end <= piece.start:
                return False
            at = piece.end
        if at != len(block.text):
            return False
    return True


def test_a_paragraph_becomes_a_question_and_back(document: Document, found: Interpretation) -> None:
    before = asks(document, found)
    key = key_of(document, found, "We heard them.")
    asked, key = relabel(document, found, key, Role.QUESTION)
    back, _ = relabel(document, asked, key, Role.PROSE)
    assert asks(document, asked) == [*before, "People said many things. We heard them."]
    assert asks(document, back) == before


def test_a_question_made_text_takes_its_number_and_its_parts_along(
    document: Document, found: Interpretation
) -> None:
    text, _ = relabel(document, found, key_of(document, found, "What stands"), Role.PROSE)
    body = "\n".join(section.body for section in draft(document, text).sections)
    assert asks(document, text) == ["What has helped?"]
    assert "Question 1: What stands in the way? Who could help?" in body


def test_a_question_joins_the_one_before_it_with_all_it_has(
    document: Document, found: Interpretation
) -> None:
    joined, _ = relabel(document, found, key_of(document, found, "What has helped"), Role.PART)
    (question,) = draft(document, joined).questions
    assert question.parts[-1] == "What has helped?"


def test_a_part_without_a_question_before_it_is_refused(
    document: Document, found: Interpretation
) -> None:
    with pytest.raises(RevisionRefusedError, match="no question before"):
        relabel(document, found, key_of(document, found, "Work matters"), Role.PART)


def test_a_title_takes_the_place_of_the_one_before(
    document: Document, found: Interpretation
) -> None:
    named, _ = relabel(document, found, key_of(document, found, "second part"), Role.TITLE)
    paper = draft(document, named)
    assert paper.title == "The second part"
    assert paper.sections[0].title == "Good work"


def test_splitting_a_question_leaves_the_half_that_asks(
    document: Document, found: Interpretation
) -> None:
    key = key_of(document, found, "Work matters")
    asked, key = relabel(document, found, key, Role.QUESTION)
    cut, second = split_at(document, asked, key, int(key.split("-")[1]) + len("Work matters."))
    question = draft(document, cut).questions[0]
    assert (question.text, question.context) == ("Does it not?", "Work matters.")
    assert piece_with(document, cut, "Does it not").key == second


def test_a_text_cut_in_two_is_two_paragraphs_and_joined_again_is_one(
    document: Document, found: Interpretation
) -> None:
    piece = piece_with(document, found, "We heard them.")
    (at,) = sentence_starts(document, piece)
    cut, _ = split_at(document, found, piece.key, at)
    joined, _ = join_with_next(document, cut, piece.key)
    assert draft(document, cut).sections[-1].body == "People said many things.\n\nWe heard them."
    assert draft(document, joined).sections[-1].body == "People said many things. We heard them."


def test_paragraphs_that_a_page_break_tore_apart_are_joined() -> None:
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in ("The paper was", "torn apart."))
    document = Document(blocks, "pdf")
    found = Interpretation(
        tuple(Piece(n, 0, len(b.text), Role.PROSE, "") for n, b in enumerate(blocks))
    )
    joined, _ = join_with_next(document, found, "0-0")
    assert draft(document, joined).sections[0].body == "The paper was torn apart."


def test_a_split_needs_words_on_both_sides(document: Document, found: Interpretation) -> None:
    with pytest.raises(RevisionRefusedError, match="between two words"):
        split_at(document, found, key_of(document, found, "Good work"), 9)


def test_a_question_moves_past_its_neighbour_and_into_the_next_section(
    document: Document, found: Interpretation
) -> None:
    found, _ = set_level(document, found, key_of(document, found, "second part"), 1)
    key = key_of(document, found, "What stands")
    once, key = move(document, found, key, "down")
    twice, key = move(document, once, key, "down")
    assert asks(document, once) == ["What has helped?", "What stands in the way?"]
    assert [len(section.questions) for section in draft(document, twice).sections] == [1, 1]
    back, _ = move(document, twice, key, "up")
    assert asks(document, back) == asks(document, once)


def test_the_first_text_goes_no_further_up(document: Document, found: Interpretation) -> None:
    with pytest.raises(RevisionRefusedError, match="first already"):
        move(document, found, key_of(document, found, "Work matters"), "up")


def test_a_kind_is_chosen_for_a_question_only(document: Document, found: Interpretation) -> None:
    key = key_of(document, found, "What stands")
    kept, _ = set_kind(document, found, key, QuestionKind.ABOUT_YOU)
    assert draft(document, kept).questions[0].is_about_you
    with pytest.raises(RevisionRefusedError, match="Only a question"):
        set_kind(document, found, key_of(document, found, "Work matters"), QuestionKind.OPEN)


def test_steps_lead_back_one_by_one(document: Document, found: Interpretation) -> None:
    asked, key = relabel(document, found, key_of(document, found, "We heard"), Role.QUESTION)
    left, _ = relabel(document, asked, key, Role.FURNITURE)
    steps = steps_after(steps_after([], found, asked, key), asked, left, key)
    once = step_back(left, Step.from_json(steps[1]))
    assert once == asked
    assert step_back(once, Step.from_json(steps[0])) == found


def test_a_long_review_keeps_its_last_steps_only(found: Interpretation) -> None:
    steps: list[dict[str, object]] = []
    for _ in range(MOST_STEPS + 5):
        steps = steps_after(steps, found, found, "0-0")
    assert len(steps) == MOST_STEPS


SOURCES = [
    path
    for path in (Path(__file__).parent / "corpus" / "open").iterdir()
    if path.suffix in {".md", ".html", ".txt"}
]
READ = [read_document(path.read_bytes(), path.name) for path in SOURCES]
CHANGES = st.tuples(
    st.integers(0, 400),
    st.one_of(
        st.sampled_from(sorted(Role)),
        st.sampled_from(["split", "join", "up", "down"]),
        st.sampled_from(sorted(QuestionKind)),
    ),
    st.integers(1, 200),
)


def changed(
    document: Document, found: Interpretation, key: str, what: str, at: int
) -> Interpretation:
    if what in ("up", "down"):
        return move(document, found, key, what)[0]  # type: ignore[arg-type]
    if what == "split":
        return split_at(document, found, key, int(key.split("-")[1]) + at)[0]
    if what == "join":
        return join_with_next(document, found, key)[0]
    if isinstance(what, QuestionKind):
        return set_kind(document, found, key, what)[0]
    return relabel(document, found, key, Role(what))[0]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(READ), st.lists(CHANGES, min_size=1, max_size=12))
def test_no_sequence_of_changes_loses_a_character(
    document: Document, changes: list[tuple[int, str, int]]
) -> None:
    found = interpret(document)
    steps: list[dict[str, object]] = []
    states = [found]
    for place, what, at in changes:
        key = found.pieces[place % len(found.pieces)].key
        try:
            after = changed(document, found, key, what, at)
        except RevisionRefusedError:
            continue
        steps = steps_after(steps, found, after, key)
        found = after
        states.append(found)
        assert tiles(document, found)
        assert assemble(document, found).coverage == 1.0
        assert Interpretation.from_json(found.to_json()) == found
        assert lost_words(document, found) == []
    for step in reversed(steps):
        states.pop()
        found = step_back(found, Step.from_json(step))
        assert found == states[-1]
