"""The pages to change a response, to take it back, and to read what it said before."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, User
from consultation.responses.actions.editing import edit_response
from consultation.responses.actions.handling import close_thread
from consultation.responses.choosing import Choice
from consultation.responses.models import Response, Submission
from papers.models import Paper, Question
from tests.asking import close, make_choice, post, post_published
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership, make_suspension
from tests.responses.edit_drafts import NEW, OLD, address


def edit(response: Response, body: str) -> Response:
    stored = Response.objects.get(pk=response.pk)
    assert stored.user is not None
    return edit_response(
        actor=stored.user, response=stored, body=body, expected_version=stored.version
    ).response


def test_the_form_holds_what_it_says(browser: Client, public: Response) -> None:
    page = browser.get(address(public)).text
    assert f">\n{OLD}</textarea>" in page
    assert 'name="version" value="1"' in page


def test_saving_leads_back_to_it(browser: Client, public: Response) -> None:
    answer = browser.post(address(public), {"body": NEW, "version": 1}, follow=True)
    page = read_page(answer).text
    assert "Your change is published." in page
    assert NEW in page
    assert OLD not in page


def test_it_says_that_a_moderator_reads_the_change_first(browser: Client, public: Response) -> None:
    Paper.objects.update(moderation=Paper.Moderation.PRE)
    answer = browser.post(address(public), {"body": NEW, "version": 1}, follow=True)
    assert "A moderator reads it first" in read_page(answer).text


def test_nothing_changed_is_said(browser: Client, public: Response) -> None:
    answer = browser.post(address(public), {"body": OLD, "version": 1}, follow=True)
    assert "Nothing was changed" in read_page(answer).text


def test_two_tabs_show_both_texts(browser: Client, public: Response) -> None:
    browser.post(address(public), {"body": "From one tab.", "version": 1})
    answer = browser.post(address(public), {"body": "From another tab.", "version": 1})
    assert answer.status_code == 409
    page = read_page(answer).text
    assert "This was changed in another place" in page
    assert "one" in page
    assert "From another tab.</textarea>" in answer.text
    assert 'name="version" value="2"' in answer.text
    again = browser.post(address(public), {"body": "From another tab.", "version": 2})
    assert again.status_code == 302


@pytest.mark.parametrize(
    "fields",
    [
        {"body": "   ", "version": 1},
        {"body": "\x00 words", "version": 1},
        {"body": "x" * 20_001, "version": 1},
        {"body": "Words.", "version": "many"},
        {"body": "Words."},
        {},
    ],
)
def test_what_cannot_be_saved_is_said(
    browser: Client, public: Response, fields: dict[str, str]
) -> None:
    answer = browser.post(address(public), fields)
    assert answer.status_code in {400, 422}
    assert Response.objects.get(pk=public.pk).comment == OLD


@pytest.mark.parametrize("step", ["edit", "withdraw"])
@pytest.mark.parametrize("role", ["other_participant", "moderator", "editor", "lead"])
def test_for_others_it_is_not_there(
    role: str, step: str, request: pytest.FixtureRequest, client_for: ClientFor, public: Response
) -> None:
    client = client_for(request.getfixturevalue(role))
    assert client.get(address(public, step)).status_code == 404
    assert client.post(address(public, step), {"body": NEW, "version": 1}).status_code == 404
    assert Response.objects.get(pk=public.pk).comment == OLD


def test_who_was_signed_out_meanwhile_keeps_the_text(visitor: Client, public: Response) -> None:
    answer = visitor.post(address(public), {"body": NEW, "version": 1})
    assert answer.status_code == 401
    assert NEW in answer.text
    assert visitor.get(address(public))["Location"].endswith(f"?next={address(public)}")


def test_who_was_suspended_meanwhile_keeps_the_text(
    browser: Client, public: Response, participant: User
) -> None:
    make_suspension(participant)
    answer = browser.post(address(public), {"body": NEW, "version": 1})
    assert answer.status_code == 409
    assert "Your account is suspended" in read_page(answer).text
    assert NEW in answer.text


def test_a_paper_that_closed_meanwhile_keeps_the_text(
    browser: Client, public: Response, open_paper: Paper
) -> None:
    close(open_paper)
    assert "no longer takes responses" in fetch(browser, address(public)).text
    answer = browser.post(address(public), {"body": NEW, "version": 1})
    assert answer.status_code == 409
    assert NEW in read_page(answer).text
    assert "Withdraw it" in answer.text


def test_a_thread_that_was_closed_meanwhile_keeps_the_text(
    browser: Client, public: Response, moderator: User
) -> None:
    close_thread(actor=moderator, root=public, reason="It goes on elsewhere.")
    answer = browser.post(address(public), {"body": NEW, "version": 1})
    assert answer.status_code == 409
    assert "This thread was closed" in read_page(answer).text


@pytest.mark.parametrize("step", ["edit", "withdraw"])
def test_who_left_is_told_before_they_type(
    step: str, browser: Client, participant: User, question: Question
) -> None:
    membership = make_membership(participant)
    response = post_published(participant, question, OLD, membership=membership)
    Membership.objects.filter(pk=membership.pk).update(left_at=timezone.now())
    page = browser.get(address(response, step))
    assert "do not answer for it any more" in read_page(page).text
    assert 'data-behaviour="submit-once"' not in page.text.split("<main")[1]


def test_who_is_suspended_is_told_before_they_withdraw(
    browser: Client, participant: User, public: Response
) -> None:
    make_suspension(participant)
    page = fetch(browser, address(public, "withdraw"))
    assert "Your account is suspended" in page.text
    assert "You cannot take this back" not in page.text


def test_a_choice_is_offered_as_it_was_made(
    browser: Client, editor: User, participant: User
) -> None:
    question = make_choice(editor, "single", "Housing", "Work")
    root = post_published(participant, question, "", choice=Choice((1,)))
    page = browser.get(address(root)).text
    assert 'value="1" id="response-choice_1" checked' in page
    browser.post(address(root), {"choice": "0", "version": 1, "kind": "single"})
    assert Response.objects.get(pk=root.pk).choices == [0]


@pytest.mark.parametrize("kind", ["multiple", "ranking"])
def test_several_choices_come_back_as_they_were(
    kind: str, browser: Client, editor: User, participant: User
) -> None:
    question = make_choice(editor, kind, "Housing", "Work", "Family")
    places = (0, 2) if kind == "multiple" else (2, 0, 1)
    root = post_published(participant, question, "Because.", choice=Choice(places))
    page = browser.get(address(root)).text
    # One more in the list that says what the form was opened with.
    assert page.count("checked") + page.count("selected") == len(places) + 1


def test_what_is_part_of_a_formal_answer_leads_to_it(
    browser: Client, public: Response, participant: User, open_paper: Paper
) -> None:
    sent = Submission.objects.create(
        paper=open_paper, person=participant, state="sent", reference="ABCD-EFGH",
        sent_at=public.submit_date, sent_by=participant,
    )  # fmt: skip
    Response.objects.filter(pk=public.pk).update(submission=sent)
    for step in ("edit", "withdraw"):
        page = fetch(browser, address(public, step))
        assert "This is part of a formal answer" in page.text
        assert "ABCD-EFGH" in page.links()["Withdraw the formal answer"]
    assert browser.post(address(public, "withdraw")).status_code == 409
    assert Response.objects.get(pk=public.pk).state == "published"


def test_withdrawing_says_first_what_happens(
    browser: Client, public: Response, moderator: User
) -> None:
    post(moderator, public.question, "A reply.", to=public)
    page = fetch(browser, address(public, "withdraw")).text
    assert "This response was withdrawn by its author." in page
    assert "The replies to it stay." in page
    assert OLD in page
    assert Response.objects.get(pk=public.pk).state == "published"


def test_withdrawn_its_place_says_so_and_its_words_are_gone(
    browser: Client, visitor: Client, public: Response, moderator: User
) -> None:
    post(moderator, public.question, "A reply that stays.", to=public)
    answer = browser.post(address(public, "withdraw"), follow=True)
    assert "Your response is withdrawn." in read_page(answer).text
    seen = fetch(visitor, f"/responses/{public.public_id}/").text
    assert "This response was withdrawn by its author." in seen
    assert "A reply that stays." in seen
    assert OLD not in seen
    assert "Participant" not in seen


def test_a_second_click_is_told_that_it_was_done(browser: Client, public: Response) -> None:
    browser.post(address(public, "withdraw"))
    answer = browser.post(address(public, "withdraw"), follow=True)
    assert "You had withdrawn it already." in read_page(answer).text


def test_the_history_shows_what_changed(visitor: Client, public: Response) -> None:
    edit(public, NEW)
    page = fetch(visitor, address(public, "history")).text
    assert "[Removed: work] [Added: a mentor]" in page
    assert "Posted" in page
    assert "Changed" in page


def test_a_changed_choice_is_in_the_history(
    visitor: Client, editor: User, participant: User
) -> None:
    question = make_choice(editor, "single", "Housing", "Work")
    root = post_published(participant, question, OLD, choice=Choice((0,)))
    edit_response(
        actor=participant, response=root, body=OLD, choice=Choice((1,)), expected_version=1
    )
    page = fetch(visitor, address(root, "history")).text
    assert "What it chose [Added: Work] [Removed: Housing]" in page


def test_without_an_edit_the_history_says_so(visitor: Client, public: Response) -> None:
    page = fetch(visitor, address(public, "history")).text
    assert "It says what it said from the beginning." in page


def test_what_was_held_before_is_in_nobody_s_history(
    visitor: Client, participant: User, moderator: User, question: Question
) -> None:
    held = post(participant, question, "canary words")
    edit(held, OLD)
    Response.objects.filter(pk=held.pk).update(
        state="published", published_at=held.submit_date, is_public=True
    )
    assert "canary" not in visitor.get(address(held, "history")).text


def test_a_long_history_costs_what_a_short_one_does(
    visitor: Client, public: Response, django_assert_num_queries: object
) -> None:
    edit(public, "Text 0.")
    for count in (1, 8):
        for number in range(count):
            edit(public, f"Text {count}-{number}.")
        with django_assert_num_queries(2):  # type: ignore[operator]
            visitor.get(address(public, "history"))
