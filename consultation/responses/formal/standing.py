"""Where a response stands, in words: a private one that was passed on is published nowhere."""

from typing import Final

from consultation.responses.models import Response

PASSED_ON: Final = "With the policy team"
NOT_PASSED_ON: Final = "Not passed on"


def standing_of(response: Response) -> str:
    """Return its state as staff read it."""
    if response.visibility == Response.Visibility.PRIVATE:
        words = {Response.State.PUBLISHED: PASSED_ON, Response.State.REJECTED: NOT_PASSED_ON}
        if word := words.get(Response.State(response.state)):
            return word
    return response.get_state_display()
