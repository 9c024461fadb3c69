"""What becomes of a held response, and what follows when one becomes public."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Now

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.responses.actions.errors import AlreadyDecidedError, ChangedMeanwhileError
from consultation.responses.actions.recording import record_of
from consultation.responses.models import Response
from consultation.responses.results.counting import count_anew, count_published, hold_tallies
from consultation.responses.taking_part.quoting import follow_edit
from consultation.responses.threads.versions import (
    is_public,
    keep_version,
    last_public_version,
)


def publish_response(*, actor: User, response: Response) -> None:
    """Make a held response public, or a change of one that was public before.

    Expects the response as the moderator read it. Raises AlreadyDecidedError when it is not held
    any more, ChangedMeanwhileError when it says something else by now.
    """
    with transaction.atomic():
        hold_tallies([response.question_id])
        if response.was_public:
            _publish_change(actor, response)
        else:
            # What was changed before anybody read it was changed for nobody.
            _leave_held(response, Response.State.PUBLISHED, edited_at=None)
            announce(actor, response, response.question.paper_id)


def reject_response(*, actor: User, response: Response) -> None:
    """Keep a held response from the public; of a change, bring back what readers last had.

    Expects the response as the moderator read it. Raises AlreadyDecidedError when it is not held
    any more, ChangedMeanwhileError when it says something else by now.
    """
    with transaction.atomic():
        hold_tallies([response.question_id])
        if response.was_public:
            _bring_back(actor, response)
        else:
            _leave_held(response, Response.State.REJECTED)
            record_of(response, Verb.RESPONSE_REJECTED, actor=actor)


def announce(actor: User, response: Response, paper_id: int, *, is_new: bool = False) -> bool:
    """Count and log what has just become public; false when it `is_new` in a closed thread."""
    fits = True
    if response.visibility == Response.Visibility.PUBLIC:
        fits = count_published(response, is_new=is_new)
    record(
        actor=actor,
        verb=Verb.RESPONSE_PUBLISHED,
        thing=response,
        paper_id=paper_id,
        question=response.question_id,
    )
    return fits


def _publish_change(actor: User, response: Response) -> None:
    before = last_public_version(response)
    with count_anew([response.question_id], [response.root_id]):
        _leave_held(response, Response.State.PUBLISHED)
    if before is not None:
        follow_edit(response, before.html, since=before.number)
    record_of(response, Verb.RESPONSE_EDIT_PUBLISHED, actor=actor)


def _bring_back(actor: User, response: Response) -> None:
    """Let it say again what it last said in public; the change is kept beside it, unread."""
    before = last_public_version(response)
    if before is None:
        raise AlreadyDecidedError
    with count_anew([response.question_id], [response.root_id]):
        _leave_held(response, Response.State.PUBLISHED)
        keep_version(response, was_public=False)
        is_first = before.written_at == response.submit_date
        rows = Response.objects.filter(pk=response.pk)
        replies = Response.objects.public().filter(in_reply_to=response.pk)
        rows.update(
            comment=before.comment,
            html=before.html,
            renderer=before.renderer,
            wording=before.wording_id,
            choices=before.choices,
            says_dont_know=before.says_dont_know,
            version=F("version") + 1,
            edited_at=None if is_first else before.written_at,
            edited_after_replies=not is_first
            and replies.filter(published_at__lt=before.written_at).exists(),
        )
    response.refresh_from_db()
    follow_edit(response, before.html, since=before.number)
    record_of(response, Verb.RESPONSE_EDIT_REFUSED, actor=actor)


def _leave_held(response: Response, state: Response.State, **changes: object) -> None:
    # State and version in the WHERE decide a race of two moderators, and of a moderator with the
    # author: the row's lock lets one through.
    # Only columns of our own table: with one of the packages' Django would look for the row first
    # and then update it whatever its state has become.
    held = Response.objects.awaiting_decision().filter(pk=response.pk)
    if state == Response.State.PUBLISHED:
        changes["published_at"] = Coalesce(F("published_at"), Now())
    if not held.filter(version=response.version).update(state=state, **changes):
        raise ChangedMeanwhileError if held.exists() else AlreadyDecidedError
    response.state = state
    Response.objects.filter(pk=response.pk).update(is_public=is_public(response))
    response.refresh_from_db(fields=["state", "published_at", "edited_at"])
