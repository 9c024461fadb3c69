import asyncio
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from consultation.mail.mailbox.sink import serve


class Command(BaseCommand):
    help = "Catch outgoing mail on a port of this machine and keep it in a folder."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, required=True, help="the port, on 127.0.0.1")
        parser.add_argument(
            "--folder", type=Path, required=True, help="each mail becomes a file here"
        )

    def handle(self, *, port: int, folder: Path, **_options: object) -> None:
        try:
            asyncio.run(serve(folder, port))
        except OSError as error:
            raise CommandError(f"Cannot catch mail on port {port}: {error.strerror}.") from None
