"""Whether a response takes a reply now, and if not, why: in words for who has begun one."""

from collections.abc import Sequence
from typing import Final

from consultation.responses.models import MAX_DEPTH, Response
from consultation.responses.threads.versions import is_public

GONE: Final = "The response that you were replying to is not there any more."
CLOSED: Final = "The thread was closed and takes no more replies."
TOO_DEEP: Final = f"Replies go {MAX_DEPTH} deep, and this one would go deeper."


def why_no_reply(parent: Response | None) -> str:
    """Return why it takes no reply, from whoever it is; empty where it does. Reads its root too."""
    if parent is None or not is_public(parent):
        return GONE
    if parent.root.closed_at is not None:
        return CLOSED
    return TOO_DEEP if parent.depth >= MAX_DEPTH else ""


def why_no_replies(public_ids: Sequence[str]) -> dict[str, str]:
    """Return the same of each of these that readers see, by its public id. One query, or none."""
    if not public_ids:
        return {}
    there = Response.objects.public().filter(public_id__in=public_ids).select_related("root")
    return {parent.public_id: why_no_reply(parent) for parent in there}
