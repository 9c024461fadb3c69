import pytest
from django.urls import reverse

from accounts.models import User
from consultation.digests.models import Subscription
from tests.conftest import ClientFor
from tests.page import fetch

URL = "/people/me/mail/"


def test_the_page_is_where_people_look_for_it() -> None:
    assert reverse("digests:preferences") == URL


@pytest.mark.parametrize("role", ["editor", "moderator", "analyst", "lead"])
def test_every_member_of_the_team_may_ask_for_it(
    role: str, request: pytest.FixtureRequest, client_for: ClientFor
) -> None:
    person = request.getfixturevalue(role)
    assert "You get none at present" in fetch(client_for(person), URL).text


def test_the_choice_is_kept_and_said(editor: User, client_for: ClientFor) -> None:
    client = client_for(editor)
    client.post(URL, {"frequency": "weekly"})
    assert Subscription.objects.get(user=editor).frequency == "weekly"
    page = fetch(client, URL)
    assert "every Monday after a week with something new" in page.text
    assert f"We write to {editor.email}." in page.text


@pytest.mark.parametrize("frequency", ["", "hourly", "daily'"])
def test_an_unknown_choice_is_refused(frequency: str, editor: User, client_for: ClientFor) -> None:
    answer = client_for(editor).post(URL, {"frequency": frequency})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert not Subscription.objects.exists()


def test_it_says_why_the_mails_about_sign_off_always_come(
    participant: User, client_for: ClientFor
) -> None:
    page = fetch(client_for(participant), URL).text
    assert "would miss the closing date if they did not hear of it, so they always come." in page
