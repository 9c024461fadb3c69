"""Every gate in one order, the same here and on a server; the first red one ends the run."""

import argparse
import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from consultation import embedded
from tests.chromium import have_chromium

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
PYTEST = [sys.executable, "-m", "pytest", "-q"]
# Nothing here is real: `check --deploy` reads the settings and opens no connection.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "consultation.settings.production",
    "SECRET_KEY": "thrown away after the check, but long and with 50 characters",
    "SITE_URL": "https://soundings.example",
    "DATABASE_URL": "postgresql://soundings@localhost/soundings",
    "REDIS_URL": "redis://localhost/0",
    "EMAIL_URL": "smtps://localhost:465",
}


@dataclass(frozen=True)
class Gate:
    """One command that must end well."""

    name: str
    words: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def tool(name: str, *words: str) -> list[str]:
    # Not run by its first line: that breaks in a folder with a space in its name.
    return [sys.executable, str(BIN / name), *words]


CHECKS = [
    Gate("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
    Gate("lint", [str(BIN / "ruff"), "check", "--quiet", "."]),
    Gate("types", [sys.executable, "-m", "mypy", "."]),
    Gate("imports", tool("lint-imports", "--no-cache")),
    Gate("templates: format", [sys.executable, "-m", "djlint", "--check", "--quiet", "templates"]),
    Gate("templates: lint", [sys.executable, "-m", "djlint", "--lint", "--quiet", "templates"]),
    Gate("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    Gate("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
]
TESTS = Gate("tests", [*PYTEST, "-m", "not browser", "-n", "2"])
BROWSER = Gate("browser tests", [*PYTEST, "-m", "browser", "-n", "2"])


def main() -> int:
    """Run the gates; return 0 when every one is green."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-tests", action="store_true")
    without_tests = parser.parse_args().without_tests
    gates = CHECKS if without_tests else [*CHECKS, TESTS]
    started = time.monotonic()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consultation.settings.test")
    os.environ.setdefault("SOUNDINGS_VAR", str(ROOT / "var" / "test"))
    try:
        with _services():
            green = all(_passes(gate) for gate in gates)
            green = green and (without_tests or _browser_passes())
    except embedded.ServiceError as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    _say(f"{'All green' if green else 'Red'} after {time.monotonic() - started:.0f} s")
    return 0 if green else 1


@contextlib.contextmanager
def _services() -> Iterator[None]:
    """Run the services once for all gates, not once for each."""
    addresses = {"DATABASE_URL": embedded.POSTGRES, "REDIS_URL": embedded.VALKEY}
    names = tuple(name for variable, name in addresses.items() if not os.environ.get(variable))
    with embedded.running(Path(os.environ["SOUNDINGS_VAR"]), names, fast=True):
        yield


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _passes(gate: Gate) -> bool:
    _say(f"── {gate.name}")
    started = time.monotonic()
    done = subprocess.run(gate.words, cwd=ROOT, env={**os.environ, **gate.environment}, check=False)
    word = "ok" if done.returncode == 0 else f"FAILED (exit code {done.returncode})"
    _say(f"   {gate.name}: {word}, {time.monotonic() - started:.1f} s")
    return done.returncode == 0


def _browser_passes() -> bool:
    """Run the browser tests, or say how many did not run; a server may not go without."""
    if have_chromium():
        return _passes(BROWSER)
    asked = subprocess.run(
        [*BROWSER.words, "--collect-only"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    counted = re.search(r"(\d+)(?:/\d+)? tests? collected", asked.stdout)
    count = counted.group(1) if counted else "all"
    _say(f"No Chromium here and none could be installed: {count} browser tests did not run.")
    return os.environ.get("CI", "").lower() != "true"


if __name__ == "__main__":
    sys.exit(main())
