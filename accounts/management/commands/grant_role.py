"""Give a staff role to somebody who has joined: the way the first lead is made."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions import grant_role
from accounts.models import Role, User


class Command(BaseCommand):
    help = "Give a staff role to a person who has an account. Makes no account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address the person signs in with")
        parser.add_argument("role", choices=Role.values)

    def handle(self, *, email: str, role: str, **_: Any) -> None:
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Nobody has joined with {email}. They must join on the site first.")
        if not person.is_active:
            raise CommandError(f"The account of {email} is closed.")
        is_new = grant_role(actor=None, person=person, role=Role(role))
        self.stdout.write(f"{email} {'is now' if is_new else 'was already'} {role}.")
