"""The desk's pages on which staff key in what came on paper or by phone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.responses.models import Answer, Response, Submission
from papers.actions import create_paper
from papers.models import Paper
from tests.asking import close, make_choice, make_paper
from tests.offline.sending import form_of
from tests.page import fetch, read_page
from tests.people import make_organisation
from tests.responses.keying import TODAY

pytestmark = pytest.mark.django_db

DETAILS = {
    "respondent_name": "A reader in Thornwick",
    "channel": "offline",
    "received_on": str(TODAY),
    "provenance": "Letter, in the file of the paper.",
    "consent": "named",
    "consent_words": "Ticked on the form.",
}


@pytest.fixture
def desk(client: Client, moderator: User) -> Client:
    client.force_login(moderator)
    return client


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_paper(editor)


def begun(desk: Client, paper: Paper, **changes: Any) -> Submission:
    answer = desk.post(reverse("offline:begin"), {"paper": paper.slug, **DETAILS, **changes})
    assert answer.status_code == 302, read_page(answer).text
    return Submission.objects.get()


def url_of(name: str, entry: Submission) -> str:
    return reverse(f"offline:{name}", args=[entry.public_id])


def opened(desk: Client, entry: Submission) -> dict[str, str]:
    """What the page that keys it in would send as it stands."""
    return form_of(fetch(desk, url_of("entry", entry)))


def save(desk: Client, entry: Submission, **typed: Any) -> Any:
    return desk.post(url_of("entry", entry), {**opened(desk, entry), **typed})


def test_a_letter_from_the_envelope_to_the_page(desk: Client, paper: Paper) -> None:
    entry = begun(desk, paper)
    answer = save(desk, entry, **{"body-1": "A home\nfirst.", "look": "yes"})
    assert answer["Location"] == url_of("look", entry)
    page = fetch(desk, url_of("look", entry))
    assert "Published at once as A reader in Thornwick" in page.text
    entry.refresh_from_db()
    desk.post(url_of("look", entry), {"version": entry.version})
    response = Response.objects.public().get()
    assert (response.comment, response.channel) == ("A home\nfirst.", "offline")
    assert response.public_id in fetch(desk, url_of("entry", entry)).response.content.decode()


def test_closed_papers_are_offered_and_drafts_are_not(
    desk: Client, editor: User, paper: Paper
) -> None:
    close(paper)
    create_paper(actor=editor, title="To come")
    page = fetch(desk, reverse("offline:begin"))
    assert paper.title in page.text
    assert "To come" not in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"respondent_name": ""}, "Say whose answers these are."),
        ({"received_on": "2199-01-01"}, "The year has to lie between"),
        ({"received_on": "1900-01-01"}, "no answer can have come before. Check the date."),
        ({"received_on": "2099-01-01"}, "This day has not come yet."),
        ({"consent_words": ""}, "Say how they agreed to be published."),
        ({"consent": ""}, "Choose what they agreed to."),
        ({"organisation": "Nothing Like It"}, "no verified organisation of exactly this name"),
        ({"respondent_name": "x" * 51}, "at most 50 characters"),
        ({"paper": "no-such-paper"}, "This paper takes no answers."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    typed: dict[str, str], sentence: str, desk: Client, paper: Paper
) -> None:
    sent = {"paper": paper.slug, **DETAILS, **typed}
    answer = desk.post(reverse("offline:begin"), sent)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert sentence in text
    assert "Ticked on the form." in text or "consent_words" in typed
    assert not Submission.objects.exists()


def test_an_organisation_is_found_by_its_name_in_any_case(desk: Client, paper: Paper) -> None:
    make_organisation("Northfield Trust")
    entry = begun(desk, paper, organisation="northfield trust", respondent_name="")
    assert entry.organisation is not None
    assert entry.respondent_name == "Northfield Trust"


def test_a_name_that_is_nearly_one_is_helped(desk: Client, paper: Paper) -> None:
    make_organisation("Northfield Trust")
    sent = {"paper": paper.slug, **DETAILS, "organisation": "Northfeld Trust"}
    answer = desk.post(reverse("offline:begin"), sent)
    assert "Close to it: Northfield Trust." in answer.content.decode()


def test_not_both_a_person_and_an_organisation(desk: Client, paper: Paper) -> None:
    make_organisation("Northfield Trust")
    sent = {"paper": paper.slug, **DETAILS, "organisation": "Northfield Trust"}
    assert "not both" in desk.post(reverse("offline:begin"), sent).content.decode()


def test_choices_are_keyed_in_with_their_words(desk: Client, editor: User) -> None:
    question = make_choice(editor, "ranking", "Homes", "Work")
    entry = begun(desk, question.paper)
    save(desk, entry, **{"choice-1_0": "2", "choice-1_1": "1", "body-1": "Work first."})
    answer = Answer.objects.get()
    assert (answer.choices, answer.body) == ([1, 0], "Work first.")
    page = fetch(desk, url_of("entry", entry)).response.content.decode()
    assert "Work first." in page


def test_a_choice_alone_is_shown_once_it_is_entered(desk: Client, editor: User) -> None:
    question = make_choice(editor, "ranking", "Homes", "Work")
    entry = begun(desk, question.paper)
    save(desk, entry, **{"choice-1_0": "2", "choice-1_1": "1"})
    entry.refresh_from_db()
    desk.post(url_of("look", entry), {"version": entry.version})
    page = fetch(desk, url_of("entry", entry)).response.content.decode()
    assert "<li>Work</li><li>Homes</li>" in page


def test_an_emptied_answer_goes(desk: Client, paper: Paper) -> None:
    entry = begun(desk, paper)
    save(desk, entry, **{"body-1": "Something."})
    save(desk, entry, **{"body-1": ""})
    assert not Answer.objects.get().says_something
    assert "No answer is keyed in yet." in fetch(desk, url_of("look", entry)).text


def test_nothing_of_a_private_answer_is_public(desk: Client, paper: Paper, client: Client) -> None:
    entry = begun(desk, paper, consent="private", consent_words="")
    words = {"body-1": "canary-offline-private"}
    save(desk, entry, consent="private", consent_words="", **words)
    entry.refresh_from_db()
    desk.post(url_of("look", entry), {"version": entry.version})
    assert Response.objects.get().visibility == "private"
    page = Client().get(reverse("responses:question", args=[paper.slug, 1]))
    assert "canary" not in page.content.decode()


def test_a_second_person_checks_and_the_first_cannot(
    desk: Client, paper: Paper, lead: User
) -> None:
    entry = begun(desk, paper)
    save(desk, entry, **{"body-1": "Something."})
    entry.refresh_from_db()
    desk.post(url_of("look", entry), {"version": entry.version})
    assert desk.post(url_of("check", entry)).status_code == 409
    desk.force_login(lead)
    desk.post(url_of("check", entry))
    assert "Checked" in fetch(desk, url_of("entry", entry)).text


def test_it_can_be_withdrawn_and_says_so(desk: Client, paper: Paper) -> None:
    entry = begun(desk, paper)
    save(desk, entry, **{"body-1": "Something."})
    entry.refresh_from_db()
    desk.post(url_of("look", entry), {"version": entry.version})
    assert "go from every page" in fetch(desk, url_of("take-back", entry)).text
    desk.post(url_of("take-back", entry))
    assert not Response.objects.public().exists()
    assert "Withdrawn" in fetch(desk, url_of("entry", entry)).text


def test_a_draft_can_be_discarded(desk: Client, paper: Paper) -> None:
    entry = begun(desk, paper)
    desk.post(url_of("take-back", entry), {"version": entry.version})
    assert not Submission.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_a_nonsense_version_is_a_conflict(version: str, desk: Client, paper: Paper) -> None:
    entry = begun(desk, paper)
    answer = desk.post(url_of("look", entry), {"version": version})
    assert answer.status_code == 409


def test_the_list_says_what_waits(desk: Client, paper: Paper) -> None:
    assert "Nothing waits here." in fetch(desk, reverse("offline:entries")).text
    begun(desk, paper)
    assert "A reader in Thornwick" in fetch(desk, reverse("offline:entries")).text
