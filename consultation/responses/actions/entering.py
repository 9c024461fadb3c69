"""Entering answers that came on paper, by phone or as a document: by staff, for a respondent.

What was agreed to be published decides how each answer is shown; who entered it and how it came is
kept beside it. A second person may look at it; nobody has to.
"""

from datetime import datetime, time
from typing import Final

from django.db import transaction
from django.db.models.functions import Now

from accounts.access import check_role
from accounts.models import Role, User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.clock import LONDON
from consultation.lib.references import new_reference
from consultation.responses.actions.answering import LONGEST
from consultation.responses.actions.deciding import announce
from consultation.responses.actions.entries import (
    check_day,
    hold_entered,
    hold_entry,
    hold_paper,
)
from consultation.responses.actions.keying_in import keyed_in_by
from consultation.responses.actions.not_entered import (
    AlreadyCheckedError,
    AnswersFaultyError,
    EntryChangedError,
    NothingToEnterError,
    OwnEntryError,
)
from consultation.responses.actions.refusals import Fault
from consultation.responses.actions.storing import Said, insert_response
from consultation.responses.actions.taking_back import take_responses_back
from consultation.responses.choosing import Ask, fault_of_choice
from consultation.responses.formal.checking import answers_of
from consultation.responses.models import Answer, Response, Submission
from consultation.responses.offline.details import EntryDetails
from consultation.responses.results.counting import hold_tallies
from consultation.responses.threads.placing import Speaker, places_for_threads
from papers.content import PaperContent, QuestionContent
from papers.models import Paper

OPENNESS: Final = {
    Submission.Consent.NAMED: Answer.Openness.PUBLIC,
    Submission.Consent.NAMELESS: Answer.Openness.NAMELESS,
    Submission.Consent.PRIVATE: Answer.Openness.PRIVATE,
}


def begin_entry(*, actor: User, paper: Paper, details: EntryDetails) -> Submission:
    """Begin to enter somebody's answers to a paper that is or was open.

    Raises PermissionDenied, NotTakenError, TooEarlyError, TooLateError.
    """
    check_role(actor, Role.MODERATOR)
    with transaction.atomic():
        paper, _ = hold_paper(paper.pk)
        check_day(paper, details)
        entry = Submission.objects.create(paper=paper, begun_by=actor, **details.as_columns())
        record(actor=actor, verb=Verb.SUBMISSION_BEGUN, thing=entry, paper_id=paper.pk)
    return entry


def enter_answers(*, actor: User, entry: Submission, expected_version: int) -> Submission:
    """Make responses of all that was keyed in, shown as far as was agreed to; once.

    Raises PermissionDenied, AlreadyEnteredError, EntryChangedError, NotTakenError, TooEarlyError,
    NothingToEnterError, and AnswersFaultyError when an answer is none to its question.
    """
    with transaction.atomic():
        paper, now = hold_paper(entry.paper_id)
        entry = _hold_as_read(actor, entry, expected_version)
        check_day(paper, EntryDetails.of(entry))
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
    with transaction.atomic():
        entry = hold_entered(actor, entry, otherwise="Only what has been entered can be checked.")
        if is_own_entry(entry, actor):
            raise OwnEntryError
        if entry.checked_at is not None:
            raise AlreadyCheckedError
        Submission.objects.filter(pk=entry.pk).update(checked_by=actor, checked_at=Now())
        entry.refresh_from_db()
        record(actor=actor, verb=Verb.SUBMISSION_CHECKED, thing=entry, paper_id=entry.paper_id)
    return entry


def is_own_entry(entry: Submission, person: User) -> bool:
    """Say whether they entered it, or keyed anything of it in: that is for others to check."""
    return person.pk in {entry.begun_by_id, entry.sent_by_id} or keyed_in_by(entry, person)


def take_entry_back(*, actor: User, entry: Submission) -> Submission:
    """Withdraw what was entered, at the respondent's wish or because it was wrong.

    Raises PermissionDenied, NotTakenError.
    """
    with transaction.atomic():
        entry = hold_entered(
            actor, entry, otherwise="This was not entered, or was taken back already."
        )
        take_responses_back(actor, entry)
        Submission.objects.filter(pk=entry.pk).update(
            state=Submission.State.WITHDRAWN, withdrawn_at=Now()
        )
        entry.refresh_from_db()
        record(actor=actor, verb=Verb.SUBMISSION_WITHDRAWN, thing=entry, paper_id=entry.paper_id)
    return entry


def discard_entry(*, actor: User, entry: Submission, expected_version: int) -> None:
    """Throw away what was keyed in and not entered.

    Raises PermissionDenied, AlreadyEnteredError, EntryChangedError.
    """
    with transaction.atomic():
        entry = _hold_as_read(actor, entry, expected_version)
        record(actor=actor, verb=Verb.SUBMISSION_DISCARDED, thing=entry, paper_id=entry.paper_id)
        entry.delete()


def _hold_as_read(actor: User, entry: Submission, expected_version: int) -> Submission:
    held = hold_entry(actor, entry)
    if held.version != expected_version:
        raise EntryChangedError
    return held


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
        response = insert_response(None, place, answer, said, at=now, held=False)
        record(actor=actor, verb=Verb.RESPONSE_POSTED, thing=response, paper_id=entry.paper_id)
        announce(actor, response, entry.paper_id)
