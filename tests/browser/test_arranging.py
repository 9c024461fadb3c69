"""The order of a paper's parts with the keyboard and the mouse; fields that follow the kind."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.keys import enter
from tests.browser.pages import DESK_PAPER, follow, press

pytestmark = pytest.mark.browser


def open_own_draft(page: Page, title: str) -> None:
    """Start a paper with one section and the questions First? and Second?."""
    page.goto("/desk/papers/new/")
    page.get_by_label("Title").fill(title)
    press("^Start")(page)
    follow("Add a section")(page)
    page.get_by_label("Heading").fill("Only section")
    press("^Add")(page)
    for ask in ("First?", "Second?"):
        follow("Add a question")(page)
        page.get_by_label("The ask").fill(ask)
        press("^Add")(page)


def row_texts(page: Page) -> list[str]:
    return page.locator(".question-row > p:first-of-type").all_inner_texts()


def drag(page: Page, handle: Locator, target: Locator) -> None:
    """Drop above the target: a native drag needs a first move to begin and a last one to land."""
    start, end = handle.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 5, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, start["y"] + 20)
    page.mouse.move(end["x"] + 80, end["y"] + 12)
    page.mouse.move(end["x"] + 80, end["y"] + 5)
    with page.expect_navigation():
        page.mouse.up()


def test_a_question_moves_by_key_and_keeps_the_focus(open_as: Open) -> None:
    page = open_as("editor")
    open_own_draft(page, "Moved by key")
    page.get_by_role("button", name="Move up question 2").focus()
    enter(page)
    button = page.locator(":focus")
    # At the edge "Move up" is gone: the focus goes to what is left of the same question.
    expect(button).to_have_text(re.compile(r"Move to…\s+question 1"))
    expect(page.locator("p.visually-hidden[role=status]")).to_contain_text("is number 1 of 2")
    assert row_texts(page) == ["1. Second?", "2. First?"]


def test_a_question_is_dragged_to_its_place(open_as: Open) -> None:
    page = open_as("editor")
    open_own_draft(page, "Dragged")
    page.set_viewport_size({"width": 1280, "height": 1600})
    rows = page.locator(".question-row")
    drag(page, rows.nth(1).locator(".drag-handle"), rows.nth(0))
    assert row_texts(page) == ["1. Second?", "2. First?"]


def test_the_form_shows_what_its_kind_needs(open_as: Open) -> None:
    page = open_as("editor")
    page.goto(DESK_PAPER)
    page.get_by_role("link", name=re.compile("Add a question")).first.click()
    options = page.get_by_label("Options")
    expect(options).to_be_hidden()
    page.get_by_label("Choose one").check()
    options.fill("Yes\nNo")
    page.get_by_label("Open question").check()
    expect(options).to_be_hidden()
    page.get_by_label("Scale").check()
    expect(options).to_have_value("Yes\nNo")
