"""The life of a paper after it was published: extended, closed, withdrawn, restored."""

from datetime import datetime

from django.db import transaction
from django.db.models.functions import Now

from accounts.access import check_role
from accounts.models import Role, User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.clock import database_now
from papers.actions.errors import ExtendedMeanwhileError, NotInThisStageError, NotLaterError
from papers.actions.working_copy import locked
from papers.alerts.telling import tell_of_extension
from papers.models import Extension, Paper
from papers.stages import Stage, stage_of


def extend_paper(
    *,
    actor: User,
    paper: Paper,
    closes_at: datetime,
    reason: str,
    extended_from: datetime | None = None,
) -> Extension:
    """Move the closing date later, give readers the reason, and write to who asked to be told.

    A paper that has closed opens again. `extended_from` is the closing date the editor saw. A
    second click returns the first's extension. Raises NotInThisStageError, ExtendedMeanwhileError
    and NotLaterError.
    """
    with transaction.atomic():
        paper, now = _locked(paper, by=actor)
        before = _closing_of(paper, now)
        last = Extension.objects.filter(paper=paper).last()
        if last and (last.closes_at, last.reason) == (closes_at, reason) and before == closes_at:
            return last
        if extended_from is not None and extended_from != before:
            raise ExtendedMeanwhileError(before)
        if closes_at <= max(before, now):
            raise NotLaterError(before)
        extension = Extension.objects.create(
            paper=paper, closed_at_before=before, closes_at=closes_at, reason=reason
        )
        _save(actor, paper, Verb.PAPER_EXTENDED, closes_at=closes_at)
        tell_of_extension(extension)
    return extension


def close_paper(*, actor: User, paper: Paper) -> None:
    """Close now, before the date; NotInThisStageError for a paper that takes no responses."""
    with transaction.atomic():
        paper, now = _locked(paper, by=actor)
        if not stage_of(paper, now).takes_responses:
            raise NotInThisStageError("Only a paper that is open can be closed.")
        _save(actor, paper, Verb.PAPER_CLOSED, closes_at=Now())


def withdraw_paper(*, actor: User, paper: Paper, reason: str) -> None:
    """Take a public paper back; its page says why, and nobody can respond.

    A second click changes nothing. Raises NotInThisStageError where the public knows of no paper.
    """
    with transaction.atomic():
        paper, now = _locked(paper, by=actor)
        stage = stage_of(paper, now)
        if stage == Stage.WITHDRAWN:
            return
        if not stage.is_public:
            raise NotInThisStageError(
                "The public does not know of this paper yet, so there is nothing to withdraw. "
                "Change its dates instead."
            )
        _save(actor, paper, Verb.PAPER_WITHDRAWN, withdrawn_at=Now(), withdrawal_reason=reason)


def restore_paper(*, actor: User, paper: Paper) -> None:
    """Undo a withdrawal; the paper is then where its dates put it. For leads only."""
    check_role(actor, Role.LEAD)
    with transaction.atomic():
        paper, _now = _locked(paper, by=actor)
        if paper.withdrawn_at is not None:
            _save(actor, paper, Verb.PAPER_RESTORED, withdrawn_at=None, withdrawal_reason="")


def _locked(paper: Paper, *, by: User) -> tuple[Paper, datetime]:
    """Return the locked paper, and the time now that we hold it: we may have waited for it."""
    return locked(paper, by=by), database_now()


def _closing_of(paper: Paper, now: datetime) -> datetime:
    stage = stage_of(paper, now)
    may_be_extended = stage.takes_responses or stage in {Stage.ANNOUNCED, Stage.CLOSED}
    if not may_be_extended or paper.closes_at is None:
        raise NotInThisStageError(
            "Only a published discussion paper that is not withdrawn can be extended."
        )
    return paper.closes_at


def _save(actor: User, paper: Paper, verb: Verb, **fields: object) -> None:
    """Save a step of the life, and count it as a save of the details.

    So a form with the old dates that someone still has open is refused, like after any other save.
    """
    paper.draft_version += 1
    Paper.objects.filter(pk=paper.pk).update(
        **fields, draft_version=paper.draft_version, changed_at=Now()
    )
    record(
        actor=actor,
        verb=verb,
        thing=paper,
        paper_id=paper.pk,
        part=paper._meta.model_name,
        part_id=paper.pk,
        deed="changed",
        version=paper.draft_version,
    )
