"""Quoting what somebody wrote, and turning to somebody in a thread."""

import re
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.keys import enter, tab_to
from tests.browser.test_accessibility import look

pytestmark = pytest.mark.browser

SAID: Final = (
    "A mentor who was commissioned by the hour leaves at the hour. Ours stay for the year."
)
SELECTED: Final = "leaves at the hour"
# As a mouse or a finger does: the words are selected, and the browser tells the page.
SELECT: Final = """(body, words) => {
  const text = body.querySelector("p").firstChild;
  const start = text.data.indexOf(words);
  getSelection().setBaseAndExtent(text, start, text, start + words.length);
}"""
COORDINATOR: Final = "Mentoring coordinator"


def post(page: Page, words: str) -> Locator:
    """Fill in the form that is open, as oneself, and post it; return the new response."""
    page.get_by_label("As myself").check()
    page.get_by_label("What you want to say").fill(words)
    page.get_by_role("button", name=re.compile("^Post your")).click()
    page.wait_for_url(re.compile("#r-"))
    return page.locator(page.url[page.url.index("#r-") :])


def reply_to(page: Page, question: str, response: str) -> None:
    page.goto(question)
    page.locator(response).get_by_role("link", name=re.compile("^Quote ")).click()


@pytest.fixture
def source(untouched: str, open_as: Open) -> str:
    """Where a coordinator's response stands on the page of the question."""
    page = open_as("harbour")
    page.goto(f"{untouched}respond/")
    return f"#{post(page, SAID).get_attribute('id')}"


def test_selected_words_are_quoted(untouched: str, source: str, open_as: Open) -> None:
    page = open_as("northfield")
    page.goto(untouched)
    page.locator(source).locator(".response-body").evaluate(SELECT, SELECTED)
    page.locator(source).get_by_role("link", name=re.compile("^Quote ")).click()
    expect(page.get_by_label(f"Quote from {COORDINATOR}")).to_have_value(SELECTED)
    assert look(page) == []
    quoted = post(page, "That is the whole of it.").locator(".quoted")
    expect(quoted.locator("blockquote")).to_have_text(SELECTED)
    expect(quoted).to_contain_text(f"Quoted from {COORDINATOR}")
    quoted.get_by_role("link", name=COORDINATOR).click()
    expect(page.locator(source)).to_be_focused()
    assert look(page) == []


def test_the_keyboard_quotes_the_beginning_and_shortens_it(
    untouched: str, source: str, open_as: Open
) -> None:
    page = open_as("northfield")
    page.goto(untouched)
    page.locator(source).get_by_role("link", name=re.compile("^Reply to ")).focus()
    tab_to(page, "Quote")
    enter(page)
    tab_to(page, "As myself")
    page.keyboard.press("Space")
    tab_to(page, "Quote from")
    expect(page.get_by_label(f"Quote from {COORDINATOR}")).to_have_value(SAID)
    page.keyboard.press("Control+A")
    page.keyboard.type("Ours stay for the year.")
    tab_to(page, "What you want to say")
    page.keyboard.type("Ours too.")
    tab_to(page, "Post your reply")
    enter(page)
    page.wait_for_url(re.compile("#r-"))
    quoting = page.locator(page.url[page.url.index("#r-") :])
    expect(quoting.locator("blockquote")).to_have_text("Ours stay for the year.")


def test_without_script_the_beginning_is_offered(
    untouched: str, source: str, open_as: Open, open_browser: Open
) -> None:
    state = open_as("northfield").context.storage_state()
    page = open_browser(java_script_enabled=False, storage_state=state)
    reply_to(page, untouched, source)
    box = page.get_by_label(f"Quote from {COORDINATOR}")
    expect(box).to_have_value(SAID)
    box.fill("Ours leave at once.")
    page.get_by_label("As myself").check()
    page.get_by_label("What you want to say").fill("Kept beside a quote that is none.")
    page.get_by_role("button", name="Post your reply").click()
    expect(page.get_by_role("alert")).to_contain_text(f"not in what {COORDINATOR} wrote")
    box.fill(SELECTED)
    quoted = post(page, "Kept beside a quote.").locator("blockquote")
    expect(quoted).to_have_text(SELECTED)


def test_a_quote_goes_with_its_source(untouched: str, source: str, open_as: Open) -> None:
    reader = open_as("northfield")
    reply_to(reader, untouched, source)
    quoting = post(reader, "I would say the same.")
    author = open_as("harbour")
    author.goto(untouched)
    author.locator(source).get_by_role("link", name=re.compile("^Withdraw ")).click()
    author.get_by_role("button", name="Withdraw it").click()
    reader.reload()
    expect(quoting.locator(".quoted")).to_have_text(
        "The words quoted here were withdrawn by their author."
    )
    expect(quoting.locator("blockquote")).to_have_count(0)
    expect(reader.locator(source)).not_to_contain_text(SAID)
    assert look(reader) == []


@pytest.mark.parametrize("has_script", [True, False])
def test_a_reply_turns_to_somebody(
    has_script: bool,
    untouched: str,
    source: str,
    open_as: Open,
    open_browser: Open,
) -> None:
    state = open_as("northfield").context.storage_state()
    page = open_browser(java_script_enabled=has_script, storage_state=state)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(untouched)
    page.locator(source).get_by_role("link", name=re.compile("^Reply to ")).click()
    page.get_by_text("Tell someone in this thread").first.click()
    page.get_by_label(COORDINATOR, exact=True).check()
    replied = post(page, "How do you pay for the year?")
    expect(replied.locator(".response-to")).to_have_text(f"To {COORDINATOR}")
    replied.locator(".response-to").get_by_role("link").click()
    expect(page).to_have_url(re.compile(re.escape(source) + "$"))
