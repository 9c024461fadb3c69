"""OpenDocument text: its content read element by element, labels counted by its list styles."""

from collections.abc import Mapping

from papers.importing.archives import BROKEN, open_package, read_parts
from papers.importing.blocks import Document
from papers.importing.building import Blocks
from papers.importing.readers.odt_blocks import OdtBlocks
from papers.importing.readers.odt_styles import DC, META, OFFICE, STYLE, Styles
from papers.importing.refusals import DocumentRefusedError
from papers.importing.trees import parse_xml

PARTS = {"content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"}
MARGINS = {
    f"{STYLE}header": "running header",
    f"{STYLE}header-first": "running header",
    f"{STYLE}header-left": "running header",
    f"{STYLE}footer": "running footer",
    f"{STYLE}footer-first": "running footer",
    f"{STYLE}footer-left": "running footer",
}


def read_odt(data: bytes) -> Document:
    """The body, its frames and notes as blocks; headers, comments and deleted text left out."""
    with open_package(data) as archive:
        parts = read_parts(archive, PARTS.__contains__)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise DocumentRefusedError(
            "This file is locked with a password. Take the password off and import it again."
        )
    content = parse_xml(parts["content.xml"])
    shared = parse_xml(parts["styles.xml"]) if "styles.xml" in parts else None
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise DocumentRefusedError(BROKEN)
    found = Blocks()
    OdtBlocks(found, Styles([root for root in (shared, content) if root is not None])).read(body)
    for element in () if shared is None else shared.iter(*MARGINS):
        found.leave_out("".join(element.itertext()), MARGINS[str(element.tag)])
    return _document(found, parts)


def _document(found: Blocks, parts: Mapping[str, bytes]) -> Document:
    meta = parse_xml(parts["meta.xml"]) if "meta.xml" in parts else None

    def said(*names: str) -> str:
        values = (None if meta is None else meta.findtext(f".//{name}") for name in names)
        return next((value.strip() for value in values if value), "")

    return Document(
        blocks=found.finished(),
        format="odt",
        title=said(f"{DC}title"),
        author=said(f"{META}initial-creator", f"{DC}creator"),
        created=said(f"{META}creation-date", f"{DC}date"),
        language=said(f"{DC}language"),
        left_out=tuple(found.left_out),
    )
