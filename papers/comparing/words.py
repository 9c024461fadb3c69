"""Which words differ between two lines, and which lines between two texts.

difflib compares every pair of equal words it may begin a match at, again for each match it finds.
Prose has few such pairs; a text made of the same few words has millions. So words that are
everywhere begin no match (a match may still run over them), what both ends share is set aside
first, and a `Budget` is shared by a whole comparison: when it is spent, lines are shown whole.
"""

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from typing import Final, TypeVar

from papers.comparing.shapes import Mark, Piece

# A word or a sign with the space behind it, so that a run of words is one run.
WORD: Final = re.compile(r"(?:\w+(?:[’'-]\w+)*|[^\w\s])\s*|\s+")
# A word that stands more often than this in a line says nothing of what belongs together.
EVERYWHERE: Final = 8
# Steps of difflib's inner loop, at most, for one comparison: about half a second.
STEPS: Final = 3_000_000
# Two lines that share less than this are no rewording of one another.
ALIKE: Final = 0.4

H = TypeVar("H", bound=Hashable)
Opcode = tuple[str, int, int, int, int]


class Budget:
    """How many steps are left to one comparison."""

    def __init__(self, steps: int = STEPS) -> None:
        self.steps = steps

    def allows(self, steps: int) -> bool:
        """Spend them, if there are as many."""
        if steps > self.steps:
            return False
        self.steps -= steps
        return True


def opcodes(old: Sequence[H], new: Sequence[H], budget: Budget) -> list[Opcode]:
    """Return difflib's opcodes within the budget; past it, one replacement of the middle."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    olds, news = old[head : len(old) - tail], new[head : len(new) - tail]
    found: list[Opcode] = [("equal", 0, head, 0, head)] if head else []
    for tag, a, b, c, d in _middle(olds, news, budget):
        found.append((tag, a + head, b + head, c + head, d + head))
    if tail:
        found.append(("equal", len(old) - tail, len(old), len(new) - tail, len(new)))
    return found


def _shared(one: Sequence[H], other: Sequence[H]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _middle(old: Sequence[H], new: Sequence[H], budget: Budget) -> list[Opcode]:
    if not old or not new:
        tag = "delete" if old else "insert"
        return [(tag, 0, len(old), 0, len(new))] if old or new else []
    olds, news = Counter(old), Counter(new)
    common = {item for item, count in news.items() if count > EVERYWHERE}
    pairs = sum(count * olds[item] for item, count in news.items() if item not in common)
    # Each match found costs one more look at what is left, which on average is half.
    looks = min(len(old), len(new), pairs) // 2 + 1
    if not budget.allows((pairs + len(old)) * looks):
        return [("replace", 0, len(old), 0, len(new))]
    matcher = SequenceMatcher(common.__contains__, old, new, autojunk=False)
    return list(matcher.get_opcodes())


def pieces_between(old: str, new: str, budget: Budget | None = None) -> tuple[Piece, ...]:
    """Return the words of both lines in one row: what was removed stands before what replaced it.

    A line that has become quite another is shown whole, first as it was and then as it is.
    """
    if likeness(bag_of(old), bag_of(new)) < ALIKE:
        return _whole(old, new)
    olds, news = WORD.findall(old), WORD.findall(new)
    found: list[Piece] = []
    removed: list[str] = []
    added: list[str] = []
    keys = [word.strip() for word in olds], [word.strip() for word in news]
    for tag, a, b, c, d in opcodes(*keys, budget or Budget()):
        same = _spaced(olds[a:b], news[c:d]) if tag == "equal" else ""
        # A lone space or comma between two changes is no island worth keeping.
        is_island = same and not any(map(str.isalnum, same)) and (removed or added)
        if tag == "equal" and not is_island:
            found += _replaced(removed, added)
            removed, added = [], []
            space = found.pop().text if found and found[-1].mark == Mark.SAME else ""
            found.append(Piece(space + same, Mark.SAME))
            continue
        removed += olds[a:b]
        added += news[c:d]
    return _without_shared_end([*found, *_replaced(removed, added)])


def _spaced(old: Sequence[str], new: Sequence[str]) -> str:
    """Return equal words with the wider space of the two, which keeps the next change apart."""
    return "".join(max(pair, key=len) for pair in zip(old, new, strict=True))


def bag_of(text: str) -> Counter[str]:
    """Return how often each word stands in a text."""
    return Counter(word.strip() for word in WORD.findall(text) if word[0].isalnum())


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """Return how many of the words of the longer text are in the other, from 0 to 1."""
    longer = max(old.total(), new.total())
    return (old & new).total() / longer if longer else 1.0


def _whole(old: str, new: str) -> tuple[Piece, ...]:
    both = Piece(old, Mark.REMOVED), Piece(new, Mark.ADDED)
    return tuple(piece for piece in both if piece.text)


def _replaced(removed: list[str], added: list[str]) -> list[Piece]:
    """Return both, without the space that both end with: it belongs to neither."""
    old, new = "".join(removed), "".join(added)
    space = new[len(new.rstrip()) :]
    if not (space and old.endswith(space)):
        return list(_whole(old, new))
    return [*_whole(old.removesuffix(space), new.removesuffix(space)), Piece(space, Mark.SAME)]


def _without_shared_end(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Take the island that both sides of the last change end with out of it again."""
    if len(pieces) < 2 or (pieces[-2].mark, pieces[-1].mark) != (Mark.REMOVED, Mark.ADDED):
        return tuple(pieces)
    *before, removed, added = pieces
    olds, news = WORD.findall(removed.text), WORD.findall(added.text)
    shared = _shared(olds[::-1], news[::-1])
    if not shared:
        return tuple(pieces)
    cut = "".join(olds[:-shared]), "".join(news[:-shared])
    return (*before, *_whole(*cut), Piece("".join(news[-shared:]), Mark.SAME))
