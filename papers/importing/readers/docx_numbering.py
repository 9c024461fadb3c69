"""The labels that Word counts and writes before a paragraph: “2.”, “(a)”, “Question 7”."""

import re
from dataclasses import dataclass, replace

from lxml import etree

from papers.importing.marks import BULLETS
from papers.importing.readers.docx_styles import Styles, W, as_number, value
from papers.importing.readers.list_labels import label_of

PLACE = re.compile(r"%([1-9])")
LEVELS = 9
FORMATS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class _Level:
    style: str = "decimal"
    text: str = ""
    start: int = 1
    paragraph_style: str = ""


class Numbering:
    """Counts the lists of a document in the order in which their paragraphs come."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._linked: dict[str, str] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for element in root.iter(f"{W}abstractNum"):
            identity = element.get(f"{W}abstractNumId", "")
            self._abstract[identity] = _levels(element)
            if link := value(element, "numStyleLink"):
                self._linked[identity] = link
        for element in root.iter(f"{W}num"):
            abstract = value(element, "abstractNumId") or ""
            over = {}
            for override in element.iter(f"{W}lvlOverride"):
                index = as_number(override.get(f"{W}ilvl"), 0)
                level = _levels(override).get(index)
                start = value(override, "startOverride")
                if start is not None:
                    level = replace(
                        level or self._abstract.get(abstract, {}).get(index, _Level()),
                        start=as_number(start, 1),
                    )
                if level:
                    over[index] = level
            self._lists[element.get(f"{W}numId", "")] = (abstract, over)

    def label(self, list_id: str, level: int) -> str | None:
        """Count one paragraph; its label, “•” for any bullet, or None where the list is none."""
        if list_id not in self._lists or level >= LEVELS:
            return None
        abstract, over = self._lists[list_id]
        levels = {**self._levels_of(abstract), **over}
        counts = self._counts.setdefault(abstract, [None] * LEVELS)
        if over and list_id not in self._begun:
            for index in over:
                counts[index] = None
        self._begun.add(list_id)
        own = levels.get(level, _Level())
        count = counts[level]
        counts[level] = own.start if count is None else count + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        return _written(own, levels, counts)

    def _levels_of(self, abstract: str) -> dict[int, _Level]:
        """The levels themselves, or those of the list that the list's style leads to."""
        levels = self._abstract.get(abstract, {})
        if levels or abstract not in self._linked:
            return levels
        linked = self._styles.numbering(self._linked[abstract])
        target = self._lists.get(linked[0]) if linked else None
        return self._abstract.get(target[0], {}) if target else {}

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The level that a list itself gives to paragraphs of a style."""
        abstract, over = self._lists.get(list_id, ("", {}))
        for index, level in {**self._levels_of(abstract), **over}.items():
            if style and level.paragraph_style == style:
                return index
        return None


def _levels(element: etree._Element) -> dict[int, _Level]:
    found = {}
    for level in element.iter(f"{W}lvl"):
        found[as_number(level.get(f"{W}ilvl"), 0)] = _Level(
            style=value(level, "numFmt") or "decimal",
            text=value(level, "lvlText") or "",
            start=as_number(value(level, "start"), 1),
            paragraph_style=value(level, "pStyle") or "",
        )
    return found


def _written(own: _Level, levels: dict[int, _Level], counts: list[int | None]) -> str:
    if own.style == "bullet":
        plain = own.text.strip()
        return "•" if not plain or plain in BULLETS or not plain.isascii() else plain[0]
    if own.style == "none":
        return PLACE.sub("", own.text).strip()

    def filled(place: re.Match[str]) -> str:
        index = int(place[1]) - 1
        level = levels.get(index, _Level())
        count = counts[index]
        return _number(level.start if count is None else count, level.style)

    return PLACE.sub(filled, own.text).strip()


def _number(count: int, style: str) -> str:
    if style == "decimalZero":
        return f"{count:02}"
    if style == "cardinalText" and count < len(WORDS):
        return WORDS[count].capitalize()
    return label_of(count, FORMATS.get(style, "1"))
