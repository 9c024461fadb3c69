"""A Word part made ready for mammoth: what it would pass over is brought where it looks.

Each paragraph gets a bookmark whose name leads to the facts that mammoth does not keep: the label
that the word processor counts, the heading's level, whether the style is bold.
"""

from dataclasses import dataclass

from lxml import etree

from papers.importing.building import Blocks
from papers.importing.readers.docx_numbering import Numbering
from papers.importing.readers.docx_styles import Styles, W, as_number, value

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# What mammoth does not look into, though text stands in it.
UNWRAPPED = [f"{W}{name}" for name in ("fldSimple", "dir", "bdo", "ruby", "rt", "rubyBase")]
DELETED = [f"{W}del", f"{W}moveFrom"]
# Of no use to us, and most of a part's weight: mammoth is spared the reading of it.
WEIGHT = [f"{W}{name}" for name in ("proofErr", "lastRenderedPageBreak", "bookmarkStart",
    "bookmarkEnd", "sectPr", "tblGrid", "tblPr", "trPr", "rPrChange", "pPrChange", "lang", "color",
    "rFonts", "sz", "szCs", "bCs", "iCs", "spacing", "ind", "jc", "shd", "highlight", "kern",
    "commentRangeStart", "commentRangeEnd", "commentReference", "keepNext", "tabs",
    "widowControl", "contextualSpacing", "noProof", "w", "u", "i", "tcBorders")]  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What Word says of a paragraph beside its text."""

    style: str
    heading: int
    bold: bool
    marker: str = ""
    depth: int = 0


def prepare(
    root: etree._Element, styles: Styles, numbering: Numbering, found: Blocks, *, prefix: str
) -> dict[str, Facts]:
    """Change `root` in place; return each paragraph's facts by the name of its bookmark."""
    _leave_out_deleted(root, found)
    _choose_alternatives(root)
    _write_out(root)
    etree.strip_elements(root, *WEIGHT, with_tail=False)
    etree.strip_tags(root, *UNWRAPPED)
    _lift_text_boxes(root)
    _set_run_styles(root, styles)
    facts = {}
    for number, paragraph in enumerate(root.iter(f"{W}p")):
        name = f"{prefix}{number}"
        facts[name] = _facts(paragraph, styles, numbering)
        mark = etree.Element(f"{W}bookmarkStart", {f"{W}name": name})
        properties = paragraph.find(f"{W}pPr")
        paragraph.insert(0 if properties is None else 1, mark)
        if properties is not None:
            _spare(properties)
    return facts


def text_of(paragraph: etree._Element) -> str:
    """The letters of a paragraph, tabs and breaks as blanks."""
    blanks = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "‑"}
    texts = {f"{W}t", f"{W}delText", f"{MATH}t"}
    return "".join(
        (element.text or "") if element.tag in texts else blanks.get(str(element.tag), "")
        for element in paragraph.iter()
    )


def _leave_out_deleted(root: etree._Element, found: Blocks) -> None:
    for deleted in list(root.iter(*DELETED)):
        parent = deleted.getparent()
        if parent is not None and parent.tag != f"{W}rPr":
            found.leave_out(text_of(deleted), "deleted with changes tracked")
            parent.remove(deleted)


def _choose_alternatives(root: etree._Element) -> None:
    """Of one text box written twice, keep the newer; mammoth would take the older alone."""
    for both in list(root.iter(f"{COMPATIBILITY}AlternateContent")):
        choice = both.find(f"{COMPATIBILITY}Choice")
        parent = both.getparent()
        if parent is None:
            continue
        kept = choice if choice is not None else both.find(f"{COMPATIBILITY}Fallback")
        place = parent.index(both)
        parent[place : place + 1] = [] if kept is None else list(kept)


def _write_out(root: etree._Element) -> None:
    """Formulas as their letters, tick boxes as the sign that shows, as runs of text."""
    for formula in list(root.iter(f"{MATH}oMath")):
        parent = formula.getparent()
        if parent is None:
            continue
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}t").text = text_of(formula)
        parent.replace(formula, run)
    etree.strip_tags(root, f"{MATH}oMathPara")
    etree.strip_elements(root, f"{WORD_2010}checkbox", with_tail=False)


def _set_run_styles(root: etree._Element, styles: Styles) -> None:
    """What a run's style makes bold (“Strong”) is said of the run itself."""
    for style in list(root.iter(f"{W}rStyle")):
        properties = style.getparent()
        if properties is None:
            continue
        if styles.is_bold(style.get(f"{W}val", "")) and properties.find(f"{W}b") is None:
            etree.SubElement(properties, f"{W}b")
        properties.remove(style)


def _lift_text_boxes(root: etree._Element) -> None:
    """Put a text box's paragraphs after the one that it is anchored in."""
    for box in reversed(list(root.iter(f"{W}txbxContent"))):
        anchor = next((p for p in box.iterancestors(f"{W}p")), None)
        parent = box.getparent()
        if anchor is None or parent is None:
            continue
        for block in reversed(list(box)):
            anchor.addnext(block)
        parent.remove(box)


def _facts(paragraph: etree._Element, styles: Styles, numbering: Numbering) -> Facts:
    style = value(paragraph, "pPr/pStyle") or styles.default
    outline = value(paragraph, "pPr/outlineLvl")
    heading = styles.heading_level(style)
    if outline is not None and as_number(outline, 9) < 9:
        heading = as_number(outline, 9) + 1
    name = styles.name_of(style).lower()
    bold = styles.is_bold(style)
    listed = _list_of(paragraph, style, styles, numbering)
    label = numbering.label(*listed) if listed else None
    if listed is None or label is None:
        return Facts(name, heading, bold)
    return Facts(name, heading, bold, label, listed[1])


def _list_of(
    paragraph: etree._Element, style: str, styles: Styles, numbering: Numbering
) -> tuple[str, int] | None:
    """The list and level of a paragraph, by its own word or its style's."""
    list_id = value(paragraph, "pPr/numPr/numId")
    level = value(paragraph, "pPr/numPr/ilvl")
    inherited = styles.numbering(style)
    if list_id is None and inherited is None:
        return None
    if list_id is None and inherited is not None:
        list_id = inherited[0]
    if list_id is None or list_id == "0":
        return None
    if level is not None:
        return list_id, as_number(level, 0)
    by_style = numbering.level_of_style(list_id, style)
    if by_style is not None:
        return list_id, by_style
    return list_id, inherited[1] if inherited else 0


def _spare(properties: etree._Element) -> None:
    """Take out what the facts already hold, so that mammoth does not look it up again."""
    for child in list(properties):
        deleted = child.tag == f"{W}rPr" and child.find(f"{W}del") is not None
        if not deleted:
            properties.remove(child)
