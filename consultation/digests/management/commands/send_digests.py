from argparse import ArgumentTypeError
from datetime import datetime

from django.core.management.base import BaseCommand, CommandParser

from consultation.digests.building import Built, build_due, owed_at
from consultation.lib.clock import LONDON
from consultation.mail.sending import Counts, send_due


class Command(BaseCommand):
    help = (
        "Build the digests that are due and send what waits in the outbox. Beat does the same every"
        " minute; running both, or this twice, sends nothing twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at",
            type=_instant,
            metavar="ISO8601",
            help="decide what is due as if it were this instant (London time without an offset);"
            " the news is still today's",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say who would get what, and change nothing",
        )

    def handle(self, *, at: datetime | None, dry_run: bool, **_options: object) -> None:
        if dry_run:
            self._say_what_is_owed(at)
            return
        built = build_due(at)
        self._say_what_was_done(built, _send_all())

    def _say_what_is_owed(self, at: datetime | None) -> None:
        owed = owed_at(at)
        for each in owed:
            news = f"{each.responses} new" if each.responses else "nothing new, no mail"
            self.stdout.write(f"{each.address}  {each.period}  {news}")
        self.stdout.write(f"{len(owed)} due. Nothing was built or sent.")

    def _say_what_was_done(self, built: Built, counts: Counts) -> None:
        self.stdout.write(f"Built {_count(built.digests, 'digest')}, queued {_mails(built.mails)}.")
        self.stdout.write(
            f"This command sent {_mails(counts.sent)}, skipped {counts.skipped},"
            f" put off {counts.requeued}, failed {counts.failed}."
        )
        if counts.sent + counts.skipped + counts.requeued + counts.failed < built.mails:
            self.stdout.write("The worker sends the rest.")


def _send_all() -> Counts:
    total = Counts()
    while True:
        counts = send_due()
        total.sent += counts.sent
        total.skipped += counts.skipped
        total.requeued += counts.requeued
        total.failed += counts.failed
        if not counts.more:
            return total


def _mails(number: int) -> str:
    return _count(number, "mail")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _instant(words: str) -> datetime:
    try:
        instant = datetime.fromisoformat(words)
    except ValueError:
        raise ArgumentTypeError(f"{words} is no time such as 2026-11-23T07:00") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=LONDON)
