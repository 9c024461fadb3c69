"""The words for what became of a part, and how many times each happened."""

from collections import Counter
from enum import StrEnum

from papers.content import QuestionContent


class Deed(StrEnum):
    """What became of a section or a question; told in this order."""

    ADDED = "added"
    REMOVED = "removed"
    RETIRED = "no longer asked"
    ASKED_AGAIN = "asked again"
    RENAMED = "renamed"
    REWORDED = "reworded"
    MOVED = "moved"
    OTHER_PARTS = "with other further asks"
    OTHER_OPTIONS = "with other options"
    OTHER_WAY = "answered in another way"
    OTHER_REASONS = "with another reason for asking"
    OTHER_SOURCES = "with other sources"


class Tally:
    """Counts what became of sections, questions and recommendations."""

    def __init__(self) -> None:
        self.counted: Counter[tuple[str, Deed]] = Counter()
        self.details: list[str] = []

    def count(self, part: QuestionContent | str, deed: Deed) -> None:
        """Count a deed of a question, or of what a noun names."""
        if isinstance(part, QuestionContent):
            part = "recommendation" if part.is_recommendation else "question"
        self.counted[part, deed] += 1

    def in_words(self) -> tuple[str, ...]:
        """Return “2 questions reworded”, “1 section added”, then the details that changed."""
        nouns, order = ("question", "recommendation", "section"), list(Deed)
        found = sorted(
            self.counted.items(), key=lambda it: (nouns.index(it[0][0]), order.index(it[0][1]))
        )
        said = [f"{n} {noun}{'' if n == 1 else 's'} {deed}" for (noun, deed), n in found]
        return (*said, *self.details)
