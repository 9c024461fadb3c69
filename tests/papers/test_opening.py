"""When a paper takes responses: one rule said in Python and in SQL, and never turned back."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.lib.clock import database_now
from papers.actions import AlreadyOpenError, FollowsItselfError, change_paper, publish_paper
from papers.models import Paper

HOUR = timedelta(hours=1)
# Kind, published or not, hours until it opens and closes (None: no date), takes responses or not.
LIVES = [
    pytest.param("discussion", True, 1, 48, False, id="before opening"),
    pytest.param("discussion", True, 1, None, False, id="before opening, never closing"),
    pytest.param("discussion", True, 0, 48, True, id="at opening"),
    pytest.param("discussion", True, -1, 48, True, id="after opening"),
    pytest.param("discussion", True, -1, 24 * 30, True, id="long before closing"),
    pytest.param("discussion", True, -1, None, True, id="never closing"),
    pytest.param("discussion", True, -48, 0, False, id="at closing"),
    pytest.param("discussion", True, -48, -1, False, id="after closing"),
    pytest.param("discussion", True, None, None, False, id="no dates"),
    pytest.param("discussion", True, None, 48, False, id="no opening date"),
    pytest.param("submission", True, -1, 48, False, id="submission"),
    pytest.param("discussion", False, -1, 48, False, id="draft"),
]


def _at(now: datetime, hours: int | None) -> datetime | None:
    return None if hours is None else now + hours * HOUR


@pytest.mark.parametrize(("kind", "is_published", "opens", "closes", "takes_responses"), LIVES)
def test_both_say_when_responses_are_taken(
    editor: User,
    draft: Paper,
    kind: str,
    is_published: bool,
    opens: int | None,
    closes: int | None,
    takes_responses: bool,
) -> None:
    if is_published:
        publish_paper(actor=editor, paper=draft)
    now = database_now()
    dates = {"opens_at": _at(now, opens), "closes_at": _at(now, closes)}
    Paper.objects.filter(pk=draft.pk).update(kind=kind, **dates)
    assert Paper.objects.open().exists() is takes_responses
    assert Paper.objects.with_clock().get().stage.takes_responses is takes_responses


def move_opening(editor: User, paper: Paper, opens_at: datetime | None) -> Paper:
    return change_paper(actor=editor, paper=paper, expected_version=99, opens_at=opens_at)


@pytest.mark.parametrize("hours", [1, None])
def test_one_that_has_opened_cannot_go_back(
    editor: User, published: Paper, hours: int | None
) -> None:
    with pytest.raises(AlreadyOpenError, match="has to stay in the past"):
        move_opening(editor, published, _at(database_now(), hours))
    assert Paper.objects.open().exists()


def test_neither_can_one_that_has_closed(editor: User, published: Paper) -> None:
    now = database_now()
    Paper.objects.update(opens_at=now - 2 * HOUR, closes_at=now - HOUR)
    with pytest.raises(AlreadyOpenError, match="change the closing date"):
        change_paper(
            actor=editor,
            paper=published,
            expected_version=99,
            opens_at=now + HOUR,
            closes_at=now + 2 * HOUR,
        )


def test_an_opening_date_can_be_put_right(editor: User, published: Paper) -> None:
    earlier = database_now() - timedelta(days=3)
    assert move_opening(editor, published, earlier).opens_at == earlier


def test_one_announced_can_open_later_than_said(editor: User, published: Paper) -> None:
    now = database_now()
    Paper.objects.update(opens_at=now + HOUR)
    assert move_opening(editor, published, now + 2 * HOUR).opens_at == now + 2 * HOUR


def test_a_draft_can_open_whenever(editor: User, draft: Paper) -> None:
    later = database_now() + HOUR
    assert move_opening(editor, draft, later).opens_at == later


def test_the_details_form_leaves_a_published_opening_alone(desk: Client, published: Paper) -> None:
    later = database_now() + timedelta(days=2)
    typed = {
        "title": "A kept title",
        "moderation": published.moderation,
        "results_shown": published.results_shown,
        "opens_at": f"{later:%Y-%m-%dT%H:%M}",
        "version": published.draft_version,
    }
    answer = desk.post(reverse("papers:edit", args=[published.slug]), typed)
    assert answer.status_code == 302
    saved = Paper.objects.get(pk=published.pk)
    assert (saved.title, saved.opens_at) == ("A kept title", published.opens_at)


def test_a_paper_cannot_follow_itself(editor: User, draft: Paper) -> None:
    with pytest.raises(FollowsItselfError):
        change_paper(actor=editor, paper=draft, expected_version=99, follows=draft)


def test_nor_does_the_database_let_it(draft: Paper) -> None:
    with pytest.raises(IntegrityError, match="paper_follows_another"), transaction.atomic():
        Paper.objects.filter(pk=draft.pk).update(follows=draft)
