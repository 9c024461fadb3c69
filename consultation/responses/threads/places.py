"""What stands in the place of a response that is not to be read, and how it is then spoken of.

Each state has one sentence, one name and one word for its quotes, on every page.
"""

from typing import Final

from consultation.responses.models import Response

GONE: Final = {
    Response.State.ERASED: "This response was erased with its author’s account.",
    Response.State.WITHDRAWN: "This response was withdrawn by its author.",
    Response.State.HELD: (
        "This response was changed by its author. A moderator reads the change before it is shown."
    ),
}
# What those who name it call it: a reply to it, a thread that it begins, what one follows.
_NAMES: Final = {
    Response.State.ERASED: "an erased response",
    Response.State.WITHDRAWN: "a withdrawn response",
    Response.State.HELD: "a response that waits for a moderator",
    Response.State.REJECTED: "a response that was not published",
}
# What stands where its words were quoted.
QUOTED: Final = {
    Response.State.ERASED: "The words quoted here were erased with their author’s account.",
    Response.State.WITHDRAWN: "The words quoted here were withdrawn by their author.",
    Response.State.HELD: "The words quoted here are in a response that waits for a moderator.",
}


def is_readable(response: Response) -> bool:
    """Whether the reader may know its words. Expects a row of `in_place_for`."""
    readable: bool = response.is_readable  # type: ignore[attr-defined]
    return readable


def is_gone(response: Response) -> bool:
    """Whether a sentence stands in its place; taken back, it does so for everybody.

    Expects a row of `in_place_for`.
    """
    return not is_readable(response) or response.state == Response.State.WITHDRAWN


def spoken_of(response: Response) -> str:
    """Say whose response it is, as anybody may know who reads that something was replied to it."""
    return name_of_gone(response.state) or response.speaker


def name_of_gone(state: str) -> str:
    """What a response is called in a state in which nobody is named; empty where somebody is."""
    return _NAMES.get(Response.State(state), "")


def begun_by(response: Response) -> str:
    """Say by whom a thread was begun, or with what."""
    gone = name_of_gone(response.state)
    return f"Begun with {gone}" if gone else f"Begun by {response.speaker}"
