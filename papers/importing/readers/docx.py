"""Word files: prepared part by part, read by mammoth, its tree taken as blocks."""

import io
import re
import zipfile
from typing import Any

import mammoth
from lxml import etree

from papers.importing.archives import BROKEN, open_package, read_parts
from papers.importing.blocks import Document
from papers.importing.building import Blocks
from papers.importing.limits import MOST_WORD_ELEMENTS
from papers.importing.readers.docx_blocks import DocxBlocks
from papers.importing.readers.docx_numbering import Numbering
from papers.importing.readers.docx_parts import prepare, text_of
from papers.importing.readers.docx_styles import STRICT, WORD, Styles, W
from papers.importing.refusals import DocumentRefusedError, too_long
from papers.importing.trees import parse_xml

PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml"
    r"|word/(?:_rels/)?(?:document|footnotes|endnotes|comments|styles|numbering|header|footer)\d*"
    r"\.xml(?:\.rels)?"
)
BODY = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml")
MARGIN = re.compile(r"word/(header|footer|comments)\d*\.xml")
# Of styles and lists it would keep less than `docx_styles` and `docx_numbering` know already.
NOT_FOR_MAMMOTH = re.compile(r"word/(?:header|footer|comments|styles|numbering)\d*\.xml")
MARGIN_REASONS = {
    "header": "running header",
    "footer": "running footer",
    "comments": "a comment in the margin",
}
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"


def read_docx(data: bytes) -> Document:
    """The body, its text boxes and notes as blocks; headers, comments and deleted text left out."""
    with open_package(data) as archive:
        packed = read_parts(archive, lambda name: PART.fullmatch(name) is not None)
    # The strict kind of the format differs in the names alone.
    parts = {name: part.replace(STRICT, WORD) for name, part in packed.items()}
    styles = Styles(_tree(parts, "word/styles.xml"))
    numbering = Numbering(_tree(parts, "word/numbering.xml"), styles)
    found = Blocks()
    prepared = dict(parts)
    facts: dict[str, Any] = {}
    for name in filter(BODY.fullmatch, sorted(parts)):
        root = parse_xml(parts[name])
        facts |= prepare(root, styles, numbering, found, prefix=f"{len(facts)}-")
        prepared[name] = etree.tostring(root)
        if (elements := prepared[name].count(b"<") // 2) > MOST_WORD_ELEMENTS:
            raise too_long("parts", elements, MOST_WORD_ELEMENTS)
    DocxBlocks(found, facts).read(_mammoth_tree(prepared))
    _leave_out_margins(parts, found)
    return _document(found, _tree(parts, "docProps/core.xml"))


def _tree(parts: dict[str, bytes], name: str) -> etree._Element | None:
    return parse_xml(parts[name]) if name in parts else None


def _mammoth_tree(parts: dict[str, bytes]) -> Any:
    """What mammoth makes of the parts before it writes HTML, which has no place for the labels."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in parts.items():
            if NOT_FOR_MAMMOTH.fullmatch(name) is None:
                archive.writestr(name, content)
    caught = []

    def catch(document: Any) -> Any:
        caught.append(document)
        return document.copy(children=[])

    try:
        mammoth.convert_to_html(package, transform_document=catch, include_embedded_style_map=False)
    except (KeyError, ValueError, AttributeError, TypeError, OSError, IndexError) as error:
        raise DocumentRefusedError(BROKEN) from error
    return caught[0]


def _leave_out_margins(parts: dict[str, bytes], found: Blocks) -> None:
    seen = set()
    for name in sorted(parts):
        if margin := MARGIN.fullmatch(name):
            for paragraph in parse_xml(parts[name]).iter(f"{W}p"):
                text = text_of(paragraph)
                if text not in seen or margin[1] == "comments":
                    found.leave_out(text, MARGIN_REASONS[margin[1]])
                seen.add(text)


def _document(found: Blocks, core: etree._Element | None) -> Document:
    def said(name: str) -> str:
        return ("" if core is None else core.findtext(name) or "").strip()

    return Document(
        blocks=found.finished(),
        format="docx",
        title=said(f"{DUBLIN}title"),
        author=said(f"{DUBLIN}creator"),
        created=said(f"{TERMS}created"),
        language=said(f"{DUBLIN}language"),
        left_out=tuple(found.left_out),
    )
