"""What the browsers were told, held against what is stored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum

from bench.load.posting import Entry, Ledger
from consultation.responses.models import QuestionTally, Response


@dataclass(frozen=True)
class Reckoning:
    """Acknowledged posts that are not there as told, rows beyond one a post, tallies that err."""

    stored: int
    lost: int
    doubled: int
    miscounted: int


def reckon(ledger: Ledger) -> Reckoning:
    """Compare the ledger with the tables, which hold nothing but what was posted in this run."""
    stored = dict(Response.objects.values_list("client_token", "public_id"))
    told = {entry.token: entry.public_id for entry in ledger.firsts if entry.public_id}
    by_token = {str(token): public_id for token, public_id in stored.items()}
    sent = {entry.token for entry in ledger.firsts}
    bodies = Counter(Response.objects.values_list("user_id", "comment"))
    return Reckoning(
        stored=len(stored),
        lost=sum(by_token.get(token) != public_id for token, public_id in told.items()),
        doubled=len(by_token.keys() - sent)
        + sum(count - 1 for count in bodies.values())
        + sum(by_token.get(entry.token) != entry.public_id for entry in _answered(ledger.seconds)),
        miscounted=_miscounted(),
    )


def _answered(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.public_id]


def _miscounted() -> int:
    """How far the counts that readers see are from what is there."""
    public = Response.objects.public()
    counted = QuestionTally.objects.aggregate(answers=Sum("answers"), replies=Sum("replies"))
    answers = public.roots().count()
    there = {"answers": answers, "replies": public.count() - answers}
    return sum(abs((counted[what] or 0) - number) for what, number in there.items())
