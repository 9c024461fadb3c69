"""Who speaks: “Interviewer: … / Respondent: …”, “A4: …”. What names a speaker is no answer."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

_NAME = r"[*_]*([A-Z][\w’'-]{0,24}(?:\s[\w’'-]{1,24}){0,2})\s?:[*_]*\s+(?=\S)"
_TURN = re.compile(_NAME)
# A reader of files may have joined lines: then a sentence ends before somebody else speaks.
_NEXT_TURN = re.compile(rf"(?:\n\s*|(?<=[.!?”\"])\s+)(?={_NAME})")
_ANSWER = re.compile(
    r"[*_]*(?:a|ans|answer|response|reply)\.?\s?(?:no\.?\s?)?(?P<number>\d{1,3})?(?:\s?[:–—]|\s-"
    r"|\.(?=\s)"
    r"|(?<=\d)\))[*_]*\s+(?=\S)",
    re.IGNORECASE,
)
FEWEST_TURNS = 3
MOSTLY = 0.6  # of somebody's turns


@dataclass(frozen=True)
class Speakers:
    """The names before what was asked and before what was answered, in a talk written down."""

    asks: str = ""
    answer: frozenset[str] = frozenset()

    def turn(self, text: str) -> tuple[str, int]:
        """Return who of them speaks and where what they say begins; nobody and 0 otherwise."""
        found = _TURN.match(text) if self.asks else None
        is_one = found and (found[1] == self.asks or found[1] in self.answer)
        return (found[1], found.end()) if found and is_one else ("", 0)

    def turns(self, text: str) -> list[str]:
        """Cut where another of them speaks."""
        starts = [found.end() for found in _NEXT_TURN.finditer(text)] if self.asks else []
        cuts = [0, *(at for at in starts if self.turn(text[at:])[0]), len(text)]
        return [text[start:end] for start, end in pairwise(cuts)]


def speakers_in(texts: Iterable[str]) -> Speakers:
    """Return who asks and who answers, where one mostly asks and the same others follow."""
    lines = (line.strip() for text in texts for line in _cut(text))
    turns = [(found[1], line) for line in lines if (found := _TURN.match(line))]
    spoken = Counter(name for name, _ in turns)
    asked = Counter(name for name, line in turns if line.rstrip(' ”"*_').endswith("?"))
    for name, count in asked.most_common(1):
        if count < max(FEWEST_TURNS, MOSTLY * spoken[name]):
            break
        after = Counter(next_ for (one, _), (next_, _) in pairwise(turns) if one == name != next_)
        answer = frozenset(other for other in after if spoken[other] >= 2)
        if sum(after[other] for other in answer) >= MOSTLY * spoken[name]:
            return Speakers(name, answer)
    return Speakers()


def length_of_label(text: str, questions: Collection[int]) -> int:
    """Return how long the label is that an answer begins with: “A4:”, “Answer:”."""
    found = _ANSWER.match(text)
    if found is None or (found["number"] and int(found["number"]) not in questions):
        return 0
    # “A – that is our choice” has no number and no colon: the letter is the answer.
    is_label = found["number"] or ":" in found[0]
    return found.end() if is_label else 0


def _cut(text: str) -> Iterable[str]:
    cuts = [0, *(found.end() for found in _NEXT_TURN.finditer(text)), len(text)]
    return (text[start:end] for start, end in pairwise(cuts))
