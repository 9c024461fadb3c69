"""The mails that the started site has sent, as its mailbox shows them."""

import re

from playwright.sync_api import Page

MAIL_WITHIN = 30_000  # milliseconds
OPENED: set[str] = set()  # the letters read so far: an earlier code must not be taken for the new


def newest_mail(page: Page, address: str, subject: str, *, within: int = MAIL_WITHIN) -> Page:
    """Open the newest unread mail to this address in a tab of its own; wait until it came."""
    tab = page.context.new_page()
    rows = tab.get_by_role("row").filter(has_text=address).filter(has_text=re.compile(subject))

    def arrived() -> str | None:
        tab.goto("/mailbox/")
        links = rows.get_by_role("link").all()
        hrefs = (link.get_attribute("href") or "" for link in links)
        return next((href for href in hrefs if href not in OPENED), None)

    waited = 0
    while (letter := arrived()) is None:
        tab.wait_for_timeout(250)
        waited += 250
        assert waited < within, f"no mail to {address} about {subject}"
    OPENED.add(letter)
    tab.goto(letter)
    return tab


def code_from_mail(page: Page, address: str) -> str:
    """Return the code that was mailed to this address."""
    tab = newest_mail(page, address, "code")
    text = tab.locator("main").inner_text()
    tab.close()
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4}|\d{6})\s*$", text, re.MULTILINE)
    assert found, text
    return found[1]
