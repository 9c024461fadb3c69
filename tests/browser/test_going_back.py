"""Going back to a form that saves itself: what was kept last is there, and stays."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.pages import press
from tests.browser.test_drafting import box

pytestmark = pytest.mark.browser

OLD, NEW = "The first thought.", "The second thought, which is better."


def write(page: Page, text: str) -> None:
    # The line may say already that something was saved in this minute.
    with page.expect_response(lambda answer: text in (answer.request.post_data or "")):
        page.get_by_label("What you want to say").fill(text)


def kept(page: Page) -> str:
    """Leave by a link, as one does, and return what is in the drafts then."""
    page.get_by_role("link", name="My page").click()
    page.wait_for_load_state("networkidle")
    page.goto("/people/me/drafts/")
    return page.locator("main").inner_text()


def test_a_newer_draft_outlives_a_page_from_before_it(untouched: str, open_as: Open) -> None:
    page = open_as("other")
    page.goto(untouched)
    write(page, OLD)
    press("^Save draft")(page)
    write(page, NEW)
    page.go_back()
    expect(page.get_by_label("What you want to say")).to_have_value(NEW)
    drafts = kept(page)
    assert (NEW in drafts, OLD in drafts) == (True, False)


def test_what_was_begun_after_a_post_outlives_the_page_it_was_posted_from(
    untouched: str, open_as: Open
) -> None:
    page = open_as("other")
    page.goto(f"{untouched}respond/")
    page.get_by_label("What you want to say").fill(OLD)
    press("^Post your response")(page)
    page.goto(untouched)
    write(page, NEW)
    page.go_back()
    page.go_back()
    expect(page.get_by_label("What you want to say")).to_have_value(NEW)
    assert NEW in kept(page)


def test_a_draft_of_another_tab_outlives_the_page_that_was_posted(
    untouched: str, open_as: Open
) -> None:
    first, second = open_as("other"), open_as("other")
    for tab in (first, second):
        tab.goto(f"{untouched}respond/")
    first.get_by_label("What you want to say").fill(OLD)
    press("^Post your response")(first)
    second.get_by_label("What you want to say").fill(NEW)
    press("^Post your response")(second)
    expect(second.get_by_text("kept as a draft until")).to_be_visible()
    first.go_back()
    expect(first.get_by_label("What you want to say")).to_have_value(NEW)
    assert NEW in kept(first)


def test_a_change_of_a_response_is_there_as_it_was_kept_last(untouched: str, open_as: Open) -> None:
    page = open_as("other")
    page.goto(f"{untouched}respond/")
    page.get_by_label("What you want to say").fill("As it was posted.")
    press("^Post your response")(page)
    page.get_by_role("link", name=re.compile("^Edit your")).first.click()
    write(page, OLD)
    press("^Save draft")(page)
    write(page, NEW)
    page.go_back()
    assert box(page) == NEW
    assert NEW in kept(page)
