"""Made people, organisations, papers and responses in bulk, for benchmarks."""

import time
from argparse import ArgumentTypeError
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from consultation.management.volume.papers import add_papers
from consultation.management.volume.people import add_memberships, add_organisations, add_people
from consultation.management.volume.responses import NothingToAnswerError, add_responses


class Command(BaseCommand):
    help = (
        "Add made rows in bulk, for benchmarks: people, organisations and who answers for whom, "
        "published papers, responses in threads. Their addresses are at volume.example. Never "
        "for a real site: where anybody has an address that is none of ours for trying things "
        "(.example), nothing is added without --yes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for what in ("people", "organisations", "papers", "responses"):
            parser.add_argument(
                f"--{what}", type=_count, default=0, metavar="N", help=f"how many {what} to add"
            )
        parser.add_argument(
            "--yes", action="store_true", help="add them although real people have accounts here"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["yes"] and User.objects.exclude(email__endswith=".example").exists():
            raise CommandError(
                "People with real addresses have accounts here. Made rows cannot be taken out "
                "again. Give --yes if that is what you want."
            )
        steps: tuple[tuple[str, Callable[[int], object]], ...] = (
            ("organisations", add_organisations),
            ("people", add_people),
            ("papers", add_papers),
            ("responses", self._add_responses),
        )
        for what, add in steps:
            if number := options[what]:
                self._timed(f"{number:,} {what}", partial(add, number))
            if what == "people" and (options["people"] or options["organisations"]):
                self._timed("memberships", add_memberships)

    def _add_responses(self, number: int) -> None:
        try:
            add_responses(number)
        except NothingToAnswerError:
            raise CommandError(
                "Responses need a published question and made people: add --papers and --people."
            ) from None

    def _timed(self, what: str, act: Callable[[], object]) -> None:
        begun = time.perf_counter()
        act()
        self.stdout.write(f"{what}: {time.perf_counter() - begun:.1f} s")


def _count(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or len(typed) > 8:
        raise ArgumentTypeError(f"{typed!r} is no number from 0 to 99999999")
    return int(typed)
