"""Entering answers that came on paper, by phone or as a document: by staff, for a respondent.

What was agreed to be published decides how each answer is shown; who entered it and how it came is
kept beside it. A second person may look at it; nobody has to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from accounts.access import check_role
from accounts.models import Organisation, Role, User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.clock import LONDON
from consultation.lib.references import new_reference
from consultation.lib.text import normalise
from consultation.responses.actions.answering import LONGEST
from consultation.responses.actions.deciding import announce
from consultation.responses.actions.not_entered import (
    AlreadyCheckedError,
    AlreadyEnteredError,
    AnswersFaultyError,
    EntryChangedError,
    NothingToEnterError,
    NotTakenError,
    OwnEntryError,
)
from consultation.responses.actions.refusals import Fault
from consultation.responses.actions.storing import Said, insert_response
from consultation.responses.actions.taking_back import take_responses_back
from consultation.responses.choosing import Ask, Choice, fault_of_choice
from consultation.responses.formal.checking import answers_of
from consultation.responses.models import Answer, Response, Submission
from consultation.responses.results.counting import hold_tallies
from consultation.responses.threads.placing import Speaker, places_for_threads
from papers.content import PaperContent, QuestionContent
from papers.models import Paper, Wording
from papers.stages import Stage

TAKES_ENTRIES: Final = frozenset({Stage.OPEN, Stage.CLOSING_SOON, Stage.CLOSED})
OPENNESS: Final = {
    Submission.Consent.NAMED: Answer.Openness.PUBLIC,
    Submission.Consent.NAMELESS: Answer.Openness.NAMELESS,
    Submission.Consent.PRIVATE: Answer.Openness.PRIVATE,
}


@dataclass(frozen=True)
class EntryDetails:
    """Whose answers these are, how they came, and what was agreed to."""

    channel: str
    received_on: date
    consent: str
    provenance: str
    consent_words: str = ""
    organisation: Organisation | None = None
    respondent_name: str = ""
    role: str = ""
    connection: str = ""
    region: str = ""
    may_contact: bool = False

    def as_columns(self) -> dict[str, Any]:
        named = self.organisation.name if self.organisation else self.respondent_name
        return {**self.__dict__, "respondent_name": named}


@dataclass(frozen=True)
class Entered:
    """The answer to one question, in the wording that staff read beside it."""

    wording: Wording
    body: str
    choice: Choice


def begin_entry(*, actor: User, paper: Paper, details: EntryDetails) -> Submission:
    """Begin to enter somebody's answers to a paper that is or was open.

    Raises PermissionDenied, NotTakenError.
    """
    check_role(actor, Role.MODERATOR)
    with transaction.atomic():
        _held_paper(paper.pk)
        entry = Submission.objects.create(paper=paper, begun_by=actor, **details.as_columns())
        record(actor=actor, verb=Verb.SUBMISSION_BEGUN, thing=entry, paper_id=paper.pk)
    return entry


def save_entry(
    *,
    actor: User,
    entry: Submission,
    expected_version: int,
    details: EntryDetails,
    answers: Mapping[int, Entered],
) -> Submission:
    """Keep what has been keyed in so far: the details, and answers by the id of the question.

    Raises PermissionDenied, AlreadyEnteredError, EntryChangedError.
    """
    with transaction.atomic():
        entry = _locked(actor, entry, expected_version)
        for question_id, entered in answers.items():
            _keep(actor, entry, question_id, entered)
        changes = {**details.as_columns(), "version": F("version") + 1, "changed_at": Now()}
        Submission.objects.filter(pk=entry.pk).update(**changes)
        entry.refresh_from_db()
        record(actor=actor, verb=Verb.SUBMISSION_CHANGED, thing=entry, paper_id=entry.paper_id)
    return entry


def enter_answers(*, actor: User, entry: Submission, expected_version: int) -> Submission:
    """Make responses of all that was keyed in, shown as far as was agreed to; once.

    Raises PermissionDenied, AlreadyEnteredError, EntryChangedError, NotTakenError,
    NothingToEnterError, and AnswersFaultyError when an answer is none to its question.
    """
    with transaction.atomic():
        paper, now = _held_paper(entry.paper_id)
        entry = _locked(actor, entry, expected_version)
        going = _going(paper, entry)
        entry.state, entry.sent_by, entry.sent_at = Submission.State.SENT, actor, now
        entry.reference = new_reference()
        entry.save(update_fields=["state", "sent_by", "sent_at", "reference"])
        _store_all(actor, entry, going, now)
        record(
            actor=actor,
            verb=Verb.SUBMISSION_ENTERED,
            thing=entry,
            paper_id=paper.pk,
            answers=len(going),
        )
    return entry


def check_entry(*, actor: User, entry: Submission) -> Submission:
    """Say that a second person has held what was entered beside what came.

    Raises PermissionDenied, NotTakenError, OwnEntryError, AlreadyCheckedError.
    """
    check_role(actor, Role.MODERATOR)
    with transaction.atomic():
        entry = _offline().select_for_update(of=("self",)).get(pk=entry.pk)
        if entry.state != Submission.State.SENT:
            raise NotTakenError("Only what has been entered can be checked.")
        if actor.pk in {entry.begun_by_id, entry.sent_by_id}:
            raise OwnEntryError
        if entry.checked_at is not None:
            raise AlreadyCheckedError
        Submission.objects.filter(pk=entry.pk).update(checked_by=actor, checked_at=Now())
        entry.refresh_from_db()
        record(actor=actor, verb=Verb.SUBMISSION_CHECKED, thing=entry, paper_id=entry.paper_id)
    return entry


def take_entry_back(*, actor: User, entry: Submission) -> Submission:
    """Withdraw what was entered, at the respondent's wish or because it was wrong."""
    check_role(actor, Role.MODERATOR)
    with transaction.atomic():
        entry = _offline().select_for_update(of=("self",)).get(pk=entry.pk)
        if entry.state != Submission.State.SENT:
            raise NotTakenError("This was not entered, or was taken back already.")
        take_responses_back(actor, entry)
        Submission.objects.filter(pk=entry.pk).update(
            state=Submission.State.WITHDRAWN, withdrawn_at=Now()
        )
        entry.refresh_from_db()
        record(actor=actor, verb=Verb.SUBMISSION_WITHDRAWN, thing=entry, paper_id=entry.paper_id)
    return entry


def discard_entry(*, actor: User, entry: Submission, expected_version: int) -> None:
    """Throw away what was keyed in and not entered. Raises as `save_entry` does."""
    with transaction.atomic():
        entry = _locked(actor, entry, expected_version)
        record(actor=actor, verb=Verb.SUBMISSION_DISCARDED, thing=entry, paper_id=entry.paper_id)
        entry.delete()


def _offline() -> "Any":
    return Submission.objects.exclude(channel=Response.Channel.WEB)


def _locked(actor: User, entry: Submission, expected_version: int) -> Submission:
    check_role(actor, Role.MODERATOR)
    held = _offline().select_for_update(of=("self",)).filter(pk=entry.pk).first()
    if held is None or held.state != Submission.State.DRAFTING:
        raise AlreadyEnteredError
    if held.version != expected_version:
        raise EntryChangedError
    locked: Submission = held
    return locked


def _held_paper(paper_id: int) -> tuple[Paper, datetime]:
    """Hold the paper, which is or was open; with the time by the database's clock."""
    papers = Paper.objects.with_clock().select_for_update(of=("self",), no_key=True)
    paper = papers.get(pk=paper_id)
    if paper.stage not in TAKES_ENTRIES:
        raise NotTakenError(
            "This paper takes no answers: it has not opened yet, or it was withdrawn."
        )
    now: datetime = paper.database_now  # type: ignore[attr-defined]
    return paper, now


def _keep(actor: User, entry: Submission, question_id: int, entered: Entered) -> None:
    body = normalise(entered.body)
    if not body.strip() and not entered.choice:
        Answer.objects.filter(submission=entry, question_id=question_id).delete()
        return
    Answer.objects.update_or_create(
        submission=entry,
        question_id=question_id,
        defaults={
            "wording": entered.wording,
            "body": body,
            "choices": list(entered.choice.places),
            "says_dont_know": entered.choice.is_dont_know,
            "changed_by": actor,
        },
    )


def _going(paper: Paper, entry: Submission) -> list[Answer]:
    assert paper.current_edition is not None  # noqa: S101  # its stage says so
    asked = {
        question.id: question
        for question in PaperContent.from_json(paper.current_edition.content).questions
    }
    going = answers_of(entry)
    faults = [
        Fault(asked[answer.question_id].number if answer.question_id in asked else 0, fault)
        for answer in going
        if (fault := _fault_of(answer, asked.get(answer.question_id)))
    ]
    if faults:
        raise AnswersFaultyError(faults)
    if not going:
        raise NothingToEnterError
    return sorted(going, key=lambda answer: answer.question_id)


def _fault_of(answer: Answer, question: QuestionContent | None) -> str:
    """Say why this is no answer; the limit on words binds who types, not who wrote a letter."""
    if question is None:
        return "This question is not in the published paper."
    if len(answer.body) > LONGEST:
        return f"This is longer than {LONGEST:,} characters, the most that one answer takes."
    return fault_of_choice(Ask.of(question, answer.wording.options), answer.choice)


def _store_all(actor: User, entry: Submission, going: list[Answer], now: datetime) -> None:
    organisation = entry.organisation
    speaker = Speaker(
        name="" if organisation else entry.respondent_name,
        agreed_rules=0,
        is_suspended=False,
        organisation_id=organisation.pk if organisation else None,
        organisation_name=organisation.name if organisation else "",
    )
    openness = OPENNESS[Submission.Consent(entry.consent)]
    assert entry.received_on is not None  # noqa: S101  # the details have it
    hold_tallies([answer.question_id for answer in going])
    for place, answer in zip(places_for_threads(len(going), speaker=speaker), going, strict=True):
        said = Said(
            body=answer.body,
            choice=answer.choice,
            visibility=Response.Visibility.PRIVATE
            if openness == Answer.Openness.PRIVATE
            else Response.Visibility.PUBLIC,
            submission=entry,
            is_nameless=openness == Answer.Openness.NAMELESS,
            channel=entry.channel,
            received_at=datetime.combine(entry.received_on, time.min, LONDON),
        )
        # Staff have read what they type: it waits for nobody.
        response = insert_response(None, place, answer.wording, said, at=now, held=False)
        record(actor=actor, verb=Verb.RESPONSE_POSTED, thing=response, paper_id=entry.paper_id)
        announce(actor, response, entry.paper_id)
