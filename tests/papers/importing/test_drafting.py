"""What a document's pieces become: sections, Markdown, questions, sources, calls."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.lib.sanitising import render_prose
from papers.importing import Interpretation, interpret
from papers.importing.blocks import Block, BlockKind, Document, Link, NoteMark
from papers.importing.drafting import draft
from papers.importing.drafts import LONGEST_ASK, LONGEST_BODY, DraftPaper
from papers.importing.markup import escaped
from papers.importing.pieces import Piece, QuestionKind, Role, SourceSlot
from papers.importing.reading import read_document
from tests.papers.importing.corpus.labelled import OPEN, Labelled, labelled_in
from tests.papers.importing.losing import lost_words


def drafted(markdown: str) -> DraftPaper:
    document = read_document(markdown.encode(), "paper.md")
    return draft(document, interpret(document))


def of_pieces(*blocks: tuple[Block, Role], kind: str = "") -> DraftPaper:
    """The draft of blocks that are one piece each; all in one group when it has questions."""
    pieces = tuple(
        Piece(n, 0, len(block.text), role, "", group="q1" if role in GROUPED else "", kind=kind)
        for n, (block, role) in enumerate(blocks)
    )
    document = Document(tuple(block for block, _ in blocks), "plain")
    return draft(document, Interpretation(pieces))


GROUPED = {Role.QUESTION, Role.PART, Role.OPTION, Role.CONTEXT}


def text(words: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind, words)


@pytest.mark.parametrize("one", list(labelled_in(OPEN)), ids=lambda one: one.name)
def test_every_word_of_a_document_is_in_its_draft(one: Labelled, tmp_path: Path) -> None:
    document = read_document(one.data(tmp_path), one.name)
    assert lost_words(document, interpret(document)) == []


@given(st.text(alphabet="ab1 \n*_[]()#>-+.|\\`:/h!~", max_size=60))
def test_text_is_shown_as_it_was_written(written: str) -> None:
    html = str(render_prose(escaped(written)))
    assert not [
        tag for tag in ("<em", "<strong", "<ul", "<ol", "<h3", "<hr", "<table") if tag in html
    ]
    assert "<blockquote" not in html


SHAPES = """# A

## B

1. One
2. Two
   - Inner

> Said.

| a | b |
|---|---|
| c | d |
"""


def test_lists_quotes_and_tables_are_what_they_were() -> None:
    body = drafted(SHAPES).sections[-1].body
    html = render_prose(body)
    assert "1. One\n2. Two\n   - Inner" in body
    assert all(tag in html for tag in ("<ol>", "<ul>", "<blockquote", "<table>"))


def test_links_lead_where_they_led_and_scripts_nowhere() -> None:
    links = (Link(4, 8, "https://a.example/x (1)"), Link(13, 17, "javascript:alert(1)"))
    block = Block(BlockKind.PARAGRAPH, "See this and that.", links=links)
    body = of_pieces((block, Role.PROSE)).sections[0].body
    assert body == "See [this](https://a.example/x%20%281%29) and that."


def test_a_footnote_stands_where_its_mark_is() -> None:
    marked = Block(BlockKind.PARAGRAPH, "Half of them.", note_marks=(NoteMark(13, "n7"),))
    note = Block(BlockKind.NOTE, "Our own count.", note_id="n7")
    paper = of_pieces(
        (text("First"), Role.HEADING), (marked, Role.PROSE), (text("Last"), Role.HEADING),
        (text("End."), Role.PROSE), (note, Role.NOTE),
    )  # fmt: skip
    assert paper.sections[0].body == "Half of them.[1]\n\n[1] Our own count."


def test_a_heading_over_nothing_is_named_and_left_out() -> None:
    paper = of_pieces((text("Summary"), Role.HEADING), (text("In short."), Role.SUMMARY))
    assert (paper.bare_headings, paper.sections, paper.summary) == (("Summary",), (), "In short.")


def test_a_choice_without_options_is_an_open_question() -> None:
    paper = of_pieces((text("Which?"), Role.QUESTION), kind=QuestionKind.SINGLE.value)
    assert paper.questions[0].kind == "open"


def test_dont_know_is_no_step_of_a_scale() -> None:
    options = [(text(word), Role.OPTION) for word in ("Agree", "Disagree", "Don’t know")]
    paper = of_pieces((text("Do you?"), Role.QUESTION), *options, kind=QuestionKind.SCALE.value)
    question = paper.questions[0]
    assert (question.options, question.has_dont_know) == (("Agree", "Disagree"), True)


def test_an_ask_too_long_is_shortened_and_stands_whole_in_its_context() -> None:
    ask = "What of this? " * 100
    (question,) = of_pieces((text(ask), Role.QUESTION)).questions
    assert len(question.text) <= LONGEST_ASK
    assert question.context == ask.strip()


def test_a_section_too_long_goes_on_in_another() -> None:
    blocks = [(text("word " * 4_000), Role.PROSE) for _ in range(8)]
    paper = of_pieces((text("Long"), Role.HEADING), *blocks)
    assert [section.title for section in paper.sections] == ["Long", "Long (continued)"]
    assert all(len(section.body) <= LONGEST_BODY for section in paper.sections)


def test_a_source_without_a_link_is_a_slot_that_says_what_rests_on_it() -> None:
    document = Document((text("Many return. (Source) Others do not."),), "plain")
    piece = Piece(0, 0, len(document.blocks[0].text), Role.PROSE, "")
    found = Interpretation((piece,), sources=(SourceSlot(0, "", "", "Source"),))
    (source,) = draft(document, found).sections[0].sources
    assert (source.title, source.url, source.anchor) == ("Source", "", "Many return.")


def test_ten_thousand_blocks_are_drafted_in_one_pass() -> None:
    blocks = [(text(f"Question {n}: What of {n}?"), Role.QUESTION) for n in range(10_000)]
    pieces = tuple(
        Piece(n, 0, len(b.text), role, "", group=f"q{n}") for n, (b, role) in enumerate(blocks)
    )
    document = Document(tuple(block for block, _ in blocks), "plain")
    assert len(draft(document, Interpretation(pieces)).questions) == 10_000
