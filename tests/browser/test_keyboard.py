"""Tab, Enter and the letters are enough, and one always sees where one is."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.keys import enter, faults, stop, tab_to, walk
from tests.browser.mails import code_from_mail
from tests.browser.pages import PLACES

pytestmark = pytest.mark.browser

RESPONSE = "A bus timetable on the wall of the visits hall."
WIDE = ("home", "paper", "question, signed in")
NARROW = (*WIDE, "review", "structure", "edit, with errors")


def test_the_skip_link_leads_past_the_navigation(open_as: Open) -> None:
    page = open_as()
    page.goto("/papers/good-rehabilitation/")
    page.keyboard.press("Tab")
    assert stop(page)["name"] == "Skip to the content"
    assert faults(stop(page)) == []
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


def test_signing_in_and_responding_needs_no_mouse(open_browser: Open) -> None:
    page = open_browser()
    page.goto("/papers/rehabilitative-prisons/questions/3/")
    tab_to(page, "Sign in to respond")
    enter(page)
    tab_to(page, "Email address")
    page.keyboard.type("other@soundings.example")
    tab_to(page, "Send me a code")
    enter(page)
    tab_to(page, "Six-digit code")
    page.keyboard.type(code_from_mail(page, "other@soundings.example"))
    tab_to(page, "Go on")
    enter(page)
    tab_to(page, "What you want to say")
    page.keyboard.type(RESPONSE)
    tab_to(page, "Post your response")
    enter(page)
    expect(page.get_by_text(RESPONSE)).to_be_visible()


@pytest.mark.parametrize(
    ("name", "width"), [*((name, 320) for name in NARROW), *((name, 1280) for name in WIDE)]
)
def test_every_stop_is_seen(name: str, width: int, open_as: Open) -> None:
    page = open_as(PLACES[name].person)
    page.set_viewport_size({"width": width, "height": 640})
    PLACES[name].reach(page)
    assert walk(page, "Tab") == []


@pytest.mark.parametrize("name", ["paper", "question, signed in"])
def test_the_band_hides_no_stop_on_the_way_back(name: str, open_as: Open) -> None:
    page = open_as(PLACES[name].person)
    page.set_viewport_size({"width": 320, "height": 640})
    PLACES[name].reach(page)
    page.get_by_role("contentinfo").get_by_role("link").last.focus()
    assert walk(page, "Shift+Tab") == []


def test_a_lost_or_hidden_focus_would_be_found(open_as: Open) -> None:
    page = open_as()
    page.goto("/papers/good-rehabilitation/")
    assert "BODY" in faults(stop(page))[0]
    page.get_by_role("contentinfo").get_by_role("link").last.focus()
    page.evaluate("scrollTo(0, 0)")
    assert any("inSight" in fault for fault in faults(stop(page)))
