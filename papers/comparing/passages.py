"""Two texts, line by line: what was written, with its lists, headings and where its links lead."""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import groupby
from typing import Final

from papers.comparing.shapes import Line, Mark, Passage, Piece, Stretch
from papers.comparing.words import ALIKE, Budget, bag_of, likeness, opcodes, pieces_between

# Lines that are left open beside a change, so that one knows where it stands.
AROUND: Final = 1
# A replaced stretch with more pairs of lines than this is not searched for likeness.
MOST_PAIRS: Final = 2_500
ROLES: Final = {"li": "item", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading"}
BLOCKS: Final = {*ROLES, "p", "blockquote", "tr", "ul", "ol"}
LOOK_ALONE: Final = "The words are the same; emphasis or layout changed."

Written = tuple[str, str]  # words and role


class _Reader(HTMLParser):
    """Reads what `render_prose` made; it is well formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Written] = []
        self.words: list[str] = []
        self.role = "paragraph"
        self.links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._end_line()
            self.role = ROLES.get(tag, "row" if tag == "tr" else self.role)
        elif tag == "a":
            self.links.append((dict(attrs).get("href") or "", len(self.words)))
        elif tag in {"td", "th"} and "".join(self.words).strip():
            self.words.append(" | ")
        elif tag == "br":
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.links:
            address, start = self.links.pop()
            # An address that stands there as it is need not be said twice.
            if address.removeprefix("mailto:") not in "".join(self.words[start:]):
                self.words.append(f" ({address})")
        elif tag in BLOCKS:
            self._end_line()
            self.role = "paragraph"

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def _end_line(self) -> None:
        if words := " ".join("".join(self.words).split()):
            self.lines.append((words, self.role))
        self.words = []

    def close(self) -> None:
        super().close()
        self._end_line()


def lines_of(html: str) -> list[Written]:
    """Return the lines of rendered prose."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.lines


def prose_passage(label: str, old: str, new: str, budget: Budget) -> Iterator[Passage]:
    """Compare two rendered texts; nothing when they are the same."""
    if old == new:
        return
    olds, news = lines_of(old), lines_of(new)
    if olds == news:
        yield Passage(label, (), LOOK_ALONE)
    yield from lines_passage(label, olds, news, budget)


def text_passage(label: str, old: str, new: str, budget: Budget) -> Iterator[Passage]:
    """Compare two lines of plain words; nothing when they are the same."""
    if old != new:
        yield Passage(label, (Stretch((_line((old, "paragraph"), (new, "paragraph"), budget),)),))


def list_passage(
    label: str, old: Iterable[str], new: Iterable[str], budget: Budget
) -> Iterator[Passage]:
    """Compare two lists of plain lines; nothing when they are the same."""
    olds, news = [(text, "item") for text in old], [(text, "item") for text in new]
    yield from lines_passage(label, olds, news, budget)


def lines_passage(
    label: str, old: list[Written], new: list[Written], budget: Budget
) -> Iterator[Passage]:
    """Compare lines that were read before; nothing when they are the same."""
    if old != new:
        yield Passage(label, _stretches(_compared(old, new, budget)))


def _compared(old: list[Written], new: list[Written], budget: Budget) -> Iterator[Line]:
    for tag, a, b, c, d in opcodes(old, new, budget):
        if tag == "equal":
            yield from (_one(written, Mark.SAME) for written in new[c:d])
        else:
            yield from _replaced(old[a:b], new[c:d], budget)


def _replaced(old: list[Written], new: list[Written], budget: Budget) -> Iterator[Line]:
    """Put each new line beside the old one it was made of, if there is one, in reading order."""
    start = 0
    bags = [bag_of(text) for text, _ in old]
    search = len(old) * len(new) <= MOST_PAIRS
    for index, written in enumerate(new):
        words = bag_of(written[0])
        within = range(start, len(old)) if search else range(index, min(index + 1, len(old)))
        best = max(within, key=lambda at: likeness(bags[at], words), default=None)
        if best is None or likeness(bags[best], words) < ALIKE:
            yield _one(written, Mark.ADDED)
            continue
        yield from (_one(gone, Mark.REMOVED) for gone in old[start:best])
        yield _line(old[best], written, budget)
        start = best + 1
    yield from (_one(gone, Mark.REMOVED) for gone in old[start:])


def _one(written: Written, mark: Mark) -> Line:
    text, role = written
    return Line((Piece(text, mark),), mark, role)


def _line(old: Written, new: Written, budget: Budget) -> Line:
    pieces = pieces_between(old[0], new[0], budget)
    marks = {piece.mark for piece in pieces}
    mark = marks.pop() if len(marks) == 1 else Mark.CHANGED
    return Line(pieces, mark, new[1])


def _stretches(lines: Iterator[Line]) -> tuple[Stretch, ...]:
    """Fold what did not change, but for the lines around a change."""
    everything = list(lines)
    near = {
        place
        for index, line in enumerate(everything)
        if line.mark != Mark.SAME
        for place in range(index - AROUND, index + AROUND + 1)
    }
    # A single line folded away would take as much room as the line.
    folded = [index not in near for index in range(len(everything))]
    return tuple(
        Stretch(tuple(everything[index] for index in run), is_folded and len(run) > 1)
        for is_folded, run in (
            (is_folded, list(places))
            for is_folded, places in groupby(range(len(everything)), key=folded.__getitem__)
        )
    )
