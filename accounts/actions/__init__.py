"""Everything that changes people, organisations and what joins them."""

from accounts.actions.belonging import (
    confirm_membership,
    leave_organisation,
    say_who_you_answer_for,
)
from accounts.actions.people import rename_person, welcome_person
from accounts.actions.roles import LastLeadError, grant_role, take_back_role

__all__ = [
    "LastLeadError",
    "confirm_membership",
    "grant_role",
    "leave_organisation",
    "rename_person",
    "say_who_you_answer_for",
    "take_back_role",
    "welcome_person",
]
