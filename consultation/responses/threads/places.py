"""What stands in the place of a response that is not to be read, and how it is then spoken of."""

from typing import Final

from consultation.responses.models import Response

GONE: Final = {
    Response.State.ERASED: "This response was erased with its author’s account.",
    Response.State.WITHDRAWN: "This response was withdrawn by its author.",
    Response.State.HELD: "This response was changed by its author and waits for a moderator.",
}


def is_gone(response: Response) -> bool:
    """Whether a sentence stands in its place; taken back, it does so for everybody.

    Expects a row of `in_place_for`.
    """
    readable: bool = response.is_readable  # type: ignore[attr-defined]
    return not readable or response.state == Response.State.WITHDRAWN


def spoken_of(response: Response) -> str:
    """Say whose response it is, as anybody may know who reads that something was replied to it."""
    if response.state in {Response.State.HELD, Response.State.REJECTED}:
        return "a response that is not shown now"
    return response.speaker
