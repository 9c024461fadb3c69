"""Who may be sent a digest."""

from typing import Final

from accounts.models import Role, User

# Every role of staff; a lead holds them all.
MAY_SUBSCRIBE: Final = (Role.EDITOR, Role.MODERATOR, Role.ANALYST)


def may_subscribe(person: User) -> bool:
    return person.has_role(*MAY_SUBSCRIBE)
