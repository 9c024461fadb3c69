"""Staff set up their second step, and sign in with a passkey, in a browser that has one."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Site, join
from tests.browser.mails import code_from_mail
from tests.browser.passkeys import give_passkeys

pytestmark = pytest.mark.browser

OFFICER = "officer@soundings.example"


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_the_desk_opens_to_a_passkey_and_the_passkey_alone_signs_in(
    open_browser: Open, site: Site
) -> None:
    page = open_browser()
    give_passkeys(page)
    join(page, OFFICER, "An officer")
    site.manage("grant_role", OFFICER, "editor")

    page.goto("/desk/papers/")
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step before the desk opens")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Let this passkey sign me in by itself").check()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    page.get_by_role("link", name=re.compile("go on")).click()
    expect(page).to_have_url(re.compile("/desk/papers/$"))

    sign_out(page)
    page.goto("/accounts/login/?next=/desk/papers/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile("/desk/papers/$"))


def test_a_passkey_is_the_second_step_after_a_code(open_browser: Open) -> None:
    page = open_browser()
    give_passkeys(page)
    address = "careful@soundings.example"
    join(page, address, "A careful person")
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)

    sign_out(page)
    page.goto("/accounts/login/code/")
    page.get_by_label("Email address").first.fill(address)
    page.locator("main").get_by_role("button", name="Send me a code").first.click()
    page.get_by_label("Six-digit code").fill(code_from_mail(page, address))
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
