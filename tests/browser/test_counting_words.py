"""What is left below a box: words as the server counts them, characters only when few are left."""

from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from consultation.lib.sanitising import LONGEST_RESPONSE
from consultation.lib.text import count_words
from tests.browser.conftest import Open
from tests.browser.pages import QUESTION

pytestmark = pytest.mark.browser

LIMIT: Final = 500  # of the first question of the sample
TEXTS: Final = (
    "Two days’ notice – no more.",
    "- Housing\n- Work",
    "1. Housing\n2. Work\n\n10) A key",
    "> Said before\n\n**Bold** and [a report](https://report.example)",
)


def left(page: Page) -> Locator:
    return page.locator(".field-count")


def heard(page: Page) -> Locator:
    """What a screen reader is told of it."""
    return page.locator(".field-count + [role=status]")


def fill(page: Page, text: str) -> None:
    page.get_by_label("What you want to say").fill(text)


def test_a_list_s_bullets_and_numbers_are_no_words(open_as: Open) -> None:
    page = open_as("other")
    page.goto(f"{QUESTION}respond/")
    fill(page, "")
    expect(left(page)).to_have_text(f"{LIMIT} words left")
    for text in TEXTS:
        fill(page, text)
        expect(left(page)).to_have_text(f"{LIMIT - count_words(text)} words left")


def test_characters_are_told_when_few_are_left(open_as: Open, untouched: str) -> None:
    page = open_as("other")
    page.goto(f"{untouched}respond/")
    for text in ("", "x" * (LONGEST_RESPONSE - 501)):
        fill(page, text)
        expect(left(page)).to_be_hidden()
        expect(heard(page)).to_have_text("")
    fill(page, "x" * (LONGEST_RESPONSE - 500))
    expect(left(page)).to_have_text("500 characters left")
    fill(page, "x" * (LONGEST_RESPONSE + 1))
    expect(left(page)).to_have_text("1 character too many")
    expect(heard(page)).to_have_text("1 character too many")


def test_a_screen_reader_is_told_once_the_typing_pauses(open_as: Open) -> None:
    page = open_as("other")
    page.goto(f"{QUESTION}respond/")
    fill(page, "")
    page.evaluate(
        """() => {
          const heard = document.querySelector(".field-count + [role=status]");
          window.told = [];
          const note = () => window.told.push(heard.textContent);
          new MutationObserver(note).observe(heard, { childList: true });
        }"""
    )
    page.get_by_label("What you want to say").press_sequentially("A bed on the first night")
    expect(heard(page)).to_have_text(f"{LIMIT - 6} words left")
    told = page.evaluate("window.told")
    assert told[-1] == f"{LIMIT - 6} words left"
    assert len(told) < len("A bed on the first night") / 2
