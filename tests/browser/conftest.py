"""The whole site as `make run` starts it, and Chromium in front of it."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.chromium import launch_options

ROOT = Path(__file__).resolve().parents[2]
STARTED_WITHIN = 120  # seconds, on a busy machine
MAIL_WITHIN = 30_000  # milliseconds


@dataclass(frozen=True)
class Site:
    """A running site of its own: its address, and its commands."""

    url: str
    var: Path

    def manage(self, *words: str) -> str:
        """Run a manage.py command beside the running site."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env={**clean_environment(self.var), "SITE_URL": self.url},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def clean_environment(var: Path) -> dict[str, str]:
    """The environment of somebody who has just cloned the project."""
    ours = {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "DJANGO_SETTINGS_MODULE", "SITE_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "SOUNDINGS_VAR": str(var)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`manage.py up` on an empty folder, until the last browser test."""
    var, port = tmp_path_factory.mktemp("site"), free_port()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "up", "--end-with-parent", "--port", str(port)],
        cwd=ROOT,
        env=clean_environment(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait_until_served(process)
        yield Site(f"http://127.0.0.1:{port}", var)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def _wait_until_served(process: subprocess.Popen[str]) -> None:
    lines: Queue[str] = Queue()
    stdout = process.stdout
    assert stdout is not None
    threading.Thread(target=lambda: [lines.put(line) for line in stdout], daemon=True).start()
    said = ""
    try:
        while "Ctrl-C ends everything" not in said:
            said += lines.get(timeout=STARTED_WITHIN)
    except Empty:
        pytest.fail(f"the site did not start: {said}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**launch_options())
        yield chromium
        chromium.close()


Open = Callable[..., Page]


@pytest.fixture
def open_browser(browser: Browser, site: Site) -> Iterator[Open]:
    """Return a function that opens a browser of its own, as one more person would."""
    contexts: list[BrowserContext] = []

    def opened(**options: object) -> Page:
        context = browser.new_context(base_url=site.url, **options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        page.on("console", _fail_on_policy)
        return page

    yield opened
    for context in contexts:
        context.close()


def _fail_on_policy(message: object) -> None:
    text = str(getattr(message, "text", message))
    assert "Content Security Policy" not in text, text


def newest_mail(page: Page, address: str, subject: str) -> Page:
    """Open the newest caught mail to this address in a tab of its own; wait until it came."""
    tab = page.context.new_page()
    row = tab.get_by_role("row").filter(has_text=address).filter(has_text=re.compile(subject))

    def arrived() -> bool:
        tab.goto("/mailbox/")
        return row.count() > 0

    waited = 0
    while not arrived():
        tab.wait_for_timeout(500)
        waited += 500
        assert waited < MAIL_WITHIN, f"no mail to {address} about {subject}"
    row.first.get_by_role("link").first.click()
    return tab


def code_from_mail(page: Page, address: str) -> str:
    """Return the code that was mailed to this address."""
    tab = newest_mail(page, address, "code")
    text = tab.locator("main").inner_text()
    tab.close()
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4}|\d{6})\s*$", text, re.MULTILINE)
    assert found, text
    return found[1]


def sign_in(page: Page, address: str) -> None:
    """Sign in with a code, as everybody does."""
    page.goto("/accounts/login/code/")
    page.get_by_label("Email").or_(page.get_by_label("E-mail")).first.fill(address)
    page.locator("main").get_by_role("button", name=re.compile("code", re.I)).first.click()
    page.get_by_label(re.compile("code", re.I)).fill(code_from_mail(page, address))
    page.locator("main form").first.get_by_role("button").first.click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
