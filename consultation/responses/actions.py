"""Posting, publishing and rejecting responses."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from accounts.models import Membership, User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.sanitising import RENDERER_VERSION, render_response
from consultation.lib.text import normalise
from consultation.responses.counting import count_published
from consultation.responses.models import MAX_DEPTH, Response
from consultation.responses.placing import Place, place_for
from consultation.responses.policy import must_be_held
from papers.models import Paper, Question, Wording


class CannotPostError(Exception):
    """A response that is refused; the sentence tells its author what to do."""


class PaperNotOpenError(CannotPostError):
    def __init__(self) -> None:
        super().__init__(
            "This paper no longer takes responses. Your text is below: copy it if you need it."
        )


class FormOutOfDateError(CannotPostError):
    def __init__(self) -> None:
        super().__init__(
            "This form belongs to a question we do not know. "
            "Open the question again, and post your text there: it is kept below."
        )


class ReplyElsewhereError(CannotPostError):
    def __init__(self) -> None:
        super().__init__("The response you reply to is not part of this question any more.")


class ReplyTooDeepError(CannotPostError):
    def __init__(self) -> None:
        super().__init__(
            f"Replies go {MAX_DEPTH} deep. "
            "Post your text as a reply higher up, or as a response of its own."
        )


class TokenTakenError(CannotPostError):
    def __init__(self) -> None:
        super().__init__(
            "This form was used already. Open the question again and post your text there."
        )


class AlreadyDecidedError(Exception):
    """Somebody else decided first."""


@dataclass(frozen=True)
class Posted:
    """The stored response; `created` is false when the same form had posted it before."""

    response: Response
    created: bool


def post_response(
    *,
    actor: User,
    question_id: int,
    body: str,
    client_token: uuid.UUID,
    asked_as: int | None = None,
    in_reply_to: Response | None = None,
    membership: Membership | None = None,
    visibility: str = Response.Visibility.PUBLIC,
) -> Posted:
    """Store one response, held or published by the paper's policy; a replayed form stores none.

    `asked_as` is the number of the wording the author read; the newest where it is missing.
    Raises a CannotPostError when the paper is not open by the database's clock, when the parent is
    not a published response to the same question, or when the reply would be too deep.
    """
    try:
        with transaction.atomic():
            wording = _wording_asked(question_id, asked_as)
            paper = wording.question.paper
            _check_parent(in_reply_to, question_id)
            response = _insert(
                actor=actor,
                wording=wording,
                body=normalise(body),
                client_token=client_token,
                in_reply_to=in_reply_to,
                membership=membership,
                visibility=visibility,
                held=must_be_held(paper, actor),
            )
            record(actor=actor, verb=Verb.RESPONSE_POSTED, thing=response, paper_id=paper.pk)
            if response.state == Response.State.PUBLISHED:
                _announce(actor, response, paper.pk)
    except IntegrityError as error:
        if "client_token" not in str(error):
            raise
        return Posted(_posted_before(actor, client_token), created=False)
    return Posted(response, created=True)


def publish_response(*, actor: User, response: Response) -> None:
    """Make a held response public; AlreadyDecidedError when it is not held any more."""
    with transaction.atomic():
        _leave_held(response, Response.State.PUBLISHED, published_at=Now())
        _announce(actor, response, response.question.paper_id)


def reject_response(*, actor: User, response: Response) -> None:
    """Keep a held response from the public; AlreadyDecidedError when it is not held any more."""
    with transaction.atomic():
        _leave_held(response, Response.State.REJECTED)
        record(
            actor=actor,
            verb=Verb.RESPONSE_REJECTED,
            thing=response,
            paper_id=response.question.paper_id,
        )


def _leave_held(response: Response, state: Response.State, **changes: object) -> None:
    # The state in the WHERE decides a race of two moderators: the row's lock lets one through.
    # Only columns of our own table: with one of the packages' Django would look for the row first
    # and then update it whatever its state has become.
    held = Response.objects.awaiting_decision().filter(pk=response.pk)
    if not held.update(state=state, **changes):
        raise AlreadyDecidedError
    Response.objects.filter(pk=response.pk).update(is_public=_shows(response, state))
    response.refresh_from_db(fields=["state", "published_at"])


def _shows(response: Response, state: Response.State) -> bool:
    return state == Response.State.PUBLISHED and response.visibility == Response.Visibility.PUBLIC


def _announce(actor: User, response: Response, paper_id: int) -> None:
    if response.visibility == Response.Visibility.PUBLIC:
        count_published(response)
    record(
        actor=actor,
        verb=Verb.RESPONSE_PUBLISHED,
        thing=response,
        paper_id=paper_id,
        question=response.question_id,
    )


def _wording_asked(question_id: int, number: int | None) -> Wording:
    """The wording with its question and paper, if the paper is open by the database's clock."""
    newest: Wording | None = None
    wordings = Wording.objects.filter(
        question_id=question_id, question__paper__in=Paper.objects.open()
    ).select_related("question__paper")
    for wording in wordings.annotate(database_now=Now()).order_by("-number"):
        if number is None or wording.number == number:
            return wording
        newest = wording
    if newest is None:
        raise PaperNotOpenError
    raise FormOutOfDateError


def _check_parent(parent: Response | None, question_id: int) -> None:
    if parent is None:
        return
    is_there = Response.objects.public().filter(pk=parent.pk, question_id=question_id).exists()
    if not is_there:
        raise ReplyElsewhereError
    if parent.depth >= MAX_DEPTH:
        raise ReplyTooDeepError


def _posted_before(actor: User, client_token: uuid.UUID) -> Response:
    earlier = Response.objects.written_by(actor).filter(client_token=client_token).first()
    if earlier is None:
        raise TokenTakenError
    return earlier


def _insert(
    *,
    actor: User,
    wording: Wording,
    body: str,
    client_token: uuid.UUID,
    in_reply_to: Response | None,
    membership: Membership | None,
    visibility: str,
    held: bool,
) -> Response:
    place = place_for(in_reply_to)
    now: datetime = wording.database_now  # type: ignore[attr-defined]
    response = Response(
        **_package_columns(place, in_reply_to),
        object_pk=str(wording.question_id),
        user=actor,
        comment=body,
        submit_date=now,
        is_public=not held and visibility == Response.Visibility.PUBLIC,
        question_id=wording.question_id,
        wording=wording,
        in_reply_to=in_reply_to,
        root_id=place.root_id,
        depth=place.depth,
        path=place.path,
        state=Response.State.HELD if held else Response.State.PUBLISHED,
        visibility=visibility,
        shown_name=actor.public_name,
        organisation=membership.organisation if membership else None,
        shown_organisation=membership.organisation.name if membership else "",
        html=render_response(body),
        renderer=RENDERER_VERSION,
        client_token=client_token,
        published_at=None if held else now,
    )
    response.save()
    return response


def _package_columns(place: Place, parent: Response | None) -> dict[str, Any]:
    """What the comments packages ask of a row, kept true so that their own readers see no more."""
    return {
        "pk": place.id,
        "id": place.id,
        "comment_ptr_id": place.id,
        "content_type": ContentType.objects.get_for_model(Question),
        "site_id": settings.SITE_ID,
        "parent_id": parent.pk if parent else place.id,
        "thread_id": place.root_id,
        "level": place.depth,
    }
