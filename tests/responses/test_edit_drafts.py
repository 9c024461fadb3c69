"""What is typed to change a response is kept as what is typed to post one, for its author alone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import Membership, User
from consultation.lib.sanitising import LONGEST_RESPONSE
from consultation.responses.actions.handling import close_thread
from consultation.responses.choosing import Choice
from consultation.responses.drafts.carrying import mark_of
from consultation.responses.models import Draft, Response
from papers.models import Paper, Question
from tests.asking import close, make_choice, post, post_published
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership
from tests.responses.drafting import begin, url_of
from tests.responses.edit_drafts import NEW, OLD, address, begin_edit, fields, quietly, reread

DRAFTS = reverse("responses:drafts")
BACKEND = "django.contrib.auth.backends.ModelBackend"


def test_what_is_typed_is_kept_and_the_response_says_what_it_said(
    browser: Client, public: Response
) -> None:
    answer = quietly(browser, public, NEW)
    draft = Draft.objects.get()
    assert (answer.status_code, answer.json()["stamp"]) == (200, f"{draft.pk}.1")
    assert (draft.body, draft.edits_version) == (NEW, 1)
    assert reread(public).comment == OLD


def test_it_comes_back_on_any_device(browser: Client, public: Response) -> None:
    begin_edit(public, NEW)
    page = browser.get(address(public)).text
    assert f">\n{NEW}</textarea>" in page
    assert "Your draft of" in page
    assert "Discard this draft" in page


def test_the_button_keeps_it_without_a_script(browser: Client, public: Response) -> None:
    answer = browser.post(address(public, "edit/draft"), fields(NEW), follow=True)
    page = read_page(answer).text
    assert "Saved as a draft at" in page
    assert "Your response says what it said before." in page
    assert f">\n{NEW}</textarea>" in answer.text


def test_it_says_before_saving_that_the_change_leaves_the_page(
    browser: Client, public: Response
) -> None:
    assert "Your change is published when you save it" in fetch(browser, address(public)).text
    Paper.objects.update(moderation=Paper.Moderation.PRE)
    page = fetch(browser, address(public)).text
    assert "Saving takes your response off the page until a moderator has read the change" in page
    assert "is published when you save it" not in page


def test_of_what_waits_it_says_that_a_moderator_will_read_this_instead(
    browser: Client, participant: User, question: Question, public: Response
) -> None:
    Paper.objects.update(moderation=Paper.Moderation.PRE)
    held = post(participant, question, OLD)
    page = fetch(browser, address(held)).text
    assert "A moderator will read what you save here, instead of what it says now." in page
    assert "readers see neither text" not in page
    browser.post(address(public), fields(NEW))
    assert "Until then readers see neither text." in fetch(browser, address(public)).text


def test_it_is_listed_and_leads_back_and_is_discarded(browser: Client, public: Response) -> None:
    draft = begin_edit(public, NEW)
    page = fetch(browser, DRAFTS)
    assert "A change of your response" in page.text
    assert address(public) in page.links().values()
    discard = reverse("responses:discard-draft", args=[draft.pk])
    assert NEW in fetch(browser, discard).text
    browser.post(discard)
    assert f">\n{OLD}</textarea>" in browser.get(address(public)).text


def test_it_is_not_the_draft_of_an_answer_or_a_reply(
    browser: Client, participant: User, question: Question, public: Response
) -> None:
    begin(participant, question, "Another answer.")
    begin_edit(public, NEW)
    assert Draft.objects.count() == 2
    page = browser.get(url_of(question)).text
    assert ">\nAnother answer.</textarea>" in page
    assert NEW not in page


def test_another_tab_is_told_and_shown_both_texts(browser: Client, public: Response) -> None:
    quietly(browser, public, "From one tab.")
    answer = quietly(browser, public, "From another tab.")
    assert answer.status_code == 409
    assert answer.json()["theirs"]["text"] == "From one tab."
    page = browser.post(address(public, "edit/draft"), fields("From another tab.")).text
    assert "From one tab.</textarea>" in page
    assert "From another tab.</textarea>" in page
    assert Draft.objects.get().body == "From one tab."


@pytest.mark.parametrize("role", ["other_participant", "moderator", "editor", "lead"])
def test_nobody_else_can_keep_or_read_one(
    role: str, request: pytest.FixtureRequest, client_for: ClientFor, public: Response
) -> None:
    begin_edit(public, "canary of an edit")
    client = client_for(request.getfixturevalue(role))
    answer = client.post(address(public, "edit/draft"), fields("Typed by another."))
    assert answer.status_code == 404
    assert "Typed by another." in answer.text
    for url in (address(public), DRAFTS, address(public, "history"), url_of(public.question)):
        assert "canary" not in client.get(url).text
    assert quietly(client, public, "By another.").status_code == 404


def test_it_is_shown_in_nobody_elses_room(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    membership = make_membership(participant)
    make_membership(other_participant, membership.organisation)
    ours = post_published(participant, question, OLD, membership=membership)
    draft = begin_edit(ours, "canary of an edit")
    assert draft.organisation == membership.organisation
    client = client_for(other_participant)
    for url in (DRAFTS, url_of(question), address(ours)):
        assert "canary" not in client.get(url).text


def test_who_left_the_organisation_has_it_to_copy(
    browser: Client, participant: User, question: Question
) -> None:
    membership = make_membership(participant)
    ours = post_published(participant, question, OLD, membership=membership)
    begin_edit(ours, NEW)
    Membership.objects.filter(pk=membership.pk).update(left_at=timezone.now())
    assert "do not answer for" in fetch(browser, DRAFTS).text
    assert NEW in fetch(browser, address(ours)).text
    assert quietly(browser, ours, "More.").status_code == 409


def test_what_is_refused_is_kept(browser: Client, public: Response) -> None:
    too_long = "x" * 20_001
    answer = browser.post(address(public), fields(too_long))
    assert answer.status_code == 422
    assert Draft.objects.get().body == too_long
    assert f'value="{Draft.objects.get().pk}.1"' in answer.text


def test_a_paper_that_closes_meanwhile_keeps_it(
    browser: Client, public: Response, open_paper: Paper
) -> None:
    close(open_paper)
    page = browser.post(address(public), fields(NEW))
    assert page.status_code == 409
    assert "It is kept as a draft until" in read_page(page).text
    assert NEW in fetch(browser, DRAFTS).text
    assert NEW in fetch(browser, address(public)).text


def test_a_closed_thread_keeps_it_and_says_so_in_the_list(
    browser: Client, public: Response, moderator: User
) -> None:
    begin_edit(public, NEW)
    close_thread(actor=moderator, root=public, reason="It goes on elsewhere.")
    page = fetch(browser, DRAFTS)
    assert "This cannot be saved. The thread was closed" in page.text
    assert address(public) not in page.links().values()
    assert quietly(browser, public, NEW).json()["note"].startswith("This response cannot be")


def test_a_response_that_changed_meanwhile_shows_both_texts(
    browser: Client, public: Response
) -> None:
    begin_edit(public, "From the other device.")
    browser.post(address(public), fields("From this one."))
    answer = browser.get(address(public))
    page = read_page(answer).text
    assert "This was changed in another place" in page
    assert "Saved now" in page
    assert "From the other device.</textarea>" in answer.text
    assert 'name="version" value="2"' in answer.text


def test_a_conflict_keeps_what_was_typed(browser: Client, public: Response) -> None:
    browser.post(address(public), fields("From one tab."))
    answer = browser.post(address(public), fields("From another tab."))
    assert answer.status_code == 409
    draft = Draft.objects.get()
    assert (draft.body, draft.edits_version) == ("From another tab.", 1)


def test_it_comes_back_after_signing_in_again(
    visitor: Client, participant: User, public: Response
) -> None:
    sent = fields(NEW, writer=mark_of(participant))
    page = visitor.post(address(public), sent)
    assert page.status_code == 401
    assert "your text comes back into its form" in page.text
    assert not Draft.objects.exists()
    visitor.force_login(participant, BACKEND)
    page = visitor.get(address(public))
    assert "Your text is back." in page.text
    assert f">\n{NEW}</textarea>" in page.text
    quietly(visitor, public, NEW)
    assert "Your text is back." not in visitor.get(address(public)).text


def test_somebody_else_who_signs_in_there_is_shown_nothing(
    visitor: Client, participant: User, other_participant: User, public: Response
) -> None:
    visitor.post(address(public, "edit/draft"), fields(NEW, writer=mark_of(participant)))
    visitor.force_login(other_participant, BACKEND)
    assert visitor.get(address(public)).status_code == 404
    assert NEW not in visitor.get(DRAFTS).text
    assert quietly(Client(), public, NEW).status_code == 401


def test_a_choice_is_kept_with_it(browser: Client, editor: User, participant: User) -> None:
    question = make_choice(editor, "multiple", "Housing", "Work", "Family")
    root = post_published(participant, question, OLD, choice=Choice((0,)))
    quietly(browser, root, OLD, choice=["1", "2"], kind="multiple")
    page = browser.get(address(root)).text
    assert page.count("checked") == 2
    assert "Chose:WorkFamily" in fetch(browser, DRAFTS).text


def test_preview_and_formatting_help_are_there(browser: Client, public: Response) -> None:
    page = browser.get(address(public))
    assert "How to format your text" in read_page(page).text
    shown = browser.post(address(public), fields("**Housing**", preview="body"))
    assert "<strong>Housing</strong>" in shown.text
    assert reread(public).comment == OLD


@pytest.mark.parametrize(
    "sent", [{}, {"body": NEW}, {"body": NEW, "version": "many"}, {"body": NEW, "token": "none"}]
)
def test_a_form_that_is_none_of_ours_is_told_so(
    sent: dict[str, Any], browser: Client, public: Response
) -> None:
    answer = browser.post(address(public, "edit/draft"), sent)
    assert answer.status_code == 422
    assert "Copy your text" in read_page(answer).text
    assert not Draft.objects.exists()


def test_too_many_drafts_are_refused(
    browser: Client, public: Response, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consultation.responses.actions.drafting.MOST", 0)
    answer = quietly(browser, public, NEW)
    assert answer.status_code == 409
    assert "as many as are kept" in answer.json()["problem"]


def test_saving_too_often_is_said_and_when_to_try_again(
    browser: Client, public: Response, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "save_draft": "1/h/user"}
    answers = [quietly(browser, public, text) for text in ("Once.", "Twice.")]
    answers.append(browser.post(address(public, "edit/draft"), fields("Thrice.")))
    assert [answer.status_code for answer in answers] == [200, 429, 429]
    assert [answer["Retry-After"] for answer in answers[1:]] == ["3600", "3600"]
    assert ">\nThrice.</textarea>" in answers[-1].text


def test_what_is_too_long_for_an_edit_is_told_what_fits_one(
    browser: Client, public: Response
) -> None:
    answer = browser.post(address(public), fields("x" * (LONGEST_RESPONSE + 1)))
    assert answer.status_code == 422
    assert "shorten it, or post what does not fit as another response." in answer.text
    assert "two parts" not in answer.text
