"""Lines of a PDF as blocks: what is one paragraph, what is larger than the body, what is a list."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from papers.importing.blocks import BlockKind
from papers.importing.building import Blocks, Text, add_with_addresses
from papers.importing.marks import BULLETS, split_marker
from papers.importing.readers.pdf_lines import Line

# Parts of the body's size: what is a heading's, what is a footnote's.
LARGER = 1.12
SMALLER = 0.92
# What begins a paragraph: a gap, in parts of the usual one; a step right, in parts of the size.
GAP = 1.25
INDENT = 0.8
# A line shorter than this part of the widest was ended, not wrapped.
SHORT = 0.82
LONGEST_HEADING = 200
SENTENCE_END = (".", "?", "!", ":", ".”", "?”", ".’", "?’", ";")
NOTE_NUMBER = re.compile(r"(\d{1,3})[ \t.)]{0,4}(?=[^\s\d.)])")
# Signs of the fonts that only hold bullets; their letters stand for shapes.
LONE_BULLET = re.compile(rf"(?:[{BULLETS}]|[-–o])(?:\s|$)")
LETTER_BEFORE_HYPHEN = re.compile(r"([^\W\d_]{2,})-$")
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class _Body:
    """What is usual of the document's lines."""

    size: float
    widest: int
    leading: float
    left: float
    heading_sizes: tuple[float, ...]
    words: frozenset[str]


def add_paragraphs(lines: Sequence[Line], found: Blocks) -> None:
    """Join the lines that belong together, and add each as the block that it looks like."""
    if not lines:
        return
    body = _body_of(lines)
    text, notes = _notes_apart(lines, body)
    _join_lines(text, body, found)
    _join_lines(notes, body, found)


def _notes_apart(lines: Sequence[Line], body: _Body) -> tuple[list[Line], list[Line]]:
    """The text, and the small print at the foot of each page, which would part its sentences."""
    text: list[Line] = []
    notes: list[Line] = []
    for _page, on_page in groupby(lines, key=lambda line: line.page):
        sheet = list(on_page)
        end = len(sheet)
        while end and sheet[end - 1].size <= body.size * SMALLER:
            end -= 1
        while end < len(sheet) and not NOTE_NUMBER.match(sheet[end].text):
            end += 1
        text += sheet[:end]
        notes += sheet[end:]
    return text, notes


def _join_lines(lines: Sequence[Line], body: _Body, found: Blocks) -> None:
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and not _goes_on(paragraph, line, body):
            _add(paragraph, body, found)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        _add(paragraph, body, found)


def _body_of(lines: Sequence[Line]) -> _Body:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0]
    usual = [line for line in lines if line.size == size]
    steps = Counter(
        round(above.y - below.y, 1)
        for above, below in pairwise(lines)
        if above.size == below.size == size and 0 < above.y - below.y < 3 * size
    )
    lengths = sorted(len(line.text) for line in usual)
    larger = sorted({line.size for line in lines if line.size >= size * LARGER}, reverse=True)
    return _Body(
        size=size,
        widest=lengths[int((len(lengths) - 1) * 0.9)],
        leading=steps.most_common(1)[0][0] if steps else size * 1.3,
        left=min(line.x for line in usual),
        heading_sizes=tuple(larger),
        words=frozenset(word.lower() for line in lines for word in WORD.findall(line.text)),
    )


def _goes_on(paragraph: list[Line], line: Line, body: _Body) -> bool:
    last = paragraph[-1]
    if abs(last.size - line.size) > 0.6 or (last.bold != line.bold and _stands_alone(last, line)):
        return False
    if _marker(line.text)[0] or (_is_note(last, body) and NOTE_NUMBER.match(line.text)):
        return False
    ended = last.text.endswith(SENTENCE_END)
    in_words = line.text[:1].islower()
    if last.page != line.page or line.y > last.y + last.size:
        # The next page or column: the sentence has to carry on in so many words.
        return not ended and in_words
    leading = body.leading if abs(line.size - body.size) < 0.6 else line.size * 1.3
    if last.y - line.y > leading * GAP:
        return False
    if _had_room(last, line, body) and (not in_words or _is_short_item(last, body)):
        return False
    first = paragraph[0]
    stepped = line.x - last.x > line.size * INDENT
    return not (stepped and ended and len(paragraph) > 1 and not _marker(first.text)[0])


def _is_note(line: Line, body: _Body) -> bool:
    return line.size <= body.size * SMALLER


def _had_room(last: Line, line: Line, body: _Body) -> bool:
    """Whether the next line's first word would have fitted: then the line was ended on purpose."""
    word = line.text.split(maxsplit=1)[0]
    return len(last.text) + 1 + len(word) < body.widest * body.size / last.size * SHORT


def _is_short_item(line: Line, body: _Body) -> bool:
    """A short line set in from the margin: an item of a list whose bullets are drawn, not text."""
    return line.x > body.left + 1.5 * body.size and len(line.text) < body.widest / 2


def _stands_alone(last: Line, line: Line) -> bool:
    """A bold line over plain ones is a heading unless its sentence runs on below."""
    return not (last.text[-1:].isalnum() and line.text[:1].islower())


def _marker(text: str) -> tuple[str, str]:
    if LONE_BULLET.match(text):
        return text[0], text[1:].lstrip()
    return split_marker(text)


def _add(paragraph: list[Line], body: _Body, found: Blocks) -> None:
    first = paragraph[0]
    text = Text()
    marker, _ = _marker(first.text)
    skipped = len(first.text) - len(_marker(first.text)[1])
    kind, level, depth = BlockKind.PARAGRAPH, 0, 0
    length = sum(len(line.text) for line in paragraph)
    if first.size >= body.size * LARGER and length <= LONGEST_HEADING:
        kind = BlockKind.HEADING
        level = min(body.heading_sizes.index(first.size) + 1, 6)
        marker, skipped = "", 0
    elif _is_note(first, body) and (number := NOTE_NUMBER.match(first.text)):
        kind, marker, skipped = BlockKind.NOTE, number[1], number.end()
    elif marker:
        kind = BlockKind.LIST_ITEM
        depth = min(max(int((first.x - body.left) // (body.size * 2.2)), 0), 8)
    for line in paragraph:
        _add_line(text, line, skipped if line is first else 0, body)
    block = text.block(
        kind,
        level=level,
        depth=depth,
        marker=marker,
        note_id=marker if kind is BlockKind.NOTE else "",
        page=first.page,
    )
    found.add(block if block and block.text else None)


def _add_line(text: Text, line: Line, skipped: int, body: _Body) -> None:
    """Add a line after a blank; a word that the line's end divided is made whole again."""
    whole = line.bold or line.size >= body.size * LARGER
    if len(text):
        _join(text, line.text, body)
    at = skipped
    for start, end, url in line.links:
        begins = max(start, at)
        add_with_addresses(text, line.text[at:begins], bold=whole)
        text.open_link(url)
        text.add(line.text[begins : max(end, begins)], bold=whole)
        text.close_link()
        at = max(end, begins)
    add_with_addresses(text, line.text[at:], bold=whole)


def _join(text: Text, after: str, body: _Body) -> None:
    before = text.last_word()
    divided = LETTER_BEFORE_HYPHEN.search(before)
    rest = WORD.match(after)
    if before.endswith("\u00ad"):
        text.drop_last()
    elif divided and rest and after[:1].islower():
        if (divided[1] + rest[0]).lower() in body.words:
            text.drop_last()
    else:
        text.add(" ")
