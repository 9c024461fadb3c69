#!/usr/bin/env python3
"""Run a command of the site; with no database configured, the embedded one runs for its time."""

import contextlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# `up` keeps the services itself; the others touch no row.
WITHOUT_SERVICES = {"up", "help", "version", "collectstatic", "findstatic", "mail_sink"}
WITHOUT_SERVICES |= {"makemessages", "compilemessages"}


def needs_services(words: list[str]) -> bool:
    """Return whether the command line reads or writes the database or the queue."""
    if not words or words[0] in WITHOUT_SERVICES or {"--help", "-h", "--version"} & set(words):
        return False
    if words[0] == "check":
        return "--database" in words
    return True


def services() -> contextlib.AbstractContextManager[object]:
    """Run those services that no address is set for."""
    from consultation import embedded

    test = os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".test")
    var = Path(os.environ.get("SOUNDINGS_VAR") or ROOT / "var" / ("test" if test else ""))
    os.environ["SOUNDINGS_VAR"] = str(var.resolve())
    if not test:
        for name, value in embedded.site_beside(var).items():
            os.environ.setdefault(name, value)
    addresses = {"DATABASE_URL": embedded.POSTGRES, "REDIS_URL": embedded.VALKEY}
    names = tuple(name for variable, name in addresses.items() if not os.environ.get(variable))
    return embedded.running(var, names, fast=test)


def main(words: list[str]) -> int:
    """Run the command line; return the exit code of a service that would not start."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consultation.settings.dev")
    from django.core.management import execute_from_command_line

    from consultation.embedded import ServiceError

    try:
        with services() if needs_services(words[1:]) else contextlib.nullcontext():
            execute_from_command_line(words)
    except ServiceError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
