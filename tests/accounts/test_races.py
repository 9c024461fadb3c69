"""Two at once, on two real connections."""

import pytest
from django.test import Client

from accounts.models import User
from consultation.activity.models import Activity, Verb
from tests.accounts.at_once import at_once
from tests.people import make_person

pytestmark = pytest.mark.django_db(transaction=True)


def test_joining_twice_at_once_makes_one_person() -> None:
    answers = {"email": "new@soundings.example", "display_name": "Sam"}
    pages = at_once(*[lambda: Client().post("/accounts/signup/", answers).status_code] * 2)
    assert pages == [302, 302]
    assert User.objects.count() == 1
    assert Activity.objects.filter(verb=Verb.PERSON_JOINED).count() == 1


@pytest.mark.parametrize("entrance", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_a_code_allows_three_tries_however_many_are_sent_at_once(entrance: str) -> None:
    person, browser = make_person("someone"), Client()
    page = browser.post(entrance, {"email": person.email})["Location"]
    session = browser.cookies["soundings_session"].value

    def guess() -> bool:
        other_tab = Client()
        other_tab.cookies["soundings_session"] = session
        answer = other_tab.post(page, {"code": "000000"})
        return b"This is not the code we sent." in answer.content

    # The third ends it: from then on one is led back to the beginning.
    assert at_once(*[guess] * 8).count(True) == 2
