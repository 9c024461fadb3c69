"""Two at once, on two real connections."""

import pytest
from django.test import Client

from accounts.models import User
from consultation.activity.models import Activity, Verb
from tests.accounts.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_joining_twice_at_once_makes_one_person() -> None:
    answers = {"email": "new@soundings.example", "display_name": "Sam"}
    pages = at_once(*[lambda: Client().post("/accounts/signup/", answers).status_code] * 2)
    assert pages == [302, 302]
    assert User.objects.count() == 1
    assert Activity.objects.filter(verb=Verb.PERSON_JOINED).count() == 1
