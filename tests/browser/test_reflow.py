"""Narrow windows, wide spacing and blunt fingers (WCAG 1.4.10, 1.4.12 and 2.5.8)."""

import re
from typing import Final

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Open
from tests.browser.pages import PLACES, Place

pytestmark = pytest.mark.browser

QUESTION: Final = "/papers/rehabilitative-prisons/questions/2/"
DEEPEST: Final = 8
PHONE: Final[ViewportSize] = {"width": 320, "height": 640}
SPACED: Final = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
CLIPPED: Final = """() => [
    ...document.querySelectorAll("button, .button, summary, .tag, label, nav a")]
  .filter((element) => element.getClientRects().length && !element.closest(".visually-hidden"))
  .filter((element) => getComputedStyle(element).overflow !== "visible"
    ? element.scrollWidth > element.clientWidth + 1
      || element.scrollHeight > element.clientHeight + 1
    : element.getBoundingClientRect().right > document.documentElement.clientWidth)
  .map((element) => element.outerHTML.slice(0, 120))"""
# A link in a sentence is as tall as its line, which the criterion allows.
SMALL: Final = """() => [
    ...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((element) => element.checkVisibility() && element.type !== "hidden")
  .filter((element) => !element.closest(".visually-hidden, .skip-link"))
  .filter((element) => !(element.tagName === "A" && getComputedStyle(element).display === "inline"
    && [...element.parentElement.childNodes].some((node) =>
      node.nodeType === Node.TEXT_NODE && node.textContent.trim().length > 1)))
  .map((element) => [element, (element.closest("label") ?? element).getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24)
  .map(([element, box]) => `${box.width}×${box.height} ${element.outerHTML.slice(0, 120)}`)"""
SCROLLS: Final = "document.scrollingElement.scrollWidth > document.documentElement.clientWidth"
PAGES: Final = ("home", "paper", "question, signed in", "my name", "review", "structure", "exports")
each_page = pytest.mark.parametrize("place", [PLACES[name] for name in PAGES], ids=PAGES)


def post(page: Page, words: str, to: str = "", *, at: str = QUESTION, as_well: bool = False) -> str:
    """Post a response, or a reply to this id; `as_well` as one's earlier there. Return its id."""
    page.goto(f"{at}respond/?to={to}")
    page.get_by_label("As myself").check()
    page.get_by_label("What you want to say").fill(words)
    page.get_by_role("button", name=re.compile("^Post your")).click()
    if as_well:
        page.get_by_role("button", name="Post this as well").click()
    page.wait_for_url(re.compile("#r-"))
    return page.url.rpartition("#r-")[2]


def test_the_deepest_thread_fits_a_phone(open_as: Open) -> None:
    page = open_as("northfield")
    page.set_viewport_size(PHONE)
    last = post(page, "The length of a prison’s corridor decides who comes to the class.")
    for depth in range(1, DEEPEST + 1):
        last = post(page, f"Step {depth}: pneumonoultramicroscopicsilicovolcanoconiosis", last)
    deepest = page.locator(f"#r-{last}")
    box = deepest.bounding_box()
    assert box is not None
    assert box["width"] > 200
    assert page.evaluate(SCROLLS) is False
    (way_on,) = deepest.get_by_role("link", name=re.compile("^Reply to")).all()
    assert way_on.inner_text().startswith("Reply to the one above")


def test_a_list_that_runs_the_other_way_fits_a_phone(open_as: Open) -> None:
    page = open_as("northfield")
    page.set_viewport_size(PHONE)
    page.goto(f"{QUESTION}respond/")
    page.get_by_label("What you want to say").fill("- مرحبا\n- שלום\n- a bed\n\n1. مرحبا")
    page.get_by_role("button", name=re.compile("^Preview")).click()
    shown = page.get_by_role("region", name=re.compile("^Preview"))
    expect(shown.locator("li")).to_have_count(4)
    assert page.evaluate(SCROLLS) is False
    page.get_by_label("What you want to say").fill("")
    expect(page.locator("[data-behaviour=draft]")).to_have_text("")


@each_page
def test_wide_spacing_cuts_nothing_off(place: Place, open_as: Open) -> None:
    page = open_as(place.person)
    page.set_viewport_size(PHONE)
    place.reach(page)
    page.evaluate(SPACED)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(SCROLLS) is False


@each_page
def test_targets_are_24_pixels_or_more(place: Place, open_as: Open) -> None:
    page = open_as(place.person)
    page.set_viewport_size(PHONE)
    place.reach(page)
    assert page.evaluate(SMALL) == []
