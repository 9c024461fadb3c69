"""Who there is at the doors, and the rows that many of them share."""

from typing import Final

ROLES: Final = (
    "visitor",
    "participant",
    "other_participant",
    "other_member",
    "suspended",
    "editor",
    "moderator",
    "analyst",
    "lead",
    "staff_without_factor",  # editor, moderator and lead in one person
)
ANYONE: Final = dict.fromkeys(ROLES, 200)
SIGNED_IN: Final = {**ANYONE, "visitor": 302}
POST_ONLY: Final = dict.fromkeys(ROLES, 405)
NOBODY: Final = dict.fromkeys(ROLES, 404)
STRANGERS: Final = ("participant", "other_participant", "other_member", "suspended")
# A page of the desk leads staff to the second step that they still have to take.
STEP_FIRST: Final = {"staff_without_factor": 302}
STAFF: Final = {**SIGNED_IN, **dict.fromkeys(STRANGERS, 404), **STEP_FIRST}


def only(*roles: str, status: int = 200) -> dict[str, int]:
    """Signed-in strangers get 404, visitors the sign-in page, the roles `status`."""
    step = {} if roles and set(roles) <= set(STRANGERS) else STEP_FIRST
    return {**dict.fromkeys(ROLES, 404), "visitor": 302, **step, **dict.fromkeys(roles, status)}


EDITORS: Final = only("editor", "lead")
EDITORS_POST: Final = only("editor", "lead", status=405)
MODERATORS: Final = only("moderator", "lead")
MODERATORS_POST: Final = only("moderator", "lead", status=405)
ANALYSTS: Final = only("analyst", "lead")
ANALYSTS_POST: Final = only("analyst", "lead", status=405)
GUARDED: Final = ("editor", "moderator", "analyst", "lead")  # they have a second factor
OWN_PEOPLE_AND_STAFF: Final = {
    **NOBODY,
    **dict.fromkeys(("participant", *GUARDED), 200),
}
# A signed-in person is sent on from the pages of the entrance.
ENTRANCE: Final = {**dict.fromkeys(ROLES, 302), "visitor": 200}
SENT_ON: Final = dict.fromkeys(ROLES, 302)
