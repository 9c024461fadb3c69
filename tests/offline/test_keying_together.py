"""The page on which staff key in, opened by two: both texts are shown, and nothing is lost."""

import pytest
from django.test import Client

from accounts.models import User
from consultation.responses.models import Answer, Submission
from papers.models import Paper
from tests.asking import make_choice, make_paper
from tests.conftest import ClientFor
from tests.offline.sending import form_of
from tests.offline.test_pages import begun, opened, save, url_of
from tests.page import fetch, read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_for: ClientFor, moderator: User) -> Client:
    return client_for(moderator)


@pytest.fixture
def other(client_for: ClientFor, lead: User) -> Client:
    return client_for(lead)


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_paper(editor)


@pytest.fixture
def entry(desk: Client, paper: Paper) -> Submission:
    return begun(desk, paper)


def test_both_texts_stand_side_by_side_and_in_the_field(
    desk: Client, other: Client, entry: Submission
) -> None:
    mine = opened(other, entry)
    save(desk, entry, **{"body-1": "From the first desk."})
    answer = other.post(url_of("entry", entry), {**mine, "body-1": "From the second."})
    assert answer.status_code == 409
    page = read_page(answer)
    assert "After you opened this page, Moderator saved something else" in page.text
    assert form_of(page)["body-1"] == "From the first desk.\n\nFrom the second."
    assert "Saved now" in page.text
    assert Answer.objects.get().body == "From the first desk."


def test_pressing_save_again_keeps_both(desk: Client, other: Client, entry: Submission) -> None:
    mine = opened(other, entry)
    save(desk, entry, **{"body-1": "From the first desk."})
    page = read_page(other.post(url_of("entry", entry), {**mine, "body-1": "From the second."}))
    again = other.post(url_of("entry", entry), form_of(page))
    assert again.status_code == 302
    assert Answer.objects.get().body == "From the first desk.\n\nFrom the second."


def test_details_that_differ_are_shown_in_words(
    desk: Client, other: Client, entry: Submission
) -> None:
    mine = opened(other, entry)
    save(desk, entry, consent="private", consent_words="")
    sent = {**mine, "consent": "nameless", "respondent_name": "A reader in Northfield"}
    page = read_page(other.post(url_of("entry", entry), sent))
    assert "Not at all: for the policy team only" in page.text
    settled = form_of(page)
    assert (settled["consent"], settled["respondent_name"]) == ("nameless", sent["respondent_name"])
    assert settled["initial-consent"] == "private"
    other.post(url_of("entry", entry), {**settled, "consent": "private"})
    entry.refresh_from_db()
    assert (entry.consent, entry.respondent_name) == ("private", "A reader in Northfield")


def test_two_choices_are_shown_in_words(desk: Client, other: Client, editor: User) -> None:
    question = make_choice(editor, "single", "Homes", "Work")
    entry = begun(desk, question.paper)
    mine = opened(other, entry)
    save(desk, entry, **{"choice-1": "0"})
    page = read_page(other.post(url_of("entry", entry), {**mine, "choice-1": "1"}))
    assert "Chose: [only here: Homes]" in page.text
    assert form_of(page)["choice-1"] == "1"


def test_what_another_saved_elsewhere_is_said_to_stand_too(
    desk: Client, other: Client, entry: Submission
) -> None:
    mine = opened(other, entry)
    save(desk, entry, **{"body-1": "From the first desk."})
    other.post(url_of("entry", entry), {**mine, "body-2": "From the second."})
    assert (
        "together with what Moderator saved meanwhile" in fetch(other, url_of("entry", entry)).text
    )
    assert set(Answer.objects.values_list("body", flat=True)) == {
        "From the first desk.",
        "From the second.",
    }


def test_ones_own_other_tab_is_called_ones_own(desk: Client, entry: Submission) -> None:
    mine = opened(desk, entry)
    save(desk, entry, **{"body-1": "From one tab."})
    page = read_page(desk.post(url_of("entry", entry), {**mine, "body-1": "From the other."}))
    assert "After you opened this page, you saved something else" in page.text


def test_what_is_typed_after_it_was_entered_comes_back(
    desk: Client, other: Client, entry: Submission
) -> None:
    save(desk, entry, **{"body-1": "Something."})
    mine = opened(other, entry)
    entry.refresh_from_db()
    desk.post(url_of("look", entry), {"version": entry.version})
    late = other.post(url_of("entry", entry), {**mine, "body-1": "Something that came too late."})
    assert late.status_code == 409
    page = read_page(late)
    assert "These answers were entered before you saved" in page.text
    assert "Something that came too late." in page.text


def test_what_is_typed_after_it_was_discarded_comes_back(
    desk: Client, other: Client, entry: Submission
) -> None:
    mine = opened(other, entry)
    desk.post(url_of("take-back", entry), {"version": entry.version})
    late = other.post(url_of("entry", entry), {**mine, "body-1": "Something that came too late."})
    assert late.status_code == 404
    assert "Something that came too late." in read_page(late).text


@pytest.mark.parametrize("nonsense", ["", "x", "-1", "9" * 30, "①"])
def test_nonsense_for_what_was_opened_loses_nothing(
    nonsense: str, desk: Client, entry: Submission
) -> None:
    save(desk, entry, **{"body-1": "Saved."})
    sent = {**opened(desk, entry), "body-1": "Typed."}
    odd = dict.fromkeys(("version-1", "asked_as-1", "initial-received_on"), nonsense)
    answer = desk.post(url_of("entry", entry), {**sent, **odd})
    assert answer.status_code == 409
    assert form_of(read_page(answer))["body-1"] == "Saved.\n\nTyped."
