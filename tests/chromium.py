"""Where the browser of the browser tests is, and how to get one."""

import os
import shutil
import subprocess
import sys
from typing import TypedDict

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class LaunchOptions(TypedDict, total=False):
    """What `playwright.chromium.launch` is given."""

    executable_path: str
    args: list[str]


def launch_options() -> LaunchOptions:
    """Return how to launch the system's Chromium, or playwright's own if there is none."""
    args = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    system = system_chromium()
    return {"args": args, "executable_path": system} if system else {"args": args}


def system_chromium() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def have_chromium() -> bool:
    """Return whether a browser can be had, after installing one where that is allowed."""
    if system_chromium():
        return True
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _tried("apt-get", "update", "-q")
        _tried("apt-get", "install", "-qy", "chromium")
        if system_chromium():
            return True
    return _tried(sys.executable, "-m", "playwright", "install", "chromium")


def _tried(*words: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(words, env=environment, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0
