"""What the state of a response is called for staff.

A private response in the state "published" appears nowhere: it was passed on to the policy team.
"""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet

from consultation.responses.models import Response

PASSED_ON: Final = "With the policy team"
NOT_PASSED_ON: Final = "Not passed on"


@dataclass(frozen=True)
class Tally:
    """How many responses are in which state; of those published, the private ones by themselves."""

    published: int
    passed_on: int
    held: int
    rejected: int
    withdrawn: int

    @property
    def total(self) -> int:
        return self.published + self.passed_on + self.held + self.rejected + self.withdrawn


def standing_of(response: Response) -> str:
    """Return its state in words."""
    if response.visibility == Response.Visibility.PRIVATE:
        words = {Response.State.PUBLISHED: PASSED_ON, Response.State.REJECTED: NOT_PASSED_ON}
        if word := words.get(Response.State(response.state)):
            return word
    return response.get_state_display()


def tally_of(responses: "QuerySet[Response]") -> Tally:
    """Count them by their state. One query."""
    is_published = Q(state=Response.State.PUBLISHED)
    is_private = Q(visibility=Response.Visibility.PRIVATE)
    counts = responses.order_by().aggregate(
        published=Count("pk", filter=is_published & ~is_private),
        passed_on=Count("pk", filter=is_published & is_private),
        held=Count("pk", filter=Q(state=Response.State.HELD)),
        rejected=Count("pk", filter=Q(state=Response.State.REJECTED)),
        withdrawn=Count("pk", filter=Q(state=Response.State.WITHDRAWN)),
    )
    return Tally(**counts)
