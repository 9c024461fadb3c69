from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.mail.models import Message
from tests.accounts.conftest import Mailed
from tests.accounts.factors import add_passkey, browser_of, kinds_of


def remove(email: str) -> str:
    said = StringIO()
    call_command("remove_second_factor", email, stdout=said)
    return said.getvalue()


def test_every_factor_goes_and_is_logged_without_an_actor(participant: User) -> None:
    add_passkey(browser_of(participant), alone=True)
    assert participant.email in remove(participant.email.upper())
    assert kinds_of(participant) == []
    logged = Activity.objects.get(verb=Verb.FACTOR_REMOVED)
    assert (logged.actor_id, logged.object_id) == (None, participant.pk)
    assert logged.data == {"factor": "webauthn"}


def test_the_person_is_told(moderator: User, mailed: Mailed) -> None:
    remove(moderator.email)
    mail = mailed(moderator.email)
    assert mail.subject == "Your second step was taken away"
    assert "an operator of the site has done so" in mail.text


def test_the_desk_closes_at_once(moderator: User) -> None:
    client = browser_of(moderator)
    remove(moderator.email)
    assert client.get("/desk/")["Location"].startswith("/people/me/second-step/")


@pytest.mark.parametrize("address", ["nobody@soundings.example", "participant@soundings.example"])
def test_where_there_is_none_it_says_so_and_tells_nobody(participant: User, address: str) -> None:
    with pytest.raises(CommandError, match=address):
        remove(address)
    assert Message.objects.count() == Activity.objects.count() == 0
