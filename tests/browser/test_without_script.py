"""The whole way from joining to the export with scripting turned off."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, join, sign_in

pytestmark = pytest.mark.browser

PAPER = "good-help"
QUESTION = f"/papers/{PAPER}/questions/2/"
RESPONSE = "We gave each volunteer the name of one officer, and the lost afternoons stopped."
REPLY = "One name, and a second for the days when the first is away."


def respond(page: Page) -> None:
    page.goto(QUESTION)
    page.get_by_label("What you want to say").fill(RESPONSE)
    page.get_by_role("button", name="Post your response").click()
    expect(page.get_by_text("A moderator reads it first, usually")).to_be_visible()


def publish(page: Page) -> None:
    page.goto("/desk/moderation/")
    page.get_by_role("row").filter(has_text="We gave each volunteer").get_by_role("link").click()
    page.get_by_role("button", name=re.compile("^Publish")).click()
    expect(page.get_by_text(re.compile("published", re.I)).first).to_be_visible()


def reply(page: Page) -> None:
    page.goto(QUESTION)
    asked = page.get_by_role("article").filter(has_text=RESPONSE)
    asked.get_by_role("link", name=re.compile("^Reply to")).click()
    page.get_by_label("What you want to say").fill(REPLY)
    page.get_by_role("button", name="Post your reply").click()
    expect(page.get_by_text("Your response is published")).to_be_visible()


def export(page: Page, file: Path) -> list[str]:
    page.goto("/desk/exports/")
    with page.expect_download() as download:
        page.locator(f"form[action*='/{PAPER}/']").get_by_role("button").first.click()
    download.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return [row["text"] for row in csv.DictReader(stream)]


def test_from_joining_to_the_export(open_browser: Open, tmp_path: Path) -> None:
    volunteer = open_browser(java_script_enabled=False)
    join(volunteer, "volunteer@soundings.example", "A volunteer")
    respond(volunteer)

    staff = open_browser(java_script_enabled=False)
    sign_in(staff, "lead@soundings.example")
    publish(staff)
    reply(staff)
    texts = export(staff, tmp_path / "responses.csv")
    assert texts[texts.index(RESPONSE) + 1] == REPLY


def test_no_page_needs_a_script_to_show_what_it_holds(open_browser: Open) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto(QUESTION)
    page.get_by_text("Why we ask").click()
    page.get_by_text("Why we ask").click()
    assert page.get_by_role("article").count() > 0
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/papers/{PAPER}/")
    page.locator("summary").filter(has_text="Contents").click()
    expect(page.locator(".contents-fold a").first).to_be_visible()
