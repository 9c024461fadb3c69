"""Quotes are read from their source: its words go when they go from it."""

import uuid
from typing import Any

import pytest

from accounts.models import User
from consultation.responses.actions import QuoteGoneError, post_response
from consultation.responses.models import Quote, Response
from consultation.responses.taking_part.quoting import (
    CHANGED,
    LONGEST,
    QuoteOf,
    QuoteShown,
    follow_edit,
    quotable_text,
    quote_of,
    shown_quotes,
)
from consultation.responses.threads.places import QUOTED
from papers.models import Question
from tests.asking import make_paper, post, post_published, question_of

pytestmark = pytest.mark.django_db

WORDS = "Plans **written with** the person work.\n\nAsk a mentor: 👍🏽 it helps."


@pytest.fixture
def question(editor: User) -> Question:
    return question_of(make_paper(editor, moderation="post"))


@pytest.fixture
def source(participant: User, question: Question) -> Response:
    return post_published(participant, question, WORDS)


def quoting(author: User, question: Question, quote: QuoteOf, **more: Any) -> Response:
    return post_response(
        actor=author,
        question_id=question.pk,
        body="I agree with this.",
        client_token=uuid.uuid4(),
        quote=quote,
        **more,
    ).response


def found(source: Response, words: str) -> QuoteOf:
    quote = quote_of(source, words)
    assert quote is not None
    return quote


def shown(response: Response) -> QuoteShown:
    row = Response.objects.select_related("quote__source").get(pk=response.pk)
    return shown_quotes([row])[row.pk]


def test_what_is_quotable_is_what_readers_see(source: Response) -> None:
    assert quotable_text(source) == (
        "Plans written with the person work. Ask a mentor: 👍🏽 it helps."
    )


@pytest.mark.parametrize("words", ["written with the", "mentor: 👍🏽 it", " work.\n\nAsk  a "])
def test_selected_words_are_found_and_shown(
    words: str, source: Response, other_participant: User, question: Question
) -> None:
    quote = found(source, words)
    response = quoting(other_participant, question, quote)
    quoted = shown(response)
    assert (quoted.text, quoted.who, quoted.gone) == (
        " ".join(words.split()),
        source.speaker,
        "",
    )


@pytest.mark.parametrize("words", ["never said", "Plans **written", "x" * (LONGEST + 1)])
def test_words_that_are_not_there_are_no_quote(words: str, source: Response) -> None:
    assert quote_of(source, words) is None


def test_a_long_source_is_quoted_from_its_beginning(participant: User, question: Question) -> None:
    long = post_published(participant, question, "word " * 400)
    quote = found(long, "")
    assert quote.start == 0
    assert LONGEST - 5 < quote.end <= LONGEST


def test_a_quote_does_not_outlive_what_readers_may_see(
    source: Response, other_participant: User, question: Question
) -> None:
    response = quoting(other_participant, question, found(source, "the person"))
    Response.objects.filter(pk=source.pk).update(state="held")
    quoted = shown(response)
    assert (quoted.text, quoted.who, quoted.url, quoted.gone) == (
        "",
        "",
        "",
        QUOTED[Response.State.HELD],
    )


def test_a_quote_follows_its_words_through_an_edit(
    source: Response, other_participant: User, question: Question
) -> None:
    kept = quoting(other_participant, question, found(source, "a mentor"))
    lost = quoting(other_participant, question, found(source, "Plans written"))
    old = source.html
    new = "<p>Yes: ask <em>a mentor</em> first.</p>"
    Response.objects.filter(pk=source.pk).update(html=new, version=2)
    source.refresh_from_db()
    follow_edit(source, old, since=source.version - 1)
    assert (shown(kept).text, shown(kept).gone) == ("a mentor", "")
    assert (shown(lost).text, shown(lost).gone) == ("", CHANGED)


@pytest.mark.parametrize("span", [(-1, 4), (4, 4), (0, 2_000), (50, 40)])
def test_a_forged_span_is_refused_and_stores_nothing(
    span: tuple[int, int], source: Response, other_participant: User, question: Question
) -> None:
    with pytest.raises(QuoteGoneError):
        quoting(other_participant, question, QuoteOf(source, *span))
    assert not Quote.objects.exists()
    assert not Response.objects.written_by(other_participant).exists()


def test_held_words_cannot_be_quoted(
    participant: User, other_participant: User, editor: User
) -> None:
    question = question_of(make_paper(editor, title="Held", moderation="pre"))
    held = post(participant, question, "canary")
    with pytest.raises(QuoteGoneError):
        quoting(other_participant, question, QuoteOf(held, 0, 6))


def test_words_of_another_question_cannot_be_quoted(
    source: Response, other_participant: User, question: Question
) -> None:
    elsewhere = question_of(question.paper, 2)
    with pytest.raises(QuoteGoneError):
        quoting(other_participant, elsewhere, QuoteOf(source, 0, 5))
