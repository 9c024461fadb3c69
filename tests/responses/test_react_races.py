"""Many who react at once, on real connections: the counts say what the rows say."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from accounts.actions import suspend_person
from accounts.actions.rights import erase_person
from accounts.models import Role, User
from consultation.responses.actions.reacting import COUNTS, CannotReactError, react
from consultation.responses.models import Reaction, Response
from consultation.responses.taking_part.reacting import AGREE, DISAGREE, Deed
from papers.models import Question
from tests.asking import post, post_published
from tests.people import make_person
from tests.racing import begun, still_open

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: "tuple[User, Response, Deed]") -> None:
    barrier = Barrier(len(acts))

    def run(act: tuple[User, Response, Deed]) -> None:
        barrier.wait(timeout=10)
        try:
            react(actor=act[0], response=act[1], deed=act[2])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(run, acts))


def check_counts(response: Response) -> tuple[int, ...]:
    """Return the counts on the row, once they are what the reactions add up to."""
    stored: tuple[int, ...] = Response.objects.values_list(*COUNTS).get(pk=response.pk)
    of_it = Reaction.objects.filter(response=response)
    added = [of_it.filter(stance=AGREE), of_it.filter(stance=DISAGREE), of_it.filter(helps=True)]
    assert stored == tuple(each.count() for each in added)
    return stored


@pytest.fixture
def response(participant: User, question: Question) -> Response:
    return post_published(participant, question)


def test_two_tabs_of_one_person_count_once(response: Response, other_participant: User) -> None:
    at_once(*[(other_participant, response, Deed.AGREE)] * 4)
    assert check_counts(response) == (1, 0, 0)


def test_two_tabs_that_differ_leave_one_of_both(
    response: Response, other_participant: User
) -> None:
    at_once((other_participant, response, Deed.AGREE), (other_participant, response, Deed.DISAGREE))
    assert sum(check_counts(response)) == 1


def test_whatever_ten_people_press_adds_up(response: Response) -> None:
    people = [make_person(f"reader{n}") for n in range(5)]
    chance = random.Random(5)
    for _ in range(4):
        acts = [(chance.choice(people), response, chance.choice(list(Deed))) for _ in range(10)]
        at_once(*acts)
        check_counts(response)


def test_reacting_and_replying_at_once_wait_in_no_circle(
    response: Response, other_participant: User
) -> None:
    others = [make_person(f"staff{n}", Role.EDITOR) for n in range(4)]

    def reply(person: User) -> None:
        try:
            for _ in range(5):
                post(person, response.question, to=response)
        finally:
            connections.close_all()

    def press(person: User) -> None:
        try:
            for deed in [Deed.AGREE, Deed.DISAGREE, Deed.HELPS, Deed.UNDO_HELPS] * 2:
                react(actor=person, response=response, deed=deed)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        doing = [pool.submit(reply, each) for each in others]
        doing += [pool.submit(press, make_person(f"reader{n}")) for n in range(4)]
        assert [each.result(timeout=30) for each in doing] == [None] * 8
    assert check_counts(response) == (0, 4, 0)
    assert Response.objects.get(pk=response.pk).reply_count == 20


def test_who_is_erased_meanwhile_leaves_no_count(
    response: Response, other_participant: User
) -> None:
    with still_open(lambda: react(actor=other_participant, response=response, deed=Deed.AGREE)):
        erasing = begun(lambda: erase_person(actor=None, person=other_participant))
    erasing.result(timeout=10)
    assert check_counts(response) == (0, 0, 0)


def test_who_is_being_erased_says_nothing_more(response: Response, other_participant: User) -> None:
    with still_open(lambda: erase_person(actor=None, person=other_participant)):
        reacting = begun(lambda: react(actor=other_participant, response=response, deed=Deed.AGREE))
    with pytest.raises(CannotReactError):
        reacting.result(timeout=10)
    assert check_counts(response) == (0, 0, 0)


def test_who_is_being_suspended_says_nothing_more(
    response: Response, other_participant: User, lead: User
) -> None:
    def suspend() -> None:
        suspend_person(actor=lead, person=other_participant, reason="Named a person in prison.")

    with still_open(suspend):
        reacting = begun(lambda: react(actor=other_participant, response=response, deed=Deed.HELPS))
    with pytest.raises(CannotReactError):
        reacting.result(timeout=10)
    assert check_counts(response) == (0, 0, 0)
