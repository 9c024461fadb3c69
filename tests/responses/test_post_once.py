"""One text of one person stands once at its place, whatever their browser sends again."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.responses.actions import Beside, Posted, PostedBesideError, post_response
from consultation.responses.models import Draft, Response
from consultation.responses.threads.placing import Capacity
from papers.models import Question
from tests.asking import make_choice, post, post_published
from tests.conftest import ClientFor
from tests.people import make_membership
from tests.responses.drafting import form, quietly, url_of

ONCE = "it is here once"
AS_WELL = "Post this as well"


def opened(client: Client, question: Question, **query: str) -> dict[str, Any]:
    """The fields of a form that is opened now, as a browser would send them."""
    shown = client.get(url_of(question), query).context["form"]
    fields = {name: shown[name].value() for name in shown.fields}
    return {name: value for name, value in fields.items() if value}


def standing() -> list[str]:
    return list(Response.objects.order_by("pk").values_list("comment", flat=True))


def say(body: str, question: Question, **fields: Any) -> Posted:
    return post_response(question_id=question.pk, body=body, client_token=uuid.uuid4(), **fields)


def test_a_page_fetched_anew_by_the_back_button_posts_its_text_once(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client = client_for(participant)
    for _ in range(2):
        page = client.post(
            url_of(question), {**opened(client, question), "body": "Once."}, follow=True
        )
    assert standing() == ["Once."]
    assert ONCE in page.text


def test_two_tabs_opened_empty_post_the_same_text_once(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client = client_for(participant)
    tabs = [opened(client, question) for _ in range(2)]
    places = {client.post(url_of(question), {**tab, "body": "Once."})["Location"] for tab in tabs}
    assert (len(places), standing()) == (1, ["Once."])


def test_another_text_of_a_stale_tab_is_kept_and_said_and_can_be_posted_as_well(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client = client_for(participant)
    stale, first = opened(client, question), opened(client, question)
    client.post(url_of(question), {**first, "body": "The first."})
    answer = client.post(url_of(question), {**stale, "body": "The second."})
    permalink = reverse("responses:permalink", args=[Response.objects.get().public_id])
    assert (answer.status_code, standing()) == (409, ["The first."])
    assert "Should both stand?" in answer.text
    assert AS_WELL in answer.text
    assert permalink in answer.text
    assert Draft.objects.get().body == "The second."
    shown = answer.context["form"]
    again = {name: shown[name].value() or "" for name in shown.fields}
    client.post(url_of(question), {**again, "as_well": "yes"})
    assert standing() == ["The first.", "The second."]
    assert not Draft.objects.exists()


def test_another_text_of_a_page_that_the_back_button_fetched_anew_is_asked_about(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client = client_for(participant)
    earlier = post(participant, question, "The first.")
    page = client.get(url_of(question))
    assert "You have posted here already" in page.text
    assert reverse("responses:permalink", args=[earlier.public_id]) in page.text
    fields = {**opened(client, question), "body": "The second."}
    answer = client.post(url_of(question), fields)
    assert (answer.status_code, standing()) == (409, ["The first."])
    assert Draft.objects.get().body == "The second."
    client.post(url_of(question), {**fields, "as_well": "yes"})
    assert standing() == ["The first.", "The second."]


def test_what_was_told_of_what_stands_is_told_again_beside_what_is_wrong(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    post(participant, question, "The first.")
    client = client_for(participant)
    page = client.post(url_of(question), {**opened(client, question), "body": " "})
    assert (page.status_code, "You have posted here already" in page.text) == (422, True)


def test_the_question_s_own_page_knows_what_was_posted(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    earlier = post(participant, question)
    page = client_for(participant).get(url_of(question, "question"))
    assert page.context["around"].standing_url.endswith(f"{earlier.public_id}/")
    assert "You have posted here already" in page.text


def test_what_does_not_stand_any_more_is_posted_again(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client = client_for(participant)
    for state in ("rejected", "withdrawn"):
        client.post(url_of(question), {**opened(client, question), "body": "Again."})
        Response.objects.filter(state="held").update(state=state)
    client.post(url_of(question), {**opened(client, question), "body": "Again."})
    assert standing() == ["Again."] * 3


def withdraw_what_was_posted(browser: Client, question: Question) -> dict[str, Any]:
    """Return the fields of the form that posted it."""
    fields = form("Taken back.")
    browser.post(url_of(question), fields)
    Response.objects.update(state="withdrawn")
    return fields


def is_said_to_stand_no_more(browser: Client, question: Question, fields: dict[str, Any]) -> bool:
    answer = browser.post(url_of(question), fields)
    return answer.status_code == 409 and "does not stand any more" in answer.text


def test_a_form_whose_response_was_withdrawn_says_so(browser: Client, question: Question) -> None:
    fields = withdraw_what_was_posted(browser, question)
    assert is_said_to_stand_no_more(browser, question, fields)


def test_other_words_in_a_form_whose_response_was_withdrawn_are_posted_once(
    browser: Client, question: Question
) -> None:
    other = {**withdraw_what_was_posted(browser, question), "body": "Better words."}
    places = {browser.post(url_of(question), other)["Location"] for _ in range(2)}
    assert (len(places), standing()) == (1, ["Taken back.", "Better words."])
    Response.objects.update(state="withdrawn")
    assert is_said_to_stand_no_more(browser, question, other)


@pytest.mark.parametrize("edited_at", [None, datetime(2026, 5, 1, tzinfo=UTC)])
def test_what_was_withdrawn_is_never_said_to_stand(
    edited_at: datetime | None, participant: User, question: Question, client_for: ClientFor
) -> None:
    client, fields = client_for(participant), form("As first posted.")
    client.post(url_of(question), fields)
    edited = {"comment": "As edited."} if edited_at else {}
    Response.objects.update(state="withdrawn", edited_at=edited_at, **edited)
    answer = client.post(url_of(question), fields)
    assert (answer.status_code, "does not stand any more" in answer.text) == (409, True)
    assert "Should both stand?" not in answer.text
    assert "Read or change what stands" not in answer.text
    shown = answer.context["form"]
    again = {name: shown[name].value() or "" for name in shown.fields}
    client.post(url_of(question), again)
    assert standing()[1:] == ["As first posted."]


def test_other_words_in_such_a_form_are_asked_about_beside_another_that_stands(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client, fields = client_for(participant), form("Taken back.")
    client.post(url_of(question), fields)
    Response.objects.update(state="withdrawn")
    other = post(participant, question, "It stands.")
    answer = client.post(url_of(question), {**fields, "body": "Better words."})
    assert (answer.status_code, "Should both stand?" in answer.text) == (409, True)
    assert reverse("responses:permalink", args=[other.public_id]) in answer.text


@pytest.mark.parametrize("other", ["reply", "choice", "capacity", "person"])
def test_the_same_words_elsewhere_are_no_repetition(
    other: str, participant: User, other_participant: User, editor: User
) -> None:
    question = make_choice(editor, "single", "Homes", "Work")
    root = post_published(other_participant, question, "A root.")
    membership = make_membership(participant, "Harbour Project")
    post(participant, question, "The same.")
    cases: dict[str, dict[str, Any]] = {
        "reply": {"in_reply_to": root},
        "choice": {"choice": Response(choices=[1]).choice, "beside": Beside.OTHER_WORDS},
        "capacity": {"capacity": Capacity(membership)},
        "person": {"actor": other_participant, "beside": Beside.OTHER_WORDS},
    }
    fields = {"actor": participant, "beside": Beside.NOTHING, **cases[other]}
    assert say("The same.", question, **fields).created


def test_an_organisation_s_text_under_another_name_is_asked_about(
    participant: User, question: Question
) -> None:
    membership = make_membership(participant, "Harbour Project")
    post(participant, question, "The same.", membership=membership)
    with pytest.raises(PostedBesideError):
        say(
            "The same.",
            question,
            actor=participant,
            capacity=Capacity(membership, shows_name=True),
            beside=Beside.NOTHING,
        )


def test_a_browser_that_refills_what_was_posted_keeps_no_draft_of_it(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client = client_for(participant)
    client.post(url_of(question), form("Once."))
    kept = quietly(client, question, "Once.").json()
    assert (kept["stamp"], Draft.objects.count()) == ("", 0)
