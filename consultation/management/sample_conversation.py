"""The sample's responses: posted and decided through the actions, then dated back."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from accounts.models import User
from consultation.lib.clock import database_now
from consultation.moderation.actions import publish_response, reject_response
from consultation.moderation.models import Decision, Reason
from consultation.responses.actions import post_response
from consultation.responses.choosing import NO_CHOICE, Choice
from consultation.responses.models import Response
from consultation.responses.taking_part.quoting import QuoteOf, quote_of
from consultation.responses.threads.placing import Capacity
from papers.models import Question
from papers.options import choices_offered
from papers.parsing import PaperFileError, Table, read_list

WORDS_OF_REFUSAL: Final = (
    "The staff of one unit could be recognised from this. Please tell us what happened and what "
    "would have been better, without pointing at the people."
)
READ_AFTER: Final = timedelta(minutes=90)


@dataclass(frozen=True)
class ResponseText:
    """One sample contribution; `question` counts from 1 within its paper.

    `chooses` are options in their own words, of a ranking the first place first; `quotes` and
    `turns_to` are keys of contributions before it.
    """

    key: str
    paper: str
    question: int
    in_reply_to: str
    author: str
    body: str
    chooses: tuple[str, ...]
    quotes: str
    words: str
    turns_to: tuple[str, ...]
    state: str
    days_ago: int


def parse_responses(path: Path) -> list[ResponseText]:
    """Read the contributions; PaperFileError names the entry and the key that is wrong."""
    return read_list(path, "responses", _response)


def _response(table: Table) -> ResponseText:
    text = ResponseText(
        key=table.text("key"),
        paper=table.text("paper"),
        question=table.integer("question"),
        in_reply_to=table.text("in_reply_to", ""),
        author=table.text("as"),
        body=table.text("body", ""),
        chooses=tuple(table.texts("chooses")),
        quotes=table.text("quotes", ""),
        words=table.text("words", ""),
        turns_to=tuple(table.texts("turns_to")),
        state=table.text("state"),
        days_ago=table.integer("days_ago"),
    )
    if text.state not in Response.State.values:
        raise PaperFileError(f"{table.where}: “{text.state}” is no state of a response.")
    return text


def load_conversation(*, people: dict[str, User], path: Path) -> list[Response]:
    """Post every contribution, the oldest first, and let the moderators decide as written."""
    now = database_now()
    texts = sorted(parse_responses(path), key=lambda text: -text.days_ago)
    posted: dict[str, Response] = {}
    for place, text in enumerate(texts):
        response = _post(people[text.author], text, posted)
        _decide(people, text, response)
        # Later in the file is later in the day, so that the order stays what it reads like.
        at = now - timedelta(days=text.days_ago, minutes=10 * (len(texts) - place))
        _date_back(response, at, now)
        posted[text.key] = response
    return list(posted.values())


def _post(author: User, text: ResponseText, posted: dict[str, Response]) -> Response:
    for key in (text.in_reply_to, text.quotes, *text.turns_to):
        if key and key not in posted:
            raise PaperFileError(f"{text.key}: “{key}” has to be older than its reply.")
    question = Question.objects.filter(paper__slug=text.paper, number=text.question).first()
    if question is None:
        raise PaperFileError(f"{text.key}: {text.paper} has no question {text.question}.")
    membership = author.memberships.current().select_related("organisation").first()
    return post_response(
        actor=author,
        question_id=question.pk,
        body=text.body,
        asked_as=None,
        client_token=uuid.uuid4(),
        choice=_choice(text, question),
        in_reply_to=posted.get(text.in_reply_to),
        quote=_quote(text, posted),
        mentions=[posted[key] for key in text.turns_to],
        capacity=Capacity(membership, shows_name=membership is not None),
    ).response


def _choice(text: ResponseText, question: Question) -> Choice:
    offered = choices_offered(question.kind, question.options)
    for words in text.chooses:
        if words not in offered:
            raise PaperFileError(f"{text.key}: “{words}” is not to be chosen.")
    return Choice(tuple(map(offered.index, text.chooses))) if text.chooses else NO_CHOICE


def _quote(text: ResponseText, posted: dict[str, Response]) -> QuoteOf | None:
    if not text.quotes:
        return None
    quote = quote_of(posted[text.quotes], text.words)
    if quote is None:
        raise PaperFileError(f"{text.key}: “{text.quotes}” does not say “{text.words}”.")
    return quote


def _decide(people: dict[str, User], text: ResponseText, response: Response) -> None:
    # Nobody decides on their own words.
    decider = people["lead" if text.author == "moderator" else "moderator"]
    if response.state == Response.State.HELD and text.state == Response.State.PUBLISHED:
        publish_response(actor=decider, response=response)
    elif response.state == Response.State.HELD and text.state == Response.State.REJECTED:
        reject_response(
            actor=decider,
            response=response,
            reason=Reason.objects.get(paper=None, position=1),
            words=WORDS_OF_REFUSAL,
        )
    elif response.state != text.state:
        raise PaperFileError(f"{text.key}: it was published at once, so it cannot be {text.state}.")


def _date_back(response: Response, at: datetime, now: datetime) -> None:
    """Tell the response's own times as if it had been posted then; the log keeps the true ones."""
    decisions = Decision.objects.filter(response=response)
    decided_at = min(at + READ_AFTER, now) if decisions.exists() else at
    stored = Response.objects.filter(pk=response.pk)
    stored.update(submit_date=at)
    stored.filter(published_at__isnull=False).update(published_at=decided_at)
    decisions.update(at=decided_at)
