"""A response that is being changed: kept as one types, there on another device, and after all."""

from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, join, sign_in
from tests.browser.pages import press
from tests.browser.test_accessibility import look
from tests.browser.test_drafting import SAVED, box, expect_line, type_in

pytestmark = pytest.mark.browser

PERSON: Final = "away@soundings.example"
MORE: Final = " And then a mentor."


def respond(page: Page, question: str, text: str) -> str:
    """Post a response and return the address of the form that changes it."""
    page.goto(f"{question}respond/")
    myself = page.get_by_role("radio", name="As myself")
    if myself.count():
        myself.check()
    page.get_by_label("What you want to say").fill(text)
    press("^Post your response")(page)
    edit = page.get_by_role("article").filter(has_text=text).get_by_role("link", name="Edit your")
    address = edit.first.get_attribute("href")
    assert address is not None
    return address


def test_what_is_typed_is_there_on_another_device_and_saved_from_it(
    untouched: str, open_as: Open, open_browser: Open
) -> None:
    page, text = open_as("other"), "Of two devices."
    address = respond(page, untouched, text)
    page.goto(address)
    page.get_by_label("What you want to say").press("ControlOrMeta+End")
    type_in(page, MORE)
    expect_line(page, SAVED)
    assert look(page) == []
    elsewhere = open_browser(storage_state=page.context.storage_state())
    elsewhere.goto("/people/me/drafts/")
    listed = elsewhere.get_by_role("article").filter(has_text=text)
    expect(listed.get_by_text("A change of your response")).to_be_visible()
    assert look(elsewhere) == []
    elsewhere.goto(address)
    assert box(elsewhere) == text + MORE
    expect(elsewhere.get_by_text("Your draft of")).to_be_visible()
    assert look(elsewhere) == []
    press("^Save the change")(elsewhere)
    expect(elsewhere.get_by_text(text + MORE)).to_be_visible()
    elsewhere.goto(address)
    elsewhere.wait_for_load_state("networkidle")
    expect(elsewhere.get_by_text("Your draft of")).to_have_count(0)


def test_a_session_that_ends_while_one_edits_takes_no_word(
    untouched: str, open_browser: Open
) -> None:
    page, text = open_browser(), "Before the session ended."
    # Somebody of their own: each address is sent three codes a minute, and others sign in too.
    join(page, PERSON, "Somebody who was away")
    page.goto(respond(page, untouched, text))
    address = page.url
    page.context.clear_cookies(name="soundings_session")
    page.get_by_label("What you want to say").fill(text + MORE)
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_text("your text comes back into its form")).to_be_visible()
    assert look(page) == []
    sign_in(page, PERSON)
    page.goto(address)
    expect(page.get_by_text("Your text is back.")).to_be_visible()
    assert box(page) == text + MORE
    expect_line(page, SAVED)
    press("^Save the change")(page)
    expect(page.get_by_text(text + MORE)).to_be_visible()


def test_without_script_it_is_kept_shown_and_restored_by_buttons(
    untouched: str, open_as: Open, open_browser: Open
) -> None:
    page = open_as("other")
    plain = open_browser(java_script_enabled=False, storage_state=page.context.storage_state())
    address = respond(plain, untouched, "By hand, at first.")
    plain.goto(address)
    plain.get_by_label("What you want to say").fill("By **hand**.")
    press("^Preview")(plain)
    expect(plain.get_by_role("region", name="Preview").locator("strong")).to_have_text("hand")
    press("^Save draft")(plain)
    expect(plain.get_by_text("Saved as a draft at")).to_be_visible()
    plain.goto(untouched)
    plain.goto(address)
    assert box(plain) == "By **hand**."
    plain.get_by_role("link", name="Discard this draft").click()
    press("^Discard it")(plain)
    plain.goto(address)
    assert box(plain) == "By hand, at first."
