from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.lib.clock import database_now
from papers.actions import (
    AddressTakenError,
    AlreadyThereError,
    DatesOutOfOrderError,
    create_paper,
)
from papers.models import Paper

NEW = {
    "title": "A new paper",
    "kind": "discussion",
    "language": "en",
    "moderation": "first",
    "results_shown": "always",
}


def test_its_address_is_made_from_the_title(editor: User) -> None:
    assert create_paper(actor=editor, title="What works, & why?").slug == "what-works-why"


def test_an_address_that_is_taken_gets_a_number(editor: User, published: Paper) -> None:
    assert create_paper(actor=editor, title=published.title).slug == "good-work-2"


def test_a_title_without_letters_gets_an_address(editor: User) -> None:
    assert create_paper(actor=editor, title="???").slug == "paper"


def test_the_desk_s_own_address_is_never_made(editor: User) -> None:
    assert create_paper(actor=editor, title="New").slug == "new-2"


def test_it_is_logged(editor: User) -> None:
    paper = create_paper(actor=editor, title="A paper")
    line = Activity.objects.about(paper).get()
    assert (line.verb, line.actor, line.paper_id) == (Verb.PAPER_CREATED, editor, paper.pk)


def test_a_given_address_that_is_taken_is_refused(editor: User, draft: Paper) -> None:
    with pytest.raises(AddressTakenError, match="good-work"):
        create_paper(actor=editor, title="Another", slug=draft.slug)


def test_a_second_click_makes_no_second_draft(editor: User, draft: Paper) -> None:
    with pytest.raises(AlreadyThereError):
        create_paper(actor=editor, title=draft.title)


def test_closing_before_opening_is_refused(editor: User) -> None:
    now = database_now()
    with pytest.raises(DatesOutOfOrderError):
        create_paper(actor=editor, title="A", opens_at=now, closes_at=now - timedelta(days=1))


def test_who_is_no_editor_is_refused(moderator: User) -> None:
    with pytest.raises(PermissionDenied):
        create_paper(actor=moderator, title="A paper")


def test_the_form_makes_a_draft(desk: Client) -> None:
    answer = desk.post(reverse("papers:create"), NEW, follow=True)
    assert Paper.objects.get().slug == "a-new-paper"
    assert "only staff can see" in answer.content.decode()


def test_times_are_london_times(desk: Client) -> None:
    dates = {"opens_at": "2027-07-01T09:00", "closes_at": "2027-08-01T17:00"}
    desk.post(reverse("papers:create"), NEW | dates)
    opens_at = Paper.objects.get().opens_at
    assert opens_at is not None
    assert opens_at.isoformat() == "2027-07-01T08:00:00+00:00"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "\u200b\u2800\ufeff"),
        ("title", "x" * 161),
        ("slug", "new"),
        ("slug", "not a slug"),
        ("summary", "x" * 2_001),
        ("topics", "x" * 41),
        ("topics", "\n".join(map(str, range(13)))),
        ("opens_at", "yesterday"),
        ("opens_at", "0001-01-01T00:00"),
        ("opens_at", "2027-03-28T01:30"),
        ("closes_at", "9999-12-31T23:59"),
        ("kind", "song"),
        ("follows", "99999999999999999999"),
    ],
)
def test_a_wrong_field_keeps_what_was_typed(desk: Client, field: str, value: str) -> None:
    typed = NEW | {"contact": "The kept words", field: value}
    answer = desk.post(reverse("papers:create"), typed)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert "The kept words" in answer.content.decode()
    assert not Paper.objects.exists()


def test_closing_before_opening_is_said_at_the_field(desk: Client) -> None:
    dates = {"opens_at": "2027-08-01T09:00", "closes_at": "2027-07-01T17:00"}
    answer = desk.post(reverse("papers:create"), NEW | dates)
    assert answer.status_code == 422
    assert "Choose a closing date after the opening date." in answer.content.decode()


def test_an_address_that_is_taken_is_said(desk: Client, draft: Paper) -> None:
    answer = desk.post(reverse("papers:create"), NEW | {"slug": draft.slug})
    assert answer.status_code == 422
    assert "Another paper has the address" in answer.content.decode()
