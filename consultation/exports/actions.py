"""Taking responses out of the platform, which is never done without a line in the log."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from accounts.access import check_role
from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.exports.building import COLUMNS, csv_of, responses_of
from consultation.exports.policy import MAY_EXPORT, Scope
from consultation.lib.clock import LONDON
from papers.models import Paper


def export_responses(*, actor: User | None, paper: Paper, scope: Scope) -> Iterator[bytes]:
    """Log the export and return the CSV file in pieces; None is an operator at the command line.

    The line is committed before the first byte: a file that was begun and never finished has left
    the platform all the same. Raises PermissionDenied.
    """
    check_role(actor, MAY_EXPORT[scope])
    responses = responses_of(paper, reader=actor, scope=scope)
    with transaction.atomic():
        record(
            actor=actor,
            verb=Verb.RESPONSES_EXPORTED,
            thing=paper,
            paper_id=paper.pk,
            format="csv",
            scope=scope.value,
            responses=responses.count(),
            columns=list(COLUMNS),
        )
    return csv_of(paper, responses, scope=scope)


def file_name(paper: Paper, now: datetime) -> str:
    """Return the name a download is kept under, with its London day."""
    return f"{paper.slug}-responses-{now.astimezone(LONDON).date().isoformat()}.csv"
