"""One computer, two people: what one of them left in a page is never saved as the other's."""

from typing import Final

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, Site, sign_in
from tests.browser.drafters import ORGANISATION
from tests.browser.test_drafting_room import begin, expect_line, open_answer, words, write

pytestmark = pytest.mark.browser

# A paper to which no other test drafts for them: there is one draft for each organisation.
ENTRY: Final = "/papers/rehabilitative-prisons/answer/"


@pytest.fixture(autouse=True)
def _drafters(site: Site) -> None:
    site.manage("shell", "-c", "from tests.browser.drafters import put_drafters; put_drafters()")


def test_a_page_left_open_saves_nothing_as_whoever_signed_in_since(open_browser: Open) -> None:
    left = open_browser()
    sign_in(left, "quayside-member@soundings.example")
    begin(left, ORGANISATION, ENTRY)
    open_answer(left)
    write(left, "What the member wrote.")
    expect_line(left, "Saved as you typed")
    left.context.clear_cookies()
    theirs = left.context.new_page()
    sign_in(theirs, "quayside-colleague@soundings.example")
    write(left, "What the member wrote when they came back.")
    expect_line(left, "Somebody else has signed in here since")
    theirs.goto(left.url)
    assert words(theirs) == "What the member wrote."
    expect(left.locator("textarea[name=body]")).to_have_value(
        "What the member wrote when they came back."
    )
