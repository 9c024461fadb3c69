"""Build an OpenDocument text file by writing its XML, as LibreOffice would."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tests.papers.importing.corpus.notation import Kind, Line, Script, Span

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MEDIA_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
PARAGRAPH_STYLES = {
    Kind.TITLE: "Title",
    Kind.SUBTITLE: "Subtitle",
    Kind.QUOTE: "Quotations",
    Kind.BOLD: "AllBold",
}
FORMATS = {"%1": "1", "%a": "a", "%i": "i"}
BOLD = '<style:text-properties fo:font-weight="bold"/>'


def build_odt(script: Script, target: Path) -> None:
    content = _Content(script).xml()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MEDIA_TYPE)  # first, and stored
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", _styles(script))
        archive.writestr("meta.xml", _meta(script))
        archive.writestr("META-INF/manifest.xml", MANIFEST)


def _meta(script: Script) -> str:
    title, author = (escape(script.said.get(name, "")) for name in ("title", "author"))
    return (
        f'<?xml version="1.0"?><office:document-meta {NAMESPACES}><office:meta>'
        f"<dc:title>{title}</dc:title><meta:initial-creator>{author}</meta:initial-creator>"
        "</office:meta></office:document-meta>"
    )


def _styles(script: Script) -> str:
    """Keep the running header and footer where LibreOffice does: in the master page."""
    header, footer = (escape(script.said.get(name, "")) for name in ("header", "footer"))
    return (
        f'<?xml version="1.0"?><office:document-styles {NAMESPACES}><office:master-styles>'
        '<style:master-page style:name="Standard">'
        f"<style:header><text:p>{header}</text:p></style:header>"
        f"<style:footer><text:p>{footer}</text:p></style:footer>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )


class _Content:
    def __init__(self, script: Script) -> None:
        self.script = script
        self.list_styles: dict[str, str] = {}
        self.last_list: dict[str, str] = {}
        self.notes = 0
        self.tables = 0
        self.lists = 0

    def xml(self) -> str:
        body = "".join(self._run(kind, lines) for kind, lines in self.script.runs())
        styles = "".join(
            f'<style:style style:name="{name}" style:family="{family}"{parent}>{BOLD}</style:style>'
            for name, family, parent in (
                ("AllBold", "paragraph", ' style:parent-style-name="Standard"'),
                ("Strong", "text", ""),
            )
        )
        lists = "".join(_list_style(name, label) for label, name in self.list_styles.items())
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}>'
            f"<office:automatic-styles>{styles}{lists}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>"
        )

    def _run(self, kind: Kind, lines: list[Line]) -> str:
        if kind is Kind.ROW:
            return self._table([line.cells for line in lines])
        if kind is Kind.BOX:
            return self._rows([["".join(self._paragraph(line) for line in lines)]])
        if kind is Kind.BULLET:
            return self._list(lines, 0)
        return "".join(self._paragraph(line) for line in lines)

    def _paragraph(self, line: Line) -> str:
        if line.kind is Kind.BREAK:
            return "<text:p><text:soft-page-break/></text:p>"
        inner = "".join(self._span(span) for span in line.spans)
        if line.kind is Kind.HEADING:
            level = line.depth
            style = f'text:style-name="Heading_20_{level}" text:outline-level="{level}"'
            return f"<text:h {style}>{inner}</text:h>"
        style = PARAGRAPH_STYLES.get(line.kind, "Standard")
        return f'<text:p text:style-name="{style}">{inner}</text:p>'

    def _span(self, span: Span) -> str:
        text = escape(span.text)
        if span.note:
            self.notes += 1
            return (
                f'<text:note text:id="ftn{self.notes}" text:note-class="footnote">'
                f"<text:note-citation>{self.notes}</text:note-citation><text:note-body>"
                f"<text:p>{escape(span.note)}</text:p></text:note-body></text:note>"
            )
        if span.url:
            return f'<text:a xlink:type="simple" xlink:href={quoteattr(span.url)}>{text}</text:a>'
        if span.bold:
            return f'<text:span text:style-name="Strong">{text}</text:span>'
        return text

    def _table(self, rows: list[list[str]]) -> str:
        return self._rows(
            [[self._paragraph(Line(Kind.PARAGRAPH, cell)) for cell in row] for row in rows]
        )

    def _rows(self, rows: list[list[str]]) -> str:
        self.tables += 1
        cells = "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row)
            + "</table:table-row>"
            for row in rows
        )
        columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
        return f'<table:table table:name="Table{self.tables}">{columns}{cells}</table:table>'

    def _list(self, lines: list[Line], depth: int) -> str:
        """Write the lines as lists, a deeper line within the item before it."""
        made, at = [], 0
        while at < len(lines):
            label, end = lines[at].label, at + 1
            while end < len(lines) and self._continues(lines[end], label, depth):
                end += 1
            made.append(self._one_list(lines[at:end], label, depth))
            at = end
        return "".join(made)

    @staticmethod
    def _continues(line: Line, label: str, depth: int) -> bool:
        return line.depth > depth or (line.label == label and not (line.label and line.restarts))

    def _one_list(self, lines: list[Line], label: str, depth: int) -> str:
        style = self.list_styles.setdefault(label, f"L{len(self.list_styles) + 1}")
        self.lists += 1
        identity = f"list{self.lists}"
        goes_on = ""
        if label and not lines[0].restarts:
            goes_on = f' text:continue-list="{self.last_list[label]}"'
        self.last_list[label] = identity
        items, at = [], 0
        while at < len(lines):
            end = at + 1
            while end < len(lines) and lines[end].depth > depth:
                end += 1
            inner = self._paragraph(lines[at]) + self._list(lines[at + 1 : end], depth + 1)
            items.append(f"<text:list-item>{inner}</text:list-item>")
            at = end
        return (
            f'<text:list xml:id="{identity}" text:style-name="{style}"{goes_on}>'
            f"{''.join(items)}</text:list>"
        )


def _list_style(name: str, label: str) -> str:
    levels = "".join(_list_level(level, label) for level in (1, 2, 3))
    return f'<text:list-style style:name="{name}">{levels}</text:list-style>'


def _list_level(level: int, label: str) -> str:
    if not label:
        return f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="•"/>'
    sign = next(sign for sign in FORMATS if sign in label)
    prefix, _, suffix = label.partition(sign)
    return (
        f'<text:list-level-style-number text:level="{level}" style:num-format="{FORMATS[sign]}"'
        f" style:num-prefix={quoteattr(prefix)} style:num-suffix={quoteattr(suffix)}/>"
    )
