"""The Word file: read back by python-docx, and by our own importer."""

import io
import zipfile
from dataclasses import replace
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from accounts.models import User
from papers.importing import assemble, interpret
from papers.importing.confining import read_confined
from papers.importing.imported import ImportedPaper
from papers.models import Paper
from papers.packs.word import make_docx
from tests.papers.packing import close_now, make_full_paper, pack_for, text_of_docx


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_full_paper(editor)


@pytest.fixture
def document(paper: Paper) -> Document:
    return docx.Document(io.BytesIO(make_docx(pack_for(paper))))


@pytest.fixture
def imported(paper: Paper) -> ImportedPaper:
    read = read_confined(make_docx(pack_for(paper)), "pack.docx")
    return assemble(read, interpret(read))


def test_it_says_its_title_its_author_and_its_language(document: Document) -> None:
    facts = document.core_properties
    assert (facts.title, facts.author, facts.language) == ("Good work", "The policy team", "en-GB")
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {
        "en-GB"
    }


def test_a_welsh_paper_is_welsh_throughout(editor: User) -> None:
    made = make_docx(pack_for(make_full_paper(editor, "Tŷ a gŵr", language="cy")))
    assert docx.Document(io.BytesIO(made)).core_properties.language == "cy-GB"
    assert "Cwestiwn 2. Should it stay?" in text_of_docx(made)
    assert "Question" not in text_of_docx(made)


def test_headings_are_headings_and_skip_no_level(document: Document) -> None:
    styles = [str(part.style.name) for part in document.paragraphs if part.style]
    levels = [int(name[-1]) for name in styles if name.startswith("Heading")]
    assert styles[0] == "Title"
    assert levels[0] == 1
    assert max(after - before for before, after in pairwise(levels)) == 1


def test_the_contents_lead_to_the_sections(document: Document) -> None:
    body = document.element.body
    codes = [code.text or "" for code in body.iter(qn("w:instrText"))]
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert any(code.strip().startswith("TOC") for code in codes)
    assert len(anchors) == 2
    assert anchors <= marks


def test_every_place_to_answer_has_a_name_and_an_id_of_its_own(document: Document) -> None:
    controls = list(document.element.body.iter(qn("w:sdtPr")))
    names = [control.find(qn("w:alias")).get(qn("w:val")) for control in controls]
    ids = [control.find(qn("w:id")).get(qn("w:val")) for control in controls]
    assert "Question 2: Yes" in names
    assert "Question 1, a: Your answer" in names
    assert (len(set(names)), len(set(ids))) == (len(names), len(ids))


def test_a_table_has_its_head_marked(document: Document) -> None:
    rows = document.tables[0].rows
    marked = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in rows]
    assert [cell.text for cell in rows[0].cells] == ["Year", "Share"]
    assert marked == [True, False, False]


def test_the_foot_says_where_it_is_from(paper: Paper, document: Document) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    codes = [code.text for code in foot._p.iter(qn("w:instrText"))]
    assert f"testserver/p/{paper.short_number}/" in foot.text
    assert codes == [" PAGE ", " NUMPAGES "]


def test_a_closed_paper_has_nothing_to_fill_in(paper: Paper) -> None:
    close_now(paper)
    document = docx.Document(io.BytesIO(make_docx(pack_for(paper))))
    assert list(document.element.body.iter(qn("w:sdt"))) == []


@pytest.mark.parametrize("text", ["<w:p>&amp;", "😀 𝔘 和平", "w" * 10_000, "{{ x }}"])
def test_hostile_text_comes_out_as_text(text: str, paper: Paper) -> None:
    pack = pack_for(paper)
    section = pack.sections[0]
    asked = replace(section.questions[0], text=text, parts=(text,))
    made = make_docx(replace(pack, sections=(replace(section, questions=(asked,)),)))
    assert text_of_docx(made).count(text) == 2


def test_every_part_of_the_package_is_well_formed(paper: Paper) -> None:
    with zipfile.ZipFile(io.BytesIO(make_docx(pack_for(paper)))) as package:
        parts = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        roots = [etree.fromstring(package.read(name)) for name in parts]
    assert len(roots) == len(parts) > 5


def test_our_importer_gives_the_same_paper_back(imported: ImportedPaper) -> None:
    assert (imported.title, imported.coverage) == ("Good work", 1.0)
    assert [text.text for text in imported.recommendations] == [
        "Pay for travel on the day of release."
    ]


def test_our_importer_gives_the_same_questions_back(imported: ImportedPaper) -> None:
    asked = [question for question in imported.questions if question.kind != "about_you"]
    assert [(one.number, one.text, one.parts, one.options) for one in asked] == [
        ("1", "What works?", ("And for whom?",), ()),
        ("2", "Should it stay?", (), ("Yes", "No")),
        ("3", "Which of these help?", (), ("Work", "Housing", "Family")),
        ("4", "How far would you go?", (), ("1", "2", "3", "4", "5")),
        ("5", "What comes first?", (), ("Trust", "Time")),
    ]
