"""Two drafters at the same moment, each on a connection of their own."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from accounts.actions import leave_organisation
from accounts.models import Membership, User
from consultation.responses.actions.answering import AnswerConflictError, Written
from consultation.responses.actions.not_drafted import RoomClosedError, RoomError
from consultation.responses.actions.rooms import (
    begin_submission,
    comment_in_room,
    discard_submission,
)
from consultation.responses.models import Answer, AnswerVersion, DraftersComment, Submission
from papers.models import Paper
from tests.asking import question_of
from tests.people import make_membership, make_person
from tests.racing import LONGEST_WAIT, begun, still_open
from tests.responses.rooms import make_shared_room, write

pytestmark = pytest.mark.django_db(transaction=True)

PLAN = "A plan from day one.\n\nWritten with the person.\n\nHousing first."


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do them all, begun together; return what each gave or how it was refused."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait(timeout=10)
        try:
            return act()
        except (RoomError, AnswerConflictError) as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.parametrize("round_", range(3))
def test_two_members_who_begin_at_once_get_the_same_room(round_: int, open_paper: Paper) -> None:
    members = [make_membership(make_person(name)) for name in ("drafter", "colleague")]

    def begin(member: Membership) -> Callable[[], object]:
        return lambda: begin_submission(actor=member.user, paper=open_paper, membership=member)

    rooms = at_once(*map(begin, members))
    assert Submission.objects.count() == 1
    assert {each.submission for each in rooms} == {Submission.objects.get()}  # type: ignore[attr-defined]
    assert sorted(each.is_new for each in rooms) == [False, True]  # type: ignore[attr-defined]


@pytest.mark.parametrize("round_", range(3))
def test_paragraphs_saved_at_once_both_stand(round_: int, open_paper: Paper) -> None:
    room, drafter, colleague = make_shared_room(open_paper)
    question = question_of(open_paper)
    write(drafter, room, question, PLAN)
    saves = at_once(
        lambda: write(drafter, room, question, PLAN.replace("A plan", "One plan"), on=1),
        lambda: write(colleague, room, question, PLAN.replace("Housing", "A home"), on=1),
    )
    assert all(isinstance(each, Written) for each in saves)
    body = Answer.objects.get().body
    assert body == "One plan from day one.\n\nWritten with the person.\n\nA home first."


@pytest.mark.parametrize("round_", range(3))
def test_of_two_first_texts_saved_at_once_one_stands_and_the_other_is_given_back(
    round_: int, open_paper: Paper
) -> None:
    room, drafter, colleague = make_shared_room(open_paper)
    question = question_of(open_paper)
    saves = at_once(
        lambda: write(drafter, room, question, "One."),
        lambda: write(colleague, room, question, "Another."),
    )
    refused = [each for each in saves if isinstance(each, AnswerConflictError)]
    assert len(refused) == 1
    assert {Answer.objects.get().body, refused[0].comparison.typed.body} == {"One.", "Another."}
    assert AnswerVersion.objects.count() == 1


def test_answers_to_different_questions_saved_at_once_count_both(open_paper: Paper) -> None:
    room, drafter, colleague = make_shared_room(open_paper)
    saves = at_once(
        lambda: write(drafter, room, question_of(open_paper, 1), "One."),
        lambda: write(colleague, room, question_of(open_paper, 2), "Two."),
    )
    assert all(isinstance(each, Written) for each in saves)
    assert Submission.objects.get().version == room.version + 2


def test_a_comment_sent_twice_at_once_is_said_once(open_paper: Paper) -> None:
    room, drafter, _ = make_shared_room(open_paper)
    token = uuid.uuid4()

    def say() -> object:
        return comment_in_room(
            actor=drafter, submission=room, question=None, body="Once.", client_token=token
        )

    assert len({each.pk for each in at_once(say, say)}) == 1  # type: ignore[attr-defined]
    assert DraftersComment.objects.count() == 1


def leave(person: User) -> None:
    membership = Membership.objects.get(user=person)
    leave_organisation(actor=person, membership=membership, knowing=True)


def test_who_leaves_as_they_write_writes_nothing_after_it(open_paper: Paper) -> None:
    room, drafter, _ = make_shared_room(open_paper)
    question = question_of(open_paper)
    with still_open(lambda: leave(drafter)):
        save = begun(lambda: write(drafter, room, question, "Words."))
        assert not save.done()
    with pytest.raises(RoomClosedError):
        save.result(timeout=LONGEST_WAIT)
    assert not Answer.objects.exists()


def test_a_save_into_a_room_that_is_being_discarded_is_refused(open_paper: Paper) -> None:
    room, drafter, colleague = make_shared_room(open_paper)
    question = question_of(open_paper)
    done = at_once(
        lambda: discard_submission(actor=drafter, submission=room),
        lambda: write(colleague, room, question, "Words."),
    )
    assert done[0] is None
    assert isinstance(done[1], RoomClosedError | Written)
    assert not Answer.objects.exists()
