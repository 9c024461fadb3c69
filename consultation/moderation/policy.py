"""Which moderator may decide on which response."""

from typing import Final

from accounts.models import User
from consultation.responses.models import Response

NOT_ONE_S_OWN: Final = "You wrote this response yourself, so another moderator has to decide on it."


def may_decide(moderator: User, response: Response) -> bool:
    """Nobody judges their own words."""
    return bool(response.user_id != moderator.pk)
