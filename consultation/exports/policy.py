"""Which responses an export may hold, and who may have it."""

from enum import StrEnum
from typing import Final

from accounts.models import Role


class Scope(StrEnum):
    """`published` is what anyone may read; `everything` also what is held, rejected or private."""

    PUBLISHED = "published"
    EVERYTHING = "everything"


# A lead holds every role, so may have both.
MAY_EXPORT: Final = {Scope.PUBLISHED: Role.ANALYST, Scope.EVERYTHING: Role.LEAD}
