"""The words left below a box are those that the server counts."""

from typing import Final

import pytest
from playwright.sync_api import expect

from consultation.lib.text import count_words
from tests.browser.conftest import Open
from tests.browser.pages import QUESTION

pytestmark = pytest.mark.browser

LIMIT: Final = 100
TEXTS: Final = (
    "Two days’ notice – no more.",
    "- Housing\n- Work",
    "1. Housing\n2. Work\n\n10) A key",
    "> Said before\n\n**Bold** and [a report](https://report.example)",
)
# No question of the sample that is open limits the words.
LIMITED: Final = """async (limit) => {
  const field = document.querySelector("textarea[name=body]");
  field.dataset.maxWords = limit;
  const { bind } = await import("/static/js/word-count.js");
  bind(field);
}"""


def test_a_list_s_bullets_and_numbers_are_no_words(open_as: Open) -> None:
    page = open_as("other")
    page.goto(f"{QUESTION}respond/")
    page.evaluate(LIMITED, LIMIT)
    for text in TEXTS:
        page.get_by_label("What you want to say").fill(text)
        left = f"{LIMIT - count_words(text)} words left"
        expect(page.locator(".field-count").first).to_have_text(left)
