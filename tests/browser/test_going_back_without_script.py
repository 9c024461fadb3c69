"""Going back without script: the browser puts older words into a page of newer ones."""

import re
from itertools import count
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, join
from tests.browser.pages import ROOM_TO_WRITE, press
from tests.browser.test_drafting_room import begin, open_answer

pytestmark = pytest.mark.browser

OLD, NEW = "The first thought.", "The second thought, which is better."
CHANGED_SINCE = "This draft was changed after you opened this form."


_NUMBERS: Final = count(1)


@pytest.fixture
def page(open_browser: Open) -> Page:
    page = open_browser(java_script_enabled=False)
    join(page, f"goes-back-{next(_NUMBERS)}@soundings.example", "Somebody who goes back")
    return page


def write(page: Page, text: str) -> None:
    page.locator("textarea[name=body]").fill(text)


def save_twice_and_go_back(page: Page, button: str = "^Save draft") -> None:
    """Save one text, then another in the page that follows, and go back to the first page."""
    before, box = page.url, page.locator("textarea[name=body]")
    for text in (OLD, NEW):
        write(page, text)
        press(button)(page)
    page.go_back()
    if box.input_value() == NEW:
        page.go_back()
    assert (page.url, box.input_value()) == (before, OLD)


def drafts(page: Page) -> str:
    page.goto("/people/me/drafts/")
    return page.locator("main").inner_text()


def test_an_older_page_does_not_end_a_newer_draft(page: Page, untouched: str) -> None:
    page.goto(untouched)
    save_twice_and_go_back(page)
    press("^Save draft")(page)
    expect(page.get_by_text(CHANGED_SINCE)).to_be_visible()
    expect(page.get_by_label("The other text")).to_have_value(NEW)
    expect(page.get_by_label("What you want to say")).to_have_value(OLD)
    press("^Save draft")(page)
    kept = drafts(page)
    assert (OLD in kept, NEW in kept) == (True, True)  # until their writer discards one


def test_posting_from_an_older_page_leaves_the_newer_draft(page: Page, untouched: str) -> None:
    page.goto(untouched)
    save_twice_and_go_back(page)
    press("^Post your response")(page)
    expect(page.get_by_text(OLD)).to_be_visible()
    assert NEW in drafts(page)


def test_what_was_never_saved_comes_back_and_is_saved(page: Page, untouched: str) -> None:
    page.goto(f"{untouched}respond/")
    write(page, OLD)
    page.get_by_role("link", name="My page").click()
    page.go_back()
    press("^Save draft")(page)
    expect(page.get_by_text("Saved as a draft at")).to_be_visible()
    assert OLD in drafts(page)


def test_an_older_page_does_not_end_a_newer_change(page: Page, untouched: str) -> None:
    page.goto(f"{untouched}respond/")
    write(page, "As it was posted.")
    press("^Post your response")(page)
    page.get_by_role("link", name=re.compile("^Edit your")).first.click()
    save_twice_and_go_back(page)
    press("^Save draft")(page)
    expect(page.get_by_label("The other text")).to_have_value(NEW)
    expect(page.get_by_label("What you want to say")).to_have_value(OLD)


def test_an_older_page_does_not_end_a_newer_answer(page: Page) -> None:
    begin(page, "I do, for myself", f"{ROOM_TO_WRITE}answer/")
    open_answer(page)
    save_twice_and_go_back(page, "^Save$")
    press("^Save$")(page)
    settled = page.locator("textarea[name=body]")
    assert OLD in settled.input_value()
    assert NEW in settled.input_value()
