"""Two at once, on real connections: nobody is told twice, and nothing is missed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError

from accounts.actions.rights import erase_person
from accounts.models import User
from consultation.digests.gathering import order_mails
from consultation.digests.models import Notice, NoticeBookmark, NoticeMail
from consultation.digests.noticing import make_notices
from consultation.mail.models import Message
from consultation.responses.actions.following import follow
from consultation.responses.models import Response
from consultation.responses.taking_part.following import Target
from papers.models import Question
from tests.asking import post_published
from tests.digests.conftest import settle
from tests.digests.test_races import at_once
from tests.people import make_person
from tests.racing import begun, still_open

pytestmark = pytest.mark.django_db(transaction=True)
NOON = (datetime.now(UTC) + timedelta(days=1)).replace(hour=12, minute=0)


@pytest.fixture
def root(participant: User, question: Question) -> Response:
    settle()
    make_notices()
    return post_published(participant, question)


def test_out_of_order_commits_lose_and_double_none(
    root: Response, participant: User, other_participant: User, editor: User
) -> None:
    elsewhere = Question.objects.exclude(pk=root.question_id).get()
    follow(actor=editor, target=Target(root.question.paper_id))
    with still_open(lambda: post_published(other_participant, root.question, to=root)):
        # Written late, committed early; the tally's row is the open transaction's.
        post_published(participant, elsewhere)
        settle()
        assert make_notices() == 0  # the log is read below the open transaction
    settle()
    make_notices()
    told = Notice.objects.filter(person=editor).values_list("response__depth", flat=True)
    assert sorted(told) == [0, 1]


def test_four_workers_tell_everybody_once(
    root: Response, question: Question, other_participant: User
) -> None:
    for n in range(10):
        follow(actor=make_person(f"reader{n}"), target=Target(question.paper_id))
    for _ in range(3):
        post_published(other_participant, question, to=root)
    settle()
    at_once(4, make_notices)
    settle()
    make_notices()
    assert Notice.objects.count() == 3 * 11
    at_once(4, lambda: order_mails(NOON))
    assert NoticeMail.objects.count() == Message.objects.count() == 11
    assert not Notice.objects.filter(mail=None).exists()


def test_a_worker_leaves_the_log_to_the_one_that_reads_it(
    root: Response, other_participant: User
) -> None:
    post_published(other_participant, root.question, to=root)
    settle()

    def hold() -> None:
        list(NoticeBookmark.objects.select_for_update())

    with still_open(hold):
        assert make_notices() == 0
    settle()
    assert make_notices() == 1


def test_who_is_erased_while_being_told_is_told_nothing(
    root: Response, participant: User, other_participant: User
) -> None:
    post_published(other_participant, root.question, to=root)
    settle()
    with still_open(lambda: erase_person(actor=None, person=participant)):
        telling = begun(make_notices)
    telling.exception(timeout=10)  # the next minute tells again what this one could not
    settle()
    make_notices()
    assert not Notice.objects.filter(person=participant.pk).exists()


def test_whose_words_are_erased_while_they_are_told_leaves_no_notice(
    root: Response, other_participant: User
) -> None:
    """The erasure never waits for the telling: that is taken back, and done again after it."""
    post_published(other_participant, root.question, to=root)
    settle()
    with pytest.raises(IntegrityError), still_open(make_notices):
        erase_person(actor=None, person=other_participant)
    assert not Notice.objects.exists()
    settle()
    assert make_notices() == 0
