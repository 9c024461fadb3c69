"""Choosing in answer to a question of each kind, and what everybody chose."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.keys import enter, tab_to
from tests.browser.pages import EVERY_KIND
from tests.browser.test_accessibility import look

pytestmark = pytest.mark.browser

RANKING: Final = f"{EVERY_KIND}questions/6/"
AFTER_ANSWERING: Final = "/papers/rehabilitative-prisons/questions/5/"
Steps = Callable[[Page], None]


@dataclass(frozen=True)
class Kind:
    """A kind of question: where it is asked, and how this answer is given in two ways."""

    number: int
    chosen: str
    keys: Steps
    hands: Steps

    @property
    def url(self) -> str:
        return f"{EVERY_KIND}questions/{self.number}/"


def keys(first: str, *pressed: str) -> Steps:
    """Go to the control of this name with Tab, and press these keys."""

    def steps(page: Page) -> None:
        tab_to(page, first)
        for key in pressed:
            page.keyboard.press(key)

    return steps


def checks(label: str) -> Steps:
    return lambda page: page.get_by_label(label, exact=True).check()


def ranks(page: Page) -> None:
    page.get_by_label("Work", exact=True).select_option("1st")
    page.get_by_label("A room", exact=True).select_option("2nd")


KINDS: Final = {
    "single": Kind(3, "On the day", keys("In the last month", "ArrowDown"), checks("On the day")),
    "multiple": Kind(
        4, "Identification", keys("A bank account", "Tab", "Space"), checks("Identification")
    ),
    "scale": Kind(5, "Seldom", keys("Never", "ArrowRight"), checks("Seldom")),
    "ranking": Kind(6, "Work", keys("A room", "Tab", "ArrowDown"), ranks),
    "recommendation": Kind(7, "Agree", keys("Agree", "Space"), checks("Agree")),
}
each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


def results(page: Page) -> Locator:
    return page.get_by_role("region", name="What people chose")


def counted(page: Page, kind: Kind) -> int:
    """How often this option was chosen, as the table of results says; none while it is empty."""
    page.goto(kind.url)
    row = results(page).get_by_role("row").filter(has_text=kind.chosen)
    place = 1 if kind.number == 6 else 0
    return int(row.get_by_role("cell").nth(place).inner_text()) if row.count() else 0


def begin(page: Page, kind: Kind) -> int:
    """Open the form anew; return how often the option had been chosen by then."""
    before = counted(page, kind)
    page.goto(f"{kind.url}respond/")
    return before


@each_kind
def test_it_is_chosen_with_the_keyboard(kind: Kind, open_as: Open) -> None:
    page = open_as("harbour")
    before = begin(page, kind)
    keys("As myself", "Space")(page)
    kind.keys(page)
    tab_to(page, "Post your response")
    enter(page)
    expect(page.get_by_text("Your response is published")).to_be_visible()
    assert counted(page, kind) == before + 1


@each_kind
def test_it_is_chosen_without_script(kind: Kind, open_browser: Open, open_as: Open) -> None:
    state = open_as("northfield").context.storage_state()
    page = open_browser(java_script_enabled=False, storage_state=state)
    before = begin(page, kind)
    page.get_by_label("As myself").check()
    kind.hands(page)
    page.get_by_role("button", name="Post your response").click()
    expect(page.get_by_text("Your response is published")).to_be_visible()
    assert counted(page, kind) == before + 1


def rank_anew(page: Page) -> None:
    """Open the form with no place given, whatever is kept of an earlier visit."""
    page.goto(f"{RANKING}respond/")
    for option in ("A room", "Work", "People"):
        page.get_by_label(option, exact=True).select_option("No place")


def place_of(page: Page, option: str) -> Locator:
    return page.get_by_label(option, exact=True).locator("option:checked")


def test_a_place_that_is_taken_changes_hands(open_as: Open) -> None:
    page = open_as("participant")
    page.set_viewport_size({"width": 320, "height": 640})
    rank_anew(page)
    moved = page.locator(".ranked + [role=status]")
    keys("A room", "ArrowDown", "Tab", "ArrowDown")(page)
    expect(place_of(page, "Work")).to_have_text("1st")
    expect(place_of(page, "A room")).to_have_text("2nd")
    expect(moved).to_have_text("“A room” is now 2nd.")
    # On the way to another place nobody is pushed aside for good.
    page.keyboard.press("ArrowDown")
    expect(place_of(page, "A room")).to_have_text("1st")
    expect(moved).to_have_text("")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(moved).to_have_text("“Work” is now 2nd. “A room” is now 3rd.")
    assert look(page) == []


def test_places_of_two_options_are_swapped(open_as: Open) -> None:
    page = open_as("participant")
    rank_anew(page)
    for option, place in (("A room", "1st"), ("Work", "2nd"), ("People", "3rd"), ("People", "1st")):
        page.get_by_label(option, exact=True).focus()
        page.get_by_label(option, exact=True).select_option(place)
        page.get_by_label(option, exact=True).blur()
    places = [place_of(page, option).inner_text() for option in ("A room", "Work", "People")]
    assert places == ["3rd", "2nd", "1st"]
    expect(page.locator(".ranked + [role=status]")).to_have_text("“A room” is now 3rd.")


def test_without_script_who_shares_a_place_is_said(open_browser: Open, open_as: Open) -> None:
    state = open_as("participant").context.storage_state()
    page = open_browser(java_script_enabled=False, storage_state=state)
    rank_anew(page)
    for option in ("A room", "People"):
        page.get_by_label(option, exact=True).select_option("1st")
    page.get_by_role("button", name="Post your response").click()
    said = page.get_by_role("alert").get_by_text("You gave 1st place to “A room” and “People”.")
    expect(said).to_be_visible()
    assert place_of(page, "People").inner_text() == "1st"


def test_results_are_a_table_with_bars(open_as: Open) -> None:
    page = open_as()
    page.goto("/papers/good-help/questions/6/")
    first = results(page).get_by_role("row").nth(1)
    expect(first).to_contain_text("A larger discharge grant")
    assert first.get_by_role("cell").all_inner_texts() == ["1.7", "3"]
    assert look(page) == []
    page.emulate_media(forced_colors="active")
    ground, length = first.locator("rect").all()
    colours = {each.evaluate("it => getComputedStyle(it).fill") for each in (ground, length)}
    assert len(colours) == 2


def test_results_are_shown_once_one_has_answered(open_as: Open) -> None:
    page = open_as("editor")
    page.goto(AFTER_ANSWERING)
    expect(results(page)).to_contain_text("once you have answered")
    expect(results(page).get_by_role("table")).to_have_count(0)
    assert look(page) == []
    page.get_by_label("Contact with family and friends").check()
    page.get_by_role("button", name="Post your response").click()
    page.goto(AFTER_ANSWERING)
    expect(results(page).get_by_role("table")).to_be_visible()
