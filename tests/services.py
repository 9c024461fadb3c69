"""A pytest plugin: PostgreSQL and Valkey of the tests' own run for as long as pytest does.

Every worker of xdist uses the same pair; the last one to leave stops it.
"""

import contextlib
import os
from pathlib import Path

import pytest

from consultation import embedded

VAR = Path(__file__).resolve().parents[1] / "var" / "test"
_held = contextlib.ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start the services before Django's settings work out where they are."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ.setdefault("SOUNDINGS_VAR", str(VAR))
    addresses = {"DATABASE_URL": embedded.POSTGRES, "REDIS_URL": embedded.VALKEY}
    names = tuple(name for variable, name in addresses.items() if not os.environ.get(variable))
    try:
        _held.enter_context(embedded.running(Path(os.environ["SOUNDINGS_VAR"]), names, fast=True))
    except embedded.ServiceError as error:
        raise pytest.UsageError(str(error)) from None


def pytest_unconfigure() -> None:
    _held.close()
