"""Build a Word file: real styles, real numbering, real footnotes, boxes of one cell."""

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from tests.papers.importing.corpus.notation import Kind, Line, Script, Span

STYLES = {
    Kind.TITLE: "Title",
    Kind.SUBTITLE: "Subtitle",
    Kind.QUOTE: "Quote",
    Kind.BULLET: "List Bullet",
    Kind.NUMBERED: "List Paragraph",
}
FORMATS = {"%1": "decimal", "%a": "lowerLetter", "%i": "lowerRoman"}


def build_docx(script: Script, target: Path) -> None:
    _WordBuilder(script).save(target)


class _WordBuilder:
    def __init__(self, script: Script) -> None:
        self.script = script
        self.document: Document = docx.Document()
        self.abstract: dict[tuple[str, int], int] = {}
        self.current: dict[tuple[str, int], int] = {}
        self.notes: list[str] = []
        self._say()

    def save(self, target: Path) -> None:
        for kind, lines in self.script.runs():
            if kind is Kind.ROW:
                self._table(lines)
            elif kind is Kind.BOX:
                self._box(lines)
            else:
                for line in lines:
                    self._block(line)
        if self.notes:
            self._keep_notes()
        self.document.save(str(target))

    def _say(self) -> None:
        said = self.script.said
        self.document.core_properties.title = said.get("title", "")
        self.document.core_properties.author = said.get("author", "")
        section = self.document.sections[0]
        if "header" in said:
            section.header.paragraphs[0].text = said["header"]
        if "footer" in said:
            section.footer.paragraphs[0].text = said["footer"]

    def _block(self, line: Line) -> None:
        if line.kind is Kind.BREAK:
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            return
        style = f"Heading {line.depth}" if line.kind is Kind.HEADING else STYLES.get(line.kind)
        if line.kind is Kind.BULLET and line.depth:
            style = f"List Bullet {line.depth + 1}"
        paragraph = self.document.add_paragraph(style=style)
        if line.kind is Kind.NUMBERED:
            self._number(paragraph, line)
        self._write(paragraph, line.spans, bold=line.kind is Kind.BOLD)

    def _table(self, lines: list[Line]) -> None:
        table = self.document.add_table(rows=0, cols=len(lines[0].cells), style="Table Grid")
        for line in lines:
            for cell, text in zip(table.add_row().cells, line.cells, strict=True):
                self._write(cell.paragraphs[0], Line(Kind.PARAGRAPH, text).spans)

    def _box(self, lines: list[Line]) -> None:
        cell = self.document.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
        for index, line in enumerate(lines):
            paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
            self._write(paragraph, line.spans)

    def _write(self, paragraph: Paragraph, spans: list[Span], *, bold: bool = False) -> None:
        for span in spans:
            if span.note:
                self._note(paragraph, span.note)
            elif span.url:
                self._link(paragraph, span)
            else:
                run = paragraph.add_run(span.text)
                run.bold = True if bold or span.bold else None

    def _link(self, paragraph: Paragraph, span: Span) -> None:
        link: Any = OxmlElement("w:hyperlink")
        link.set(
            qn("r:id"),
            self.document.part.relate_to(span.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
        )
        run = paragraph.add_run(span.text)
        run.font.underline = True
        run._r.addprevious(link)
        link.append(run._r)

    def _note(self, paragraph: Paragraph, text: str) -> None:
        self.notes.append(text)
        mark: Any = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(len(self.notes)))
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.insert(1, mark)  # after its properties

    def _keep_notes(self) -> None:
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self.notes, 1)
        )
        blob = f"<?xml version='1.0'?><w:footnotes {nsdecls('w')}>{notes}</w:footnotes>"
        package = self.document.part.package
        part = Part(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob.encode(), package
        )
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _number(self, paragraph: Paragraph, line: Line) -> None:
        """Number the paragraph as Word does: by a list it belongs to, never by typed figures."""
        key = (line.label, line.depth)
        if line.restarts or key not in self.current:
            self.current[key] = self._new_list(key)
        holder: Any = paragraph._p.get_or_add_pPr()
        properties = holder.get_or_add_numPr()
        properties.get_or_add_ilvl().val = line.depth
        properties.get_or_add_numId().val = self.current[key]
        paragraph.paragraph_format.left_indent = Pt(18 * (line.depth + 1))

    def _new_list(self, key: tuple[str, int]) -> int:
        numbering = self.document.part.numbering_part.element
        if key not in self.abstract:
            self.abstract[key] = self._new_format(numbering, *key)
        num = numbering.add_num(self.abstract[key])
        num.add_lvlOverride(ilvl=key[1]).add_startOverride(1)
        number: int = num.numId
        return number

    def _new_format(self, numbering: Any, label: str, depth: int) -> int:
        taken = [
            int(found.get(qn("w:abstractNumId")))
            for found in numbering.findall(qn("w:abstractNum"))
        ]
        identity = max(taken, default=0) + 1
        sign = next(sign for sign in FORMATS if sign in label)
        text = escape(label.replace(sign, f"%{depth + 1}"), {'"': "&quot;"})
        first_num = numbering.find(qn("w:num"))
        made = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identity}">'
            f'<w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="{depth}"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{FORMATS[sign]}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
        )
        first_num.addprevious(made)
        return identity
