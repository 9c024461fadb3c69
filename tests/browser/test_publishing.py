"""From a Word file to a live paper, and corrected without breaking an answer."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.pages import follow, press
from tests.papers.importing.packages import docx, paragraph

pytestmark = pytest.mark.browser

TITLE = "Work after prison"
FIRST = "What stands in the way of work?"
REWORDED = "What stands in the way of a lasting job?"
FOUND_BY_HAND = "Tell employers what they would need, and we will listen."
ANSWERS = {
    "northfield": "A disclosure form that comes before any interview.",
    "harbour": "Rotas that change with a day of notice.",
}
DOCUMENT = (
    TITLE,
    "Work keeps people free of crime. We ask what would open more of it.",
    f"Question 1: {FIRST}",
    "Question 2: Which support has helped, and who gave it?",
    FOUND_BY_HAND,
    "Write to the policy team, policy@soundings.example.",
)


def word_file(folder: Path) -> Path:
    file = folder / "work-after-prison.docx"
    file.write_bytes(docx("".join(map(paragraph, DOCUMENT))))
    return file


def upload(page: Page, file: Path) -> None:
    page.goto("/desk/papers/")
    follow("From a file or a text")(page)
    page.get_by_label("A file").set_input_files(file)
    press("Read it")(page)


def review(page: Page) -> None:
    """Turn a line into a question with one key, and go on."""
    row = page.locator(".piece", has_text=FOUND_BY_HAND)
    row.locator("[data-source]").click()
    page.keyboard.press("q")
    expect(page.get_by_role("status")).to_contain_text("Question, number 3")
    expect(page.locator(".piece:focus")).to_contain_text(FOUND_BY_HAND)
    follow("Go on to the details")(page)
    expect(page.get_by_label("Title")).to_have_value(TITLE)
    press("Confirm and make the draft")(page)


def pass_the_checklist(page: Page) -> None:
    """The dates are missing: the checklist says so, and leads to where they are given."""
    now = datetime.now(UTC)
    follow("^Publish")(page)
    page.get_by_role("listitem").filter(has_text="when the paper opens").get_by_role("link").click()
    for which, days in (("Opens", -1), ("Closes", 100)):
        moment = now + timedelta(days=days)
        page.get_by_label(which, exact=False).first.fill(moment.strftime("%Y-%m-%dT12:00"))
    press("^Save")(page)
    publish(page)


def publish(page: Page) -> None:
    follow("^Publish")(page)
    press("^Publish")(page)
    expect(page.get_by_text(re.compile("is published: readers see it now"))).to_be_visible()


def answer(page: Page, words: str) -> None:
    page.goto("/papers/work-after-prison/questions/1/")
    page.get_by_label("As myself").check()
    page.get_by_label("What you want to say").fill(words)
    press("Post your response")(page)
    expect(page.get_by_text(words)).to_be_visible()


def reword(page: Page) -> None:
    page.goto("/desk/papers/work-after-prison/")
    follow("^Change question 1")(page)
    page.get_by_label("The ask").fill(REWORDED)
    press("^Save")(page)
    publish(page)


def test_from_a_word_file_to_a_corrected_paper(open_as: Open, tmp_path: Path) -> None:
    editor = open_as("editor")
    upload(editor, word_file(tmp_path))
    review(editor)
    pass_the_checklist(editor)
    for person, words in ANSWERS.items():
        answer(open_as(person), words)
    reword(editor)

    reader = open_as("northfield")
    reader.goto("/papers/work-after-prison/questions/1/")
    expect(reader.get_by_role("heading", level=1)).to_contain_text(REWORDED)
    given = reader.locator("article", has_text=ANSWERS["northfield"]).first
    expect(given).to_contain_text("Asked as")
    expect(given.locator("mark")).to_contain_text("work")

    visitor = open_as()
    visitor.goto("/papers/work-after-prison/editions/")
    follow("What edition 2 changed")(visitor)
    expect(visitor.get_by_text("1 question reworded")).to_be_visible()
    added = visitor.locator("ins").filter(has_text="lasting")
    expect(added).to_contain_text("[Added:")
