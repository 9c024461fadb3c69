"""Web pages: the main content as blocks, the site around it left out with the reason."""

import re

from lxml import etree
from lxml import html as lxml_html

from papers.importing.archives import BROKEN
from papers.importing.blocks import Document
from papers.importing.building import Blocks
from papers.importing.encodings import decode
from papers.importing.furniture import why_left_out
from papers.importing.limits import LONGEST_PAGE, MOST_ELEMENTS
from papers.importing.readers.html_blocks import HtmlBlocks
from papers.importing.refusals import DocumentRefusedError, too_long
from papers.importing.trees import NESTED, refuse_depth

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s*([\w-]{2,20})", re.I)
UNENCODABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")


def read_html(data: bytes) -> Document:
    """The page's `main` or `article` where it has one; all of its body where it has none."""
    root = parse_html(_decode(data))
    found = Blocks()
    body = root.find("body") if root.tag == "html" else root
    if body is not None:
        _leave_out_furniture(body, found)
        HtmlBlocks(found).read(body)
    return Document(
        blocks=found.finished(),
        format="html",
        title=_title(root),
        author=_meta(root, "author", "article:author"),
        created=_meta(root, "date", "article:published_time", "dcterms.date", "DC.date"),
        language=root.get("lang") or "",
        left_out=tuple(found.left_out),
    )


def parse_html(text: str) -> lxml_html.HtmlElement:
    """The page's root; refused when it is nested deeper than any page a person wrote."""
    if text.count("<") > 2 * MOST_ELEMENTS:
        raise too_long("tags", text.count("<"), 2 * MOST_ELEMENTS)
    if len(text) > LONGEST_PAGE:
        raise too_long("characters", len(text), LONGEST_PAGE)
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = lxml_html.document_fromstring(
            text.translate(UNENCODABLE).encode("utf-8"), parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise DocumentRefusedError(BROKEN) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise DocumentRefusedError(NESTED)
    refuse_depth(root)
    return root


def _decode(data: bytes) -> str:
    """The page's own word on its encoding counts only where the bytes are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = CHARSET.search(data[:4096])
    if declared and declared[1].lower() in {b"iso-8859-15", b"iso-8859-2", b"windows-1250"}:
        return data.decode(declared[1].decode("ascii"), "replace")
    return decode(data)


def _leave_out_furniture(body: lxml_html.HtmlElement, found: Blocks) -> None:
    waiting = [body]
    while waiting:
        element = waiting.pop()
        why = "" if element is body else why_left_out(element)
        if why:
            found.leave_out(visible_text(element), why)
            element.drop_tree()
        else:
            waiting.extend(reversed(element))
    main = _main_of(body)
    if main is None:
        return
    keep = {main, *main.iterancestors()}
    for element in list(body.iter()):
        parent = element.getparent()
        if element not in keep and parent in keep and parent is not main:
            found.leave_out(visible_text(element), "outside the page's main content")
            element.drop_tree()


def _main_of(body: lxml_html.HtmlElement) -> lxml_html.HtmlElement | None:
    """The one element that the page itself calls its content, when it holds most of the words."""
    for path in (".//main", ".//*[@role='main']", ".//article"):
        marked = body.findall(path)
        if len(marked) == 1:
            main: lxml_html.HtmlElement = marked[0]
            if len("".join(main.itertext()).split()) >= 20:
                return main
    return None


def visible_text(element: lxml_html.HtmlElement) -> str:
    """The text with its blanks made single, for a list that is only looked over."""
    return " ".join(" ".join(element.itertext()).split())


def _title(root: lxml_html.HtmlElement) -> str:
    given = _meta(root, "og:title", "dcterms.title", "DC.title")
    return given or " ".join((root.findtext("head/title") or "").split())


def _meta(root: lxml_html.HtmlElement, *names: str) -> str:
    for name in names:
        for element in root.iterfind("head/meta"):
            if name in (element.get("name"), element.get("property")):
                return str(element.get("content") or "").strip()
    return ""
