"""Nobody is shown by a name that reads as the policy team’s."""

import pytest

from accounts.forms import NameForm
from accounts.models import User
from accounts.organisations.naming import reads_as_the_house
from tests.conftest import ClientFor


@pytest.mark.parametrize(
    "name",
    [
        "Policy team", "The Policy-Team", "POLICY  TEAM", "Soundings team", "Soundings",
        "Moderator", "moderator 2", "Móderator", "M o d e r a t o r", "M0derator", "Sоundings",
        "Ｐｏｌｉｃｙ team", "Admin", "The staff", "𝐏𝐨𝐥𝐢𝐜𝐲 team",
    ],
)  # fmt: skip
def test_it_reads_as_the_house(name: str) -> None:
    assert reads_as_the_house(name)


@pytest.mark.parametrize(
    "name", ["Adminah", "A policy officer", "Editorial Jones", "Stafford", "Teamu", "Hosta", "Анна"]
)
def test_it_is_a_name_of_one_s_own(name: str) -> None:
    assert not reads_as_the_house(name)


def test_the_form_refuses_it_and_says_why(participant: User, client_for: ClientFor) -> None:
    sent = {"shown_as": "other", "display_name": "The policy team"}
    answer = client_for(participant).post("/people/me/name/", sent)
    assert answer.status_code == 422
    assert "Readers would take this for the policy team" in answer.text
    participant.refresh_from_db()
    assert participant.display_name == "Participant"


@pytest.mark.django_db
def test_who_is_called_that_already_stays_so() -> None:
    sent = {"shown_as": "own", "display_name": "Moderator"}
    assert NameForm(sent, initial={"display_name": "Moderator"}).is_valid()
    assert not NameForm(sent, initial={"display_name": "Somebody"}).is_valid()
