"""Whatever comes in: pieces tile every block, nothing is lost, and it takes no time."""

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers.importing import assemble, interpret
from papers.importing.blocks import Block, BlockKind, Document, LeftOut
from papers.importing.pieces import Interpretation, Piece, Role

SAID = (
    "Question 1 – ",
    "Q2. ",
    "1. ",
    "(a) ",
    "Why? ",
    "What do you think? ",
    "Please explain. ",
    "Yes / No",
    "☐ Yes ☐ No",
    "We would like to hear from tenants. ",
    "Recommendation 2: ",
    "What's new",
    "Contents",
    "About you",
    "“",
    "”",
    "… ",
    "Name: ____",
    "We recommend ",
    "by 4 March 2027",
    "In total 40% of them. ",
    "(Source) ",
    "\n",
    " ",
    "Annex",
    "The Committee will consider: ",
)
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(SAID), max_size=8).map("".join))
blocks = st.builds(
    Block,
    kind=st.sampled_from(list(BlockKind)),
    text=texts,
    level=st.integers(0, 4),
    depth=st.integers(0, 3),
    marker=st.sampled_from(["", "•", "1.", "(a)", "Question 3", "☐"]),
    bold=st.booleans(),
)
documents = st.lists(blocks, max_size=12).map(
    lambda made: Document(tuple(made), "test", left_out=(LeftOut("Menu", "navigation"),))
)


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def said(value: object) -> str:
    """Every text in a result of dicts and lists."""
    if isinstance(value, dict):
        return "\n".join(said(one) for one in value.values())
    if isinstance(value, list | tuple):
        return "\n".join(said(one) for one in value)
    return value if isinstance(value, str) else ""


@settings(max_examples=300, deadline=None)
@given(documents)
def test_pieces_tile_and_nothing_is_lost(document: Document) -> None:
    interpretation = interpret(document)
    for index, block in enumerate(document.blocks):
        spans = [(p.start, p.end) for p in interpretation.pieces if p.block == index]
        ends = [0, *(end for _, end in spans)]
        assert [start for start, _ in spans] == ends[:-1]
        assert ends[-1] == len(block.text)
    paper = assemble(document, interpretation)
    written = "".join(block.marker + block.text for block in document.blocks) + "Menu"
    assert paper.coverage == 1.0
    assert not letters(written) - letters(said(paper.as_json()))


def test_what_a_broken_interpretation_leaves_out_is_reported() -> None:
    document = Document((Block(BlockKind.PARAGRAPH, "Kept. Lost."),), "test")
    paper = assemble(document, Interpretation((Piece(0, 0, 6, Role.PROSE, "Text"),)))
    assert paper.coverage == 0.5
    assert [(one.text, one.why) for one in paper.stripped] == [("Lost.", "Not understood")]


@pytest.mark.parametrize(
    "unit",
    [
        " ",
        "?",
        "(a",
        "? ",
        "? A",
        "“",
        "Q1? ",
        "a\n",
        "☐ ",
        "1 May ",
        "a; ",
        "we would like ",
        "....",
    ],
)
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    text = (unit * 100_000)[:60_000]
    document = Document((Block(BlockKind.PARAGRAPH, text),), "test")
    began = time.process_time()
    assert assemble(document, interpret(document)).coverage == 1.0
    assert time.process_time() - began < 5


def test_a_document_of_many_blocks_takes_linear_time() -> None:
    line = "In 2024 some people said that homes were cold. What do you think of home"
    made = tuple(Block(BlockKind.LIST_ITEM, f"{line} {n}?", marker="•") for n in range(10_000))
    document = Document(made, "test")
    began = time.process_time()
    assert len(assemble(document, interpret(document)).questions) == 10_000
    assert time.process_time() - began < 5
