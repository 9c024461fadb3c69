"""The list of one's drafts, discarding one, and forgetting those that nobody came back to."""

import uuid
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import Membership, User
from consultation.lib.clock import database_now
from consultation.responses.actions.editing import edit_response
from consultation.responses.choosing import Choice
from consultation.responses.models import Draft, Response
from consultation.responses.tasks import forget_old_drafts
from papers.actions import change_question, publish_paper
from papers.models import Paper, Question
from tests.asking import close, make_choice, post_published
from tests.conftest import ClientFor
from tests.page import fetch
from tests.people import make_membership
from tests.responses.drafting import begin, form, url_of

DRAFTS = "/people/me/drafts/"


def test_the_list_says_what_it_is_and_how_long_it_stays(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    membership = make_membership(participant, "Harbour Project")
    begin(participant, question, "A bed on the first night.", membership=membership)
    page = fetch(client_for(participant), DRAFTS)
    assert "An answer for Harbour Project, 6 words, saved" in page.text
    assert "Kept until" in page.text
    assert "A bed on the first night." in page.text
    assert f"{url_of(question)}?as={membership.organisation.public_id}" in page.links().values()


def test_what_a_draft_chooses_is_shown_where_it_has_no_words(
    editor: User, participant: User, client_for: ClientFor
) -> None:
    question = make_choice(editor, "ranking", "Housing", "Work")
    draft = begin(participant, question, "", choice=Choice((1, 0)), asked_as=2)
    client = client_for(participant)
    discard = reverse("responses:discard-draft", args=[draft.pk])
    for url in (DRAFTS, discard):
        page = fetch(client, url)
        assert "<li>Work</li><li>Housing</li>" in page.response.content.decode()
        assert "What helps most?" in page.text


def test_the_list_of_somebody_without_drafts_says_so(
    participant: User, client_for: ClientFor
) -> None:
    assert "You have no drafts." in fetch(client_for(participant), DRAFTS).text


@pytest.mark.parametrize("drafts", [2, 40])
def test_the_list_costs_the_same_at_every_length(
    participant: User,
    question: Question,
    client_for: ClientFor,
    django_assert_num_queries: DjangoAssertNumQueries,
    drafts: int,
) -> None:
    for number in range(drafts):
        begin(participant, question, reply_to=f"{number:016}")
    client = client_for(participant)
    client.get(DRAFTS)
    with django_assert_num_queries(8):
        assert client.get(DRAFTS).status_code == 200


def test_a_closed_paper_s_draft_is_there_to_be_copied(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    begin(participant, question, "Written in time.")
    close(question.paper)
    page = fetch(client_for(participant), DRAFTS)
    assert "does not take responses now" in page.text
    assert "Written in time." in page.text
    assert url_of(question) not in page.links().values()
    sent_back = client_for(participant).get(url_of(question), follow=True)
    assert "What you had written is in your drafts." in sent_back.text


def test_a_draft_for_an_organisation_one_left_is_there_to_be_copied(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    membership = make_membership(participant, "Harbour Project")
    begin(participant, question, "Of then.", membership=membership)
    Membership.objects.filter(pk=membership.pk).update(left_at=Now())
    page = fetch(client_for(participant), DRAFTS)
    assert "You do not answer for Harbour Project any more." in page.text
    assert "Of then." in page.text
    assert "Of then." not in client_for(participant).get(url_of(question)).text


def test_a_reply_to_what_is_gone_is_there_to_be_copied(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(other_participant, question)
    begin(participant, question, "To nobody now.", reply_to=root.public_id)
    Response.objects.filter(pk=root.pk).update(state=Response.State.HELD)
    answer = client_for(participant).get(f"{url_of(question)}?to={root.public_id}", follow=True)
    assert "not there any more" in answer.text
    assert "To nobody now." in answer.text


def test_a_working_title_is_not_in_the_list(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    begin(participant, question)
    Paper.objects.filter(pk=question.paper_id).update(title="Not published yet")
    page = client_for(participant).get(DRAFTS).text
    assert "Good rehabilitation" in page
    assert "Not published yet" not in page


def test_discarding_is_asked_and_done(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client, draft = client_for(participant), begin(participant, question, "Not this.")
    url = reverse("responses:discard-draft", args=[draft.pk])
    assert "Not this." in fetch(client, url).text
    assert Draft.objects.exists()
    assert "The draft is discarded." in client.post(url, follow=True).text
    assert not Draft.objects.exists()
    assert client.post(url).status_code == 404


def test_nobody_discards_another_s_draft(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    draft = begin(participant, question)
    client = client_for(other_participant)
    theirs, missing = (
        client.post(reverse("responses:discard-draft", args=[pk])) for pk in (draft.pk, 10**30)
    )
    assert (theirs.status_code, missing.status_code) == (404, 404)
    assert theirs.content == missing.content
    assert Draft.objects.exists()


def test_a_visitor_is_sent_to_sign_in(visitor: Client) -> None:
    assert visitor.get(DRAFTS)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("saved_days_ago", "closes_in_days", "is_forgotten"),
    [(29, 5, False), (31, 5, False), (31, -13, False), (31, -15, True), (29, -15, False)],
)
def test_drafts_are_forgotten_when_their_page_said(
    participant: User,
    question: Question,
    saved_days_ago: int,
    closes_in_days: int,
    is_forgotten: bool,
) -> None:
    begin(participant, question)
    now = database_now()
    Draft.objects.update(saved_at=now - timedelta(days=saved_days_ago))
    opens = now - timedelta(days=90)
    Paper.objects.filter(pk=question.paper_id).update(
        opens_at=opens, closes_at=now + timedelta(days=closes_in_days)
    )
    assert forget_old_drafts() == int(is_forgotten)
    assert Draft.objects.exists() is not is_forgotten


def test_posting_ends_the_draft(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    token = uuid.uuid4()
    begin(participant, question, "Begun.", client_token=token)
    other = begin(participant, question, "Another’s.", reply_to="a" * 16)
    client_for(participant).post(url_of(question), form("Begun and done.", token=str(token)))
    assert Response.objects.get().comment == "Begun and done."
    assert list(Draft.objects.all()) == [other]


def test_a_draft_that_comes_after_its_post_is_not_kept(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    data = form("Said already.")
    client = client_for(participant)
    client.post(url_of(question), data)
    answer = client.post(url_of(question, "draft"), {**data, "keep": "quietly"})
    assert (answer.status_code, answer.json()["stamp"]) == (200, "")
    assert not Draft.objects.exists()


def test_what_was_posted_and_edited_since_is_no_draft(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    data, client = form("Said at first."), client_for(participant)
    client.post(url_of(question), data)
    response = Response.objects.get()
    edit_response(actor=participant, response=response, body="Said better.", expected_version=1)
    answer = client.post(url_of(question, "draft"), {**data, "keep": "quietly"})
    assert (answer.json()["stamp"], Draft.objects.count()) == ("", 0)


def test_another_text_of_a_used_form_becomes_a_draft_of_its_own(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    data, client = form("Said already."), client_for(participant)
    client.post(url_of(question), data)
    answer = client.post(url_of(question, "draft"), {**data, "body": "More.", "keep": "quietly"})
    draft = Draft.objects.get()
    assert (draft.body, str(draft.client_token)) == ("More.", answer.json()["token"])
    assert str(draft.client_token) != data["token"]
    assert "a draft of its own" in answer.json()["note"]


def test_a_differing_text_from_a_stale_tab_is_kept_as_a_draft_and_said_so(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    data, client = form("First text."), client_for(participant)
    client.post(url_of(question), data)
    page = client.post(url_of(question), {**data, "body": "Second text."})
    draft = Draft.objects.get()
    assert (page.status_code, draft.body) == (409, "Second text.")
    assert "also kept as a draft" in page.text
    assert f'value="{draft.client_token}"' in page.text
    again = {**data, "body": "Second text.", "token": str(draft.client_token), "as_well": "yes"}
    posted = client.post(url_of(question), again)
    assert posted.status_code == 302
    assert (Draft.objects.count(), Response.objects.count()) == (0, 2)


def test_what_a_closed_paper_refuses_is_kept_as_a_draft_with_what_to_do(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    close(question.paper)
    page = client_for(participant).post(url_of(question), form("A minute late."))
    assert page.status_code == 409
    assert "also kept as a draft until" in page.text
    assert "policy@soundings.example" in page.text
    assert Draft.objects.get().body == "A minute late."


def test_what_is_too_long_to_post_outlives_its_page(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    client_for(participant).post(url_of(question), form("x" * 20_001))
    assert len(Draft.objects.get().body) == 20_001


def test_two_tabs_of_one_draft_post_one_response(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    draft, client = begin(participant, question, "Once."), client_for(participant)
    pages = [client.get(url_of(question)).text for _ in range(2)]
    assert all(f'value="{draft.client_token}"' in page for page in pages)
    data = form("Once.", token=str(draft.client_token))
    places = {client.post(url_of(question), data)["Location"] for _ in pages}
    assert (len(places), Response.objects.count()) == (1, 1)


def test_an_earlier_wording_is_shown_with_its_draft(
    participant: User, question: Question, client_for: ClientFor, editor: User
) -> None:
    begin(participant, question, "To the first words.")
    paper = Paper.objects.get(pk=question.paper_id)
    change_question(
        actor=editor, question=question, expected_version=paper.draft_version, text="And now?"
    )
    publish_paper(actor=editor, paper=paper)
    page = client_for(participant).get(url_of(question)).text
    assert "When you opened it, the question read" in page
    assert 'name="asked_as" value="1"' in page


def test_a_draft_costs_its_form_no_query_more(
    participant: User,
    question: Question,
    client_for: ClientFor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_for(participant)
    client.get(url_of(question))
    with django_assert_max_num_queries(11) as before:
        client.get(url_of(question))
    begin(participant, question)
    with django_assert_max_num_queries(len(before)):
        assert "Your draft of" in client.get(url_of(question)).text
