"""XML parsed with nothing of it obeyed: no document type, no entity, no address, a known size."""

from lxml import etree

from papers.importing.archives import BROKEN
from papers.importing.limits import DEEPEST_NESTING, MOST_ELEMENTS
from papers.importing.refusals import DocumentRefusedError, too_long

NESTED = (
    "This document nests its tables or lists too deeply to be read. "
    "Lay it out more simply and import it again."
)
DECLARED = (
    "This file declares things that a paper never holds. Save it again in your word processor."
)


def parse_xml(data: bytes, most_elements: int = MOST_ELEMENTS) -> etree._Element:
    """The root of a package's part; refused with a document type, too deep or too large."""
    # A part in UTF-16 would hide the word from this search; no word processor writes one.
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in data[:400] or b"<!DOCTYPE" in data:
        raise DocumentRefusedError(DECLARED)
    if b"<!ENTITY" in data:
        raise DocumentRefusedError(DECLARED)
    if data.count(b"<") > 3 * most_elements:
        raise too_long("parts", data.count(b"<") // 2, most_elements)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error).lower()
        raise DocumentRefusedError(NESTED if deep else BROKEN) from error
    if root.getroottree().docinfo.doctype:
        raise DocumentRefusedError(DECLARED)
    refuse_depth(root)
    return root


def refuse_depth(root: etree._Element) -> None:
    """Refuse a tree that nests deeper than anyone lays out a paper; what walks it may recurse."""
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST_NESTING:
            raise DocumentRefusedError(NESTED)
