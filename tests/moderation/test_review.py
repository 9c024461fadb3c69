"""One case: who wrote what, under which thread, and the two decisions."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.actions import propose_organisation
from accounts.actions.rights import erase_person
from accounts.models import User
from consultation.moderation.actions import publish_response, reject_response
from consultation.moderation.models import Decision, Reason
from consultation.responses.choosing import Choice
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import make_choice, post, post_published
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership, make_person

# The form says which text of the response was read; these have their first.
AS_READ = {"version": 1}


def address(response: Response, step: str = "") -> str:
    return f"/desk/moderation/{response.public_id}/{step}"


@pytest.fixture
def browser(moderator: User, client_for: ClientFor) -> Client:
    return client_for(moderator)


@pytest.fixture
def held_for_organisation(participant: User, question: Question) -> Response:
    membership = make_membership(participant, confirmed=False)
    return post(participant, question, membership=membership)


@pytest.mark.parametrize("step", ["", "publish/", "reject/", "confirm/"])
def test_a_visitor_is_asked_to_sign_in(visitor: Client, held: Response, step: str) -> None:
    answer = visitor.post(address(held, step)) if step else visitor.get(address(held))
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


@pytest.mark.parametrize("step", ["", "publish/", "reject/", "confirm/"])
@pytest.mark.parametrize("role", ["participant", "other_participant", "editor", "analyst"])
def test_for_others_it_is_not_there(
    role: str, step: str, request: pytest.FixtureRequest, client_for: ClientFor, held: Response
) -> None:
    client = client_for(request.getfixturevalue(role))
    answer = client.post(address(held, step)) if step else client.get(address(held))
    assert answer.status_code == 404
    held.refresh_from_db()
    assert held.state == Response.State.HELD


@pytest.mark.parametrize("step", ["publish/", "reject/", "confirm/"])
def test_a_link_decides_nothing(browser: Client, held: Response, step: str) -> None:
    assert browser.get(address(held, step)).status_code == 405
    held.refresh_from_db()
    assert held.state == Response.State.HELD


def test_a_response_nobody_posted_is_not_there(browser: Client) -> None:
    assert browser.get("/desk/moderation/0123456789abcdef/").status_code == 404


def test_it_shows_the_question_and_the_text(browser: Client, held: Response) -> None:
    page = browser.get(address(held)).content.decode()
    assert held.question.text in page
    assert "My first words on this." in page


def test_a_choice_is_decided_on_like_words(
    browser: Client, editor: User, participant: User
) -> None:
    question = make_choice(editor, "scale", "Never", "Often", "Always")
    held = post(participant, question, "", choice=Choice((1,)))
    said = "Chose: Often (from Never to Always)"
    assert f"{said}." in browser.get("/desk/moderation/").text
    assert said in fetch(browser, address(held)).text
    browser.post(address(held, "publish/"), AS_READ)
    held.refresh_from_db()
    assert held.state == Response.State.PUBLISHED


def test_what_was_chosen_stands_in_the_thread_above(
    browser: Client, editor: User, moderator: User, participant: User, other_participant: User
) -> None:
    question = make_choice(editor, "single", "Housing", "Work")
    root = post_published(participant, question, "", choice=Choice((1,)))
    held = post(other_participant, question, "Why work?", to=root)
    assert "Chose: Work" in fetch(browser, address(held)).text


def test_it_shows_the_thread_above_in_order(
    browser: Client, participant: User, question: Question
) -> None:
    root = post_published(make_person("one"), question, "The root.")
    reply = post_published(make_person("two"), question, "The reply.", to=root)
    page = browser.get(address(post(participant, question, "Mine.", to=reply))).content.decode()
    assert page.index("The root.") < page.index("The reply.") < page.index("Mine.")


def test_it_says_what_became_of_the_author_s_others(
    browser: Client, moderator: User, participant: User, question: Question, reason: Reason
) -> None:
    refused = post(participant, question)
    reject_response(actor=moderator, response=refused, reason=reason)
    page = browser.get(address(post(participant, question))).content.decode()
    assert "0 published, 1 not published" in page


def test_it_says_when_it_is_the_author_s_first(browser: Client, held: Response) -> None:
    assert "This is their first response." in browser.get(address(held)).content.decode()


def test_it_offers_the_paper_s_reasons_with_their_rules(
    browser: Client, held: Response, reason: Reason
) -> None:
    page = browser.get(address(held)).content.decode()
    assert reason.title in page
    assert reason.rule in page


def test_an_organisation_is_marked_until_it_is_confirmed(
    browser: Client, held_for_organisation: Response
) -> None:
    where = address(held_for_organisation)
    assert "not yet confirmed" in browser.get(where).content.decode()
    assert browser.post(address(held_for_organisation, "confirm/")).status_code == 302
    page = browser.get(where).content.decode()
    assert "Northfield Resettlement Trust (confirmed)" in page
    assert "not yet confirmed" not in page


def test_an_organisation_that_waits_is_verified_and_not_confirmed_here(
    browser: Client, participant: User, question: Question
) -> None:
    membership = propose_organisation(actor=participant, name="Northfield Resettlement Trust")
    held = post(participant, question, membership=membership)
    links = fetch(browser, address(held)).links()
    where = "/desk/organisations/northfield-resettlement-trust/"
    assert links["Verify or decline the organisation"] == where
    answer = browser.post(address(held, "confirm/"), follow=True)
    assert "Verify the organisation first" in answer.content.decode()
    membership.refresh_from_db()
    assert not membership.is_confirmed


def test_confirming_nothing_changes_nothing(browser: Client, held: Response) -> None:
    assert browser.post(address(held, "confirm/")).status_code == 302
    assert "Confirm the membership" not in browser.get(address(held)).content.decode()


def test_publishing_goes_on_to_the_next(
    browser: Client, other_participant: User, held: Response
) -> None:
    following = post(other_participant, held.question)
    answer = browser.post(address(held, "publish/"), AS_READ, follow=True)
    assert answer.redirect_chain[-1][0] == address(following)
    assert "Published. Everyone can read it" in answer.content.decode()
    held.refresh_from_db()
    assert held.state == Response.State.PUBLISHED


def test_after_the_last_comes_the_queue(browser: Client, held: Response) -> None:
    assert browser.post(address(held, "publish/"), AS_READ)["Location"] == "/desk/moderation/"


def test_what_was_passed_over_comes_up_at_the_end(
    browser: Client, other_participant: User, held: Response
) -> None:
    following = post(other_participant, held.question)
    assert browser.post(address(following, "publish/"), AS_READ)["Location"] == address(held)


def test_the_filter_is_kept_on_the_way(
    browser: Client, other_participant: User, held: Response
) -> None:
    following = post(other_participant, held.question)
    narrowed = f"?paper={held.question.paper.slug}"
    answer = browser.post(address(held, "publish/") + narrowed, AS_READ)
    assert answer["Location"] == address(following) + narrowed


def test_rejecting_needs_a_reason_and_keeps_the_words(browser: Client, held: Response) -> None:
    answer = browser.post(address(held, "reject/"), {**AS_READ, "words": "Please name nobody."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Choose the rule it breaks." in page
    assert "Please name nobody." in page


def test_rejecting_with_a_reason(browser: Client, held: Response, reason: Reason) -> None:
    fields = {**AS_READ, "reason": reason.pk, "words": "Answer the question, please."}
    answer = browser.post(address(held, "reject/"), fields, follow=True)
    assert "Not published. Its author gets a mail" in answer.content.decode()
    held.refresh_from_db()
    assert held.state == Response.State.REJECTED


def test_words_past_the_limit_are_refused_and_kept(
    browser: Client, held: Response, reason: Reason
) -> None:
    fields = {**AS_READ, "reason": reason.pk, "words": "x" * 1_001}
    answer = browser.post(address(held, "reject/"), fields)
    assert answer.status_code == 422
    assert "x" * 1_001 in answer.content.decode()


def test_too_late_says_who_decided_what(
    browser: Client, lead: User, held: Response, reason: Reason
) -> None:
    publish_response(actor=lead, response=held)
    fields = {**AS_READ, "reason": reason.pk, "words": "Words typed in vain."}
    answer = browser.post(address(held, "reject/"), fields)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody decided first." in page
    assert "by Lead" in page
    assert "Words typed in vain." in page


def test_a_decided_case_shows_the_decision_and_no_forms(
    browser: Client, moderator: User, held: Response, reason: Reason
) -> None:
    reject_response(actor=moderator, response=held, reason=reason, words="Try again.")
    page = browser.get(address(held)).content.decode()
    assert reason.rule in page
    assert "Try again." in page
    assert "/reject/" not in page


def test_one_s_own_response_is_for_another_moderator(
    browser: Client, moderator: User, held: Response
) -> None:
    Response.objects.filter(pk=held.pk).update(user=moderator)
    assert "another moderator has to decide" in browser.get(address(held)).content.decode()
    answer = browser.post(address(held, "publish/"), AS_READ, follow=True)
    assert "another moderator has to decide" in answer.content.decode()
    held.refresh_from_db()
    assert held.state == Response.State.HELD


def test_a_deep_thread_costs_what_a_short_one_does(
    browser: Client,
    participant: User,
    other_participant: User,
    question: Question,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    parent = post_published(other_participant, question)
    short = post(participant, question, to=parent)
    for _ in range(5):
        parent = post_published(other_participant, question, to=parent)
    deep = post(participant, question, to=parent)
    with django_assert_num_queries(12):
        browser.get(address(short))
    with django_assert_num_queries(12):
        assert browser.get(address(deep)).status_code == 200


def test_nobody_is_to_be_told_once_the_author_is_erased(
    browser: Client, held_for_organisation: Response, participant: User
) -> None:
    assert "Words to its author" in fetch(browser, address(held_for_organisation)).text
    erase_person(actor=None, person=participant)
    page = fetch(browser, address(held_for_organisation))
    assert "The author’s account is gone." in page.text
    assert "Words to its author" not in page.text


@pytest.mark.parametrize("step", ["publish/", "reject/"])
def test_a_decision_after_the_erasure_promises_no_mail_and_keeps_no_words(
    browser: Client, held_for_organisation: Response, participant: User, step: str
) -> None:
    erase_person(actor=None, person=participant)
    typed = {**AS_READ, "reason": Reason.objects.all()[:1].get().pk, "words": "Dear canary"}
    answer = browser.post(address(held_for_organisation, step), typed, follow=True)
    assert "Its author’s account is gone: nobody is told." in read_page(answer).text
    assert Decision.objects.get().words == ""
