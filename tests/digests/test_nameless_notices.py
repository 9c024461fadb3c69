"""Followers are told of an answer without a name when its day is over, apart from named ones."""

from datetime import timedelta

import pytest
from django.db.models import F

from accounts.models import User
from consultation.digests.models import Notice
from consultation.digests.noticing import make_notices
from consultation.lib.clock import start_of_day
from consultation.responses.actions.following import follow
from consultation.responses.models import Follow, Response
from consultation.responses.taking_part.following import Target
from papers.models import Paper
from tests.asking import make_paper
from tests.digests.conftest import settle
from tests.responses.formal import NAMELESS, begin, send, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paper(editor: User, other_participant: User, transactional_db: None) -> Paper:
    """One that somebody follows, in which three parts of a formal answer have just been sent."""
    settle()
    make_notices()  # the first reading tells of nothing
    paper = make_paper(editor, questions=3, moderation=Paper.Moderation.POST)
    follow(actor=other_participant, target=Target(paper.pk))
    room = begin(editor, paper)
    write(editor, room, 1, "With my name.")
    for number in (2, 3):
        write(editor, room, number, "Without my name.", openness=NAMELESS)
    send(editor, room)
    return paper


def told() -> list[Notice]:
    settle()
    make_notices()
    return list(Notice.objects.select_related("response").order_by("pk"))


def let_a_day_pass(*, followed_since: int = 1) -> None:
    """Put everything a day back, what is followed so many days."""
    day = timedelta(days=1)
    Response.objects.update(published_at=F("published_at") - day)
    Follow.objects.update(since=F("since") - followed_since * day)


def test_on_the_day_they_are_told_of_the_named_one_alone(paper: Paper) -> None:
    assert [notice.response.comment for notice in told()] == ["With my name."]


def test_on_the_next_they_are_told_of_the_others_once_and_in_no_order(paper: Paper) -> None:
    told()
    let_a_day_pass()
    told()
    nameless = [notice.response for notice in told() if notice.response.is_nameless]
    assert [each.public_id for each in nameless] == sorted(each.public_id for each in nameless)
    assert len(nameless) == 2


def test_what_it_tells_is_the_day(paper: Paper) -> None:
    let_a_day_pass()
    [notice, *_] = [notice for notice in told() if notice.response.is_nameless]
    published_at = notice.response.published_at
    assert published_at is not None
    assert notice.at == start_of_day(published_at)


@pytest.mark.parametrize("change", [{"state": "withdrawn"}, {"visibility": "private"}])
def test_what_was_taken_back_meanwhile_is_not_told(change: dict[str, str], paper: Paper) -> None:
    told()
    let_a_day_pass()
    Response.objects.filter(is_nameless=True).update(**change)
    assert len(told()) == 1


def test_who_began_to_follow_after_it_is_not_told(paper: Paper) -> None:
    told()
    let_a_day_pass(followed_since=0)
    assert len(told()) == 1
