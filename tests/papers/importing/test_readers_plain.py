"""Text files and pasted text: encodings, paragraphs, lists, lines wrapped by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.importing.blocks import Block, BlockKind
from papers.importing.encodings import decode
from papers.importing.readers.plain import read_plain
from papers.importing.reading import characters
from papers.importing.refusals import DocumentRefusedError

SENTENCE = "‘Good’ rehabilitation – what is it?"
WRAPPED = """We want to hear from everybody who has worked with people in prison and
from those who have been there, and we will read each answer that we are
sent before the summer.

Question 1: What does good work look like to you, and who should be there
to do it?
"""


def blocks(text: str) -> list[Block]:
    return list(read_plain(text.encode()).blocks)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_an_encoding_is_known_by_its_bytes(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


def test_one_damaged_byte_does_not_turn_the_text_into_another_encoding() -> None:
    assert decode((SENTENCE * 9).encode() + b"\xff") == SENTENCE * 9 + "\ufffd"


def test_lone_surrogates_are_replaced() -> None:
    assert decode(b"\xff\xfe" + b"a\x00" + b"\x00\xd8" + b"b\x00") == "a\ufffdb"


def test_each_long_line_is_a_paragraph() -> None:
    line = "Words that go on and on. " * 9
    assert [block.text for block in blocks(f"{line}\n{line}")] == [line.strip()] * 2


def test_lines_wrapped_by_hand_are_joined() -> None:
    first, question = blocks(WRAPPED)
    assert first.text.endswith("each answer that we are sent before the summer.")
    assert question.text.endswith("who should be there to do it?")


def test_short_lines_among_wrapped_ones_stay_apart() -> None:
    texts = [block.text for block in blocks(f"{WRAPPED}\nNorthfield Trust\nHigh Street\n")]
    assert texts[-2:] == ["Northfield Trust", "High Street"]


@pytest.mark.parametrize(
    ("line", "marker"),
    [("• a", "•"), ("- a", "-"), ("– a", "–"), ("* a", "*"), ("o Any", "o"), ("1. a", "1."),
     ("12) a", "12)"), ("(a) a", "(a)"), ("iv) a", "iv)"), ("(ii)\ta", "(ii)")],
)  # fmt: skip
def test_a_list_mark_is_the_marker(line: str, marker: str) -> None:
    block = blocks(line)[0]
    assert (block.kind, block.marker) == (BlockKind.LIST_ITEM, marker)


@pytest.mark.parametrize(
    "line",
    ["Q1. What?", "Question 1 – What?", "1.1 What?", "2013 was", "-5 degrees", "A. Name", "3.5"],
)
def test_a_label_or_a_figure_stays_in_the_text(line: str) -> None:
    assert (blocks(line)[0].text, blocks(line)[0].marker) == (line, "")


def test_indentation_is_depth() -> None:
    assert [block.depth for block in blocks("- a\n    - b\n\t\t- c\n- d")] == [0, 1, 2, 0]


def test_an_underlined_line_is_a_heading() -> None:
    title, heading = blocks("Good work\n=========\n\nWho is it for?\n--------------\n")
    assert [(b.text, b.level) for b in (title, heading)] == [
        ("Good work", 1),
        ("Who is it for?", 2),
    ]


def test_a_form_feed_begins_a_page() -> None:
    assert [block.page for block in blocks("a\fb\n\nc")] == [1, 2, 2]


def test_an_address_is_a_link_without_its_full_stop() -> None:
    link = blocks("See www.a.example/b.")[0].links[0]
    assert (link.start, link.end, link.url) == (4, 19, "https://www.a.example/b")


def test_a_no_break_space_is_kept() -> None:
    assert blocks("  10\u00a0%\u00a0of ")[0].text == "10\u00a0%\u00a0of"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.just("\n")))
def test_no_character_is_lost(text: str) -> None:
    try:
        found = characters(read_plain(text.encode()))
    except DocumentRefusedError:
        assert not text.strip()
    else:
        assert found == "".join(text.lstrip("\ufeff").split()) or "\n" in text
        assert sorted(found) == sorted("".join(text.removeprefix("\ufeff").split()))
