"""A formal answer is drafted: by three together, by keyboard alone, and without scripts."""

import re
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Site, sign_in
from tests.browser.drafters import ORGANISATION
from tests.browser.keys import enter, tab_to
from tests.browser.pages import EVERY_KIND, press
from tests.browser.test_accessibility import look

pytestmark = pytest.mark.browser

ENTRY: Final = f"{EVERY_KIND}answer/"
WITHIN: Final = 20_000
PLAN: Final = "A plan from day one.\n\nWritten with the person.\n\nHousing first."


@pytest.fixture(autouse=True)
def _drafters(site: Site) -> None:
    site.manage("shell", "-c", "from tests.browser.drafters import put_drafters; put_drafters()")


def begin(page: Page, who: str, entry: str = ENTRY) -> None:
    page.goto(entry)
    page.get_by_role("radio", name=re.compile(who)).check()
    press("^Begin$")(page)


def open_answer(page: Page) -> None:
    """Open the first question of the room one is in, an open one."""
    with page.expect_navigation():
        page.locator(".room-ask a").first.click()


def words(page: Page) -> str:
    return page.locator("textarea[name=body]").input_value()


def write(page: Page, text: str) -> None:
    """Replace the answer's text as somebody types, which saves it."""
    page.locator("textarea[name=body]").fill(text)


def expect_line(page: Page, said: str) -> None:
    line = page.locator("[data-behaviour=save-answer]")
    expect(line).to_contain_text(said, timeout=WITHIN)


def write_apart(member: Page, colleague: Page) -> None:
    """Change different paragraphs, the member on the older text: both stand."""
    write(colleague, PLAN.replace("Housing", "A home"))
    expect_line(colleague, "Saved as you typed")
    write(member, PLAN.replace("A plan", "One plan"))
    expect_line(member, "together with what Quayside-colleague wrote")
    # They come into the box when it is left.
    member.locator("textarea[name=body]").blur()
    both = "One plan from day one.\n\nWritten with the person.\n\nA home first."
    expect(member.locator("textarea[name=body]")).to_have_value(both)


def settle_the_same_words(colleague: Page) -> None:
    """Change what the member has changed as well: nothing is lost, and a person settles it."""
    write(colleague, PLAN.replace("A plan", "A good plan").replace("Housing", "A home"))
    expect_line(colleague, "Changed by Quayside-member as well.")
    press("^Save$")(colleague)
    expect(colleague.get_by_role("heading", name="Two wrote at once")).to_be_visible()
    expect(colleague.get_by_role("alert")).to_be_focused()
    expect(colleague.get_by_role("alert")).to_contain_text("While you wrote, Quayside-member saved")
    assert look(colleague) == []
    assert "One plan from day one.\n\nA good plan from day one." in words(colleague)
    write(colleague, "One good plan from day one.")
    press("^Save this$")(colleague)
    expect(colleague.locator(".messages")).to_contain_text("Saved.")


def test_three_draft_one_answer(open_as: Open) -> None:
    member, colleague, approver = (
        open_as(f"quayside-{name}") for name in ("member", "colleague", "approver")
    )
    begin(member, ORGANISATION)
    room = member.url
    open_answer(member)
    write(member, PLAN)
    expect_line(member, "Saved as you typed")
    colleague.goto(ENTRY)
    colleague.get_by_role("link", name=ORGANISATION).click()
    assert colleague.url == room
    open_answer(colleague)
    assert words(colleague) == PLAN
    expect(colleague.get_by_text("Somebody else is here.")).to_be_visible()
    assert look(colleague) == []
    write_apart(member, colleague)
    settle_the_same_words(colleague)
    approver.goto(room)
    expect(approver.locator(".room-question").first).to_contain_text("by Quayside-colleague")
    approver.get_by_label("Your comment").fill("Read it to the board on Tuesday.")
    press("^Add the comment$")(approver)
    member.goto(room)
    expect(member.get_by_text("Read it to the board on Tuesday.")).to_be_visible()
    assert look(member) == []


def test_what_one_saved_in_one_sitting_is_one_version(open_as: Open) -> None:
    page = open_as("participant")
    begin(page, "I do, for myself")
    open_answer(page)
    for text in ("A plan from day one.", "Something else."):
        write(page, text)
        press("^Save$")(page)
    page.get_by_role("link", name="All versions").click()
    assert look(page) == []
    # One sitting is one version: there is nothing else to bring back, and no button that would.
    expect(page.get_by_text("Something else.").first).to_be_visible()
    expect(page.get_by_role("button", name="Bring this version back")).to_have_count(0)


def test_one_drafts_by_keyboard_alone(open_as: Open) -> None:
    page = open_as("northfield")
    page.goto(ENTRY)
    tab_to(page, "I do, for myself")
    page.keyboard.press("Space")
    tab_to(page, "Begin")
    enter(page)
    tab_to(page, "Change this")
    enter(page)
    assert look(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    tab_to(page, "The policy team may write to me")
    page.keyboard.press("Space")
    tab_to(page, "Save")
    enter(page)
    expect(page.get_by_text("Yes", exact=True)).to_be_visible()
    page.locator(".room-ask a").first.focus()
    enter(page)
    page.locator("textarea[name=body]").focus()
    page.keyboard.type("Somebody at the gate.")
    tab_to(page, "Public, with my name")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Save and go on")
    enter(page)
    page.go_back()
    page.reload()
    assert words(page) == "Somebody at the gate."
    expect(page.get_by_role("radio", name=re.compile("without my name"))).to_be_checked()


def test_one_drafts_without_scripts(open_browser: Open, site: Site) -> None:
    page = open_browser(java_script_enabled=False)
    sign_in(page, "other@soundings.example")
    begin(page, "I do, for myself")
    open_answer(page)
    write(page, "Somebody at the gate.")
    press("^Save and go on$")(page)
    expect(page.locator(".messages")).to_contain_text("Saved.")
    press("^All questions|^Save$")(page)
    page.goto(ENTRY)
    page.get_by_role("link", name="Your own").click()
    expect(page.get_by_text(re.compile(r"^1 of \d+ questions? answered"))).to_be_visible()
    page.get_by_label("Your comment").fill("Ask a friend to read it.")
    press("^Add the comment$")(page)
    expect(page.get_by_text("Ask a friend to read it.")).to_be_visible()
    page.get_by_role("link", name="Discard this draft").click()
    press("^Discard the draft$")(page)
    expect(page.get_by_text("The draft is discarded")).to_be_visible()
