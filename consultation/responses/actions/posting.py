"""Posting: one response, stored once, held or published by the paper's policy."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce, Now

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import normalise
from consultation.responses.actions.beside import keep_mentions, keep_quote
from consultation.responses.actions.deciding import announce
from consultation.responses.actions.drafting import end_drafts
from consultation.responses.actions.errors import (
    AuthorSuspendedError,
    FormOutOfDateError,
    NotAnAnswerError,
    NotTheirOrganisationError,
    NotWelcomedError,
    PaperNotOpenError,
    PostedBesideError,
    QuestionRetiredError,
    ReplyElsewhereError,
    ReplyTooDeepError,
    ThreadClosedError,
    TokenTakenError,
)
from consultation.responses.actions.storing import Said, insert_response
from consultation.responses.choosing import NO_CHOICE, REPLY, Ask, Choice, fault_of_answer
from consultation.responses.models import MAX_DEPTH, Response
from consultation.responses.policy import must_be_held
from consultation.responses.taking_part.quoting import QuoteOf
from consultation.responses.threads.placing import MYSELF, Capacity, Place, place_for
from papers.content import QuestionContent
from papers.models import Paper, Wording
from papers.querysets import published_question


@dataclass(frozen=True)
class Posted:
    """The stored response; `created` is false when its author had posted it before."""

    response: Response
    created: bool


@dataclass(frozen=True)
class Opened:
    """What a form knew of its author's when it was opened: a tab may be older than their last post.

    `newest` is the public id of the newest response of theirs that stood at the same place, or
    empty; `is_meant` says that they have seen any newer one by now and want this beside it.
    """

    newest: str = ""
    is_meant: bool = False


@dataclass(frozen=True)
class _Answer(Said):
    """What was sent, what it quotes, whom it mentions, and the form that it was typed into."""

    quote: QuoteOf | None = None
    mentions: Sequence[Response] = ()
    opened: Opened | None = None


def post_response(  # noqa: PLR0913  # each by its name, most with a default
    *,
    actor: User,
    question_id: int,
    body: str,
    client_token: uuid.UUID,
    choice: Choice = NO_CHOICE,
    asked_as: int | None = None,
    in_reply_to: Response | None = None,
    capacity: Capacity = MYSELF,
    visibility: str = Response.Visibility.PUBLIC,
    quote: QuoteOf | None = None,
    mentions: Sequence[Response] = (),
    opened: Opened | None = None,
) -> Posted:
    """Store one response, held or published by the paper's policy; a replayed form stores none.

    `asked_as` is the number of the wording the author read; the newest where it is missing. With
    `opened`, nothing that stands at the same place is said twice, and PostedBesideError is raised
    where the author said something else there since.
    Raises a CannotPostError, whose kinds say what may be missing: the right to take part, an open
    paper by the database's clock, a question that is asked, a parent that can be replied to.
    """
    answer = _Answer(
        body=normalise(body),
        choice=choice,
        client_token=client_token,
        in_reply_to=in_reply_to,
        capacity=capacity,
        visibility=visibility,
        quote=quote,
        mentions=tuple(mentions),
        opened=opened,
    )
    return _store_once(actor, question_id, asked_as, answer)


def _store_once(actor: User, question_id: int, asked_as: int | None, answer: _Answer) -> Posted:
    try:
        with transaction.atomic():
            return _store(actor, question_id, asked_as, answer)
    except IntegrityError as error:
        if "client_token" not in str(error):
            raise
        return Posted(_posted_before(actor, answer.client_token), created=False)


def _store(actor: User, question_id: int, asked_as: int | None, answer: _Answer) -> Posted:
    place = _place(actor, question_id, answer)
    # Only now that the author's row is held: a draft that is being saved is there, or finds this.
    end_drafts(actor=actor, client_token=answer.client_token)
    wording = _wording_asked(actor, question_id, asked_as, answer)
    if (standing := _standing(wording, answer)) is not None:
        return Posted(standing, created=False)
    paper = wording.question.paper
    _check_answer(wording, answer)
    _check_parent(wording, answer.in_reply_to)
    now: datetime = wording.database_now  # type: ignore[attr-defined]
    held = must_be_held(paper, actor)
    response = insert_response(actor, place, wording, answer, at=now, held=held)
    if answer.quote:
        keep_quote(response, answer.quote)
    if answer.mentions:
        keep_mentions(response, answer.mentions)
    record(actor=actor, verb=Verb.RESPONSE_POSTED, thing=response, paper_id=paper.pk)
    if response.state == Response.State.PUBLISHED and not announce(
        actor, response, paper.pk, is_new=True
    ):
        raise ThreadClosedError
    return Posted(response, created=True)


def _place(actor: User, question_id: int, answer: _Answer) -> Place:
    """Take the place for it; raises what keeps this author from speaking there."""
    place = place_for(question_id, answer.in_reply_to, actor=actor, capacity=answer.capacity)
    if place is None and answer.capacity.membership is not None:
        raise NotTheirOrganisationError
    if place is None:
        raise PaperNotOpenError
    if place.speaker.is_suspended:
        raise AuthorSuspendedError
    if not place.speaker.agreed_rules:
        raise NotWelcomedError
    return place


def _wording_asked(actor: User, question_id: int, number: int | None, answer: _Answer) -> Wording:
    """The wording with its question and paper, if the paper is open by the database's clock.

    With it, whether the parent takes replies: null where it is no public response to the question;
    and what the author has posted there already.
    """
    parent = answer.in_reply_to
    newest: Wording | None = None
    wordings = Wording.objects.filter(
        question_id=question_id, question__paper__in=Paper.objects.open()
    ).select_related("question__paper")
    there = Response.objects.public().filter(pk=parent.pk if parent else 0)
    takes_replies = there.filter(question_id=question_id).values(open=Q(root__closed_at=None))
    for wording in wordings.annotate(
        database_now=Now(),
        as_published=published_question("question__paper__"),
        parent_takes_replies=Subquery(takes_replies),
        **_posted_there(actor, question_id, answer),
    ).order_by("-number"):
        if number is None or wording.number == number:
            return wording
        newest = wording
    if newest is None:
        raise PaperNotOpenError
    raise FormOutOfDateError


def _posted_there(actor: User, question_id: int, answer: _Answer) -> dict[str, Any]:
    """The ids of what stands there in the same capacity: saying the same, and newer than the form.

    Columns of the wording's query, which follows the author's lock: a reply costs no query more.
    """
    opened = answer.opened
    if opened is None:
        return {}
    membership, parent = answer.capacity.membership, answer.in_reply_to
    own = Response.objects.standing_beside(actor, question_id, parent.public_id if parent else "")
    there = own.filter(organisation=membership.organisation_id if membership else None)
    same = there.filter(
        ~Q(shown_name="") if answer.capacity.names_person else Q(shown_name=""),
        comment=answer.body,
        choices=list(answer.choice.places),
        says_dont_know=answer.choice.is_dont_know,
    )
    known = Response.objects.filter(user=actor, public_id=opened.newest).values("pk")
    newer = there.filter(pk__gt=Coalesce(Subquery(known), 0))
    return {"says_it": Subquery(same.values("pk")[:1]), "newer": Subquery(newer.values("pk")[:1])}


def _standing(wording: Wording, answer: _Answer) -> Response | None:
    """The author's response that says this already; raises PostedBesideError for another one."""
    if answer.opened is None:
        return None
    if (said := wording.says_it) is not None:  # type: ignore[attr-defined]
        return Response.objects.get(pk=said)
    newer: int | None = wording.newer  # type: ignore[attr-defined]
    if newer is not None and not answer.opened.is_meant:
        raise PostedBesideError(Response.objects.get(pk=newer))
    return None


def _check_answer(wording: Wording, answer: _Answer) -> None:
    """Hold the answer against the question as readers see it now; the working copy is not theirs.

    Raises QuestionRetiredError, NotAnAnswerError.
    """
    published: dict[str, Any] | None = wording.as_published  # type: ignore[attr-defined]
    if published is None:
        raise FormOutOfDateError
    question = QuestionContent.from_json(published)
    if question.is_retired:
        raise QuestionRetiredError(question.retired_reason)
    ask = REPLY if answer.in_reply_to else Ask.of(question, wording.options)
    if fault := fault_of_answer(ask, answer.choice, answer.body):
        raise NotAnAnswerError(fault)


def _check_parent(wording: Wording, parent: Response | None) -> None:
    if parent is None:
        return
    takes_replies: bool | None = wording.parent_takes_replies  # type: ignore[attr-defined]
    if takes_replies is None:
        raise ReplyElsewhereError
    if not takes_replies:
        raise ThreadClosedError
    if parent.depth >= MAX_DEPTH:
        raise ReplyTooDeepError


def _posted_before(actor: User, client_token: uuid.UUID) -> Response:
    earlier = Response.objects.written_by(actor).filter(client_token=client_token).first()
    if earlier is None:
        raise TokenTakenError
    return earlier
