"""Answers that came offline, as the desk shows them: keyed in, entered, to be checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from consultation.responses.choosing import Chosen
from consultation.responses.formal.checking import Checked, answers_of, check_answers, chosen_in
from consultation.responses.models import Answer, AnswersImport, Response, Submission
from papers.content import PaperContent, QuestionContent
from papers.models import Paper, Wording
from papers.querysets import published_title

ENTRIES_LISTED = 100
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Entry:
    """One respondent's answers that came offline, with the paper as readers see it."""

    submission: Submission
    paper: Paper
    content: PaperContent

    @property
    def answers(self) -> dict[int, Answer]:
        """What is keyed in, by the id of the question, emptied ones among it. One query."""
        answers = Answer.objects.filter(submission=self.submission).select_related("wording")
        return {answer.question_id: answer for answer in answers}

    @property
    def wordings(self) -> dict[tuple[int, int], Wording]:
        """Every wording of the questions, by the question's id and its number. One query."""
        wordings = Wording.objects.filter(question__in=[each.id for each in self.content.questions])
        return {(wording.question_id, wording.number): wording for wording in wordings}


@dataclass(frozen=True)
class AnswerShown:
    """One answer as it will be, or was, entered."""

    question: QuestionContent
    chosen: Chosen | None
    body: str


def get_entry_or_404(public_id: str) -> Entry:
    """Return what staff key in, or entered, by its id."""
    entries = Submission.objects.exclude(channel=Response.Channel.WEB)
    found = (
        entries.select_related("paper__current_edition", "organisation", "begun_by", "checked_by")
        .filter(public_id=public_id)
        .first()
    )
    if found is None or found.paper.current_edition is None:
        raise Http404("No such entry.")
    content = PaperContent.from_json(found.paper.current_edition.content)
    return Entry(found, found.paper, content)


def papers_taking_entries() -> list[tuple[str, str]]:
    """Return address and title of every paper that is or was open, the latest first."""
    papers = Paper.objects.taking_entries().order_by("-opens_at", "slug")
    return list(papers.values_list("slug", published_title()))


def shown(entry: Entry) -> tuple[AnswerShown, ...]:
    """Return the answers there are, in the paper's order."""
    language = entry.paper.language
    checked: Sequence[Checked] = check_answers(
        entry.content, answers_of(entry.submission), language=language
    )
    return tuple(
        AnswerShown(
            each.question,
            chosen_in(each.answer, each.question, language),
            each.answer.body,
        )
        for each in checked
        if each.answer is not None
    )


def entered(entry: Entry) -> list[tuple[Response, Chosen | None]]:
    """Return the responses that were made of an entry, each with what it chose."""
    language = entry.paper.language
    responses = entry.submission.responses.order_by("pk").select_related("question", "wording")
    return [
        (response, response.chosen(kind=response.question.kind, language=language))
        for response in responses
    ]


def being_keyed_in() -> list[Submission]:
    """Return what is not entered yet, the latest changed first."""
    entries = Submission.objects.exclude(channel=Response.Channel.WEB).filter(
        state=Submission.State.DRAFTING
    )
    listed = _titled(entries.select_related("begun_by")).order_by("-changed_at", "-pk")
    return list(listed[:ENTRIES_LISTED])


def to_be_checked() -> list[Submission]:
    """Return what was entered and nobody else has looked at, the longest waiting first."""
    entries = Submission.objects.exclude(channel=Response.Channel.WEB).filter(
        state=Submission.State.SENT, checked_at=None
    )
    listed = _titled(entries.select_related("sent_by")).order_by("sent_at", "pk")
    return list(listed[:ENTRIES_LISTED])


def read_and_not_entered() -> list[AnswersImport]:
    """Return the documents that were read in and wait for their review."""
    waiting = AnswersImport.objects.filter(submission=None).select_related("read_by")
    return list(_titled(waiting).order_by("-pk")[:ENTRIES_LISTED])


def _titled(rows: "QuerySet[M]") -> "QuerySet[M]":
    """Carry the title along that readers see: a half-made change of it is the editors' alone."""
    titled: QuerySet[M] = rows.annotate(paper_title=published_title("paper__"))
    return titled
