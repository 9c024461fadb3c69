"""Why a formal answer that was put before an approver is with its drafters again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from consultation.activity.models import Activity, Verb
from consultation.responses.formal.rooms import Room, who

_RETURNS: Final = (Verb.SIGN_OFF_TAKEN_BACK, Verb.SUBMISSION_SENT_BACK)


@dataclass(frozen=True)
class Returned:
    """Who returned it and when; `was_refused` where they sent it back with words."""

    who: str
    at: datetime
    was_refused: bool
    to_change: bool
    # Who had been asked for the sign-off; empty where it is who returned it.
    approver: str


def last_return(room: Room) -> Returned | None:
    """Return the last one, as the log has it; one query, and none while it waits for sign-off."""
    if not room.is_organisations or room.submission.is_awaiting:
        return None
    lines = Activity.objects.about(room.submission).filter(verb__in=_RETURNS)
    line = lines.select_related("actor").last()
    if line is None:
        return None
    asked = room.submission.approver
    return Returned(
        who=who(line.actor, room.viewer),
        at=line.at,
        was_refused=line.verb == Verb.SUBMISSION_SENT_BACK,
        to_change=line.data.get("because") == "changed",
        approver=who(asked, room.viewer) if asked and asked.pk != line.actor_id else "",
    )
