"""What a person posted and which mails they got, as the desk lists them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from consultation.lib.text import excerpt
from consultation.mail.kinds import title_of
from consultation.mail.models import Message
from consultation.responses.choosing import first_words
from consultation.responses.formal.standing import standing_of
from consultation.responses.models import Response
from papers.querysets import published_title

POSTED_A_PAGE: Final = 25
MAILS_A_PAGE: Final = 50
_EXCERPT_WORDS: Final = 25
# What only the case shows: readers of its permanent link get a sentence at most.
_IN_MODERATION: Final = frozenset(
    {Response.State.HELD, Response.State.REJECTED, Response.State.WITHDRAWN}
)


@dataclass(frozen=True)
class Posted:
    """One response in a person's list."""

    url: str
    excerpt: str
    paper_title: str
    question_number: int
    is_reply: bool
    is_private: bool
    shown_as: str
    at: datetime
    state: str
    state_word: str


@dataclass(frozen=True)
class Mailed:
    """One mail to a person, and what became of it."""

    what: str
    to: str
    asked_for_at: datetime
    sent_at: datetime | None
    state: str
    state_word: str
    outcome: str


def responses_of(person: User, *, viewer: User) -> "QuerySet[Response]":
    """What the person posted, as far as the viewer may read it, with all that the list shows."""
    posted = Response.objects.visible_to(viewer).written_by(person)
    return posted.select_related("question__paper", "wording").annotate(
        paper_title=published_title("question__paper__")
    )


def posted_lines(responses: Iterable[Response]) -> tuple[Posted, ...]:
    """Return the list's lines for responses that `responses_of` fetched."""
    return tuple(map(_posted, responses))


def mails_to(person: User) -> "QuerySet[Message]":
    """The mails to the person's account, and what went to its address without one."""
    return Message.objects.to_person(person, [person.email])


def mail_lines(messages: Iterable[Message]) -> tuple[Mailed, ...]:
    return tuple(map(_mailed, messages))


def _posted(response: Response) -> Posted:
    asked = response.question
    chosen = response.chosen(kind=asked.kind, language=asked.paper.language)
    is_decided_there = response.state in _IN_MODERATION
    page = "moderation:review" if is_decided_there else "responses:permalink"
    shown = (response.shown_name, response.shown_organisation)
    return Posted(
        url=reverse(page, args=[response.public_id]),
        excerpt=first_words(chosen, excerpt(response.comment, _EXCERPT_WORDS)),
        paper_title=response.paper_title,  # type: ignore[attr-defined]
        question_number=asked.number,
        is_reply=response.depth > 0,
        is_private=response.visibility == Response.Visibility.PRIVATE,
        shown_as=", ".join(filter(None, shown)),
        at=response.submit_date,
        state=response.state,
        state_word=standing_of(response),
    )


def _mailed(message: Message) -> Mailed:
    return Mailed(
        what=title_of(message.kind),
        to=message.to,
        asked_for_at=message.created_at,
        sent_at=message.sent_at,
        state=message.state,
        state_word=message.get_state_display().partition(":")[0],
        outcome=message.outcome,
    )
