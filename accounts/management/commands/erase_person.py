"""Erase a person, as a lead does on the desk."""

from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from accounts.actions.rights import AlreadyErasedError, StillStaffError, erase_person
from accounts.holdings import registered_holdings
from accounts.models import Organisation, User


class Command(BaseCommand):
    help = (
        "Erase a person: their account and everything that points at it. What they posted in their "
        "own name goes, or leaves an empty place where others replied; what they posted for an "
        "organisation stays the organisation's, without their name. It cannot be undone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address the person signs in with")
        parser.add_argument(
            "--also-for",
            nargs="+",
            default=[],
            metavar="SLUG",
            help="organisations that asked for what was posted for them to go as well",
        )
        parser.add_argument("--yes", action="store_true", help="do not ask before it is done")

    def handle(self, *, email: str, also_for: list[str], yes: bool, **_: Any) -> None:
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Nobody has an account with {email}.")
        organisations = [_organisation(slug) for slug in also_for]
        if not (yes or _is_sure(email)):
            raise CommandError("Nobody was erased.")
        try:
            counts = erase_person(actor=None, person=person, also_for=organisations)
        except (StillStaffError, AlreadyErasedError) as error:
            raise CommandError(str(error)) from None
        for name, count in counts.items():
            self.stdout.write(f"{name.replace('_', ' ')}: {count}")
        _vacuum()
        self.stdout.write("Erased. Copies for safe keeping hold them until they are rewritten.")


def _is_sure(email: str) -> bool:
    """Ask; without anybody to answer, as under cron, the answer is no."""
    try:
        return input(f"Erase {email} for good? Type yes: ").strip().lower() == "yes"
    except EOFError:
        return False


def _organisation(slug: str) -> Organisation:
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"There is no organisation at /organisations/{slug}/.")
    return found


def _vacuum() -> None:
    """Let the database overwrite what was deleted; until then its own files still hold it."""
    models = {model for holding in registered_holdings() for model in holding.models} | {Session}
    with connection.cursor() as cursor:
        for table in sorted(model._meta.db_table for model in models):
            cursor.execute(f'VACUUM "{table}"')
