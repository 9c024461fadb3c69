from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from consultation.exports.access import find_paper
from consultation.exports.actions import export_responses
from consultation.exports.policy import Scope
from consultation.exports.writing import write_whole


class Command(BaseCommand):
    help = "Write a paper's responses to a file; docs/exports.md says what is in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="the paper, as in its address")
        parser.add_argument("--format", choices=["csv"], default="csv", help="csv by default")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")
        parser.add_argument(
            "--everything",
            action="store_true",
            help="also what is held, rejected or private: not for publication",
        )

    def handle(self, *, slug: str, out: Path, everything: bool, **_options: object) -> None:
        paper = find_paper(slug)
        if paper is None:
            raise CommandError(f"There is no paper {slug} that was ever asked.")
        scope = Scope.EVERYTHING if everything else Scope.PUBLISHED
        pieces = export_responses(actor=None, paper=paper, scope=scope)
        try:
            size = write_whole(out, pieces)
        except OSError as error:
            raise CommandError(f"Cannot write {out}: {error.strerror}.") from None
        self.stdout.write(f"Wrote {out}, {size} bytes.")
