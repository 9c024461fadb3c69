"""What was just done to a response is said at the response, where its reader is taken."""

from xml.etree.ElementTree import Element

from django.test import Client

from accounts.models import User
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post_published, question_of
from tests.page import Page, fetch, read_page, words
from tests.responses.drafting import form, url_of


def told_in(page: Page) -> Element:
    """Return the one response of the page that is described by what was done to it."""
    [told] = [each for each in page.tree.iter() if each.get("id", "").startswith("told-")]
    [around] = [each for each in page.tree.iter() if told in list(each)]
    return around


def above(page: Page) -> str:
    """What is said at the top of the page."""
    said = [each for each in page.tree.iter("div") if "messages" in each.get("class", "").split()]
    return " ".join(map(words, said))


def test_a_response_that_was_posted_says_so_itself_and_nothing_else_does(
    participant: User, browser: Client, question: Question
) -> None:
    post_published(participant, question_of(question.paper, 2))
    page = read_page(browser.post(url_of(question), form("A bed first."), follow=True))
    posted = told_in(page)
    assert posted.get("id") == f"r-{Response.objects.get(comment='A bed first.').public_id}"
    assert posted.get("aria-describedby") == posted.get("id", "").replace("r-", "told-", 1)
    assert words(posted).startswith("Done. Your response is published.")
    assert page.text.count("Your response is published.") == 1


def test_what_waits_for_a_moderator_says_so_there(browser: Client, question: Question) -> None:
    page = read_page(browser.post(url_of(question), form("A bed first."), follow=True))
    assert words(told_in(page)).startswith("Done. We have your response. A moderator reads it")
    assert above(page) == ""


def test_it_is_said_once(browser: Client, question: Question) -> None:
    browser.post(url_of(question), form("A bed first."), follow=True)
    page = fetch(browser, f"{url_of(question, 'question')}")
    assert ("We have your response" in page.text, above(page)) == (False, "")


def test_what_was_withdrawn_says_so_in_its_place(
    participant: User, browser: Client, question: Question
) -> None:
    own = post_published(participant, question)
    answer = browser.post(f"/responses/{own.public_id}/withdraw/", follow=True)
    gone = told_in(read_page(answer))
    assert gone.get("id") == f"r-{own.public_id}"
    assert words(gone).startswith("Done. Your response is withdrawn.")


def test_a_button_without_script_is_answered_in_its_row(
    other_participant: User, browser: Client, question: Question
) -> None:
    first = post_published(other_participant, question, "One.")
    post_published(other_participant, question, "Another.")
    sent = {"agree": first.public_id, "next": url_of(question, "question")}
    page = read_page(browser.post("/responses/react/", sent, follow=True))
    assert told_in(page).get("id") == f"r-{first.public_id}"
    assert words(told_in(page)).startswith("Done. You agree.")


def test_the_same_done_to_two_is_said_at_each(
    other_participant: User, browser: Client, question: Question
) -> None:
    """Buttons in two tabs, before either has shown what they did."""
    ids = [post_published(other_participant, question, each).public_id for each in ("One.", "Two.")]
    for public_id in ids:
        browser.post("/responses/react/", {"agree": public_id})
    page = fetch(browser, url_of(question, "question"))
    told = [each for each in page.tree.iter() if each.get("id", "").startswith("told-")]
    assert {each.get("id") for each in told} == {f"told-{public_id}" for public_id in ids}
    assert [words(each) for each in told] == ["Done. You agree."] * 2


def test_a_page_without_the_response_says_it_above(browser: Client, question: Question) -> None:
    browser.post(url_of(question), form("A bed first."))
    page = fetch(browser, url_of(question, "question").replace("questions/1", "questions/2"))
    assert "We have your response." in above(page)
