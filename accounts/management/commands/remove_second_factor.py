from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions.factors import remove_every_factor
from accounts.models import User


class Command(BaseCommand):
    help = (
        "Take away the second factor of somebody who lost theirs: authenticator app, passkeys and "
        "recovery codes. It is logged, they are signed out everywhere and told by mail. Make sure "
        "first, by a way other than e-mail, that it is they who ask."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address of the account")

    def handle(self, *_args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        person = User.objects.filter(email=email).first()
        if person is None:
            raise CommandError(f"There is no account with the address {email}.")
        if not remove_every_factor(person=person):
            raise CommandError(f"{email} has no second factor. Nothing was changed.")
        self.stdout.write(f"{email} has no second factor any more, and is told so by mail.")
