"""Answers that came on paper, or as a document: keyed in, read in, put right and entered."""

import re
from datetime import UTC, datetime
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.keys import enter, tab_to
from tests.browser.test_accessibility import look

pytestmark = pytest.mark.browser

DESK: Final = "/desk/offline/"
PAPER: Final = "Good Help"
LETTER: Final = """To whom it may concern

Recommendation 1

We agree. The grant should last until the first payment, and it never has.

2. Give prison and probation staff proper training in how to coach.

Ours asked for it, and were given a leaflet.

Yours faithfully,
A volunteer
"""
TRAINING: Final = "Ours asked for it"


def answer(page: Page, number: int) -> Locator:
    return page.get_by_role("group", name=re.compile(rf"^{number}\."))


def type_who(page: Page, name: str, consent: str) -> None:
    """Fill in whose answers these are with the keyboard alone."""
    tab_to(page, "Name of the person")
    page.keyboard.type(name)
    tab_to(page, "By email")
    page.keyboard.press("ArrowDown")
    tab_to(page, "When did it reach you")
    # Whether the day or the month is typed first is for the browser to say.
    page.get_by_label("When did it reach you?").fill(str(datetime.now(UTC).date()))
    tab_to(page, "Where is the original")
    page.keyboard.type("Letter, in the file of the paper.")
    tab_to(page, "With their name")
    page.keyboard.press("Space")
    for _ in range(("With their name", "Without their name").index(consent)):
        page.keyboard.press("ArrowDown")
    tab_to(page, "How did they agree")
    page.keyboard.type("Ticked on the form.")


def test_what_is_missing_is_said(open_as: Open) -> None:
    page = open_as("moderator")
    page.goto(f"{DESK}new/")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Say whose answers these are.")
    assert look(page) == []


def test_a_letter_is_keyed_in_with_the_keyboard(open_as: Open) -> None:
    page = open_as("moderator")
    page.goto(DESK)
    tab_to(page, "Key answers in")
    enter(page)
    tab_to(page, "Papers")  # the site's menu, whose name begins like the field's
    tab_to(page, "Paper")
    page.keyboard.type("Good")  # a space would open the list
    expect(page.get_by_label("Paper", exact=True)).to_have_value("good-help")
    type_who(page, "A reader in Thornwick", "With their name")
    tab_to(page, "Continue")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("A reader in Thornwick")
    tab_to(page, "Agree")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Words with the choice")
    page.keyboard.type("Not all of it on the first day.")
    tab_to(page, "Save and look it over")
    assert look(page) == []
    enter(page)
    expect(page.get_by_text("Published at once as A reader in Thornwick")).to_be_visible()
    assert look(page) == []
    tab_to(page, "Enter these answers")
    enter(page)
    expect(page.locator(".choice")).to_contain_text("Partly agree")
    assert look(page) == []
    page.get_by_role("link", name=re.compile("^Where readers see it")).click()
    shown = page.get_by_role("article", name=re.compile("^A reader in Thornwick"))
    expect(shown).to_contain_text("Not all of it on the first day.")


def read_in(page: Page, letter: str) -> None:
    page.goto(DESK)
    page.get_by_role("link", name="Read a document in").click()
    option = page.get_by_label("Paper", exact=True).locator("option").filter(has_text=PAPER)
    page.get_by_label("Paper", exact=True).select_option(option.get_attribute("value"))
    page.get_by_label("Or the text itself").fill(letter)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def stretch(page: Page, words: str) -> Locator:
    return page.locator(".stretch").filter(has_text=words)


def test_a_document_is_put_right_with_the_keyboard(open_as: Open) -> None:
    page = open_as("moderator")
    read_in(page, LETTER)
    first, training = stretch(page, "We agree."), stretch(page, TRAINING)
    expect(first.get_by_role("textbox")).to_have_value("1")
    expect(training.get_by_role("textbox")).to_have_value("2")
    expect(stretch(page, "Yours faithfully").get_by_role("textbox")).to_have_value("")
    assert look(page) == []
    first.get_by_role("textbox").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("nine")
    tab_to(page, "Save and go on")
    enter(page)
    expect(first.locator(".field-error")).to_be_visible()
    expect(first.get_by_role("textbox")).to_have_value("nine")
    assert look(page) == []
    first.get_by_role("textbox").fill("1")
    training.get_by_role("textbox").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("2, 3")
    tab_to(page, "Save and go on")
    enter(page)
    type_who(page, "A volunteer", "Without their name")
    tab_to(page, "Continue")
    enter(page)
    for number in (2, 3):
        words = answer(page, number).get_by_label("Words with the choice")
        expect(words).to_have_value(re.compile(TRAINING))


def test_a_document_is_read_in_and_entered_without_script(
    open_browser: Open, open_as: Open
) -> None:
    state = open_as("moderator").context.storage_state()
    page = open_browser(java_script_enabled=False, storage_state=state)
    page.set_viewport_size({"width": 320, "height": 640})
    read_in(page, LETTER.replace("leaflet", "booklet"))
    page.get_by_role("button", name="Save and go on to the entry").click()
    page.get_by_label("Name of the person").fill("A volunteer in Eastmarch")
    page.get_by_label("When did it reach you?").fill(str(datetime.now(UTC).date()))
    page.get_by_label("Not at all: for the policy team only").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Save and look it over").click()
    expect(page.get_by_text("Nothing of this is published")).to_be_visible()
    page.get_by_role("button", name="Enter these answers").click()
    expect(page.get_by_text("Somebody else can hold this beside the original")).to_be_visible()

    second = open_as("lead")
    second.goto(DESK)
    second.get_by_role("link", name="A volunteer in Eastmarch").click()
    second.get_by_role("button", name="I have checked it against the original").click()
    expect(second.get_by_role("paragraph").filter(has_text="by Policy lead")).to_be_visible()
    visitor = open_as()
    visitor.goto("/papers/good-help/questions/2/")
    expect(visitor.get_by_text("booklet")).to_have_count(0)
