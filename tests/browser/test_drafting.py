"""What is being written: saved as one types, there after signing out, in two tabs, offline."""

import re
from typing import Final

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.browser.conftest import Open, sign_in
from tests.browser.pages import EVERY_KIND, press
from tests.browser.test_accessibility import look

pytestmark = pytest.mark.browser

GOES: Final = "harbour@soundings.example"
IS_TIMED_OUT: Final = "northfield@soundings.example"
FORGETS: Final = "participant@soundings.example"
QUESTIONS: Final = "/papers/good-rehabilitation/questions/"
SAVED: Final = re.compile(r"^Saved (\d\d?(\.\d\d)?\s[ap]m|noon|midnight)\.$")
WITHIN: Final = 20_000


def open_form(page: Page, number: int) -> None:
    page.goto(f"{QUESTIONS}{number}/respond/")


def box(page: Page) -> str:
    return page.get_by_label("What you want to say").input_value()


def type_in(page: Page, words: str) -> None:
    page.get_by_label("What you want to say").press_sequentially(words)


def expect_line(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator("[data-behaviour=draft]")).to_have_text(words, timeout=WITHIN)


def type_in_two_tabs(open_as: Open) -> tuple[Page, Page]:
    """Open one form twice; the first tab has saved what it says when the second begins to."""
    first, second = open_as("other"), open_as("other")
    for tab in (first, second):
        open_form(tab, 5)
    type_in(first, "Of the first tab.")
    expect_line(first, SAVED)
    type_in(second, "Of the second tab.")
    return first, second


def discard_all(page: Page) -> None:
    page.goto("/people/me/drafts/")
    for _ in page.get_by_role("link", name=re.compile("^Discard")).all():
        page.get_by_role("link", name=re.compile("^Discard")).first.click()
        press("^Discard it")(page)


def test_a_draft_outlives_signing_out_and_is_there_on_another_device(open_browser: Open) -> None:
    page = open_browser()
    sign_in(page, GOES)
    open_form(page, 2)
    type_in(page, "A bed on the first night.")
    expect_line(page, SAVED)
    # What was typed since the last save goes along.
    page.get_by_label("What you want to say").fill("A bed on the first night. And a key.")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    elsewhere = open_browser()
    sign_in(elsewhere, GOES)
    open_form(elsewhere, 2)
    assert box(elsewhere) == "A bed on the first night. And a key."
    expect(elsewhere.get_by_text("Your draft of")).to_be_visible()
    assert look(elsewhere) == []
    elsewhere.goto("/people/me/drafts/")
    assert look(elsewhere) == []
    elsewhere.get_by_role("link", name=re.compile("^Discard")).first.click()
    assert look(elsewhere) == []
    press("^Discard it")(elsewhere)
    expect(elsewhere.get_by_text("The draft is discarded.")).to_be_visible()


def test_a_browser_that_cannot_time_a_request_saves_too(open_browser: Open) -> None:
    page = open_browser()
    sign_in(page, "other@soundings.example")
    page.add_init_script("delete AbortSignal.timeout")
    open_form(page, 1)
    type_in(page, "On an old phone.")
    expect_line(page, SAVED)
    page.reload()
    assert box(page) == "On an old phone."
    page.get_by_label("What you want to say").fill("")
    expect_line(page, "")
    page.reload()
    assert box(page) == ""


def test_two_tabs_that_chose_differently_show_both_choices(open_as: Open) -> None:
    first, second = open_as("other"), open_as("other")
    for tab in (first, second):
        tab.goto("/papers/good-help/questions/2/respond/")
    first.get_by_label("Partly agree").check()
    expect_line(first, SAVED)
    second.get_by_label("Disagree").check()
    expect(second.get_by_text("Chose: Partly agree")).to_be_visible()
    assert look(second) == []
    second.get_by_role("button", name="Use the other text").click()
    expect(second.get_by_label("Partly agree")).to_be_checked()
    expect_line(second, SAVED)
    first.reload()
    expect(first.get_by_label("Partly agree")).to_be_checked()


def test_a_choice_alone_that_never_arrived_comes_back(open_as: Open) -> None:
    # Nobody else answers this as the participant: a kept choice changes where Tab leads.
    page = open_as("participant")
    page.goto(f"{EVERY_KIND}questions/3/respond/")
    page.get_by_label("On the day").check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Post your response").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto(f"{EVERY_KIND}questions/3/respond/")
    expect(page.get_by_label("On the day")).to_be_checked()
    expect_line(page, SAVED)


def test_with_no_network_the_text_stays_and_is_saved_afterwards(open_as: Open) -> None:
    page = open_as("other")
    open_form(page, 3)
    page.context.set_offline(True)
    type_in(page, "Typed on a train.")
    expect_line(page, re.compile("^No connection. Your text is in the box"))
    assert box(page) == "Typed on a train."
    assert look(page) == []
    page.context.set_offline(False)
    expect_line(page, SAVED)
    page.get_by_label("What you want to say").fill("")
    expect_line(page, "")


def test_what_cannot_be_saved_outlives_a_reload_of_its_tab(open_as: Open) -> None:
    page = open_as("other")
    open_form(page, 4)

    def away(route: Route) -> None:
        route.fulfill(status=503, body="The database does not answer.")

    page.route("**/draft/", away)
    type_in(page, "While it was away.")
    expect_line(page, re.compile("^We cannot save just now"))
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.reload()
    assert asked == ["beforeunload"]
    assert box(page) == "While it was away."
    page.unroute("**/draft/")
    expect_line(page, SAVED)
    page.reload()
    assert asked == ["beforeunload"]
    page.get_by_label("What you want to say").fill("")
    expect_line(page, "")


def test_a_post_that_never_arrived_comes_back_and_one_that_did_does_not(
    untouched: str, open_as: Open
) -> None:
    page = open_as("other")
    page.goto(f"{untouched}respond/")
    type_in(page, "Lost on the way.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Post your response").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto(f"{untouched}respond/")
    expect(page.get_by_label("What you want to say")).to_have_value("Lost on the way.")
    press("^Post your response")(page)
    expect(page.get_by_text(re.compile("We have your response|is published"))).to_be_visible()
    page.goto(f"{untouched}respond/")
    # Whatever the tab still asks about what it sent is answered then.
    page.wait_for_load_state("networkidle")
    assert box(page) == ""


def test_two_tabs_show_both_texts_and_their_writer_decides(open_as: Open) -> None:
    first, second = type_in_two_tabs(open_as)
    expect_line(second, re.compile("^This draft was changed after you opened"))
    expect(second.get_by_label("The other text")).to_have_value("Of the first tab.")
    assert box(second) == "Of the second tab."
    assert look(second) == []
    second.get_by_role("button", name="Keep what is in the box").click()
    expect_line(second, SAVED)
    first.reload()
    assert box(first) == "Of the second tab."
    expect(first.get_by_text("typed in another tab")).to_be_visible()
    discard_all(first)


def test_what_a_second_tab_typed_is_in_the_drafts_when_it_is_closed(open_as: Open) -> None:
    first, second = type_in_two_tabs(open_as)
    expect_line(second, re.compile("both are in your drafts"))
    with second.expect_response("**/draft/"):
        type_in(second, " And more.")
    expect(second.get_by_label("The other text")).to_have_count(1)
    second.close()
    first.goto("/people/me/drafts/")
    expect(first.get_by_text("Of the first tab.")).to_be_visible()
    expect(first.get_by_text("Of the second tab. And more.")).to_be_visible()
    first.get_by_role("article").filter(has_text="typed in another tab").get_by_role(
        "link", name=re.compile("^Go on writing")
    ).click()
    assert box(first) == "Of the second tab. And more."
    assert look(first) == []
    discard_all(first)


def test_a_session_that_ends_while_one_writes_takes_no_word(open_browser: Open) -> None:
    page = open_browser()
    sign_in(page, IS_TIMED_OUT)
    open_form(page, 6)
    page.context.clear_cookies(name="soundings_session")
    type_in(page, "Typed for an hour.")
    expect_line(page, re.compile("^You are signed out. Your text is in the box"))
    page.get_by_role("button", name="Post your response").click()
    expect(page.get_by_text("your text comes back into its form")).to_be_visible()
    assert look(page) == []
    sign_in(page, IS_TIMED_OUT)
    open_form(page, 6)
    expect(page.get_by_text("Your text is back.")).to_be_visible()
    assert box(page) == "Typed for an hour."
    expect_line(page, SAVED)
    page.get_by_label("What you want to say").fill("")
    expect_line(page, "")


def test_a_browser_that_forgot_the_site_says_so_and_carries_the_text(open_browser: Open) -> None:
    page = open_browser()
    sign_in(page, FORGETS)
    open_form(page, 6)
    page.context.clear_cookies()
    type_in(page, "Typed without a cookie.")
    expect_line(page, re.compile("^You are signed out. Your text is in the box"))
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("button", name="Sign in and go on").click()
    expect(page.get_by_text("your text comes back into its form")).to_be_visible()
    sign_in(page, FORGETS)
    open_form(page, 6)
    assert box(page) == "Typed without a cookie."
    expect_line(page, SAVED)
    page.get_by_label("What you want to say").fill("")
    expect_line(page, "")


def test_it_works_with_the_keyboard_alone(open_as: Open) -> None:
    page = open_as("other")
    open_form(page, 7)
    page.get_by_label("What you want to say").focus()
    page.keyboard.type("Some **weight**.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name=re.compile("^Preview")).locator("strong")).to_have_text(
        "weight"
    )
    assert look(page) == []
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Save draft":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Only you can read it.").first).to_be_visible()
    page.get_by_label("What you want to say").fill("")
    expect_line(page, "")


def test_without_script_it_is_saved_and_restored_by_buttons(
    open_as: Open, open_browser: Open
) -> None:
    page = open_as("other")
    plain = open_browser(java_script_enabled=False, storage_state=page.context.storage_state())
    open_form(plain, 8)
    plain.get_by_label("What you want to say").fill("By **hand**.")
    press("^Preview")(plain)
    expect(plain.get_by_role("region", name="Preview").locator("strong")).to_have_text("hand")
    press("^Save draft")(plain)
    expect(plain.get_by_text("Saved as a draft at")).to_be_visible()
    assert box(plain) == "By **hand**."
    plain.get_by_role("link", name="Discard this draft").click()
    press("^Discard it")(plain)
    expect(plain.get_by_text("The draft is discarded.")).to_be_visible()
    expect(plain.get_by_text("By hand.")).to_have_count(0)
