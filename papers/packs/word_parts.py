"""What python-docx has no words for: content controls, fields, links, frames (ECMA-376)."""

from itertools import count
from typing import Any, Final

from docx.document import Document  # noqa: TID251
from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: TID251
from docx.oxml import OxmlElement  # noqa: TID251
from docx.oxml.ns import qn  # noqa: TID251
from docx.text.paragraph import Paragraph  # noqa: TID251

W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
EMPTY_BOX: Final = "☐"
BOX_FONT: Final = "MS Gothic"
# What Word itself puts into a control that is still empty: five spaces as wide as letters.
NOTHING_YET: Final = "\u2002" * 5


class Numbers:
    """Gives each control and bookmark of one document an id of its own."""

    def __init__(self) -> None:
        self._next = count(1)

    def take(self) -> str:
        return str(next(self._next))


def element(name: str, /, **attributes: str) -> Any:
    """Make an element of the main namespace, `w:` before its name and its attributes'."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def text_run(text: str, **look: str) -> Any:
    """Make a run; `look` gives properties and their values, such as `b="1"`."""
    run = element("r")
    if look:
        properties = element("rPr")
        for name, value in look.items():
            properties.append(element(name, val=value))
        run.append(properties)
    written = element("t")
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(written)
    return run


def add_tick_box(paragraph: Paragraph, *, name: str, number: str) -> None:
    """Begin the paragraph with a box that a click ticks; `name` is what a screen reader says."""
    control, properties, content = _control(name, number)
    box = OxmlElement("w14:checkbox", nsdecls={"w14": W14})
    for tag, value in (("checked", "0"), ("checkedState", "2612"), ("uncheckedState", "2610")):
        state = OxmlElement(f"w14:{tag}", nsdecls={"w14": W14})
        state.set(f"{{{W14}}}val", value)
        if tag != "checked":
            state.set(f"{{{W14}}}font", BOX_FONT)
        box.append(state)
    properties.append(box)
    run = text_run(EMPTY_BOX)
    fonts = element("rPr")
    fonts.append(element("rFonts", ascii=BOX_FONT, hAnsi=BOX_FONT, eastAsia=BOX_FONT))
    run.insert(0, fonts)
    content.append(run)
    paragraph._p.append(control)  # python-docx has no other way in


def add_blank(paragraph: Paragraph, *, name: str, number: str) -> None:
    """Add a place to write to the paragraph, empty until something is."""
    control, properties, content = _control(name, number)
    properties.append(element("showingPlcHdr"))
    lines = element("text")
    lines.set(qn("w:multiLine"), "1")
    properties.append(lines)
    content.append(text_run(NOTHING_YET))
    paragraph._p.append(control)


def _control(name: str, number: str) -> tuple[Any, Any, Any]:
    control, properties, content = element("sdt"), element("sdtPr"), element("sdtContent")
    properties.append(element("alias", val=name[:64]))
    properties.append(element("tag", val=f"answer-{number}"))
    properties.append(element("id", val=number))
    # The words may be changed, the place to write them may not be lost.
    properties.append(element("lock", val="sdtLocked"))
    control.append(properties)
    control.append(content)
    return control, properties, content


def add_link(paragraph: Paragraph, url: str, run: Any) -> None:
    """Put a run that leads to `url` at the end of the paragraph."""
    link = element("hyperlink")
    relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), relation)
    link.append(run)
    paragraph._p.append(link)


def add_link_within(paragraph: Paragraph, bookmark: str, run: Any) -> None:
    link = element("hyperlink", anchor=bookmark, history="1")
    link.append(run)
    paragraph._p.append(link)


def add_bookmark(paragraph: Paragraph, name: str, number: str) -> None:
    """Name the whole paragraph, so that the contents can lead to it."""
    inside = paragraph._p
    start = element("bookmarkStart", id=number, name=name)
    properties = inside.pPr
    inside.insert(0 if properties is None else 1, start)
    inside.append(element("bookmarkEnd", id=number))


def add_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field that Word works out, such as PAGE; `shown` stands there until it does."""
    for part in (*field_begin(code), text_run(shown), field_end()):
        paragraph._p.append(part)


def field_begin(code: str) -> tuple[Any, Any, Any]:
    instruction = element("r")
    written = element("instrText")
    written.text = f" {code} "
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    instruction.append(written)
    return _mark("begin"), instruction, _mark("separate")


def field_end() -> Any:
    return _mark("end")


def _mark(kind: str) -> Any:
    run = element("r")
    run.append(element("fldChar", fldCharType=kind))
    return run


def frame(paragraph: Paragraph) -> None:
    """Draw a line around the paragraph: a frame to write in, and no table to get lost in."""
    borders = element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(side, val="single", sz="6", space="6", color="8A857A"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def mark_head(row: Any) -> None:
    """Say that a table's row holds the heads of its columns, and repeat it on each page."""
    row._tr.get_or_add_trPr().append(element("tblHeader", val="true"))


def set_language(document: Document, locale: str) -> None:
    """Say in which language the document is, in its properties and in its default style."""
    document.core_properties.language = locale
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    properties = defaults.find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val=locale, eastAsia=locale, bidi="ar-SA"))


class Numbering:
    """Gives each numbered list a count of its own; Word would go on where the last one ended."""

    def __init__(self, document: Document) -> None:
        self._part = document.part.numbering_part.element
        style = document.styles["List Number"].element
        shared = self._part.num_having_numId(style.pPr.numPr.numId.val)
        self._abstract = shared.abstractNumId.val

    def begin(self, number: int) -> int:
        """Return the id of a new list that begins with `number`."""
        made = self._part.add_num(self._abstract)
        made.add_lvlOverride(ilvl=0).add_startOverride(number)
        return int(made.numId)

    def number(self, paragraph: Paragraph, list_id: int) -> None:
        """Make the paragraph the next item of the list."""
        inside: Any = paragraph._p
        properties = inside.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = list_id
