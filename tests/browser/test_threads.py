"""Finding one's way in a question's threads: with a mouse, by keyboard alone, without scripting."""

import re
from typing import Final

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.browser.conftest import Open, sign_in
from tests.browser.test_reflow import SCROLLS, post

pytestmark = pytest.mark.browser

QUESTION: Final = "/papers/rehabilitative-prisons/questions/4/"
PHONE: Final[ViewportSize] = {"width": 320, "height": 640}
REPLIES: Final = 7
IN_SIGHT: Final = """id => {
  const box = document.getElementById(`r-${id}`).getBoundingClientRect();
  const band = document.querySelector(".status-band")?.getBoundingClientRect().bottom ?? 0;
  return box.top >= band && box.top < window.innerHeight;
}"""


@pytest.fixture(scope="module")
def begun() -> dict[str, str]:
    """The thread of this module once it is written: its root, and its last reply."""
    return {}


@pytest.fixture
def thread(open_as: Open, begun: dict[str, str]) -> dict[str, str]:
    """A thread with more replies than a question's page shows."""
    if not begun:
        page = open_as("northfield")
        begun["root"] = post(page, "Gardens are tended by those who leave first.", at=QUESTION)
        for number in range(REPLIES):
            words, asked = f"Reply {number}, of seven in all.", number > 0
            begun["last"] = post(page, words, to=begun["root"], at=QUESTION, as_well=asked)
    return begun


def test_a_permalink_opens_what_is_folded_and_takes_the_focus(
    thread: dict[str, str], open_as: Open
) -> None:
    page = open_as()
    page.set_viewport_size(PHONE)
    page.goto(QUESTION)
    expect(page.get_by_role("link", name=re.compile("^2 more replies to "))).to_be_visible()
    expect(page.get_by_text("Reply 6, of seven")).to_have_count(0)
    page.goto(f"{QUESTION}?sort=discussed&with=replies")
    expect(page.get_by_role("link", name=re.compile("^2 more replies to "))).to_be_visible()
    page.goto(f"/responses/{thread['last']}/")
    expect(page.locator(f"#r-{thread['last']}")).to_be_focused()
    assert page.evaluate(IN_SIGHT, thread["last"])
    assert not page.evaluate(SCROLLS)


def test_what_was_said_is_on_paper_too(thread: dict[str, str], open_as: Open) -> None:
    page = open_as()
    page.emulate_media(media="print")
    for at in (QUESTION, f"/responses/{thread['root']}/"):
        page.goto(at)
        expect(page.get_by_text("Gardens are tended by those who leave first.")).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("^Agree"))).to_have_count(0)


def test_the_folded_link_and_the_permalink_need_no_scripting(
    thread: dict[str, str], open_browser: Open
) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto(QUESTION)
    page.get_by_role("link", name=re.compile("^2 more replies to ")).click()
    expect(page.get_by_text("Reply 6, of seven")).to_be_visible()
    page.goto(f"/responses/{thread['last']}/")
    assert page.url.endswith(f"#r-{thread['last']}")
    expect(page.locator(f"#r-{thread['last']}")).to_be_focused()


def test_finding_and_sorting_by_keyboard_alone(thread: dict[str, str], open_as: Open) -> None:
    page = open_as()
    page.goto(QUESTION)
    page.get_by_role("searchbox", name="Find in these responses").focus()
    page.keyboard.type("gardens tended")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="1 discussion matches")
    expect(heading).to_be_focused()
    expect(page.locator("mark").first).to_have_text("Gardens")
    page.get_by_role("link", name=re.compile("^Take away the filter Words")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile(r"^\d+ responses?, "))).to_be_focused()
    page.get_by_role("link", name="Oldest", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Oldest", exact=True)).to_have_attribute(
        "aria-current", "true"
    )


def test_filters_are_chosen_and_taken_away_without_scripting(
    thread: dict[str, str], open_browser: Open
) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto(QUESTION)
    page.get_by_text("Filter by who speaks").click()
    page.get_by_label("Who speaks").select_option("The policy team")
    page.get_by_role("button", name="Filter", exact=True).click()
    expect(page.get_by_text("No response is like that.")).to_be_visible()
    page.get_by_role("link", name="Show every response").first.click()
    expect(page.get_by_text("Gardens are tended")).to_be_visible()


def test_a_button_brings_back_to_the_list_as_it_was_without_scripting(
    thread: dict[str, str], open_browser: Open
) -> None:
    page = open_browser(java_script_enabled=False)
    sign_in(page, "harbour@soundings.example")
    page.goto(f"{QUESTION}?sort=oldest&find=gardens")
    root = page.locator(f"#r-{thread['root']}")
    root.get_by_role("button", name=re.compile("^Helps me")).first.click()
    assert page.url.endswith(f"?sort=oldest&find=gardens#r-{thread['root']}")
    pressed = root.get_by_role("button", name=re.compile("^Helps me")).first
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(pressed).to_be_in_viewport()


def test_what_was_followed_is_said_in_sight(thread: dict[str, str], open_as: Open) -> None:
    page = open_as("harbour")
    page.set_viewport_size(PHONE)
    page.goto(f"/responses/{thread['last']}/")
    said = page.locator(".messages")
    page.get_by_role("button", name="Follow this thread").click()
    expect(said).to_contain_text("You follow this thread.")
    expect(said).to_be_in_viewport()
    page.get_by_role("button", name="Stop following this thread").click()
    expect(said).to_contain_text("You do not follow this thread any more.")
    expect(said).to_be_in_viewport()


def test_a_link_is_copied(thread: dict[str, str], open_as: Open) -> None:
    page = open_as()
    context: BrowserContext = page.context
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(QUESTION)
    root = page.locator(f"#r-{thread['root']}")
    root.get_by_role("link", name=re.compile("^Copy link to ")).click()
    expect(root.get_by_role("link", name=re.compile("^Link copied"))).to_be_visible()
    assert clipboard(page).endswith(f"/responses/{thread['root']}/")


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))
