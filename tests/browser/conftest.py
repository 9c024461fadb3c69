"""The whole site as `make run` starts it, and Chromium in front of it."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.browser.mails import code_from_mail
from tests.browser.pages import QUESTIONS_TO_GIVE, ROOM_TO_WRITE
from tests.chromium import launch_options

ROOT = Path(__file__).resolve().parents[2]
STARTED_WITHIN = 120  # seconds, on a busy machine


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
            env=clean_environment(self.var),
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
    """`manage.py up` on an empty folder and our papers beside the sample, until the last test."""
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
        running = Site(f"http://localhost:{port}", var)
        running.manage("shell", "-c", "from tests.browser.papers import put_papers; put_papers()")
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
        assert left_behind(var) == []


def left_behind(var: Path) -> list[str]:
    """Return the programs of that folder that still run; Linux tells, elsewhere none is known."""
    left = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if f"SOUNDINGS_VAR={var}".encode() in environment.read_bytes().split(b"\0"):
                left.append((environment.parent / "cmdline").read_bytes().decode())
    return left


def _wait_until_served(process: subprocess.Popen[str]) -> None:
    lines: Queue[str] = Queue()
    stdout = process.stdout
    assert stdout is not None

    def pass_on() -> None:
        for line in stdout:
            lines.put(line)

    threading.Thread(target=pass_on, daemon=True).start()
    said = ""
    try:
        while "Ctrl-C ends everything" not in said:
            said += lines.get(timeout=STARTED_WITHIN)
    except Empty:
        pytest.fail(f"the site did not start: {said}")


@pytest.fixture(scope="session")
def _numbers() -> Iterator[int]:
    return iter(range(1, QUESTIONS_TO_GIVE + 1))


@pytest.fixture
def untouched(_numbers: Iterator[int]) -> str:
    """The address of an open question at which no other test says anything."""
    return f"{ROOM_TO_WRITE}questions/{next(_numbers)}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**launch_options())
        yield chromium
        chromium.close()


Open = Callable[..., Page]


@pytest.fixture
def open_browser(browser: Browser, site: Site, complaints: list[str]) -> Iterator[Open]:
    """Return a function that opens a browser of its own, as one more person would."""
    contexts: list[BrowserContext] = []

    def opened(**options: Any) -> Page:
        contexts.append(_new_context(browser, site, **options))
        return _listened_to(contexts[-1].new_page(), complaints)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What pages' scripts and their policy complain of; kept, as an error raised there is lost."""
    heard: list[str] = []
    yield heard
    assert heard == []


@pytest.fixture
def open_as(
    browser: Browser, site: Site, _people: dict[str, BrowserContext], complaints: list[str]
) -> Iterator[Open]:
    """Return a function that opens a tab of a sample person, signed in once for all tests.

    The tabs share one browser and its cache, which is quick; so nobody here may sign out.
    The visitor has no name and forgets everything from tab to tab.
    """
    pages: list[Page] = []

    def opened(name: str = "") -> Page:
        context = _people.get(name)
        if context is None:
            context = _people[name] = _new_context(browser, site)
            if name:
                page = context.new_page()
                sign_in(page, f"{name}@soundings.example")
                page.close()
        if not name:
            context.clear_cookies()
        pages.append(_listened_to(context.new_page(), complaints))
        return pages[-1]

    yield opened
    for page in pages:
        page.close()


@pytest.fixture(scope="session")
def _people(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    contexts: dict[str, BrowserContext] = {}
    yield contexts
    for context in contexts.values():
        context.close()


def _new_context(browser: Browser, site: Site, **options: Any) -> BrowserContext:
    context = browser.new_context(base_url=site.url, **options)
    context.set_default_timeout(15_000)
    return context


def _listened_to(page: Page, complaints: list[str]) -> Page:
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.extend(_complaint(message)))
    return page


def _complaint(message: ConsoleMessage) -> list[str]:
    """Return what the browser complains of: any warning or error but a refused page's status."""
    at = message.location["url"]
    if message.type not in {"warning", "error"}:
        return []
    if message.text.startswith("Failed to load resource") and "/static/" not in at:
        return []
    if "ERR_INTERNET_DISCONNECTED" in message.text:  # a test took the network away
        return []
    return [f"{at}: {message.text}"]


def sign_in(page: Page, address: str) -> None:
    """Sign in with a code, as everybody does; staff of the sample take the second step too."""
    page.goto("/accounts/login/code/")
    page.get_by_label("Email").or_(page.get_by_label("E-mail")).first.fill(address)
    page.locator("main").get_by_role("button", name=re.compile("code", re.I)).first.click()
    page.get_by_label(re.compile("code", re.I)).fill(code_from_mail(page, address))
    page.locator("main form").first.get_by_role("button").first.click()
    second_step = page.get_by_role("heading", name="Second step")
    expect(page.get_by_role("button", name="Sign out").or_(second_step)).to_be_visible()
    if second_step.is_visible():
        page.get_by_label("Code").fill(second_code(page, address))
        page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def second_code(page: Page, address: str) -> str:
    """Return the code that the app of this account of the sample shows, once it is accepted."""
    tab = page.context.new_page()
    tab.goto("/mailbox/")
    row = tab.get_by_role("row").filter(has=tab.get_by_role("rowheader", name=address, exact=True))
    code = row.get_by_role("cell").first.inner_text()
    until = datetime.fromisoformat(row.locator("time").get_attribute("datetime") or "")
    # Each code is good for once, and the one of the next half minute is taken early; a later one,
    # when two were used already, is not.
    early = (until - datetime.now(UTC)).total_seconds() - 59
    tab.wait_for_timeout(max(0.0, early) * 1000)
    tab.close()
    return code


def join(page: Page, address: str, name: str) -> None:
    """Make an account with the code that comes by mail, and answer "Before you take part"."""
    page.goto("/")
    page.get_by_role("link", name="Join").click()
    page.get_by_label("Email address").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Six-digit code").fill(code_from_mail(page, address))
    page.get_by_role("button", name="Go on").click()
    take_part(page, name)


def take_part(page: Page, name: str) -> None:
    """Choose a name to be shown by, and take note of the house rules."""
    page.get_by_label("By another name that I choose").check()
    page.get_by_label("Name shown with your responses").fill(name)
    page.get_by_label("I have read the house rules").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
