"""Each page, small and large, light and dark: axe finds nothing, and nothing runs off the side."""

from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Open
from tests.browser.pages import PLACES, QUESTION, Place

pytestmark = pytest.mark.browser

SIZES: Final[tuple[ViewportSize, ...]] = (
    {"width": 320, "height": 640},
    {"width": 1280, "height": 800},
)
# Between the two a layout changes over; nothing may run off the side there either.
WIDTHS: Final = (320, 480, 640, 700, 768, 820, 1024, 1280)
# The dark scheme has the same elements in other colours, so only what looks at colour runs again.
COLOUR_RULES: Final = ("color-contrast", "link-in-text-block")
# The letter's frame is a mail, not a page of ours, and its sandbox runs no script.
ALWAYS: Final = {"resultTypes": ["violations"], "iframes": False, "preload": False}
RUN: Final = """options => axe.run(document, options).then((results) =>
  results.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id} ${node.target}: ${node.failureSummary}`)))"""
WIDER_THAN_THE_WINDOW: Final = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= edge) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > edge)
    .map((element) => element.outerHTML.slice(0, 120));
}"""

SEEN_THOUGH_HIDDEN: Final = """() => [...document.querySelectorAll("[hidden]")]
  .filter((element) => element.checkVisibility())
  .map((element) => element.outerHTML.slice(0, 120))"""


def violations(page: Page, **options: Any) -> list[str]:
    found: list[str] = page.evaluate(RUN, {**ALWAYS, **options})
    return found


def look(page: Page) -> list[str]:
    """Return what is wrong with the page as it stands, at every size and in both schemes."""
    page.evaluate(Axe().axe_script)
    wrong = [f"seen though hidden: {it}" for it in page.evaluate(SEEN_THOUGH_HIDDEN)]
    for size in SIZES:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light")
        wrong += violations(page)
        page.emulate_media(color_scheme="dark")
        wrong += violations(page, runOnly=COLOUR_RULES)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wrong += [f"too wide at {width}: {it}" for it in page.evaluate(WIDER_THAN_THE_WINDOW)]
    return wrong


@pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))
def test_nothing_is_found(place: Place, open_as: Open) -> None:
    page = open_as(place.person)
    place.reach(page)
    assert look(page) == []


def test_faults_would_be_found(open_as: Open) -> None:
    page = open_as()
    page.goto("/")
    page.evaluate(
        """() => {
          const main = document.querySelector("main");
          main.append(document.createElement("button"));
          Object.assign(main.querySelector("h1").style, { color: "#bbb", width: "2000px" });
          main.querySelector("p").hidden = true;
          main.querySelector("p").style.setProperty("display", "block", "important");
        }"""
    )
    found = " ".join(look(page))
    assert "button-name" in found
    assert "seen though hidden" in found
    assert "too wide at 320" in found
    assert "color-contrast" in found


def test_forced_colours_keep_edges_and_focus(open_as: Open) -> None:
    page = open_as("northfield")
    page.emulate_media(forced_colors="active")
    page.goto(QUESTION)
    post = page.get_by_role("button", name="Post your response")
    expect(post).to_have_css("border-top-width", "2px")
    post.focus()
    expect(post).to_have_css("outline-style", "solid")
    expect(page.get_by_label("What you want to say")).to_have_css("border-top-style", "solid")


def test_a_broken_policy_would_be_heard(open_as: Open, complaints: list[str]) -> None:
    page = open_as()
    page.goto("/")
    with page.expect_console_message():
        page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert "Content Security Policy" in complaints.pop()
