"""What a PDF says: lines joined, words made whole, running lines left out."""

import io

import pytest
from pypdf import PdfReader

from papers.importing.blocks import Block, BlockKind
from papers.importing.readers.pdf import read_pdf
from papers.importing.reading import characters
from papers.importing.refusals import DocumentRefusedError
from tests.papers.importing.packages import page, pdf_pages

LINES = (
    "We want to hear from everybody who has worked with people in prison and",
    "from those who have been there, and we will read each answer that we are",
    "sent before the summer.",
)


def written(*lines: str, top: int = 760, size: int = 11) -> list[tuple[int, int, str]]:
    return [(top - 14 * place, size, line) for place, line in enumerate(lines)]


def blocks(*pages: list[tuple[int, int, str]]) -> list[Block]:
    return list(read_pdf(pdf_pages([page(*lines) for lines in pages])).blocks)


def test_lines_are_joined_into_paragraphs() -> None:
    found = blocks([*written(*LINES), *written(*LINES, top=700)])
    assert [block.text for block in found] == [" ".join(LINES)] * 2


def test_larger_lines_are_headings_by_their_size() -> None:
    lines = [
        (800, 22, "Good work"),
        *written(*LINES),
        (700, 15, "Whose?"),
        *written(*LINES, top=680),
    ]
    found = [block for block in blocks(lines) if block.kind is BlockKind.HEADING]
    assert [(block.text, block.level) for block in found] == [("Good work", 1), ("Whose?", 2)]


def test_list_items_begin_where_their_marks_are() -> None:
    found = blocks(written(*LINES, "• a bullet", "• another", "1. a number", "Q1. What works?"))
    assert [block.marker for block in found] == ["", "•", "•", "1.", ""]


def test_a_word_divided_by_the_line_is_made_whole_when_it_is_known() -> None:
    divided = "We want everybody's answers on the question of how rehabili-"
    known = "tation might work, and of well-"
    kept = "being; rehabilitation is the word that this paper is about, above all."
    assert (
        "of how rehabilitation might work, and of well-being;"
        in blocks(written(divided, known, kept))[0].text
    )


def test_running_lines_and_page_numbers_are_left_out() -> None:
    sheets = [
        [(815, 9, "Good work: a paper"), *written(f"Words {number}.", *LINES), (30, 9, str(number))]
        for number in range(1, 5)
    ]
    document = read_pdf(pdf_pages([page(*lines) for lines in sheets]))
    assert not [b for b in document.blocks if b.text.startswith("Good work") or b.text.isdigit()]
    reasons = [item.why for item in document.left_out]
    assert reasons.count("running header") == reasons.count("page number") == 4


def test_a_sentence_runs_on_over_the_page_and_past_its_footnotes() -> None:
    first = [*written(*LINES[:2]), (60, 8, "1 The report, page 3.")]
    found = blocks(first, written(LINES[2], *LINES))
    assert found[0].text.startswith(" ".join(LINES))
    assert [b.note_id for b in found if b.kind is BlockKind.NOTE] == ["1"]


def test_a_link_s_area_is_over_its_words() -> None:
    area = b"/Annots[<</Type/Annot/Subtype/Link/Rect[60 750 400 775]"
    area += b"/A<</S/URI/URI(http://a.example)>>>>]"
    block = read_pdf(pdf_pages([page((760, 11, "The report"))], area)).blocks[0]
    assert [(link.start, link.end, link.url) for link in block.links] == [
        (0, 10, "http://a.example")
    ]


def test_blocks_know_their_page() -> None:
    assert [b.page for b in blocks(written("First."), written("Second."))] == [1, 2]


def test_a_pdf_without_text_is_refused() -> None:
    with pytest.raises(DocumentRefusedError, match="pictures of pages"):
        read_pdf(pdf_pages([b"0 0 9 9 re f"]))


def test_no_letter_of_it_is_lost() -> None:
    data = pdf_pages([page(*written(*LINES, "• a – “b”"), (40, 9, f"Page {n}")) for n in (1, 2)])
    whole = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(data)).pages)
    assert sorted(characters(read_pdf(data))) == sorted("".join(whole.split()))
