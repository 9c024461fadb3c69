"""Two of the staff at one organisation at once, on real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from accounts.actions.organisations import (
    OrganisationChangedMeanwhileError,
    RegisterRefusedError,
    TakenError,
    add_organisation,
    decline_organisation,
    verify_organisation,
)
from accounts.models import Organisation, User
from tests.people import make_organisation

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do them all, begun together on a connection each; return what each gave or raised."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait(timeout=10)
        try:
            return act()
        except RegisterRefusedError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_who_add_the_same_at_once_make_one(moderator: User, lead: User) -> None:
    ended = at_once(
        lambda: add_organisation(actor=moderator, name="Harbour Project"),
        lambda: add_organisation(actor=lead, name="harbour project"),
    )
    assert [type(each) for each in ended].count(TakenError) == 1
    assert Organisation.objects.count() == 1


def test_one_verifies_while_another_declines_and_one_of_them_is_told(
    moderator: User, lead: User
) -> None:
    organisation = make_organisation(verified_at=None)
    looked_at: dict[str, Any] = {"organisation": organisation, "expected_version": 1}
    ended = at_once(
        lambda: verify_organisation(actor=moderator, **looked_at),
        lambda: decline_organisation(actor=lead, reason="Unknown.", **looked_at),
    )
    assert [type(each) for each in ended].count(OrganisationChangedMeanwhileError) == 1
    found = Organisation.objects.get()
    assert found.is_verified != (found.declined_at is not None)
