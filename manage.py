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
    if words[0] == "import_paper":
        return "--publish" in words  # without it, a file is only read
    return True


def services() -> contextlib.AbstractContextManager[object]:
    """Run those services that no address is set for."""
    from consultation import embedded

    test = os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".test")
    var = Path(os.environ.get("SOUNDINGS_VAR") or ROOT / "var" / ("test" if test else ""))
    os.environ["SOUNDINGS_VAR"] = str(var.resolve())
    if not test:
        for name, value in embedded.site_beside(var).items():
            os.environ[name] = os.environ.get(name) or value
    addresses = {"DATABASE_URL": embedded.POSTGRES, "REDIS_URL": embedded.VALKEY}
    names = tuple(name for variable, name in addresses.items() if not os.environ.get(variable))
    return embedded.running(var, names, fast=test)


def no_database(error: Exception) -> str | None:
    """Return the line that says DATABASE_URL leads nowhere; None if the error says otherwise."""
    url, cause = os.environ.get("DATABASE_URL"), error.__cause__
    # What the server answered to a statement has a code; a connection that never was has none.
    if not url or getattr(cause, "sqlstate", None):
        return None
    from consultation.settings.environment import database_from

    reason = next(iter(str(cause or error).strip().splitlines()), "no answer")
    return (
        f"DATABASE_URL: no connection to {database_from(url)['HOST'] or 'this machine'}: {reason}"
    )


def main(words: list[str]) -> int:
    """Run the command line; say in one line what only the environment can mend, and return 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consultation.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db.utils import OperationalError

    from consultation.embedded import ServiceError

    try:
        with services() if needs_services(words[1:]) else contextlib.nullcontext():
            execute_from_command_line(words)
    except (ServiceError, ImproperlyConfigured) as error:
        line = str(error)
    except OperationalError as error:
        line = no_database(error) or ""
        if not line:
            raise
    else:
        return 0
    sys.stderr.write(f"{line}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv))
