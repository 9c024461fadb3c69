"""OpenDocument's styles: what they are called, what is bold, and how lists write their labels."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from papers.importing.readers.list_labels import label_of

NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{NAMESPACE}office:1.0}}"
STYLE = f"{{{NAMESPACE}style:1.0}}"
TEXT = f"{{{NAMESPACE}text:1.0}}"
TABLE = f"{{{NAMESPACE}table:1.0}}"
DRAW = f"{{{NAMESPACE}drawing:1.0}}"
SVG = f"{{{NAMESPACE}svg-compatible:1.0}}"
FO = f"{{{NAMESPACE}xsl-fo-compatible:1.0}}"
META = f"{{{NAMESPACE}meta:1.0}}"
DC = "{http://purl.org/dc/elements/1.1/}"
XLINK = "{http://www.w3.org/1999/xlink}"
DEEPEST_CHAIN = 12


@dataclass(frozen=True)
class _Style:
    name: str
    parent: str
    bold: bool | None


@dataclass(frozen=True)
class ListLevel:
    """How one level of a list writes its label; `style` is empty for a bullet."""

    style: str = "1"
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1

    @property
    def is_bullet(self) -> bool:
        return not self.style


class Styles:
    """The styles of the shared and the content part; those that come later have the last word."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._styles: dict[str, _Style] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        for root in roots:
            for element in root.iter(f"{STYLE}style"):
                self._styles[element.get(f"{STYLE}name", "")] = _style(element)
            for element in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
                self._lists[element.get(f"{STYLE}name", "")] = _levels(element)

    def names(self, name: str) -> list[str]:
        """The style's name as shown and those it is based on, in small letters.

        A style that the file names and nowhere defines, as small programs do, still has its name.
        """
        chain = self._chain(name)
        last = chain[-1].parent if chain else name
        undefined = [] if last in self._styles else [last.replace("_20_", " ")]
        return [shown.lower() for shown in (*(style.name for style in chain), *undefined)]

    def is_bold(self, name: str) -> bool:
        return next((s.bold for s in self._chain(name) if s.bold is not None), False)

    def level(self, list_style: str, depth: int) -> ListLevel:
        """`depth` from 0; a list whose style is nowhere has bullets."""
        return self._lists.get(list_style, {}).get(depth + 1, ListLevel(style=""))

    def _chain(self, name: str) -> list[_Style]:
        found: list[_Style] = []
        while name in self._styles and len(found) < DEEPEST_CHAIN:
            found.append(self._styles[name])
            name = found[-1].parent
        return found


def label(levels: list[ListLevel], counts: list[int]) -> str:
    """The label of the deepest of `levels`, with as many of those above as it shows."""
    own = levels[-1]
    if own.is_bullet:
        return "•"
    first = max(len(levels) - own.shown, 0)
    shown = [
        label_of(count, level.style)
        for level, count in list(zip(levels, counts, strict=True))[first:]
        if not level.is_bullet
    ]
    return f"{own.prefix}{'.'.join(shown)}{own.suffix}".strip()


def _style(element: etree._Element) -> _Style:
    name = element.get(f"{STYLE}name", "")
    properties = element.find(f"{STYLE}text-properties")
    weight = None if properties is None else properties.get(f"{FO}font-weight")
    return _Style(
        name=element.get(f"{STYLE}display-name") or name.replace("_20_", " "),
        parent=element.get(f"{STYLE}parent-style-name", ""),
        bold=None if weight is None else weight in {"bold", "600", "700", "800", "900"},
    )


def _levels(element: etree._Element) -> dict[int, ListLevel]:
    found = {}
    for level in element:
        place = as_number(level.get(f"{TEXT}level"), 0)
        if level.tag in {f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style"}:
            found[place] = ListLevel(
                style=level.get(f"{STYLE}num-format") or "none",
                prefix=level.get(f"{STYLE}num-prefix", ""),
                suffix=level.get(f"{STYLE}num-suffix", ""),
                start=as_number(level.get(f"{TEXT}start-value"), 1),
                shown=as_number(level.get(f"{TEXT}display-levels"), 1),
            )
        else:
            found[place] = ListLevel(style="")
    return found


def as_number(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 7 else otherwise
