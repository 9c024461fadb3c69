import uuid
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.responses.models import Response
from papers.models import Paper, Question
from tests.asking import close, make_paper, post, post_published, question_of
from tests.conftest import ClientFor
from tests.people import make_membership


def url_of(question: Question) -> str:
    return reverse("responses:respond", args=[question.paper.slug, question.number])


def form(body: str = "What works is a person who stays.", **fields: Any) -> dict[str, Any]:
    return {"body": body, "token": str(uuid.uuid4()), "asked_as": 1, "to": "", **fields}


def test_a_response_is_taken_and_its_author_told_what_is_next(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    page = client_for(participant).post(url_of(question), form(), follow=True)
    assert page.status_code == 200
    assert "A moderator reads it first" in page.text
    assert "What works is a person who stays." in page.text


def test_a_visitor_is_sent_to_sign_in(visitor: Client, question: Question) -> None:
    answer = visitor.get(url_of(question))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_a_timed_out_sign_in_loses_no_text(visitor: Client, question: Question) -> None:
    answer = visitor.post(url_of(question), form("Typed for an hour."))
    assert answer.status_code == 401
    assert "Typed for an hour." in answer.text
    assert not Response.objects.exists()


def test_a_body_too_long_is_refused_and_kept(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    body = "x" * 20_001
    answer = client_for(participant).post(url_of(question), form(body))
    assert answer.status_code == 422
    assert "This is 1 character too long" in answer.text
    assert body in answer.text


def test_the_longest_body_is_taken(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client_for(participant).post(url_of(question), form("x" * 20_000))
    assert len(Response.objects.get().comment) == 20_000


def test_a_line_break_counts_as_the_one_character_that_is_stored(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    lines = f"{'x' * 99}\r\n" * 199 + "x" * 100
    client_for(participant).post(url_of(question), form(lines))
    assert len(Response.objects.get().comment) == 20_000


def test_what_grows_past_the_bound_when_it_is_composed_is_refused_and_kept(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    body = "\u0958" * 10_001  # two characters each once composed
    answer = client_for(participant).post(url_of(question), form(body))
    assert (answer.status_code, body in answer.text) == (422, True)


@pytest.mark.parametrize("body", ["", "   \n ", "\u200b\u2060", "\u3164"])
def test_an_empty_body_is_refused(
    participant: User, question: Question, client_for: ClientFor, body: str
) -> None:
    answer = client_for(participant).post(url_of(question), form(body))
    assert answer.status_code == 422
    assert "Write your response first" in answer.text


def test_a_post_to_a_closed_paper_is_refused_and_kept(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    close(question.paper)
    answer = client_for(participant).post(url_of(question), form("Written in time, posted late."))
    assert answer.status_code == 409
    assert "no longer takes responses" in answer.text
    assert "Written in time, posted late." in answer.text


def test_a_reply_across_papers_is_refused_and_kept(
    participant: User, question: Question, editor: User, client_for: ClientFor
) -> None:
    parent = post_published(participant, question_of(make_paper(editor, title="Another")))
    answer = client_for(participant).post(
        url_of(question), form("Misplaced words.", to=parent.public_id)
    )
    assert answer.status_code == 409
    assert "Misplaced words." in answer.text
    assert Response.objects.count() == 1


def test_a_reply_too_deep_is_refused_and_kept(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    parent = post_published(participant, question)
    for _ in range(8):
        parent = post(participant, question, to=parent)
    answer = client_for(participant).post(
        url_of(question), form("Deeper and deeper.", to=parent.public_id)
    )
    assert answer.status_code == 409
    assert "Replies go 8 deep" in answer.text
    assert "Deeper and deeper." in answer.text


def test_a_double_click_stores_one_response(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client, data = client_for(participant), form()
    places = {client.post(url_of(question), data)["Location"] for _ in range(2)}
    assert len(places) == 1
    assert Response.objects.count() == 1


def test_a_stale_tab_with_another_text_loses_nothing(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client, data = client_for(participant), form("First text.")
    client.post(url_of(question), data)
    answer = client.post(url_of(question), {**data, "body": "Second text."})
    assert answer.status_code == 409
    assert "Second text." in answer.text
    assert data["token"] not in answer.text


@pytest.mark.parametrize("body", ["a\x00b", "a\ud800b", "a\x1bb"])
def test_text_that_cannot_be_stored_gets_words(
    participant: User, question: Question, client_for: ClientFor, body: str
) -> None:
    data = {name: str(value).encode("utf-8", "surrogatepass") for name, value in form(body).items()}
    answer = client_for(participant).post(
        url_of(question), urlencode(data), content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400
    assert "could not read" in answer.text
    assert not Response.objects.exists()


def test_html_is_shown_as_typed(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    body = "<script>alert(1)</script> and <redacted>"
    page = client_for(participant).post(url_of(question), form(body), follow=True)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; and &lt;redacted&gt;" in page.text
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("fields", [{"token": "not-a-uuid"}, {"asked_as": "x"}, {"asked_as": 999}])
def test_a_mangled_form_is_refused_and_kept(
    participant: User, question: Question, client_for: ClientFor, fields: dict[str, Any]
) -> None:
    answer = client_for(participant).post(url_of(question), form("Kept words.", **fields))
    assert answer.status_code in {409, 422}
    assert "Kept words." in answer.text


def test_a_person_answers_for_their_organisation_only(
    participant: User, other_participant: User, open_paper: Paper, client_for: ClientFor
) -> None:
    membership = make_membership(participant, "Harbour Project")
    question = question_of(open_paper)
    capacity = {"capacity": membership.organisation.public_id}
    refused = client_for(other_participant).post(url_of(question), form(**capacity))
    client_for(participant).post(url_of(question), form(**capacity))
    assert refused.status_code == 409
    shown = dict(Response.objects.values_list("user__email", "shown_organisation"))
    assert shown == {participant.email: "Harbour Project"}
