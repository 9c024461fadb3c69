"""Two at once, on two real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from accounts import actions
from accounts.models import Membership, Organisation, User
from consultation.activity.models import Activity, Verb

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run each on a connection of its own, begun together; return results or exceptions."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait(timeout=10)
        try:
            return act()
        except ValueError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def people(number: int) -> list[User]:
    return [User.objects.create_user(f"p{n}@soundings.example") for n in range(number)]


def test_two_who_name_an_organisation_at_once_get_the_same_one() -> None:
    def naming(person: User, name: str) -> Callable[[], object]:
        return lambda: actions.say_who_you_answer_for(actor=person, organisation_name=name)

    names = ["Northfield Trust", "northfield trust", "Northfield  Trust", "NORTHFIELD TRUST"]
    at_once(*map(naming, people(4), names))
    assert Organisation.objects.count() == 1
    assert Membership.objects.count() == 4


def test_names_that_want_the_same_address_at_once_get_one_each() -> None:
    def naming(person: User, name: str) -> Callable[[], object]:
        return lambda: actions.say_who_you_answer_for(actor=person, organisation_name=name)

    at_once(*map(naming, people(4), ["A B", "A & B", "A. B", "A, B"]))
    slugs = Organisation.objects.values_list("slug", flat=True).order_by("slug")
    assert list(slugs) == ["a-b", "a-b-2", "a-b-3", "a-b-4"]


def test_one_person_saying_it_twice_at_once_says_it_once() -> None:
    (person,) = people(1)
    at_once(*[lambda: actions.say_who_you_answer_for(actor=person, organisation_name="T")] * 3)
    assert Membership.objects.count() == 1
    assert Activity.objects.filter(verb=Verb.MEMBERSHIP_SAID).count() == 1


def test_joining_twice_at_once_makes_one_person() -> None:
    answers = {"email": "new@soundings.example", "display_name": "Sam"}
    pages = at_once(*[lambda: Client().post("/accounts/signup/", answers).status_code] * 2)
    assert pages == [302, 302]
    assert User.objects.count() == 1
    assert Activity.objects.filter(verb=Verb.PERSON_JOINED).count() == 1
