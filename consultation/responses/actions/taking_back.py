"""Withdrawing a formal answer that was sent, and beginning another with its words."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.responses.actions.keeping_aside import hand_on
from consultation.responses.actions.refusals import (
    AlreadyWithdrawnError,
    AnotherBegunError,
    NotSentError,
)
from consultation.responses.actions.speaking import act_on, check_open, check_signs_off
from consultation.responses.models import (
    Answer,
    AnswerVersion,
    QuestionTally,
    Response,
    Submission,
)
from consultation.responses.results.counting import count_anew


def withdraw_submission(*, actor: User, submission: Submission) -> Submission:
    """Take back all that was sent; the places of what was public stay, and what was replied to it.

    An organisation's is withdrawn by those who may sign it off. Its drafters can go on reading it.
    Raises a CannotSendError, PaperClosedError among them.
    """
    with transaction.atomic():
        acting = act_on(actor, submission)
        sent = acting.submission
        if sent.organisation_id is not None:
            check_signs_off(acting)
        check_open(sent)
        if sent.state == Submission.State.WITHDRAWN:
            raise AlreadyWithdrawnError
        if sent.state != Submission.State.SENT:
            raise NotSentError
        take_responses_back(actor, sent)
        Submission.objects.filter(pk=sent.pk).update(
            state=Submission.State.WITHDRAWN, withdrawn_at=Now()
        )
        sent.refresh_from_db(fields=["state", "withdrawn_at"])
        record(actor=actor, verb=Verb.SUBMISSION_WITHDRAWN, thing=sent, paper_id=sent.paper_id)
    return sent


def begin_again(*, actor: User, submission: Submission) -> Submission:
    """Draft another with all that a withdrawn one says; both are kept. Raises a CannotSendError."""
    with transaction.atomic():
        earlier = act_on(actor, submission).submission
        check_open(earlier)
        if earlier.state != Submission.State.WITHDRAWN:
            raise NotSentError
        if _others(earlier).exists():
            raise AnotherBegunError
        try:
            with transaction.atomic():
                begun = _copy(actor, earlier)
                hand_on(earlier, begun)
        except IntegrityError:  # somebody began it in the same instant
            raise AnotherBegunError from None
        record(
            actor=actor,
            verb=Verb.SUBMISSION_BEGUN,
            thing=begun,
            paper_id=begun.paper_id,
            organisation_id=begun.organisation_id,
            follows=earlier.pk,
        )
    return begun


def take_responses_back(actor: User, sent: Submission) -> None:
    """Withdraw the living responses of what was sent, in the transaction that withdraws it."""
    # What a moderator refused stays refused; what was erased holds a place and nothing else.
    living = Response.objects.living().filter(submission=sent)
    places = list(living.values_list("question_id", "pk"))
    with count_anew({question for question, _ in places}, {root for _, root in places}):
        # Again, now that the tallies are held: a moderator may have decided meanwhile.
        locked = living.select_for_update(of=("self",), no_key=True).order_by("pk")
        taken = list(locked)
        ids = [response.pk for response in taken]
        rows = Response.objects.filter(pk__in=ids)
        rows.update(state=Response.State.WITHDRAWN, withdrawn_at=Now(), is_public=False)
    QuestionTally.objects.filter(pinned__in=ids).update(pinned=None)
    for response in taken:
        record(
            actor=actor,
            verb=Verb.RESPONSE_WITHDRAWN,
            thing=response,
            paper_id=sent.paper_id,
            question=response.question_id,
        )


def _others(earlier: Submission) -> "QuerySet[Submission]":
    """The respondent's that is being drafted or stands as sent."""
    return Submission.objects.filter(
        paper=earlier.paper_id,
        channel=Response.Channel.WEB,
        person=earlier.person_id,
        organisation=earlier.organisation_id,
    ).exclude(state=Submission.State.WITHDRAWN)


def _copy(actor: User, earlier: Submission) -> Submission:
    begun = Submission.objects.create(
        paper_id=earlier.paper_id,
        person_id=earlier.person_id,
        organisation_id=earlier.organisation_id,
        role=earlier.role,
        connection=earlier.connection,
        region=earlier.region,
        may_contact=earlier.may_contact,
        begun_by=actor,
        follows=earlier,
    )
    answers = Answer.objects.filter(submission=earlier)
    said = [answer for answer in answers if answer.says_something]
    copies = Answer.objects.bulk_create(
        Answer(
            submission=begun,
            question_id=each.question_id,
            changed_by_id=each.changed_by_id,
            changed_at=each.changed_at,
            **_text_of(each),
        )
        for each in said
    )
    AnswerVersion.objects.bulk_create(
        AnswerVersion(
            answer=copy,
            number=copy.version,
            written_by_id=copy.changed_by_id,
            written_at=copy.changed_at,
            **_text_of(copy),
        )
        for copy in copies
    )
    return begun


def _text_of(answer: Answer) -> dict[str, Any]:
    return {
        "wording_id": answer.wording_id,
        "body": answer.body,
        "choices": answer.choices,
        "says_dont_know": answer.says_dont_know,
        "openness": answer.openness,
    }
