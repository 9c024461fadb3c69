"""A formal answer, from three who draft it to the one who signs it off, withdraws and sends it."""

import re
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Site, sign_in
from tests.browser.drafters import ORGANISATION
from tests.browser.mails import newest_mail
from tests.browser.pages import press
from tests.browser.test_accessibility import look

pytestmark = pytest.mark.browser

ANSWER: Final = "/papers/good-rehabilitation/answer/"
MEMBER, COLLEAGUE, APPROVER = (
    f"quayside-{who}@soundings.example" for who in ("member", "colleague", "approver")
)
REFERENCE: Final = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")


@pytest.fixture
def drafters(site: Site) -> None:
    site.manage("shell", "-c", "from tests.browser.drafters import put_drafters; put_drafters()")


def signed_in(open_browser: Open, address: str, **options: object) -> Page:
    page = open_browser(**options)
    sign_in(page, address)
    return page


def begin(page: Page, who: str) -> str:
    """Open the room of this respondent, and return its address."""
    page.goto(ANSWER)
    page.get_by_label(re.compile(who)).check()
    press("^Begin")(page)
    page.wait_for_url(re.compile(f"{ANSWER}[0-9a-z]{{16}}/"))
    found = re.search(rf"{ANSWER}[0-9a-z]{{16}}/", page.url)
    assert found
    return found[0]


def write(page: Page, room: str, number: int, words: str, openness: str) -> None:
    page.goto(f"{room}{number}/")
    page.locator("textarea[name=body]").fill(words)
    page.get_by_role("radio", name=re.compile(openness)).check()
    press("^Save$")(page)
    expect(page.locator("textarea[name=body]")).to_have_value(words)


def ask_for_the_sign_off(page: Page, room: str) -> None:
    page.goto(f"{room}check/")
    page.get_by_label(re.compile("Quayside-approver")).check()
    press("^Ask for the sign-off")(page)
    expect(page.get_by_text("is asked by mail to sign it off")).to_be_visible()


def reference_on(page: Page) -> str:
    return page.locator(".reference").inner_text()


@pytest.mark.usefixtures("drafters")
def test_three_draft_one_signs_off_and_it_is_withdrawn_and_sent_again(open_browser: Open) -> None:
    member, colleague, approver = (
        signed_in(open_browser, address) for address in (MEMBER, COLLEAGUE, APPROVER)
    )
    room = begin(member, ORGANISATION)
    write(member, room, 1, "A bed on the **first** night.", "Public, with our name")
    write(colleague, room, 2, "Our offices disagree about this.", "Private")
    write(colleague, room, 3, "The contracts punish honesty.", "Public, without our name")
    member.goto(f"{room}check/")
    expect(member.get_by_text("3 answers of 10")).to_be_visible()
    assert look(member) == []
    ask_for_the_sign_off(member, room)
    assert look(member) == []
    mail = newest_mail(approver, APPROVER, "waits for your sign-off")
    mail.close()
    approver.goto("/people/me/")
    approver.get_by_role("link", name=re.compile("^Read it.*Quayside")).click()
    expect(approver.get_by_text("Our offices disagree about this.")).to_be_visible()
    assert look(approver) == []
    refuse_what_was_not_read(member, approver, room)
    first = sign_off(member, approver, room)
    member.goto(f"{room}check/")
    assert reference_on(member) == first
    expect(member.get_by_role("link", name="Withdraw it")).to_have_count(0)
    approver.get_by_role("link", name="Withdraw it").click()
    assert look(approver) == []
    press("^Withdraw it")(approver)
    expect(approver.get_by_text("It is withdrawn.")).to_be_visible()
    assert look(approver) == []
    press("^Begin another with its words")(approver)
    again = re.sub(r"^https?://[^/]+", "", approver.url)
    second = sign_off(member, approver, again)
    assert second != first
    approver.get_by_role("link", name=first).click()
    expect(approver.get_by_text("Both are kept.")).to_be_visible()


def refuse_what_was_not_read(member: Page, approver: Page, room: str) -> None:
    """A change takes it back, and what the approver has open is not sent."""
    member.goto(f"{room}1/")
    member.locator("textarea[name=body]").fill("A bed on the first night, and a key.")
    press("^Take it back and save this$")(member)
    press("^Sign off and send")(approver)
    expect(approver.get_by_text("The answer to question 1 was changed")).to_be_visible()
    assert look(approver) == []


def sign_off(member: Page, approver: Page, room: str) -> str:
    """Ask, sign off and send, and look at the receipts; returns the reference."""
    ask_for_the_sign_off(member, room)
    approver.goto(f"{room}check/")
    press("^Sign off and send")(approver)
    expect(approver.get_by_text("Your formal answer is sent.")).to_be_visible()
    assert look(approver) == []
    reference = reference_on(approver)
    assert REFERENCE.fullmatch(reference)
    with approver.expect_download() as downloading:
        approver.get_by_role("link", name=re.compile("^Receipt")).click()
    assert downloading.value.suggested_filename == f"formal-answer-{reference}.pdf"
    assert downloading.value.path().read_bytes().startswith(b"%PDF-")
    mail = newest_mail(
        approver, APPROVER, f"We have the formal answer of {ORGANISATION}, {reference}"
    )
    letter = " ".join(mail.locator("main").inner_text().split())
    assert "your answer to question 2" in letter
    assert "Our offices disagree" not in letter
    mail.close()
    return reference


def test_without_script_ones_own_is_checked_sent_and_found_again(
    open_as: Open, open_browser: Open
) -> None:
    page = open_as("other")
    plain = open_browser(java_script_enabled=False, storage_state=page.context.storage_state())
    room = begin(plain, "for myself")
    write(plain, room, 1, "By hand.", "Public, without my name")
    plain.goto(room)
    plain.get_by_role("link", name="Check your answers").click()
    expect(plain.get_by_text("1 answer of 10")).to_be_visible()
    press("^Send your formal answer")(plain)
    reference = reference_on(plain)
    plain.goto(ANSWER)
    plain.get_by_role("link", name=re.compile(reference)).click()
    expect(plain.get_by_text("Public, without the name")).to_be_visible()


def test_by_the_keyboard_alone(open_as: Open) -> None:
    page = open_as("participant")
    room = begin(page, "for myself")
    write(page, room, 1, "By the keyboard.", "Private")
    page.goto(f"{room}check/")
    tab_to(page, "Send your formal answer")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("Your formal answer is sent.")).to_be_visible()
    tab_to(page, "Withdraw it")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "Withdraw it")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("What was sent is kept here.")).to_be_visible()


def tab_to(page: Page, words: str) -> None:
    """Go on by the Tab key to the control of this name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            return
    pytest.fail(f"the Tab key does not lead to “{words}”")
