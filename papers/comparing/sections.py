"""Which section is which in two contents, and what became of each.

A section has no id in an edition. It is the same one when its title is, or when it holds the same
questions, or else when most of its words are.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from papers.comparing.deeds import Deed, Tally
from papers.comparing.passages import list_passage, prose_passage, text_passage
from papers.comparing.questions import (
    added_question,
    changed_question,
    removed_question,
    source_line,
)
from papers.comparing.shapes import Change, Passage
from papers.comparing.words import Budget, bag_of, likeness
from papers.content import PaperContent, QuestionContent, SectionContent

ALIKE: Final = 0.5
# More pairs than this of sections that share neither title nor question are not read through.
MOST_PAIRS: Final = 900


def same_sections(old: Sequence[SectionContent], new: Sequence[SectionContent]) -> dict[int, int]:
    """Return the place among the old ones of each new section that was there before."""
    found: dict[int, int] = {}
    _pair_by_title(old, new, found)
    _pair_by_questions(old, new, found)
    _pair_by_words(old, new, found)
    return found


def _left(found: dict[int, int], old: Sequence[object]) -> list[int]:
    taken = set(found.values())
    return [place for place in range(len(old)) if place not in taken]


def _pair_by_title(
    old: Sequence[SectionContent], new: Sequence[SectionContent], found: dict[int, int]
) -> None:
    places: dict[str, list[int]] = {}
    for place, section in enumerate(old):
        places.setdefault(section.title.casefold().strip(), []).append(place)
    for place, section in enumerate(new):
        if named := places.get(section.title.casefold().strip()):
            found[place] = named.pop(0)


def _pair_by_questions(
    old: Sequence[SectionContent], new: Sequence[SectionContent], found: dict[int, int]
) -> None:
    left = _left(found, old)
    home = {asked.id: place for place in left for asked in old[place].questions}
    for place, section in enumerate(new):
        came_from = [home[asked.id] for asked in section.questions if asked.id in home]
        if place not in found and came_from:
            best = max(came_from, key=came_from.count)
            found[place] = best
            home = {asked: at for asked, at in home.items() if at != best}


def _pair_by_words(
    old: Sequence[SectionContent], new: Sequence[SectionContent], found: dict[int, int]
) -> None:
    left = _left(found, old)
    fresh = [place for place in range(len(new)) if place not in found]
    if not left or not fresh or len(left) * len(fresh) > MOST_PAIRS:
        return
    bags = {place: bag_of(old[place].body) for place in left if old[place].body}
    for place in fresh:
        bag = bag_of(new[place].body)
        best = max(bags, key=lambda at: likeness(bags[at], bag), default=None)
        if bag and best is not None and likeness(bags[best], bag) >= ALIKE:
            found[place] = best
            del bags[best]


def moved_places(places: Sequence[int]) -> set[int]:
    """Return the fewest of these that must move for the rest to stand in order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [index]
        before.append(ends[at - 1] if at else None)
    kept: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        kept.add(places[step])
        step = before[step]
    return set(places) - kept


class Comparer:
    """Compares the sections of two contents."""

    def __init__(self, old: PaperContent, new: PaperContent, budget: Budget, tally: Tally) -> None:
        self.old, self.new, self.budget, self.tally = old.sections, new.sections, budget, tally
        self.same = same_sections(self.old, self.new)
        self.was_asked = {
            asked.id: (place, order, asked)
            for place, section in enumerate(self.old)
            for order, asked in enumerate(section.questions)
        }
        self.still_asked = {asked.id for section in self.new for asked in section.questions}
        self.moved = moved_places([self.same[at] for at in sorted(self.same)])

    def changes(self) -> Iterator[Change]:
        """Tell of each section in which something changed, a removed one where it stood."""
        gone = _left(self.same, self.old)
        for place, section in enumerate(self.new):
            was = self.same.get(place)
            while was is not None and gone and gone[0] < was:
                yield self._removed(gone.pop(0))
            yield from self._added(place, section) if was is None else self._kept(was, place)
        yield from map(self._removed, gone)

    def _removed(self, place: int) -> Change:
        section = self.old[place]
        self.tally.count("section", Deed.REMOVED)
        passages = tuple(self._passages(section, None))
        below = tuple(self._removed_questions(section.questions))
        return Change(section.title, (Deed.REMOVED.value,), passages, below)

    def _added(self, place: int, section: SectionContent) -> Iterator[Change]:
        self.tally.count("section", Deed.ADDED)
        passages = tuple(self._passages(None, section))
        below = tuple(self._questions(None, place))
        yield Change(section.title, (Deed.ADDED.value,), passages, below)

    def _kept(self, was: int, place: int) -> Iterator[Change]:
        old, new = self.old[was], self.new[place]
        deeds = [deed for deed, happened in self._deeds(was, old, new) if happened]
        for deed in deeds:
            self.tally.count("section", deed)
        passages = tuple(self._passages(old, new))
        below = tuple(self._questions(was, place))
        if deeds or passages or below:
            yield Change(new.title, tuple(deed.value for deed in deeds), passages, below)

    def _deeds(
        self, was: int, old: SectionContent, new: SectionContent
    ) -> Iterator[tuple[Deed, bool]]:
        yield Deed.RENAMED, old.title != new.title
        yield Deed.REWORDED, old.body_html != new.body_html
        yield Deed.MOVED, was in self.moved or old.level != new.level
        yield Deed.OTHER_SOURCES, old.sources != new.sources

    def _passages(
        self, old: SectionContent | None, new: SectionContent | None
    ) -> Iterator[Passage]:
        if old and new:
            yield from text_passage("Title", old.title, new.title, self.budget)
        old_html, new_html = old.body_html if old else "", new.body_html if new else ""
        yield from prose_passage("Text", old_html, new_html, self.budget)
        old_lines, new_lines = _source_lines(old), _source_lines(new)
        yield from list_passage("Sources", old_lines, new_lines, self.budget)

    def _questions(self, was: int | None, place: int) -> Iterator[Change]:
        asked = self.new[place].questions
        stayed = [self.was_asked[one.id] for one in asked if one.id in self.was_asked]
        moved = moved_places([order for home, order, _ in stayed if home == was])
        for question in asked:
            if question.id not in self.was_asked:
                yield added_question(question, self.budget, self.tally)
                continue
            home, order, before = self.was_asked[question.id]
            where = "moved within its section" if order in moved else ""
            if home != was:
                where = f"moved from “{self.old[home].title}”"
            told = changed_question(before, question, where, self.budget, self.tally)
            if told is not None:
                yield told
        if was is not None:
            yield from self._removed_questions(self.old[was].questions)

    def _removed_questions(self, asked: Iterable[QuestionContent]) -> Iterator[Change]:
        for question in asked:
            if question.id not in self.still_asked:
                yield removed_question(question, self.budget, self.tally)


def _source_lines(section: SectionContent | None) -> list[str]:
    return [source_line(source) for source in section.sources] if section else []
