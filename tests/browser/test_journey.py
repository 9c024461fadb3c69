"""The whole product in one go, as people use it: nothing is taken from the database by hand."""

import csv
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Site, join, sign_in
from tests.browser.mails import newest_mail

pytestmark = pytest.mark.browser

TITLE = "What keeps a home kept?"
ASK = "What helps someone keep a home after prison?"
RESPONSE = "The same person at the door, before release and six months after it."
REPLY = "And a landlord who knows whom to ring."


def publish_a_paper(page: Page) -> None:
    now = datetime.now(UTC)
    page.goto("/desk/papers/new/")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label(re.compile("^Summary")).fill(
        "Homes are lost quickly. We ask what keeps them."
    )
    page.get_by_label(re.compile("^Contact")).fill("The policy team, policy@soundings.example")
    fill_moment(page, "Opens", now - timedelta(days=1))
    fill_moment(page, "Closes", now + timedelta(days=28))
    press(page, "main form")
    page.get_by_role("link", name=re.compile("Add a section")).click()
    page.get_by_label("Heading").fill("Keeping a home")
    press(page, "main form")
    page.get_by_role("link", name=re.compile("Add a question")).first.click()
    page.get_by_label("The ask").fill(ASK)
    press(page, "main form")
    page.get_by_role("link", name=re.compile("^Publish")).click()
    press(page, "main form")
    expect(page.locator("main")).to_be_visible()


def fill_moment(page: Page, which: str, moment: datetime) -> None:
    page.get_by_label(which).fill(moment.strftime("%Y-%m-%dT12:00"))


def press(page: Page, form: str) -> None:
    page.locator(form).last.locator(".button-primary").click()


def respond(page: Page) -> None:
    page.goto("/papers/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name=ASK).click()
    page.get_by_label("What you want to say").fill(RESPONSE)
    page.get_by_role("button", name="Post your response").click()
    expect(page.get_by_text("A moderator reads it first, usually")).to_be_visible()
    expect(page.get_by_text(RESPONSE)).to_be_visible()


def publish_it(page: Page) -> None:
    page.goto("/desk/moderation/")
    row = page.get_by_role("row").filter(has_text="The same person at the door")
    row.get_by_role("link").first.click()
    expect(page.get_by_text(RESPONSE)).to_be_visible()
    page.get_by_role("button", name=re.compile("^Publish")).click()
    expect(page.get_by_text(re.compile("published", re.I)).first).to_be_visible()


def reply(page: Page) -> None:
    page.goto("/papers/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name=ASK).click()
    page.get_by_role("link", name=re.compile("^Reply to")).first.click()
    page.get_by_label("For Northfield Resettlement Trust").check()
    page.get_by_label("What you want to say").fill(REPLY)
    page.get_by_role("button", name="Post your reply").click()
    expect(page.get_by_text("Your response is published")).to_be_visible()


def follow_the_digest(page: Page, site: Site, address: str) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).replace(hour=12).isoformat()
    site.manage("send_digests", "--at", tomorrow)
    digest = newest_mail(page, address, "new")
    told = digest.locator("main").inner_text()
    link = re.search(r"http\S+/responses/\w+/", told[told.index("And a landlord who knows") :])
    assert link, told
    digest.goto(link[0])
    expect(digest.get_by_text(REPLY)).to_be_visible()
    assert re.search(r"#r-[0-9a-z]{16}$", digest.url)


def exported_texts(page: Page, folder: Path) -> list[str]:
    page.goto("/desk/exports/")
    with page.expect_download() as download:
        page.get_by_role("row").filter(has_text=TITLE).get_by_role("button").first.click()
    download.value.save_as(folder / "responses.csv")
    with (folder / "responses.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [row["text"] for row in csv.DictReader(stream)]


def test_from_an_empty_desk_to_the_digest(open_browser: Open, site: Site, tmp_path: Path) -> None:
    editor, newcomer, stranger = open_browser(), open_browser(), open_browser()
    moderator, second, analyst = open_browser(), open_browser(), open_browser()
    sign_in(editor, "editor@soundings.example")
    publish_a_paper(editor)

    join(newcomer, "newcomer@soundings.example", "A housing worker")
    respond(newcomer)
    stranger.goto("/papers/")
    stranger.get_by_role("link", name=TITLE).click()
    expect(stranger.get_by_text("Nobody has answered yet")).to_be_visible()

    sign_in(moderator, "moderator@soundings.example")
    publish_it(moderator)
    letter = newest_mail(newcomer, "newcomer@soundings.example", "published")
    expect(letter.locator("main")).to_contain_text(ASK)

    sign_in(second, "northfield@soundings.example")
    reply(second)
    follow_the_digest(moderator, site, "moderator@soundings.example")

    sign_in(analyst, "analyst@soundings.example")
    assert exported_texts(analyst, tmp_path) == [RESPONSE, REPLY]
