"""The same work for an address that leads to nobody as for one that leads to somebody.

Equal words are not enough: who can time a thousand answers reads from them which addresses have an
account. So where allauth asks the database about a person, we ask about nobody; the tests count
the statements of both ways.
"""

import secrets

from allauth.account.internal.flows.email_verification import get_address_for_user
from allauth.account.models import EmailAddress
from allauth.account.utils import has_verified_email

from accounts.models import User


def look_up_nobody() -> None:
    """Cost what fetching a person costs."""
    User.objects.filter(pk=0).first()


def look_up_nobodys_address(email: str) -> None:
    """Cost what fetching a person's address costs."""
    EmailAddress.objects.filter(user_id=0, email=email).first()


def nobodys_address() -> str:
    """Return an address that nobody can have (RFC 2606)."""
    return f"{secrets.token_hex(8)}@nobody.invalid"


def look_up_new_person(person: User) -> None:
    """Ask what allauth asks about somebody before it sends them the code to join with."""
    has_verified_email(person)
    get_address_for_user(person)
    look_up_nobody()
    look_up_nobodys_address(person.email)
