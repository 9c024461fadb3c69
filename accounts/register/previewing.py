"""What the preview of an import shows: one kind of line at a time, fifty to a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from accounts.register.comparing import Compared, Comparison
from accounts.register.shapes import RefusedLine

PAGE_SIZE: Final = 50
# In the order in which staff look at them.
KINDS: Final = (
    ("new", "New"),
    ("changed", "Changed"),
    ("refused", "Refused"),
    ("unchanged", "As they are"),
)


@dataclass(frozen=True)
class Tab:
    word: str
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class Preview:
    """One page of one kind of line; `seen` is the fingerprint that its links and button carry."""

    show: str
    tabs: tuple[Tab, ...]
    rows: Sequence[Compared | RefusedLine]
    previous_url: str
    next_url: str
    words: str
    seen: str
    apply_label: str


def preview_of(comparison: Comparison, *, show: str, number: str) -> Preview:
    """Return the page asked for; what is no kind or no page leads to the first there is."""
    lines: dict[str, Sequence[Compared | RefusedLine]] = {
        kind: getattr(comparison, kind) for kind, _ in KINDS
    }
    if show not in lines:
        show = next((kind for kind, _ in KINDS if lines[kind]), "new")
    seen, shown = comparison.fingerprint, lines[show]
    last = max(0, (len(shown) - 1) // PAGE_SIZE)
    asked = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 6 else 0
    page = min(max(asked, 0), last)
    rows = shown[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    return Preview(
        show=show,
        tabs=tuple(
            Tab(word, len(lines[kind]), _url(kind, 0, seen), kind == show) for kind, word in KINDS
        ),
        rows=rows,
        previous_url=_url(show, page - 1, seen) if page else "",
        next_url=_url(show, page + 1, seen) if page < last else "",
        words=_words(page, len(rows), len(shown)),
        seen=seen,
        apply_label=_label(comparison),
    )


def _label(comparison: Comparison) -> str:
    """Return what the button says; empty when there is nothing to apply."""
    counts = ((len(comparison.new), "new"), (len(comparison.changed), "changed"))
    parts = [f"{count:,} {word}" for count, word in counts if count]
    return f"Apply: {', '.join(parts)}" if parts else ""


def _words(page: int, rows: int, count: int) -> str:
    first = page * PAGE_SIZE + 1
    return f"{first:,} to {first + rows - 1:,} of {count:,}"


def _url(show: str, page: int, seen: str) -> str:
    return f"?{urlencode({'show': show, 'page': page + 1, 'seen': seen})}"
