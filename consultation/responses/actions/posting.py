"""Posting: one response, stored once, held or published by the paper's policy."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from django.db import IntegrityError, transaction

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import normalise
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
from consultation.responses.actions.quoting import keep_mentions, keep_quote
from consultation.responses.actions.storing import Said, insert_response
from consultation.responses.choosing import NO_CHOICE, REPLY, Ask, Choice, fault_of_answer
from consultation.responses.models import MAX_DEPTH, Response
from consultation.responses.policy import must_be_held
from consultation.responses.taking_part.quoting import QuoteOf
from consultation.responses.threads.arriving import NewResponse, OpenWording, open_wordings
from consultation.responses.threads.placing import MYSELF, Capacity, Place, place_for


@dataclass(frozen=True)
class Posted:
    """The stored response; `created` is false when its author had posted it before."""

    response: Response
    created: bool


class Beside(Enum):
    """Which earlier responses of its author, at the same place, a new one may stand beside.

    A browser can send one form twice, by its back button or from a second tab. So what comes from
    a browser stands beside none until its writer has said that both should stand.
    """

    NOTHING = "nothing"
    OTHER_WORDS = "other words"
    ANYTHING = "anything"


@dataclass(frozen=True)
class _Answer(Said):
    """What was sent, what it quotes, whom it mentions, and what it may stand beside."""

    quote: QuoteOf | None = None
    mentions: Sequence[Response] = ()
    beside: Beside = Beside.ANYTHING


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
    beside: Beside = Beside.ANYTHING,
) -> Posted:
    """Store one response, held or published by the paper's policy; a replayed form stores none.

    `asked_as` is the number of the wording the author read; the newest where it is missing. Unless
    it may stand beside anything, what the author said at the same place is not said twice there,
    and PostedBesideError is raised where it may not stand beside the other words of theirs.
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
        beside=beside,
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
    read = _wording_read(actor, question_id, asked_as, answer)
    if (standing := _standing(read, answer)) is not None:
        return Posted(standing, created=False)
    _check_answer(read, answer)
    _check_parent(read, answer.in_reply_to)
    held = must_be_held(read.moderation, actor)
    response = insert_response(actor, place, read, answer, at=read.now, held=held)
    if answer.quote:
        keep_quote(response, answer.quote)
    if answer.mentions:
        keep_mentions(response, answer.mentions)
    record(actor=actor, verb=Verb.RESPONSE_POSTED, thing=response, paper_id=read.paper_id)
    if response.state == Response.State.PUBLISHED and not announce(
        actor, response, read.paper_id, is_new=True
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


def _wording_read(
    actor: User, question_id: int, number: int | None, answer: _Answer
) -> OpenWording:
    """The wording that the author read, if the paper is open by the database's clock.

    Raises PaperNotOpenError, FormOutOfDateError.
    """
    said = answer.body, answer.choice, answer.in_reply_to, answer.capacity
    wordings = open_wordings(NewResponse(actor, question_id, *said))
    for wording in wordings:
        if number is None or wording.number == number:
            return wording
    raise FormOutOfDateError if wordings else PaperNotOpenError


def _standing(read: OpenWording, answer: _Answer) -> Response | None:
    """The author's response that says this already; raises PostedBesideError for another one."""
    if answer.beside is Beside.ANYTHING:
        return None
    if read.says_it is not None:
        return Response.objects.get(pk=read.says_it)
    if read.newest is not None and answer.beside is Beside.NOTHING:
        raise PostedBesideError(Response.objects.get(pk=read.newest))
    return None


def _check_answer(read: OpenWording, answer: _Answer) -> None:
    """Hold the answer against the question as readers see it now; the working copy is not theirs.

    Raises QuestionRetiredError, NotAnAnswerError.
    """
    if read.question is None:
        raise FormOutOfDateError
    if read.question.is_retired:
        raise QuestionRetiredError(read.question.retired_reason)
    ask = REPLY if answer.in_reply_to else Ask.of(read.question, read.options)
    if fault := fault_of_answer(ask, answer.choice, answer.body):
        raise NotAnAnswerError(fault)


def _check_parent(read: OpenWording, parent: Response | None) -> None:
    if parent is None:
        return
    if read.takes_replies is None:
        raise ReplyElsewhereError
    if not read.takes_replies:
        raise ThreadClosedError
    if parent.depth >= MAX_DEPTH:
        raise ReplyTooDeepError


def _posted_before(actor: User, client_token: uuid.UUID) -> Response:
    earlier = Response.objects.written_by(actor).filter(client_token=client_token).first()
    if earlier is None:
        raise TokenTakenError
    return earlier
