"""A pack as a Word file to be filled in offline: headings, tick boxes and frames to write in."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from string import ascii_lowercase
from typing import Any, Final, cast

import docx  # noqa: TID251
from docx.document import Document  # noqa: TID251
from docx.enum.style import WD_STYLE_TYPE  # noqa: TID251
from docx.shared import Cm, Pt, RGBColor  # noqa: TID251
from docx.styles.style import ParagraphStyle  # noqa: TID251
from docx.text.paragraph import Paragraph  # noqa: TID251

from papers.packs.flow import Block, Run
from papers.packs.phrases import BY_LANGUAGE, Phrases
from papers.packs.shapes import Matter, Pack, PackQuestion, PackSection, PackSource
from papers.packs.word_flow import WordFlow
from papers.packs.word_parts import (
    Numbers,
    add_blank,
    add_bookmark,
    add_field,
    add_link,
    add_link_within,
    add_tick_box,
    field_begin,
    field_end,
    frame,
    set_language,
    text_run,
)

FONT: Final = "Georgia"
LABEL: Final = "Label"
INK: Final = RGBColor(0x1C, 0x1B, 0x19)
ACCENT: Final = RGBColor(0x0B, 0x5D, 0x57)
SIZES: Final = {"Heading 1": 18, "Heading 2": 15, "Heading 3": 13, "Heading 4": 12}
# A file in a ZIP has a time; one that is always the same makes the same pack the same bytes.
LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def make_docx(pack: Pack) -> bytes:
    """Return the Word file, the same bytes for the same pack."""
    document = docx.Document()
    _Maker(document, pack).make()
    made = io.BytesIO()
    document.save(made)
    return _without_times(made.getvalue())


def _without_times(package: bytes) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()


class _Maker:
    def __init__(self, document: Document, pack: Pack) -> None:
        self.document = document
        self.pack = pack
        self.phrases: Phrases = BY_LANGUAGE[pack.language]
        self.numbers = Numbers()
        self.flow = WordFlow(document)

    def make(self) -> None:
        self._describe()
        self._style()
        self._foot()
        self._first_page()
        for place, section in enumerate(self.pack.sections, start=1):
            self._section(section, f"section_{place}")
        if self.pack.takes_answers:
            self._about_you()
        for matter in self.pack.back:
            self._matter(matter)

    def _describe(self) -> None:
        facts = self.document.core_properties
        facts.title = self.pack.title
        facts.author = self.pack.author
        facts.comments = self.pack.description
        facts.created = facts.modified = self.pack.made_at.replace(tzinfo=None)
        facts.last_modified_by = ""
        set_language(self.document, self.phrases.locale)

    def _style(self) -> None:
        styles = self.document.styles
        page = self.document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.4)
        normal = styles["Normal"]
        normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(12), INK
        normal.paragraph_format.space_after = Pt(8)
        for name, size in SIZES.items():
            style = styles[name]
            style.font.size, style.font.color.rgb = Pt(size), INK
            style.paragraph_format.space_before = Pt(18)
            style.paragraph_format.space_after = Pt(6)
        label = cast("ParagraphStyle", styles.add_style(LABEL, WD_STYLE_TYPE.PARAGRAPH))
        label.base_style = normal
        label.font.size, label.font.color.rgb = Pt(11), ACCENT
        label.paragraph_format.space_after = Pt(3)
        label.paragraph_format.keep_with_next = True
        styles["Title"].font.size, styles["Title"].font.color.rgb = Pt(26), INK
        for name in ("Title", *SIZES):
            _set_font(styles[name].element)

    def _foot(self) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.add_run(f"{self.pack.address} · {self.pack.edition} · ")
        before, between, after = _around_numbers(self.phrases.page)
        paragraph.add_run(before)
        add_field(paragraph, "PAGE", "1")
        paragraph.add_run(between)
        add_field(paragraph, "NUMPAGES", "1")
        paragraph.add_run(after)
        for run in paragraph.runs:
            run.font.size = Pt(9)

    def _first_page(self) -> None:
        pack = self.pack
        self.document.add_paragraph(pack.title, style="Title")
        self.flow.add(pack.summary, level=0)
        for label, value in pack.facts:
            paragraph = self.document.add_paragraph()
            paragraph.add_run(f"{label}: ").bold = True
            if value == pack.url:
                add_link(paragraph, value, text_run(value, u="single"))
            else:
                paragraph.add_run(value)
        for matter in pack.front:
            self._matter(self._with_file_rules(matter))
        self._contents()

    def _with_file_rules(self, matter: Matter) -> Matter:
        if matter.title != self.phrases.how_to_use:
            return matter
        how = Block("paragraph", (Run(self.phrases.in_a_file),))
        return replace(matter, blocks=(matter.blocks[0], how, *matter.blocks[1:]))

    def _contents(self) -> None:
        """A field that Word can renew, filled in already, and without page numbers to go stale."""
        self._heading(self.phrases.contents, 1)
        begin = field_begin(r'TOC \o "1-3" \n \h \z')
        paragraph = None
        for place, section in enumerate(self.pack.sections, start=1):
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.6 * (section.level - 1))
            paragraph.paragraph_format.space_after = Pt(2)
            if place == 1:
                paragraph._p.extend(begin)
            add_link_within(paragraph, f"section_{place}", text_run(section.title))
        if paragraph is not None:
            paragraph._p.append(field_end())

    def _section(self, section: PackSection, bookmark: str) -> None:
        heading = self._heading(section.title, section.level)
        add_bookmark(heading, bookmark, self.numbers.take())
        self.flow.add(section.blocks, level=section.level)
        self._sources(section.sources, numbered=True)
        for question in section.questions:
            self._question(question)

    def _question(self, question: PackQuestion) -> None:
        """The whole ask first, its parts and options with it; then why; then room to write."""
        self._heading(f"{question.label}. {question.text}", question.level)
        if question.help_text:
            self.document.add_paragraph(question.help_text)
        if question.rules:
            self.document.add_paragraph().add_run(question.rules).italic = True
        self._options(question)
        for letter, part in _lettered(question.parts):
            self.document.add_paragraph(f"({letter}) {part}")
        if question.context:
            self._label(self.phrases.why_we_ask)
            self.flow.add(question.context, level=question.level)
        self._sources(question.sources, numbered=False)
        if self.pack.takes_answers:
            self._rooms(question)

    def _rooms(self, question: PackQuestion) -> None:
        for letter, _part in _lettered(question.parts):
            label = f"{self.phrases.your_answer} ({letter})"
            self._room(f"{question.label}, {letter}: {self.phrases.your_answer}", label=label)
        if not question.parts or question.options:
            self._room(f"{question.label}: {question.room_label}", label=question.room_label)

    def _options(self, question: PackQuestion) -> None:
        for option in question.options:
            if not self.pack.takes_answers:
                self.document.add_paragraph(option, style="List Bullet")
            elif question.answering == "order":
                paragraph = self.document.add_paragraph(style="List Bullet")
                name = f"{question.label}: {option}"
                add_blank(paragraph, name=name, number=self.numbers.take())
                paragraph.add_run(f" {option}")
            else:
                self._tick_box(option, f"{question.label}: {option}")

    def _tick_box(self, words: str, name: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.8)
        paragraph.paragraph_format.first_line_indent = Cm(-0.8)
        paragraph.paragraph_format.space_after = Pt(4)
        add_tick_box(paragraph, name=name, number=self.numbers.take())
        paragraph.add_run(f" {words}")

    def _room(self, name: str, *, label: str) -> None:
        self._label(label)
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(14)
        frame(paragraph)
        add_blank(paragraph, name=name, number=self.numbers.take())

    def _sources(self, sources: Iterable[PackSource], *, numbered: bool) -> None:
        cited = list(sources)
        if not cited:
            return
        self._label(self.phrases.sources)
        list_id = self.flow.numbering.begin(1) if numbered else 0
        for source in cited:
            paragraph = (
                self.flow.numbered(list_id)
                if numbered
                else self.document.add_paragraph(style="List Bullet")
            )
            paragraph.add_run(f"{source.title}. {source.detail}" if source.detail else source.title)
            if source.url:
                paragraph.add_run(". ")
                add_link(paragraph, source.url, text_run(source.url, u="single"))

    def _about_you(self) -> None:
        self._heading(self.phrases.about_you, 1)
        self.document.add_paragraph(self.phrases.about_you_text)
        for asked in self.phrases.about_you_fields:
            self._room(asked, label=asked)
        self._label(self.phrases.may_publish)
        for answer in self.phrases.may_publish_answers:
            self._tick_box(answer, f"{self.phrases.may_publish} {answer}")

    def _matter(self, matter: Matter) -> None:
        if matter.title:
            self._heading(matter.title, 1)
        self.flow.add(matter.blocks, level=1)

    def _heading(self, text: str, level: int) -> Paragraph:
        heading: Paragraph = self.document.add_heading(text, min(level, 9))
        return heading

    def _label(self, text: str) -> Paragraph:
        return self.document.add_paragraph(text, style=LABEL)


def _around_numbers(phrase: str) -> tuple[str, str, str]:
    """The words before, between and after the page's number and the number of pages."""
    before, rest = phrase.split("{page}")
    between, after = rest.split("{pages}")
    return before, between, after


def _set_font(style: Any) -> None:
    """Name the font of a heading's style, in place of the theme's."""
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    fonts.ascii = fonts.hAnsi = FONT


def _lettered(parts: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Each part with its letter, in the alphabet's order; past it, with its number."""
    for place, part in enumerate(parts):
        yield (ascii_lowercase[place] if place < len(ascii_lowercase) else str(place + 1)), part
