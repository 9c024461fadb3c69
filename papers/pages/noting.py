"""What a page adds to a section's cleaned prose: headings in step, numbers that lead to sources."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from papers.content import SourceContent

TAG: Final = re.compile(r"""(<(?:[^"'>]|"[^"]*"|'[^']*')*>)""")
HEADING: Final = re.compile(r"<(/?)h([3-6])\b")


@dataclass(frozen=True)
class _Note:
    """A source's number, and its words as they stand in the prose's HTML."""

    number: int
    words: str

    def link(self, anchor: str) -> str:
        """Return the number as a link; `SourceContent` gave none of it, so it is safe."""
        return (
            f'<sup class="note-ref"><a id="{anchor}-note-{self.number}"'
            f' href="#{anchor}-source-{self.number}">'
            f'<span class="visually-hidden">Source </span>{self.number}</a></sup>'
        )


def headings_below(level: int, body_html: SafeString) -> SafeString:
    """Return the prose with its headings below one of `level`, none skipped (WCAG 1.3.1).

    The author's `###` may be the first heading of a section: what matters is which stands below
    which, not how many signs were typed.
    """
    open_levels: list[int] = []

    def in_step(heading: re.Match[str]) -> str:
        closing, written = heading.group(1), int(heading.group(2))
        if not closing:
            while open_levels and open_levels[-1] >= written:
                open_levels.pop()
            open_levels.append(written)
        return f"<{closing}h{min(level + len(open_levels), 6)}"

    return mark_safe(HEADING.sub(in_step, body_html))  # noqa: S308  # the same tags, renumbered


def with_notes(
    body_html: SafeString, sources: Sequence[SourceContent], anchor: str
) -> tuple[SafeString, frozenset[int]]:
    """Return the prose with a number after the words of each source, and the numbers placed.

    Only words that stand in one run of text are found, each once; a number never stands inside a
    link. A source whose words are not found is in the list below the section all the same.
    """
    wanted = [
        _Note(number, html.escape(source.anchor, quote=False))
        for number, source in enumerate(sources, start=1)
        if source.anchor
    ]
    if not wanted:
        return body_html, frozenset()
    pieces: list[str] = []
    held: list[_Note] = []  # found inside a link, to be placed behind it
    placed: set[int] = set()
    inside_link = False
    for piece in TAG.split(body_html):
        if piece.startswith("<"):
            inside_link = _is_link_open(piece, inside_link)
            pieces.append(piece)
            if held and not inside_link:
                pieces.extend(note.link(anchor) for note in held)
                held.clear()
            continue
        found = [note for note in wanted if note.number not in placed and note.words in piece]
        placed.update(note.number for note in found)
        if inside_link:
            held.extend(found)
            pieces.append(piece)
        else:
            pieces.append(_noted(piece, found, anchor))
    return mark_safe("".join(pieces)), frozenset(placed)  # noqa: S308  # cleaned, plus our links


def _is_link_open(tag: str, was_open: bool) -> bool:
    if tag.startswith("<a ") or tag == "<a>":
        return True
    return was_open and tag != "</a>"


def _noted(text: str, notes: Sequence[_Note], anchor: str) -> str:
    """Insert from the end, so that no place moves before its turn."""
    places = sorted(((text.index(note.words) + len(note.words), note) for note in notes), key=_last)
    for place, note in places:
        text = text[:place] + note.link(anchor) + text[place:]
    return text


def _last(found: tuple[int, _Note]) -> tuple[int, int]:
    place, note = found
    return -place, -note.number
