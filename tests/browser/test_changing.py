"""A response, its edit, its history and its end: by keyboard alone, with script and without."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.keys import enter, tab_to
from tests.browser.pages import DAY
from tests.browser.test_accessibility import look

pytestmark = pytest.mark.browser

OLD = "Housing comes first, then work."
NEW = "Housing comes first, then a mentor."


def write(page: Page, text: str) -> None:
    """Type over what stands in the box that is reached next."""
    tab_to(page, "What you want to say")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(text)


def respond(page: Page, question: str) -> None:
    page.goto(f"{question}respond/")
    tab_to(page, "As myself")
    page.keyboard.press("Space")
    write(page, OLD)
    tab_to(page, "Post your response")
    enter(page)
    # Where its reader is taken, who would see nothing that is said at the top.
    expect(page.locator(".response:focus")).to_contain_text("Your response is published.")
    expect(page.get_by_text("Your response is published.")).to_be_in_viewport()


def edit(page: Page) -> None:
    tab_to(page, "Edit")
    enter(page)
    write(page, NEW)
    tab_to(page, "Save the change")
    enter(page)
    expect(page.get_by_text("Your change is published.")).to_be_in_viewport()
    expect(page.get_by_text(NEW)).to_be_visible()


def read_what_it_said(page: Page) -> None:
    tab_to(page, "edited")
    enter(page)
    expect(page.locator("del").filter(has_text="work")).to_be_visible()
    expect(page.locator("ins").filter(has_text="a mentor")).to_be_visible()
    tab_to(page, "Back to the response")
    enter(page)


def withdraw(page: Page) -> None:
    tab_to(page, "Withdraw")
    enter(page)
    expect(page.get_by_text("One line stays in its place")).to_be_visible()
    tab_to(page, "Withdraw it")
    enter(page)
    expect(page.get_by_text("This response was withdrawn by its author.")).to_be_visible()
    expect(page.get_by_text(NEW)).to_have_count(0)


@pytest.mark.parametrize("script", [True, False])
def test_by_keyboard_alone(script: bool, untouched: str, open_browser: Open, open_as: Open) -> None:
    signed_in = open_as("northfield")
    page = open_browser(java_script_enabled=script, storage_state=signed_in.context.storage_state())
    respond(page, untouched)
    edit(page)
    read_what_it_said(page)
    withdraw(page)
    page.goto("/people/me/responses/?state=withdrawn")
    expect(page.get_by_text(NEW).first).to_be_visible()


def test_two_tabs_are_shown_both_texts(untouched: str, open_as: Open) -> None:
    page, other = open_as("northfield"), open_as("northfield")
    respond(page, untouched)
    address = page.get_by_role("link", name="Edit your response").first.get_attribute("href")
    assert address is not None
    page.goto(address)
    other.goto(address)
    assert look(page) == []
    other.get_by_label("What you want to say").fill("From the other tab.")
    other.get_by_role("button", name="Save the change").click()
    expect(other.get_by_text("From the other tab.")).to_be_visible()
    page.get_by_label("What you want to say").fill("From this tab.")
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_role("heading", name="This was changed in another place")).to_be_visible()
    assert look(page) == []
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_text("From this tab.")).to_be_visible()


def test_staff_pin_and_close_a_thread(untouched: str, open_as: Open) -> None:
    respond(open_as("northfield"), untouched)
    page = open_as("lead")
    page.goto(untouched)
    page.get_by_role("article").first.get_by_role("link", name=DAY).first.click()
    page.get_by_role("link", name="Pin the response by").first.click()
    assert look(page) == []
    page.get_by_role("button", name="Pin it").click()
    expect(page.get_by_text("The response is pinned: it stands first.")).to_be_in_viewport()
    page.get_by_role("article").first.get_by_role("link", name=DAY).first.click()
    page.get_by_role("link", name="Close the thread of").first.click()
    assert look(page) == []
    page.get_by_label("Why is it closed?").fill("It goes on under question 2.")
    page.get_by_role("button", name="Close the thread").click()
    expect(page.get_by_text("It goes on under question 2.")).to_be_visible()
    page.get_by_role("link", name="Reopen the thread of").first.click()
    page.get_by_role("button", name="Reopen the thread").click()
    expect(page.get_by_text("The thread takes replies again.")).to_be_visible()
    page.get_by_role("link", name="Unpin the response by").first.click()
    page.get_by_role("button", name="Unpin it").click()
    expect(page.get_by_text("The response is not pinned any more.")).to_be_visible()
