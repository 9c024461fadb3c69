"""Word's paragraph styles: what a style is called, what it is based on, what it numbers."""

import re
from dataclasses import dataclass

from lxml import etree

WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
W = f"{{{WORD.decode()}}}"
HEADING = re.compile(r"heading ?([1-9])", re.I)
DEEPEST_CHAIN = 12


@dataclass(frozen=True)
class Style:
    name: str
    based_on: str
    outline: int | None
    list_id: str | None
    list_level: int
    bold: bool | None


NO_STYLE = Style("", "", None, None, 0, None)


class Styles:
    """The styles of a document, each answering with what it inherits."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        for element in () if root is None else root.iter(f"{W}style"):
            identity = element.get(f"{W}styleId", "")
            self._styles[identity] = _style(element)
            if element.get(f"{W}default") in {"1", "true"} and _is_paragraph(element):
                self.default = identity

    def chain(self, identity: str) -> list[Style]:
        """The style and what it is based on, nearest first."""
        found: list[Style] = []
        while identity in self._styles and len(found) < DEEPEST_CHAIN:
            found.append(self._styles[identity])
            identity = found[-1].based_on
        return found

    def name_of(self, identity: str) -> str:
        return self._styles.get(identity, NO_STYLE).name

    def heading_level(self, identity: str) -> int:
        """1 to 9 for a heading, by its name or its outline level; 0 for anything else."""
        for style in self.chain(identity):
            if named := HEADING.fullmatch(style.name):
                return int(named[1])
            if style.outline is not None:
                return style.outline + 1 if style.outline < 9 else 0
        return 0

    def is_bold(self, identity: str) -> bool:
        return next((s.bold for s in self.chain(identity) if s.bold is not None), False)

    def numbering(self, identity: str) -> tuple[str, int] | None:
        """The list and level that paragraphs of the style belong to."""
        for style in self.chain(identity):
            if style.list_id is not None:
                return style.list_id, style.list_level
        return None


def value(element: etree._Element | None, path: str) -> str | None:
    """The `w:val` of what `path` leads to, such as `pPr/numPr/numId`."""
    if element is None:
        return None
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}val", "")


def is_on(said: str | None) -> bool | None:
    """Word's toggles: absent is no word on it, present is on unless it says otherwise."""
    return None if said is None else said not in {"0", "false", "off", "none"}


def as_number(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 7 else otherwise


def _is_paragraph(element: etree._Element) -> bool:
    return element.get(f"{W}type", "paragraph") == "paragraph"


def _style(element: etree._Element) -> Style:
    outline = value(element, "pPr/outlineLvl")
    return Style(
        name=value(element, "name") or "",
        based_on=value(element, "basedOn") or "",
        outline=None if outline is None else as_number(outline, 9),
        list_id=value(element, "pPr/numPr/numId"),
        list_level=as_number(value(element, "pPr/numPr/ilvl"), 0),
        bold=is_on(value(element, "rPr/b")),
    )
