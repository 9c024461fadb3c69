"""A site of its own for a measurement: fresh services and an empty database, gone afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from consultation import embedded

VAR: Final = Path(__file__).resolve().parents[1] / "var" / "bench"


@contextmanager
def made_site() -> Iterator[None]:
    """Let what is imported inside find Django set up, and every table there and empty."""
    os.environ.setdefault("SOUNDINGS_VAR", str(VAR))
    os.environ["DJANGO_SETTINGS_MODULE"] = "consultation.settings.test"
    addresses = {"DATABASE_URL": embedded.POSTGRES, "REDIS_URL": embedded.VALKEY}
    names = tuple(name for variable, name in addresses.items() if not os.environ.get(variable))
    with embedded.running(Path(os.environ["SOUNDINGS_VAR"]), names, fast=True):
        import django

        django.setup()
        from django.db import connection, connections

        real_name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            connections.close_all()
            connection.creation.destroy_test_db(real_name, verbosity=0)
            connections.close_all()
