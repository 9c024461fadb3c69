"""Give a staff role to somebody who has joined: the way the first lead is made."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions import RoleRefusedError, grant_role
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
        try:
            is_new = grant_role(actor=None, person=person, role=Role(role))
        except RoleRefusedError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{email} {'is now' if is_new else 'was already'} {role}.")
        if not person.has_second_factor:
            self.stdout.write(
                "The role opens nothing until they have added a second factor on the site."
            )
