"""How much of what an editor would find the importer finds, a document or a set at a time.

`python -m tests.papers.importing.scoring [--held-back] [--misses] [folder]` prints a line for
each labelled document and the totals; `--misses` adds what was missed or made up.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from papers.importing import assemble, interpret
from papers.importing.blocks import Document
from papers.importing.confining import read_confined
from tests.papers.importing.corpus.labelled import (
    HELD_BACK,
    OPEN,
    Labelled,
    Labels,
    Question,
    Source,
    labelled_in,
)

ALIKE = 0.8
SAME_NUMBER = 0.05  # settles which of two questions in the same words is meant
Got = Mapping[str, Any]


@dataclass(frozen=True)
class Match:
    expected: Question
    got: Got
    whole: bool  # found by its own text, not somewhere within another cut of it


@dataclass
class Tally:
    """So many right of so many."""

    right: int = 0
    of: int = 0

    def count(self, right: bool) -> None:
        self.right += right
        self.of += 1

    @property
    def rate(self) -> float:
        return self.right / self.of if self.of else 1.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.of + other.of)

    def __str__(self) -> str:
        return f"{self.right}/{self.of}" if self.of else "-"


MEASURES = (
    *("exact", "kinds", "numbers", "parts", "options", "title", "date", "closes_on"),
    *("recommendations", "calls", "sources", "claims", "stripped"),
)


@dataclass
class Score:
    """Of one document or, added up, of many; `lost` names what was not found beside questions."""

    found: list[Match] = field(default_factory=list)
    missed: list[Question] = field(default_factory=list)
    spurious: list[Got] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in MEASURES})
    lost: list[str] = field(default_factory=list)
    coverage: float = 1.0

    @property
    def recall(self) -> float:
        return Tally(len(self.found), len(self.found) + len(self.missed)).rate

    @property
    def precision(self) -> float:
        return Tally(len(self.found), len(self.found) + len(self.spurious)).rate

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.found + other.found,
            self.missed + other.missed,
            self.spurious + other.spurious,
            {name: self.tallies[name] + other.tallies[name] for name in MEASURES},
            self.lost + other.lost,
            min(self.coverage, other.coverage),
        )

    def count(self, measure: str, right: bool, wanted: object = "") -> None:
        self.tallies[measure].count(right)
        if not right and wanted:
            self.lost.append(f"{measure}: {wanted}")


def score(expected: Labels, got: Got) -> Score:
    """Compare what an editor labelled with the importer's JSON."""
    found, missed, spurious = match_questions(expected.questions, got["questions"])
    result = Score(found, missed, spurious, coverage=got["coverage"])
    for match in found:
        _count_question(result, match)
    for question in missed:
        for part in question.parts:
            result.count("parts", right=False, wanted=part)
        for option in question.options:
            result.count("options", right=False, wanted=option)
    _count_particulars(result, expected, got)
    return result


def match_questions(
    expected: Sequence[Question], got: Sequence[Got]
) -> tuple[list[Match], list[Question], list[Got]]:
    """Pair them one to one, the likest first: by text, then by all that belongs to each."""
    wanted, given = dict(enumerate(expected)), dict(enumerate(got))
    found: dict[int, Match] = {}
    for likeness, whole in ((_likeness_of_text, True), (_likeness_of_all, False)):
        for one, other in _pairs(wanted, given, likeness):
            found[one] = Match(wanted.pop(one), given.pop(other), whole)
    in_order = [found[index] for index in sorted(found)]
    return in_order, list(wanted.values()), list(given.values())


def _pairs(
    wanted: Mapping[int, Question],
    given: Mapping[int, Got],
    likeness: Callable[[Question, Got], float],
) -> list[tuple[int, int]]:
    alike = [
        (value + SAME_NUMBER * (question.number == (other["number"] or "")), one, two)
        for one, question in wanted.items()
        for two, other in given.items()
        if (value := likeness(question, other)) >= ALIKE
    ]
    alike.sort(key=lambda pair: (-pair[0], abs(pair[1] - pair[2])))
    pairs: dict[int, int] = {}
    for _, one, two in alike:
        if one not in pairs and two not in pairs.values():
            pairs[one] = two
    return list(pairs.items())


def _likeness_of_text(expected: Question, got: Got) -> float:
    return likeness(expected.text, got["text"])


def _likeness_of_all(expected: Question, got: Got) -> float:
    """Find a question that was cut elsewhere: its words lie among those of one that was given."""
    everything = " ".join((got["text"], *got["parts"], got["context"]))
    asked = " ".join((expected.text, *expected.parts))
    return max(
        likeness(expected.text, everything),
        likeness(asked, everything),
        likeness(got["text"], asked),
    )


def plain(text: str) -> str:
    """Return the words alone: no case, no punctuation, no difference of blanks or quotes."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def likeness(wanted: str, given: str) -> float:
    """Return 1 for the same words, 0.9 for words contained in the other, or else their ratio."""
    one, two = plain(wanted), plain(given)
    if one == two:
        return 1.0
    if one and f" {one} " in f" {two} ":
        return 0.9
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _count_question(result: Score, match: Match) -> None:
    expected, got = match.expected, match.got
    exact = expected.text.split() == got["text"].split()
    result.count("exact", exact, f"{expected.text!r} came as {got['text']!r}")
    kind = got["kind"]
    result.count("kinds", kind in expected.kinds, f"{expected.kinds[0]}, not {kind}: {got['text']}")
    number = got["number"] or ""
    result.count("numbers", number == expected.number, f"{expected.number!r}, not {number!r}")
    for measure, wanted in (("parts", expected.parts), ("options", expected.options)):
        for text in wanted:
            result.count(measure, _among(text, got[measure]), text)


def _count_particulars(result: Score, expected: Labels, got: Got) -> None:
    for name in ("title", "date", "closes_on"):
        wanted, given = getattr(expected, name) or "", got[name] or ""
        right = plain(wanted) == plain(given)
        result.count(name, right, f"{wanted!r}, not {given!r}")
    for text in expected.recommendations:
        given = [recommendation["text"] for recommendation in got["recommendations"]]
        result.count("recommendations", _among(text, given), text)
    for audience in expected.calls:
        given = [call["audience"] for call in got["calls"]]
        result.count("calls", _among(audience, given), audience)
    for source in expected.sources:
        right = any(_same_source(source, given) for given in got["sources"])
        result.count("sources", right, f"{source.anchor} <{source.url}>")
    for text in expected.unsourced_claims:
        given = [claim["text"] for claim in got["unsourced_claims"]]
        result.count("claims", _among(text, given), text)
    taken_out = plain(" ".join(item["text"] for item in got["stripped"]))
    for text in expected.stripped:
        result.count("stripped", plain(text) in taken_out, text)


def _among(text: str, given: Iterable[str]) -> bool:
    return any(likeness(text, other) >= ALIKE for other in given)


def _same_source(expected: Source, given: Got) -> bool:
    """Tell a source by its address or, where the link is missing, by the words over it."""
    if expected.url:
        return bool(expected.url == given["url"])
    named = f"{given['anchor_text']} {given['title']}"
    return not given["url"] and likeness(expected.anchor, named) >= ALIKE


def import_labelled(document: Labelled, workshop: Path) -> tuple[Document, Got]:
    """Read and understand the document as an upload is."""
    read = read_confined(document.data(workshop), document.name)
    return read, assemble(read, interpret(read)).as_json()


def score_folder(folder: Path) -> dict[str, Score]:
    with tempfile.TemporaryDirectory() as workshop:
        return {
            document.name: score(document.labels, import_labelled(document, Path(workshop))[1])
            for document in labelled_in(folder)
        }


def total(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())


def table(scores: Mapping[str, Score]) -> str:
    width = max(map(len, scores), default=5)
    short = [name[:6] for name in MEASURES]
    head = f"{'document':{width}}  recall  precis   cover " + "".join(
        f"{name:>9}" for name in short
    )
    rows = [
        f"{name:{width}} {one.recall:7.3f} {one.precision:7.3f} {one.coverage:7.3f} "
        + "".join(f"{one.tallies[measure]!s:>9}" for measure in MEASURES)
        for name, one in {**scores, "total": total(scores.values())}.items()
    ]
    return "\n".join((head, *rows))


def misses(name: str, one: Score) -> str:
    lines = [
        *(f"  missed    {question.number:4} {question.text}" for question in one.missed),
        *(f"  spurious  {got['number'] or '':4} {got['text']}" for got in one.spurious),
        *(f"  cut       {m.expected.number:4} {m.expected.text}" for m in one.found if not m.whole),
        *(f"  {text}" for text in one.lost),
    ]
    return "\n".join((name, *lines)) if lines else ""


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="scoring")
    parser.add_argument("folder", nargs="?", type=Path, default=OPEN)
    parser.add_argument("--held-back", action="store_true", help="score the set held back")
    parser.add_argument("--misses", action="store_true", help="list what was missed or made up")
    given = parser.parse_args(arguments)
    scores = score_folder(HELD_BACK if given.held_back else given.folder)
    if given.misses:
        listed = filter(None, (misses(name, one) for name, one in scores.items()))
        sys.stdout.write("\n".join(listed) + "\n\n")
    sys.stdout.write(table(scores) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
