"""What every step of an entry begins with: the paper held, and the entry, by one person at once."""

from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from accounts.access import check_role
from accounts.models import Role, User
from consultation.lib.clock import LONDON, database_now
from consultation.responses.actions.not_entered import (
    AlreadyEnteredError,
    NotTakenError,
    TooEarlyError,
    TooLateError,
)
from consultation.responses.models import Response, Submission
from consultation.responses.offline.details import EntryDetails
from papers.models import Paper
from papers.stages import Stage

TAKES_ENTRIES: Final = frozenset({Stage.OPEN, Stage.CLOSING_SOON, Stage.CLOSED})


def held_entries() -> QuerySet[Submission]:
    """Every entry there is, each to be held until the transaction ends."""
    entries = Submission.objects.exclude(channel=Response.Channel.WEB)
    return entries.select_for_update(of=("self",)).select_related("organisation", "paper")


def hold_entry(actor: User, entry: Submission) -> Submission:
    """Hold an entry that is being keyed in. Raises PermissionDenied, AlreadyEnteredError."""
    check_role(actor, Role.MODERATOR)
    held = held_entries().filter(pk=entry.pk).first()
    if held is None or held.state != Submission.State.DRAFTING:
        raise AlreadyEnteredError
    return held


def hold_entered(actor: User, entry: Submission, *, otherwise: str) -> Submission:
    """Hold an entry whose answers are entered.

    Raises PermissionDenied, and NotTakenError with the sentence `otherwise` for any other.
    """
    check_role(actor, Role.MODERATOR)
    held = held_entries().filter(pk=entry.pk, state=Submission.State.SENT).first()
    if held is None:
        raise NotTakenError(otherwise)
    return held


def hold_paper(paper_id: int) -> tuple[Paper, datetime]:
    """Hold the paper, which is or was open; with the time by the database's clock."""
    papers = Paper.objects.with_clock().select_for_update(of=("self",), no_key=True)
    paper = papers.get(pk=paper_id)
    if paper.stage not in TAKES_ENTRIES:
        raise NotTakenError(
            "This paper takes no answers: it has not opened yet, or it was withdrawn."
        )
    now: datetime = paper.database_now  # type: ignore[attr-defined]
    return paper, now


def check_day(paper: Paper, details: EntryDetails) -> None:
    """Refuse a day that has not come, or on which nobody could have read the questions.

    The day is the date that readers see, and that the export says. Raises TooLateError,
    TooEarlyError.
    """
    assert details.received_on is not None  # noqa: S101  # what is kept has a day
    if details.received_on > database_now().astimezone(LONDON).date():
        raise TooLateError
    if paper.opens_at and details.received_on < paper.opens_at.astimezone(LONDON).date():
        raise TooEarlyError(paper.opens_at)
