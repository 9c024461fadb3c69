"""The room in which a formal answer is drafted: begun, described, talked in, discarded."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Now

from accounts.access import check_not_suspended
from accounts.models import Membership, User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import normalise
from consultation.responses.actions.keeping_aside import give_back
from consultation.responses.actions.not_drafted import (
    MOST_COMMENTS,
    AwaitingSignOffError,
    NotOpenError,
    NotYoursToDiscardError,
    RespondentClashError,
    RoomClosedError,
    SentBeforeError,
    TooManyCommentsError,
)
from consultation.responses.formal.merging import merge_value
from consultation.responses.formal.submission_mail import tell_of_taking_back
from consultation.responses.models import DraftersComment, Submission
from consultation.responses.querysets import SubmissionQuerySet, may_draft
from papers.models import Paper, Question


@dataclass(frozen=True)
class Begun:
    """The room; `is_new` is false when somebody had begun it before."""

    submission: Submission
    is_new: bool


def begin_submission(*, actor: User, paper: Paper, membership: Membership | None = None) -> Begun:
    """Open the room for this respondent's answer to the paper, or find the one that is open.

    Of two members who begin at once both get the same. Raises SuspendedError, NotOpenError when
    the paper is not open by the database's clock, RoomClosedError when the actor does not answer
    for the organisation (any more), and SentBeforeError.
    """
    check_not_suspended(actor)
    with transaction.atomic():
        respondent = _respondent(actor, membership)
        if not Paper.objects.open().filter(pk=paper.pk).exists():
            raise NotOpenError
        of_respondent = Submission.objects.filter(paper=paper, channel="web", **respondent)
        if sent := of_respondent.filter(state=Submission.State.SENT).first():
            raise SentBeforeError(sent)
        if begun := of_respondent.in_rooms().first():
            return Begun(begun, is_new=False)
        try:
            with transaction.atomic():
                return Begun(_begin(actor, paper, respondent), is_new=True)
        except IntegrityError:
            return Begun(of_respondent.in_rooms().get(), is_new=False)


def _respondent(actor: User, membership: Membership | None) -> dict[str, Any]:
    if membership is None:
        return {"person": actor}
    held = may_draft(actor).select_for_update(of=("self",), no_key=True)
    current = held.select_related("organisation").filter(pk=membership.pk).first()
    if current is None:
        raise RoomClosedError
    return {"organisation": current.organisation}


def _begin(actor: User, paper: Paper, respondent: dict[str, Any]) -> Submission:
    organisation = respondent.get("organisation")
    submission = Submission.objects.create(
        paper=paper,
        begun_by=actor,
        region=organisation.region if organisation else "",
        **respondent,
    )
    organisation_id = organisation.pk if organisation else None
    record(
        actor=actor,
        verb=Verb.SUBMISSION_BEGUN,
        thing=submission,
        paper_id=paper.pk,
        organisation_id=organisation_id,
    )
    return submission


def enter_room(actor: User, submission: Submission) -> Submission:
    """Return the submission, held until the transaction ends; raises RoomClosedError.

    The membership is held first: who is removed meanwhile waits, or is waited for.
    """
    return _enter(actor, submission, Submission.objects.in_rooms())


def enter_what_was_sent(actor: User, submission: Submission) -> Submission:
    """Return what was sent, withdrawn since or not, held likewise; raises RoomClosedError."""
    return _enter(actor, submission, Submission.objects.closed_to_changes())


def _enter(actor: User, submission: Submission, among: SubmissionQuerySet) -> Submission:
    check_not_suspended(actor)
    if submission.organisation_id is not None:
        held = may_draft(actor).select_for_update(of=("self",), no_key=True)
        if not held.filter(organisation=submission.organisation_id).exists():
            raise RoomClosedError
    rows = among.open_to(actor).select_for_update(of=("self",), no_key=True)
    room = rows.filter(pk=submission.pk).first()
    if room is None:
        raise RoomClosedError
    return room


def note_change(actor: User, room: Submission, **changed: Any) -> None:
    """Count a change of a held submission; one that waited for sign-off is drafted again.

    What is signed off is what was read: whoever had it before them is told, and who asked.
    """
    was_awaiting = room.is_awaiting
    Submission.objects.filter(pk=room.pk).update(
        version=F("version") + 1,
        changed_at=Now(),
        state=Submission.State.DRAFTING,
        asked_at=None,
        **changed,
    )
    room.refresh_from_db(fields=["version", "changed_at", "state", "asked_at", *changed])
    if was_awaiting:
        line = record(
            actor=actor,
            verb=Verb.SIGN_OFF_TAKEN_BACK,
            thing=room,
            paper_id=room.paper_id,
            because="changed",
        )
        tell_of_taking_back(room, line)


@transaction.atomic
def change_respondent(
    *,
    actor: User,
    submission: Submission,
    typed: Mapping[str, Any],
    seen: Mapping[str, Any],
    takes_back: bool = False,
) -> Submission:
    """Say who the answer is from; `seen` is what stood in the form when it was opened.

    What somebody else changed meanwhile stays as they left it. Raises RespondentClashError with
    the fields that both changed, RoomClosedError, and AwaitingSignOffError while it waits for
    sign-off and the actor does not take it back.
    """
    room = enter_room(actor, submission)
    settled: dict[str, Any] = {}
    clashes: list[str] = []
    for name, value in typed.items():
        found = merge_value(seen.get(name), getattr(room, name), value)
        if found is None:
            clashes.append(name)
        elif found != getattr(room, name):
            settled[name] = found
    if clashes:
        raise RespondentClashError(tuple(clashes))
    if settled and room.is_awaiting and not takes_back:
        raise AwaitingSignOffError
    if settled:
        note_change(actor, room, **settled)
        record(actor=actor, verb=Verb.SUBMISSION_CHANGED, thing=room, paper_id=room.paper_id)
    return room


def comment_in_room(
    *,
    actor: User,
    submission: Submission,
    question: Question | None,
    body: str,
    client_token: uuid.UUID,
) -> DraftersComment:
    """Say something to the other drafters, about one answer or all; a replayed form says it once.

    Raises RoomClosedError and TooManyCommentsError.
    """
    with transaction.atomic():
        room = enter_room(actor, submission)
        said = DraftersComment.objects.filter(client_token=client_token).first()
        if said is not None and (said.author_id, said.submission_id) == (actor.pk, room.pk):
            return said
        if room.comments.count() >= MOST_COMMENTS:
            raise TooManyCommentsError
        return DraftersComment.objects.create(
            submission=room,
            question=question,
            author=actor,
            body=normalise(body),
            # A form that spoke in another room is no replay of this one.
            client_token=uuid.uuid4() if said else client_token,
        )


@transaction.atomic
def discard_submission(*, actor: User, submission: Submission) -> None:
    """Delete what is being drafted, with its versions and comments.

    What its drafters typed and could not save goes back to the answer that it goes on with; of a
    draft that follows none, it goes with it. Raises RoomClosedError, NotYoursToDiscardError.
    """
    earlier = enter_what_was_sent(actor, submission.follows) if submission.follows else None
    room = enter_room(actor, submission)
    if not can_discard(actor, room):
        raise NotYoursToDiscardError
    record(actor=actor, verb=Verb.SUBMISSION_DISCARDED, thing=room, paper_id=room.paper_id)
    if earlier is not None:
        give_back(room, earlier)
    room.delete()


def can_discard(person: User, room: Submission) -> bool:
    """Say whether this drafter may: of an organisation's, who began it, approvers and owners."""
    if person.pk in {room.person_id, room.begun_by_id}:
        return True
    deciding = may_draft(person).exclude(role=Membership.Role.MEMBER)
    return deciding.filter(organisation=room.organisation_id).exists()
