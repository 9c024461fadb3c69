"""A paper written, checked and published with scripting turned off, and then read."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, sign_in
from tests.browser.pages import follow, press

pytestmark = pytest.mark.browser

TITLE = "Letters home"
PAPER = "letters-home"
ASK = "How often should a letter cost nothing?"
OPTIONS = ("Once a week", "Once a month", "Always")
UNSAVED = "Stamps are bought from a wage of a few pounds."


def start(page: Page) -> None:
    page.goto("/desk/papers/new/")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label(re.compile("^Summary")).fill("What a letter costs, and who pays.")
    page.get_by_label(re.compile("^Contact")).fill("The policy team")
    press("^Start")(page)


def write_a_section(page: Page) -> None:
    """Look at the Markdown before anything is saved, and then save it."""
    follow("Add a section")(page)
    page.get_by_label("Heading").fill("What a stamp is worth")
    page.get_by_label("Text (optional)").fill("A letter is **kept**.")
    press("^Preview")(page)
    preview = page.get_by_role("region", name="Preview: Text")
    expect(preview.locator("strong")).to_have_text("kept")
    expect(page.get_by_label("Text (optional)")).to_have_value("A letter is **kept**.")
    press("^Add")(page)


def ask_with_options(page: Page) -> None:
    follow("Add a question")(page)
    page.get_by_label("The ask").fill(ASK)
    page.get_by_label("Choose one").check()
    page.get_by_label("Options").fill("\n".join(OPTIONS))
    press("^Add")(page)


def keep_for_later(page: Page) -> None:
    """Text that is typed and not saved waits until its author comes back to the form."""
    follow("^Change .*What a stamp is worth|^Change section")(page)
    page.get_by_label("Text (optional)").fill(UNSAVED)
    press("^Keep as unsaved draft")(page)
    page.goto(f"/desk/papers/{PAPER}/")
    expect(page.get_by_text(UNSAVED)).to_have_count(0)
    follow("^Change .*What a stamp is worth|^Change section")(page)
    follow("^Restore it")(page)
    expect(page.get_by_label("Text (optional)")).to_have_value(UNSAVED)
    press("^Save")(page)


def publish(page: Page) -> None:
    """The checklist refuses a paper without dates and leads to where they are given."""
    follow("^Publish")(page)
    expect(page.get_by_role("heading", name="Before this can be published")).to_be_visible()
    page.get_by_role("listitem").filter(has_text="when the paper opens").get_by_role("link").click()
    now = datetime.now(UTC)
    for which, days in (("Opens", -1), ("Closes", 100)):
        moment = now + timedelta(days=days)
        page.get_by_label(which, exact=False).first.fill(moment.strftime("%Y-%m-%dT12:00"))
    press("^Save")(page)
    follow("^Publish")(page)
    press("^Publish")(page)


def test_a_paper_is_written_and_published(open_browser: Open) -> None:
    editor = open_browser(java_script_enabled=False)
    sign_in(editor, "editor@soundings.example")
    start(editor)
    write_a_section(editor)
    ask_with_options(editor)
    keep_for_later(editor)
    publish(editor)

    visitor = open_browser(java_script_enabled=False)
    visitor.goto("/papers/")
    visitor.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_text(UNSAVED)).to_be_visible()
    card = visitor.get_by_role("article").filter(has_text=ASK)
    assert card.get_by_role("listitem").all_inner_texts() == list(OPTIONS)
    card.get_by_role("link", name=ASK).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(ASK)
