"""The log and the change stand or fall together."""

import pytest
from django.db import transaction

from accounts.models import Organisation, User
from consultation.activity.actions import NotInTransactionError, record
from consultation.activity.models import Activity, Verb


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_a_transaction_is_refused(participant: User) -> None:
    with pytest.raises(NotInTransactionError, match="inside its own transaction"):
        record(actor=participant, verb=Verb.PERSON_RENAMED, thing=participant)
    assert not Activity.objects.exists()


def change_and_fail(person: User) -> None:
    with transaction.atomic():
        thing = Organisation.objects.create(name="Northfield Trust", slug="northfield")
        record(actor=person, verb=Verb.MEMBERSHIP_SAID, thing=thing)
        raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_leaves_no_line(participant: User) -> None:
    with pytest.raises(ZeroDivisionError):
        change_and_fail(participant)
    assert not Organisation.objects.exists()
    assert not Activity.objects.exists()
