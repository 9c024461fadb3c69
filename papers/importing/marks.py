"""What stands before a list item when an author types it, and lines that are only drawn."""

import re

BULLETS = "•●○◦▪■□▫‣⁃∙·➢►▶➤✓✔\uf0b7\uf0a7\uf0d8\uf0fc"
# A typed bullet, or a plain number or letter: “Q1.” and “1.1” are labels, and stay in the text.
BULLET = re.compile(rf"(?P<marker>[{BULLETS}])[ \t\u00a0]*(?=\S)")
TYPED_BULLET = re.compile(r"(?P<marker>[-*–—+]|o(?=[ \t\u00a0]{1,8}\S))[ \t\u00a0]{1,20}(?=\S)")
COUNTED = re.compile(
    r"(?P<marker>\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})\)|\d{1,3}\.(?!\d)|[a-z]\.|[ivx]{1,5}\.)"
    r"[ \t\u00a0]{1,20}(?=\S)"
)
DRAWN = re.compile(r"[-=_*~#.…·–—\s]*[-=_*~#.…·–—][-=_*~#.…·–—\s]*")


def split_marker(line: str, *, counted: bool = True) -> tuple[str, str]:
    """The list marker that a line begins with, or none, and the rest of the line."""
    patterns = (BULLET, TYPED_BULLET, COUNTED) if counted else (BULLET,)
    for pattern in patterns:
        if found := pattern.match(line):
            return found["marker"], line[found.end() :]
    return "", line


def is_drawn(line: str) -> bool:
    """Whether a line holds nothing but the strokes of a rule across the page."""
    return len(line.strip()) >= 3 and DRAWN.fullmatch(line) is not None
