"""What a browser sends again: the back button and the post after it, two tabs, a stale text."""

from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.pages import press
from tests.browser.test_accessibility import look

pytestmark = pytest.mark.browser

BOX: Final = "What you want to say"
POST: Final = "^Post your response"


def open_one(open_as: Open, open_browser: Open, *, script: bool) -> Page:
    page = open_as("other")
    if script:
        return page
    return open_browser(java_script_enabled=False, storage_state=page.context.storage_state())


@pytest.mark.parametrize("script", [True, False])
def test_back_and_post_again_is_one_response(
    untouched: str, open_as: Open, open_browser: Open, script: bool
) -> None:
    page = open_one(open_as, open_browser, script=script)
    page.goto(untouched)
    page.get_by_label(BOX).fill("Said once, sent twice.")
    press(POST)(page)
    first = page.url
    page.go_back()
    expect(page.get_by_text("You have posted here already")).to_be_visible()
    page.get_by_label(BOX).fill("Said once, sent twice.")
    press(POST)(page)
    expect(page.get_by_text("it is here once")).to_be_visible()
    assert page.url == first


@pytest.mark.parametrize("script", [True, False])
def test_back_and_another_text_is_kept_and_asked_about(
    untouched: str, open_as: Open, open_browser: Open, script: bool
) -> None:
    page = open_one(open_as, open_browser, script=script)
    page.goto(f"{untouched}respond/")
    page.get_by_label(BOX).fill("Said before going back.")
    press(POST)(page)
    page.go_back()
    page.get_by_label(BOX).fill("Said after going back.")
    press(POST)(page)
    expect(page.get_by_role("heading", name="Should both stand?")).to_be_visible()
    expect(page.get_by_text("kept as a draft until")).to_be_visible()
    expect(page.get_by_label(BOX)).to_have_value("Said after going back.")
    page.get_by_role("link", name="Read or change what stands").click()
    expect(page.get_by_text("Said before going back.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_another_text_of_a_second_tab_is_kept_and_posted_on_purpose(
    untouched: str, open_as: Open, open_browser: Open, script: bool
) -> None:
    first = open_one(open_as, open_browser, script=script)
    second = first.context.new_page()
    for tab in (first, second):
        tab.goto(untouched)
    first.get_by_label(BOX).fill("Of the first tab.")
    second.get_by_label(BOX).fill("Of the second tab.")
    press(POST)(first)
    press(POST)(second)
    expect(second.get_by_role("heading", name="Should both stand?")).to_be_visible()
    expect(second.get_by_text("kept as a draft until")).to_be_visible()
    expect(second.get_by_label(BOX)).to_have_value("Of the second tab.")
    if script:
        assert look(second) == []
    press("^Post this as well")(second)
    expect(second.get_by_role("main").get_by_text("Of the second tab.")).to_be_visible()
    second.close()
