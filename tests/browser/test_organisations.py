"""A colleague is invited, joins with a passkey, answers for the organisation, and is removed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.mails import newest_mail
from tests.browser.passkeys import give_passkeys

pytestmark = pytest.mark.browser

ORGANISATION = "Northfield Resettlement Trust"
COLLEAGUE = "colleague@northfield.example"
NAME = "Housing worker"
OF_THE_OWNER = "A key on the day of release, and somebody who knows the landlord."
OF_THE_COLLEAGUE = "The first rent is paid before the first night, or it is not paid."


def invite(page: Page) -> None:
    page.goto("/people/me/organisations/")
    page.get_by_role("link", name=re.compile("Who answers for")).click()
    page.get_by_label("Email address").fill(COLLEAGUE)
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("row").filter(has_text=COLLEAGUE)).to_be_visible()


def join_from_the_mail(page: Page) -> None:
    """Follow the link of the mail, make an account with a passkey, and accept."""
    letter = newest_mail(page, COLLEAGUE, "invite|answer for")
    address = re.search(r"http\S+/people/invitations/\S+", letter.locator("main").inner_text())
    letter.close()
    assert address
    page.goto(address[0])
    page.get_by_role("button", name="Sign in or join").click()
    page.get_by_role("link", name="join with a passkey").click()
    expect(page.get_by_label("Email address")).to_have_value(COLLEAGUE)
    page.locator("main form").first.get_by_role("button").click()
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("link", name="I have kept them: go on").click()
    take_part(page)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text(ORGANISATION).first).to_be_visible()


def take_part(page: Page) -> None:
    expect(page.get_by_role("heading", name="Before you take part")).to_be_visible()
    page.get_by_label("Another name").check()
    page.get_by_label("Name shown with your responses").fill(NAME)
    page.get_by_label(re.compile("I have read the house rules")).check()
    page.get_by_role("button", name="Continue").click()


def answer(page: Page, question: str, text: str) -> None:
    page.goto(question)
    page.get_by_label(re.compile(f"For {ORGANISATION}")).check()
    page.get_by_label("What you want to say").fill(text)
    page.get_by_role("button", name="Post your response").click()
    expect(page.get_by_role("article").filter(has_text=text)).to_be_visible()


def test_a_colleague_comes_speaks_and_goes(
    untouched: str, open_browser: Open, open_as: Open
) -> None:
    owner, moderator = open_as("northfield"), open_as("moderator")
    colleague = open_browser()
    give_passkeys(colleague)
    invite(owner)
    join_from_the_mail(colleague)
    answer(owner, untouched, OF_THE_OWNER)
    answer(colleague, untouched, OF_THE_COLLEAGUE)
    publish(moderator, OF_THE_COLLEAGUE)

    owner.goto("/people/me/organisations/")
    owner.get_by_role("link", name=re.compile("Who answers for")).click()
    owner.get_by_role("row").filter(has_text=NAME).get_by_role("link", name="Remove").click()
    owner.get_by_role("button", name="Remove").click()
    expect(owner.get_by_role("row").filter(has_text=NAME)).to_have_count(0)

    visitor = open_as()
    visitor.goto(untouched)
    said = visitor.get_by_role("article").filter(has_text=OF_THE_COLLEAGUE)
    expect(said).to_contain_text(ORGANISATION)
    expect(said).not_to_contain_text(NAME)
    colleague.goto(untouched)
    expect(colleague.get_by_label("What you want to say")).to_be_visible()
    expect(colleague.get_by_label(re.compile(f"For {ORGANISATION}"))).to_have_count(0)


def publish(page: Page, text: str) -> None:
    """Publish the response where it is held, as a first one is."""
    page.goto("/desk/moderation/")
    page.get_by_role("row").filter(has_text=NAME).get_by_role("link").first.click()
    expect(page.get_by_text(text)).to_be_visible()
    page.get_by_role("button", name=re.compile("^Publish")).click()
