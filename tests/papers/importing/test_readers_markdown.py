"""What a Markdown file says."""

from papers.importing.blocks import Block, BlockKind, Link, NoteMark
from papers.importing.readers.markdown import read_markdown


def blocks(text: str) -> list[Block]:
    return list(read_markdown(text.encode()).blocks)


def test_headings_of_both_kinds() -> None:
    found = blocks("Good work\n===\n\n### Whose?\n")
    assert [(b.kind, b.level, b.text) for b in found] == [
        (BlockKind.HEADING, 1, "Good work"),
        (BlockKind.HEADING, 3, "Whose?"),
    ]


def test_items_keep_the_marks_that_were_written() -> None:
    found = blocks("3. c\n4. d\n   - in\n\n     more\n")
    assert [(b.marker, b.depth, b.text) for b in found] == [
        ("3.", 0, "c"),
        ("4.", 0, "d"),
        ("-", 1, "in"),
        ("", 0, "more"),
    ]


def test_links_by_name_have_their_address_and_its_line_is_left_out() -> None:
    document = read_markdown(b"See [this][a].\n\n[a]: http://a.example\n")
    assert document.blocks[0].links == (Link(4, 8, "http://a.example"),)
    assert [item.text for item in document.left_out] == ["[a]: http://a.example"]


def test_footnotes_keep_their_place_and_come_last() -> None:
    text, after, note = blocks("So it is.[^1] Yes.\n\n[^1]: The report,\n    page 3.\n\nAfter.")
    assert (text.text, text.note_marks) == ("So it is. Yes.", (NoteMark(9, "1"),))
    assert after.text == "After."
    assert (note.kind, note.note_id, note.text) == (BlockKind.NOTE, "1", "The report, page 3.")


def test_tables_quotes_pictures_and_bold() -> None:
    found = blocks("|a|b|\n|-|-|\n|1|What?|\n\n> said\n\n![A chart](c.png)\n\n**Q1. What?**")
    assert found[0].rows == (("a", "b"), ("1", "What?"))
    assert [b.kind.value for b in found[1:]] == ["quote", "figure", "paragraph"]
    assert [b.bold for b in found[1:]] == [False, False, True]


def test_options_under_each_other_stay_apart() -> None:
    assert blocks("Do you agree?\n☐ Yes\n☐ No")[0].text == "Do you agree?\n☐ Yes\n☐ No"


def test_html_in_it_is_text() -> None:
    assert blocks("<b>What</b> works?")[0].text == "<b>What</b> works?"


def test_the_file_s_own_header_says_title_and_author() -> None:
    document = read_markdown(b"---\ntitle: 'Good work'\nauthor: Trust\n---\n\nText.")
    assert (document.title, document.author) == ("Good work", "Trust")
    assert [item.why for item in document.left_out] == ["the file's own header"]
