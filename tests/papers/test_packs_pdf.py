"""The PDF: what PDF/UA-1 asks for, read out of the file; hostile text; time."""

import io
import json
import re
import resource
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

from accounts.models import User
from papers.models import Paper
from papers.packs.flow import Block, Run
from papers.packs.pdf import ROOM_TO_BREAK, TEMPLATE, break_words, make_pdf
from papers.packs.shapes import Pack
from tests.papers.packing import close_now, make_full_paper, pack_for, text_of_pdf

A_LONG_END = f"{'a' * 12} {'a' * 12} {'a' * 12} {'a' * 24}"


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_full_paper(editor)


@pytest.fixture
def reader(paper: Paper) -> PdfReader:
    return PdfReader(io.BytesIO(make_pdf(pack_for(paper))))


def tags_of(reader: PdfReader) -> list[DictionaryObject]:
    """Return the structure's elements in reading order."""
    found: list[DictionaryObject] = []

    def walk(element: Any) -> None:
        element = element.get_object()
        if isinstance(element, list):
            for child in element:
                walk(child)
        elif isinstance(element, DictionaryObject):
            if "/S" in element:
                found.append(element)
            if element.get("/Type") != "/OBJR" and "/K" in element:
                walk(element["/K"])

    walk(reader.root_object["/StructTreeRoot"])
    return found


def names_of(reader: PdfReader) -> list[str]:
    return [str(tag["/S"])[1:] for tag in tags_of(reader)]


def test_it_says_that_it_is_tagged_and_in_which_language(reader: PdfReader) -> None:
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_it_names_its_standard_its_title_and_its_author(reader: PdfReader) -> None:
    xmp = reader.xmp_metadata
    assert xmp is not None
    assert b"<pdfuaid:part>1</pdfuaid:part>" in xmp.stream.get_data()
    assert xmp.dc_title == {"x-default": "Good work"}
    assert xmp.dc_creator == ["The policy team"]


def test_all_that_is_drawn_is_tagged_or_an_ornament(reader: PdfReader) -> None:
    draws = {b"Tj", b"TJ", b"'", b'"', b"Do", b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"sh"}
    for page in reader.pages:
        depth = 0
        for _, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
            depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
            assert depth > 0 or operator not in draws, page.page_number


def test_headings_skip_no_level_and_begin_with_the_first(reader: PdfReader) -> None:
    levels = [int(name[1]) for name in names_of(reader) if re.fullmatch(r"H\d", name)]
    steps = [after - before for before, after in pairwise(levels)]
    assert levels[0] == 1
    assert max(steps) == 1


@pytest.mark.parametrize("name", ["TOC", "TOCI", "L", "LI", "Lbl", "LBody", "Table", "TH", "TD"])
def test_lists_tables_and_contents_are_what_they_look_like(name: str, reader: PdfReader) -> None:
    assert name in names_of(reader)


def test_every_figure_and_link_has_words(reader: PdfReader) -> None:
    figures = [tag for tag in tags_of(reader) if str(tag["/S"]) in {"/Figure", "/Formula"}]
    links = [
        note.get_object()
        for page in reader.pages
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link"
    ]
    assert links
    assert [tag for tag in figures if not tag.get("/Alt")] == []
    assert [link for link in links if not link.get("/Contents")] == []


def test_bookmarks_lead_to_sections_and_questions(reader: PdfReader) -> None:
    titles = json.dumps(reader.outline, default=str)
    assert "Choices" in titles
    assert "Question 2" in titles


def test_each_kind_of_question_says_how_it_is_answered(paper: Paper) -> None:
    said = text_of_pdf(make_pdf(pack_for(paper)))
    for expected in (
        "Question 2 Should it stay? Choose one. ☐ Yes ☐ No",
        "Choose all that apply. ☐ Work ☐ Housing ☐ Family",
        "Choose one step on the scale. ☐ 1 ☐ 2 ☐ 3 ☐ 4 ☐ 5",
        "2 beside the next, and so on. ☐ Trust ☐ Time",
        "Recommendation 6 Pay for travel on the day of release. Choose one. ☐ Agree",
        "Statistics. The Office, 2024. https://figures.example/2024",
        "(a) And for whom? Your answer",
    ):
        assert expected in said


def test_each_page_says_where_it_is_from(paper: Paper) -> None:
    pages = PdfReader(io.BytesIO(make_pdf(pack_for(paper)))).pages
    for number, page in enumerate(pages, start=1):
        said = " ".join(page.extract_text().split())
        assert f"testserver/p/{paper.short_number}/" in said
        assert "Edition 1, " in said
        assert f"Page {number} of {len(pages)}" in said


def test_it_says_how_to_send_it_back(paper: Paper) -> None:
    said = text_of_pdf(make_pdf(pack_for(paper)))
    assert "Send it so that we have it by" in said
    assert "Write to the policy team." in said


def test_a_closed_paper_has_no_lines_to_write_on(paper: Paper) -> None:
    room = make_pdf(pack_for(paper))
    close_now(paper)
    assert len(PdfReader(io.BytesIO(make_pdf(pack_for(paper)))).pages) < len(
        PdfReader(io.BytesIO(room)).pages
    )


def test_a_welsh_paper_is_welsh_throughout(editor: User) -> None:
    paper = make_full_paper(editor, "Tŷ a gŵr", language="cy")
    reader = PdfReader(io.BytesIO(make_pdf(pack_for(paper))))
    said = " ".join(page.extract_text() for page in reader.pages)
    assert str(reader.root_object["/Lang"]) == "cy-GB"
    assert "Tŷ a gŵr" in said
    assert [word for word in ("Question", "Page", "Edition", "Sources") if word in said] == []


HOSTILE = [
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd") #panic(1)',
    "$ x^2 $ @ref <label> = not a heading",
    "a\\b \\u{41} \\#set page(width: 1pt)",
    "// no comment /* none */ `raw` [bracket] {brace}",
    "- not a list + nor / one : here",
    "“ŵ ŷ” – — … ‘x’ € £ ½ ² • → ✓ é ñ ß Ω Ж א",
]


def saying(pack: Pack, text: str) -> Pack:
    """Put the text wherever a paper's words go."""
    section = pack.sections[1]
    question = replace(section.questions[0], text=text, options=(text,), help_text=text)
    block = Block("paragraph", (Run(text, bold=True), Run(text, url="https://a.example/")))
    sections = (replace(section, title=text, blocks=(block,), questions=(question,)),)
    return replace(pack, title=text, author=text, sections=sections)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_as_text(text: str, paper: Paper) -> None:
    said = text_of_pdf(make_pdf(saying(pack_for(paper), text)))
    # As title, heading, ask, help, option, prose and link, and the contents besides.
    assert "".join(said.split()).count("".join(text.split())) == 8


def test_a_word_longer_than_a_page_stays_on_the_paper(paper: Paper) -> None:
    made = make_pdf(saying(pack_for(paper), "w" * 10_000))
    reader = PdfReader(io.BytesIO(made))
    widest = 0.0

    def visit(text: str, moved: list[float], matrix: list[float], *_: Any) -> None:
        nonlocal widest
        if text.strip():
            widest = max(widest, moved[4] + matrix[4])

    reader.pages[2].extract_text(visitor_text=visit)
    assert text_of_pdf(made).replace(" ", "").count("w" * 10_000) >= 1
    assert 0 < widest < float(reader.pages[0].mediabox.width)


@pytest.mark.parametrize(
    "word",
    [
        "https://northfield.example/papers/what-good-looks-like?from=mail",
        "NAMED-CANARY-1234567890-1234567890-1",
        "Donaudampfschifffahrtsgesellschaftskapitän",
        "_____________________________________________",
    ],
)
def test_a_long_word_is_copied_whole(word: str, paper: Paper) -> None:
    """It may go over the end of a line; nothing stands in it that nobody wrote."""
    reader = PdfReader(io.BytesIO(make_pdf(saying(pack_for(paper), word))))
    pages = [page.extract_text() for page in reader.pages]
    assert "".join(pages).replace("\n", "").count(word) >= 6
    assert "\u200b" not in "".join(pages)
    assert reader.metadata is not None
    assert reader.metadata.title == word


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        (
            "https://northfield.example/resettlement/accommodation-and-employment",
            "https:// northfield. example/ resettlement/ accommodation- and- employment",
        ),
        (
            "resettlement.team@accommodation.northfield.example",
            "resettlement. team@ accommodation. northfield. example",
        ),
        ("https://northfield.example/" + "a" * 60, "https:// northfield. example/ " + A_LONG_END),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfsc hifffahrtsge sellschaft"),
    ],
)
def test_an_address_ends_a_line_only_where_it_is_parted(word: str, parts: str) -> None:
    """Unless what stands between two signs is too long for a line of its own."""
    assert break_words(word).split(ROOM_TO_BREAK) == parts.split(" ")


def test_what_the_typeface_lacks_is_marked_and_said(paper: Paper) -> None:
    said = text_of_pdf(make_pdf(saying(pack_for(paper), "peace 和平 peace")))
    assert "peace □□ peace" in said
    assert re.search(r"lacks \d+ of the paper’s characters: □ stands in their place", said)


def test_what_every_typeface_lacks_costs_no_pack(paper: Paper) -> None:
    rare = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 3_000))
    assert "□□□" in text_of_pdf(make_pdf(saying(pack_for(paper), rare)))


def test_the_template_asks_for_no_file_and_no_package() -> None:
    asks = re.compile(r"\b(?:read|image|csv|yaml|toml|xml|cbor|plugin)\(|#(?:import|include)\b")
    assert asks.findall(TEMPLATE) == []


def test_the_longest_paper_is_set_in_time(paper: Paper) -> None:
    pack = pack_for(paper)
    section = pack.sections[0]
    prose = (Block("paragraph", (Run("twenty words of prose " * 5),)),) * 1_000
    long = replace(section, blocks=prose, questions=section.questions * 60)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    made = make_pdf(replace(pack, sections=(long,)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(PdfReader(io.BytesIO(made)).pages) > 60
    assert after.ru_utime - before.ru_utime < 3
