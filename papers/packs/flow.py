"""A paper's HTML as a flow of blocks, which a page of print and a Word file are both set from.

An edition keeps its prose as the sanitised HTML that readers saw, and nothing else of the summary
or the contact; so the print pack is made from that, and never from Markdown read a second time.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final, Literal
from urllib.parse import urljoin

Kind = Literal["paragraph", "heading", "bullets", "numbers", "item", "quote", "table", "rule"]

BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
# No XML may hold these, no font draws them; a direction left open would turn the page around.
NEVER_PRINTED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
BLOCKS: Final[dict[str, Kind]] = {
    "p": "paragraph",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "ul": "bullets",
    "ol": "numbers",
    "li": "item",
    "blockquote": "quote",
    "table": "table",
    "hr": "rule",
}
HOLD_RUNS: Final = {"paragraph", "heading"}
# The words between these are the line breaks of the HTML's own writing.
HOLD_NO_WORDS: Final = {"bullets", "numbers", "table"}


@dataclass(frozen=True)
class Run:
    """Words that look alike; a line break is the run `"\\n"`."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    url: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading with its level, a list with its items, a quote, a table or a rule.

    `number` is an item's in a numbered list; the first of a table's `rows` is its head.
    """

    kind: Kind
    runs: tuple[Run, ...] = ()
    level: int = 0
    number: int = 0
    blocks: tuple["Block", ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()


def flow_of(html: str, *, site: str) -> tuple[Block, ...]:
    """Return the blocks of HTML that `consultation.lib.sanitising` has made.

    Addresses on this site become whole ones under `site`; those within the page are dropped.
    """
    reader = _Reader(site)
    reader.feed(html)
    reader.close()
    return reader.finished()


def paragraphs(text: str) -> tuple[Block, ...]:
    """Return plain text as paragraphs, a blank line between each."""
    return tuple(
        Block("paragraph", _with_breaks(part.strip()))
        for part in re.split(r"\n\s*\n", printable(text))
        if part.strip()
    )


def printable(text: str) -> str:
    """Leave out what no document may hold."""
    return NEVER_PRINTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    return BLANKS.sub(" ", printable(text)).strip()


def _with_breaks(text: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    for line in text.split("\n"):
        runs += [Run("\n"), Run(line)] if runs else [Run(line)]
    return tuple(runs)


@dataclass
class _Open:
    """A block whose end has not been read."""

    kind: Kind | Literal["flow"]
    level: int = 0
    number: int = 0
    runs: list[Run] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    rows: list[list[tuple[Run, ...]]] = field(default_factory=list)

    def close_runs(self) -> None:
        """Make the words so far a paragraph: a list's item holds them bare."""
        runs = _trimmed(self.runs)
        self.runs = []
        if runs:
            self.blocks.append(Block("paragraph", runs))

    def closed(self) -> Block | None:
        assert self.kind != "flow"  # noqa: S101  # the outermost is never closed
        if self.kind in HOLD_RUNS:
            runs = _trimmed(self.runs)
            return Block(self.kind, runs, level=self.level) if runs else None
        if self.kind == "table":
            rows = tuple(tuple(row) for row in self.rows if row)
            return Block("table", rows=rows) if rows else None
        self.close_runs()
        return Block(self.kind, number=self.number, blocks=tuple(self.blocks))


class _Reader(HTMLParser):
    """Reads the few tags that the sanitiser lets through."""

    def __init__(self, site: str) -> None:
        super().__init__(convert_charrefs=True)
        self._site = site
        self._open = [_Open("flow")]
        self._bold = 0
        self._italic = 0
        self._raised = 0
        self._unseen = 0
        self._url = ""

    def finished(self) -> tuple[Block, ...]:
        while len(self._open) > 1:
            self._close(self._open[-1].kind)
        self._open[0].close_runs()
        return tuple(self._open[0].blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self._begin(tag, named)
        elif tag == "tr":
            self._open[-1].rows.append([])
        elif tag in {"td", "th"}:
            self._open[-1].runs = []
        elif tag == "br":
            self._open[-1].runs.append(Run("\n"))
        elif tag == "a":
            self._url = self._whole(named.get("href", ""))
        else:
            self._turn(tag, 1, named.get("class", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._close(BLOCKS[tag])
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag == "a":
            self._url = ""
        else:
            self._turn(tag, -1)

    def handle_data(self, data: str) -> None:
        top = self._open[-1]
        text = BLANKS.sub(" ", printable(data))
        if self._unseen or (top.kind in HOLD_NO_WORDS and not text.strip()):
            return
        if top.runs and top.runs[-1].text == "\n":
            text = text.lstrip(" ")
        if text:
            top.runs.append(
                Run(text, self._bold > 0, self._italic > 0, self._raised > 0, self._url)
            )

    def _turn(self, tag: str, by: int, css_class: str = "") -> None:
        if tag == "strong":
            self._bold += by
        elif tag == "em":
            self._italic += by
        elif tag == "sup":
            self._raised += by
        elif tag == "span" and (css_class == "visually-hidden" or by < 0):
            self._unseen = max(0, self._unseen + by)

    def _begin(self, tag: str, named: dict[str, str]) -> None:
        parent = self._open[-1]
        if parent.kind not in {"paragraph", "heading", "table"}:
            parent.close_runs()
        opened = _Open(BLOCKS[tag])
        if tag in {"h3", "h4", "h5", "h6"}:
            opened.level = int(tag[1]) - 2
        elif tag == "ol":
            # An item without a number of its own is one more than the one before it.
            opened.number = int(named.get("start") or 1) - 1
        elif tag == "li":
            parent.number = int(named.get("value") or parent.number + 1)
            opened.number = parent.number
        self._open.append(opened)
        if tag == "hr":
            self._close("rule")

    def _close(self, kind: str) -> None:
        if len(self._open) > 1 and self._open[-1].kind == kind:
            block = self._open.pop().closed()
            if block is not None:
                self._open[-1].blocks.append(block)

    def _end_cell(self) -> None:
        top = self._open[-1]
        if top.rows:
            top.rows[-1].append(_trimmed(top.runs))
        top.runs = []

    def _whole(self, url: str) -> str:
        return "" if url.startswith("#") else urljoin(f"{self._site}/", url)


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Drop blanks and breaks at either end."""
    kept = list(runs)
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    return tuple(kept)
