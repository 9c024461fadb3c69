"""Saying what one thinks of a response, following, and being told of it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, Site, join
from tests.browser.keys import faults, stop
from tests.browser.mails import newest_mail
from tests.browser.pages import EVERY_KIND, QUESTION
from tests.browser.test_accessibility import look

FOLLOWER = "follower@soundings.example"

pytestmark = pytest.mark.browser


def buttons(page: Page) -> tuple[Locator, Locator]:
    """Return "Agree" and "Disagree" of the first response that is not the reader's own."""
    row = page.locator(".response-actions").filter(has=page.get_by_role("button")).first
    agree = row.get_by_role("button", name=re.compile("^Agree with "))
    return agree, row.get_by_role("button", name=re.compile("^Disagree with "))


def count(button: Locator) -> int:
    shown = button.locator("b")
    return int(shown.inner_text()) if shown.count() else 0


def test_agreeing_changes_the_row_and_not_the_page(open_as: Open) -> None:
    page = open_as("other")
    page.goto(QUESTION)
    agree, disagree = buttons(page)
    before, others = count(agree), count(disagree)
    agree.click()
    expect(agree).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status").filter(has_text="You agree.")).to_be_attached()
    assert (count(agree), page.url.endswith(QUESTION)) == (before + 1, True)
    disagree.click()
    expect(disagree).to_have_attribute("aria-pressed", "true")
    expect(agree).to_have_attribute("aria-pressed", "false")
    assert (count(agree), count(disagree)) == (before, others + 1)
    assert look(page) == []
    disagree.click()
    expect(disagree).to_have_attribute("aria-pressed", "false")
    page.reload()
    agree, disagree = buttons(page)
    assert (count(agree), count(disagree)) == (before, others)


def test_without_script_one_lands_at_the_response_again(open_browser: Open, open_as: Open) -> None:
    signed_in = open_as("other")
    page = open_browser(java_script_enabled=False, storage_state=signed_in.context.storage_state())
    page.goto(QUESTION)
    agree, _ = buttons(page)
    agree.click()
    expect(page.get_by_text("You agree.")).to_be_visible()
    row = page.locator(page.url[page.url.index("#") :])
    pressed = row.get_by_role("button", name=re.compile("^Agree with "))
    expect(pressed.first).to_have_attribute("aria-pressed", "true")
    pressed.first.click()
    expect(page.get_by_text("You do not say any more that you agree.")).to_be_visible()


def test_the_keyboard_reaches_and_presses_it(open_as: Open) -> None:
    page = open_as("other")
    page.goto(QUESTION)
    agree, disagree = buttons(page)
    agree.focus()
    page.keyboard.press("Tab")
    assert faults(stop(page)) == []
    for state in ("true", "false"):
        page.keyboard.press("Space")
        expect(disagree).to_have_attribute("aria-pressed", state)
        expect(disagree).to_be_focused()


def test_what_does_not_reach_the_site_is_said_where_it_was_pressed(open_as: Open) -> None:
    page = open_as("other")
    page.goto(QUESTION)
    agree, _ = buttons(page)
    page.route("**/react/", lambda route: route.abort())
    agree.click()
    expect(page.get_by_text("We could not reach the site").first).to_be_visible()
    expect(agree).to_have_attribute("aria-pressed", "false")
    page.unroute("**/react/")


def choose(page: Page, group: str, pace: str) -> None:
    page.goto("/people/me/mail/")
    page.get_by_role("group", name=re.compile(group)).get_by_label(pace).check()
    page.get_by_role("button", name="Save what is new for you").click()
    expect(page.get_by_text("Saved. We write to you as you chose.")).to_be_visible()


def test_who_follows_is_told_and_can_stop_it_by_the_mail(
    open_as: Open, open_browser: Open, site: Site
) -> None:
    # Somebody new: nothing waits for them from before, which one mail in four minutes would tell.
    reader, speaker = open_browser(), open_as("lead")
    join(reader, FOLLOWER, "Follower")
    choose(reader, "^What you follow", "At once")
    reader.goto(EVERY_KIND)
    reader.get_by_role("button", name="Follow this paper").click()
    expect(reader.get_by_text("You follow this paper.").first).to_be_visible()
    speaker.goto(f"{EVERY_KIND}questions/1/")
    speaker.get_by_role("textbox", name="What you want to say").fill(
        "A canary sings where it is followed."
    )
    speaker.get_by_role("button", name="Post your response").click()
    expect(speaker.get_by_text("Your response is published.")).to_be_visible()
    # What beat asks for within a minute.
    site.manage("shell", "-c", "from consultation.digests.tasks import *; build_notices()")
    reader.goto("/people/me/")
    expect(reader.get_by_text("A canary sings where it is followed.")).to_be_visible()
    mail = newest_mail(reader, FOLLOWER, "New where you follow|new for you")
    letter = mail.locator("main").inner_text()
    assert "A canary sings where it is followed." in letter
    found = re.search(r"http://\S+/people/me/mail/stop/\S+/", letter)
    assert found
    anybody = open_browser()
    anybody.goto(found[0])
    assert look(anybody) == []
    anybody.get_by_role("button", name="Stop these mails").click()
    expect(anybody.get_by_role("heading", name="These mails have stopped")).to_be_visible()
    reader.goto("/people/me/mail/")
    wish = reader.get_by_role("group", name=re.compile("^What you follow"))
    expect(wish.get_by_label("Never")).to_be_checked()
    mail.close()
