"""Who operates the server."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User


def is_operator(person: User | AnonymousUser) -> bool:
    """Say whether this is a superuser who signs in with a second factor; a staff role is not it."""
    if not isinstance(person, User):
        return False
    may = person.is_active and person.is_superuser and not person.is_suspended
    return may and person.has_second_factor
