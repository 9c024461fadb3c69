"""Extending, closing, withdrawing and restoring a published paper."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.lib.clock import database_now
from consultation.responses.actions import PaperNotOpenError
from papers.actions import (
    AnnouncedTooLateError,
    ClosingMovedError,
    EmbargoFixedError,
    EmbargoNeedsDateError,
    ExtendedMeanwhileError,
    NotInThisStageError,
    NotLaterError,
    PaperChangedMeanwhileError,
    change_paper,
    close_paper,
    extend_paper,
    publish_paper,
    restore_paper,
    withdraw_paper,
)
from papers.models import Extension, Paper
from papers.stages import Stage
from tests.asking import close, make_paper, post, question_of
from tests.papers.conftest import make_draft

WHY = "Prisons asked for more time."


def stage_of(paper: Paper) -> Stage:
    return Paper.objects.with_clock().get(pk=paper.pk).stage


def logged(paper: Paper) -> list[str]:
    return [line.verb for line in Activity.objects.about(paper)][-1:]


@pytest.fixture
def later(open_paper: Paper) -> datetime:
    assert open_paper.closes_at is not None
    return open_paper.closes_at + timedelta(days=14)


@pytest.fixture
def embargoed(editor: User) -> Paper:
    paper = make_draft(editor)
    soon = database_now() + timedelta(days=2)
    Paper.objects.filter(pk=paper.pk).update(announced_at=soon, opens_at=soon)
    publish_paper(actor=editor, paper=paper)
    return Paper.objects.with_clock().get(pk=paper.pk)


def test_an_extension_keeps_both_dates_and_the_reason(
    editor: User, open_paper: Paper, later: datetime
) -> None:
    before = open_paper.closes_at
    extension = extend_paper(actor=editor, paper=open_paper, closes_at=later, reason=WHY)
    open_paper.refresh_from_db()
    assert (extension.closed_at_before, open_paper.closes_at) == (before, later)
    assert logged(open_paper) == [Verb.PAPER_EXTENDED]


def test_a_second_click_extends_once(editor: User, open_paper: Paper, later: datetime) -> None:
    seen = open_paper.closes_at
    for _ in range(2):
        extend_paper(
            actor=editor, paper=open_paper, closes_at=later, reason=WHY, extended_from=seen
        )
    assert Extension.objects.count() == 1


def test_a_second_editor_overwrites_no_extension(
    editor: User, lead: User, open_paper: Paper, later: datetime
) -> None:
    seen = open_paper.closes_at
    extend_paper(actor=lead, paper=open_paper, closes_at=later, reason=WHY)
    with pytest.raises(ExtendedMeanwhileError):
        extend_paper(
            actor=editor,
            paper=open_paper,
            closes_at=later - timedelta(days=7),
            reason="A week is enough.",
            extended_from=seen,
        )
    assert Extension.objects.get().closes_at == later


@pytest.mark.parametrize("days", [-40, -1, 0])
def test_an_extension_is_later(days: int, editor: User, open_paper: Paper) -> None:
    assert open_paper.closes_at is not None
    earlier = open_paper.closes_at + timedelta(days=days)
    with pytest.raises(NotLaterError):
        extend_paper(actor=editor, paper=open_paper, closes_at=earlier, reason=WHY)


def test_extending_a_closed_paper_opens_it_again(
    editor: User, participant: User, open_paper: Paper
) -> None:
    close(open_paper)
    with pytest.raises(PaperNotOpenError):
        post(participant, question_of(open_paper))
    week = database_now() + timedelta(days=7)
    extend_paper(actor=editor, paper=open_paper, closes_at=week, reason=WHY)
    assert post(participant, question_of(open_paper)).pk


def test_a_form_of_before_the_extension_cannot_undo_it(
    editor: User, open_paper: Paper, later: datetime
) -> None:
    version, seen = open_paper.draft_version, open_paper.closes_at
    extend_paper(actor=editor, paper=open_paper, closes_at=later, reason=WHY)
    with pytest.raises(PaperChangedMeanwhileError):
        change_paper(actor=editor, paper=open_paper, expected_version=version, closes_at=seen)


def test_the_details_cannot_extend(editor: User, open_paper: Paper, later: datetime) -> None:
    with pytest.raises(ClosingMovedError):
        change_paper(
            actor=editor,
            paper=open_paper,
            expected_version=open_paper.draft_version,
            closes_at=later,
        )


def test_closing_now(editor: User, participant: User, open_paper: Paper) -> None:
    close_paper(actor=editor, paper=open_paper)
    assert stage_of(open_paper) == Stage.CLOSED
    with pytest.raises(PaperNotOpenError):
        post(participant, question_of(open_paper))
    with pytest.raises(NotInThisStageError):
        close_paper(actor=editor, paper=open_paper)


def test_a_withdrawn_paper_takes_no_responses(
    editor: User, participant: User, open_paper: Paper
) -> None:
    withdraw_paper(actor=editor, paper=open_paper, reason="Overtaken by the new act.")
    withdraw_paper(actor=editor, paper=open_paper, reason="A second click.")
    open_paper.refresh_from_db()
    assert stage_of(open_paper) == Stage.WITHDRAWN
    assert open_paper.withdrawal_reason == "Overtaken by the new act."
    with pytest.raises(PaperNotOpenError):
        post(participant, question_of(open_paper))
    with pytest.raises(NotInThisStageError):
        extend_paper(
            actor=editor,
            paper=open_paper,
            closes_at=datetime.max.replace(tzinfo=UTC),
            reason=WHY,
        )


def test_only_a_lead_restores(editor: User, lead: User, open_paper: Paper) -> None:
    withdraw_paper(actor=editor, paper=open_paper, reason="By mistake.")
    with pytest.raises(PermissionDenied):
        restore_paper(actor=editor, paper=open_paper)
    restore_paper(actor=lead, paper=open_paper)
    assert stage_of(open_paper) == Stage.OPEN
    assert logged(open_paper) == [Verb.PAPER_RESTORED]


def test_a_draft_cannot_be_withdrawn(editor: User, draft: Paper) -> None:
    with pytest.raises(NotInThisStageError):
        withdraw_paper(actor=editor, paper=draft, reason="Nobody knows it.")


def test_an_embargo_is_moved_but_never_dropped_by_an_empty_field(
    editor: User, embargoed: Paper
) -> None:
    earlier = database_now() + timedelta(days=1)
    paper = change_paper(
        actor=editor,
        paper=embargoed,
        expected_version=embargoed.draft_version,
        announced_at=earlier,
    )
    assert paper.announced_at == earlier
    with pytest.raises(EmbargoNeedsDateError):
        change_paper(
            actor=editor, paper=paper, expected_version=paper.draft_version, announced_at=None
        )


def test_an_embargo_ends_by_the_clock(editor: User, embargoed: Paper) -> None:
    assert stage_of(embargoed) == Stage.EMBARGOED
    past = database_now() - timedelta(seconds=1)
    change_paper(
        actor=editor, paper=embargoed, expected_version=embargoed.draft_version, announced_at=past
    )
    assert stage_of(embargoed) == Stage.ANNOUNCED


def test_a_known_paper_cannot_go_under_embargo(editor: User) -> None:
    soon = datetime.now(UTC) + timedelta(days=7)
    paper = make_paper(editor, opens_at=soon, closes_at=soon + timedelta(days=90))
    with pytest.raises(EmbargoFixedError):
        change_paper(
            actor=editor, paper=paper, expected_version=paper.draft_version, announced_at=soon
        )


def test_the_embargo_ends_before_it_opens(editor: User, embargoed: Paper) -> None:
    assert embargoed.opens_at is not None
    with pytest.raises(AnnouncedTooLateError):
        change_paper(
            actor=editor,
            paper=embargoed,
            expected_version=embargoed.draft_version,
            announced_at=embargoed.opens_at + timedelta(hours=1),
        )
