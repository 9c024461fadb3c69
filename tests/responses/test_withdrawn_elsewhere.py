"""What was withdrawn, or whose change waits, is in no feed, digest, file or list."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.activity.models import Activity
from consultation.digests.composing import news_of
from consultation.exports.building import csv_of, responses_of
from consultation.exports.policy import Scope
from consultation.mail.kinds import kind_named
from consultation.mail.models import Message
from consultation.moderation.actions import publish_response
from consultation.responses.actions.editing import edit_response
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.models import Response
from papers.models import Paper, Question
from tests.asking import post, post_published

WORDS = "canary words that are not there any more"


@pytest.fixture(params=["withdrawn", "waiting"])
def gone(request: pytest.FixtureRequest, participant: User, question: Question) -> Response:
    """A response that readers had, and have not any more."""
    public = post_published(participant, question, WORDS)
    if request.param == "withdrawn":
        withdraw_response(actor=participant, response=public)
    else:
        Paper.objects.update(moderation=Paper.Moderation.PRE)
        edit_response(
            actor=participant, response=public, body=f"{WORDS}, changed", expected_version=1
        )
    return public


def test_it_is_in_no_feed(gone: Response, visitor: Client) -> None:
    url = reverse("reading:paper-feed", args=[gone.question.paper.slug])
    assert "canary" not in visitor.get(url).content.decode()


@pytest.mark.parametrize("address", ["reading:paper", "reading:home", "reading:papers"])
def test_it_is_on_no_page_of_papers(gone: Response, visitor: Client, address: str) -> None:
    paper = [gone.question.paper.slug] if address == "reading:paper" else []
    assert "canary" not in visitor.get(reverse(address, args=paper)).text


def test_it_is_in_no_digest_that_has_not_gone(gone: Response, editor: User) -> None:
    lines = Activity.objects.order_by("transaction_id").values_list("transaction_id", flat=True)
    assert news_of(editor, first=lines[0], end=2**62).total == 0


@pytest.mark.parametrize("scope", list(Scope))
def test_it_is_in_no_file_of_what_is_published(gone: Response, lead: User, scope: Scope) -> None:
    responses = responses_of(gone.question.paper, reader=lead, scope=scope)
    content = b"".join(csv_of(gone.question.paper, responses, scope=scope)).decode()
    waits = Response.objects.get(pk=gone.pk).state == "held"
    # Everything that waits is in the lead's own file; what was taken back is in none.
    assert (WORDS in content) == (waits and scope is Scope.EVERYTHING)


def test_it_is_in_no_operator_s_file_once_it_was_withdrawn(
    participant: User, question: Question
) -> None:
    withdraw_response(actor=participant, response=post_published(participant, question, WORDS))
    responses = responses_of(question.paper, reader=None, scope=Scope.EVERYTHING)
    assert not responses.exists()


def test_its_words_are_found_by_nobody(gone: Response) -> None:
    found = Response.objects.visible_to(AnonymousUser()).filter(comment__contains="canary")
    assert not found.exists()


def test_the_mail_that_said_it_is_published_does_not_go_out(
    participant: User, moderator: User, question: Question
) -> None:
    held = post(participant, question, WORDS)
    publish_response(actor=moderator, response=held)
    withdraw_response(actor=participant, response=held)
    message = Message.objects.select_related("recipient").get(kind="response_published")
    assert kind_named(message.kind).compose(message) is None
