"""A document of answers that was read in: its stretches, and where each of them goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import Final

from django.db.models.functions import Now
from django.http import Http404

from consultation.lib.text import UNSTORABLE
from consultation.responses.models import AnswersImport, Submission
from consultation.responses.splitting import MatchedBy, Placed
from papers.content import PaperContent
from papers.importing.blocks import Document
from papers.importing.wire import document_to_json

STRETCHES_A_PAGE: Final = 100
# As the page that lists them says.
KEPT_FOR: Final = timedelta(days=30)
REPLACEMENT: Final = "\ufffd"
# Below it a person had better look.
SURE: Final = 0.7
BY: Final = {
    MatchedBy.NUMBER: "by its number",
    MatchedBy.WORDS: "by the question’s words",
    MatchedBy.ORDER: "by its place alone",
}
BY_HAND: Final = "placed by hand"


@dataclass(frozen=True)
class Stretch:
    """A piece of the document, and the numbers of the questions it answers, if any.

    `why` tells how that was found, for the person who looks at it; `is_doubtful` that it was not
    sure.
    """

    text: str
    questions: tuple[int, ...]
    why: str
    is_doubtful: bool = False

    @property
    def numbers(self) -> str:
        return in_numbers(self.questions)


@dataclass(frozen=True)
class Reading:
    """An import with its paper as readers see it."""

    kept: AnswersImport
    content: PaperContent

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        return stretches_of(self.kept.placed)

    @property
    def texts(self) -> dict[int, str]:
        """What answers each question, by its number."""
        texts: dict[int, list[str]] = {}
        for stretch in self.stretches:
            for number in stretch.questions:
                texts.setdefault(number, []).append(stretch.text)
        return {number: "\n\n".join(pieces) for number, pieces in texts.items()}


def in_numbers(questions: Iterable[int]) -> str:
    """The numbers as one types them."""
    return ", ".join(map(str, questions))


def get_reading_or_404(public_id: str) -> Reading:
    """Return a document that was read in and not entered yet."""
    imports = AnswersImport.objects.select_related("paper__current_edition")
    kept = imports.filter(public_id=public_id, submission=None).first()
    if kept is None or kept.paper.current_edition is None:
        raise Http404("No such document.")
    return Reading(kept, PaperContent.from_json(kept.paper.current_edition.content))


def find_entry_of(public_id: str) -> Submission | None:
    """Return what a document that was read in has become, if it was entered."""
    return Submission.objects.filter(read_from__public_id=public_id).first()


def forget_old_readings() -> int:
    """Delete what was read in and not entered in time; returns how many documents that were."""
    old = AnswersImport.objects.filter(submission=None, read_at__lt=Now() - KEPT_FOR)
    return old.delete()[0]


def fingerprint_of(document: Document) -> str:
    """Return what tells a document from any other: SHA-256 of all that was read, in hexadecimal."""
    return sha256(document_to_json(document).encode()).hexdigest()


def from_split(placed: Iterable[Placed]) -> tuple[Stretch, ...]:
    """Put into words how each stretch was placed."""
    return tuple(_stretch(each) for each in placed)


def stretches_of(stored: Mapping[str, object]) -> tuple[Stretch, ...]:
    """Read the stretches from what is kept."""
    rows = stored["stretches"]
    assert isinstance(rows, list)  # noqa: S101  # written by `as_json`
    return tuple(
        Stretch(row["text"], tuple(row["questions"]), row["why"], row["is_doubtful"])
        for row in rows
    )


def as_json(stretches: Iterable[Stretch]) -> dict[str, object]:
    """Return the stretches as the database keeps them."""
    rows: list[object] = [
        {
            "text": UNSTORABLE.sub(REPLACEMENT, each.text),
            "questions": list(each.questions),
            "why": each.why,
            "is_doubtful": each.is_doubtful,
        }
        for each in stretches
    ]
    return {"stretches": rows}


def moved(
    stretches: tuple[Stretch, ...], places: Mapping[int, tuple[int, ...]]
) -> tuple[Stretch, ...]:
    """Put stretches, by their place in the document, to other questions; the rest stay."""
    return tuple(
        replace(each, questions=places[index], why=BY_HAND, is_doubtful=False)
        if places.get(index, each.questions) != each.questions
        else each
        for index, each in enumerate(stretches)
    )


def _stretch(placed: Placed) -> Stretch:
    if placed.matched_by is None:
        return Stretch(placed.text, (), placed.why)
    why = f"{placed.confidence:.0%} sure, {BY[placed.matched_by]}"
    return Stretch(placed.text, placed.questions, why, placed.confidence < SURE)
