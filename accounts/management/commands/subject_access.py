"""Give a person what the site holds about them: what the page of their data gives, as a file."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions.rights import note_data_taken
from accounts.models import User
from accounts.people.rights import file_name, write_copy
from consultation.lib.clock import database_now


class Command(BaseCommand):
    help = (
        "Write everything the site holds about a person into one archive (ZIP), readable by a "
        "person and by a computer. The file can be read by you alone; the log says it was made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address the person signs in with")
        parser.add_argument("--out", required=True, metavar="DIR", help="the folder to write into")

    def handle(self, *, email: str, out: str, **_: Any) -> None:
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Nobody has an account with {email}.")
        folder = Path(out)
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        target = folder / f"{person.public_id}-{file_name(database_now())}"
        try:
            rows = _write(person, target)
        except OSError as error:
            raise CommandError(f"{target} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{target}: {rows} rows.")


def _write(person: User, target: Path) -> int:
    """Write the file whole or not at all, from its first byte for its owner alone."""
    descriptor, name = tempfile.mkstemp(prefix=".", dir=target.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            note_data_taken(actor=None, person=person)
            rows = write_copy(person, file)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return rows
