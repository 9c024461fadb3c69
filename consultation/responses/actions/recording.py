"""The line of the log that says what was done to one response."""

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.responses.models import Response


def record_of(response: Response, verb: Verb, *, actor: User, **data: object) -> None:
    """Log it in the transaction that does it; the line names the question as well."""
    record(
        actor=actor,
        verb=verb,
        thing=response,
        paper_id=response.question.paper_id,
        question=response.question_id,
        **data,
    )
