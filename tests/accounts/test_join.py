import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.mail.models import Message
from tests.accounts.conftest import CodeFor, Join, Mailed

ADDRESS = "new@soundings.example"
CONFIRM = "/accounts/confirm-email/"


def test_joining_with_the_code_from_the_mail_signs_in(
    visitor: Client, ask_to_join: Join, code_for: CodeFor
) -> None:
    assert ask_to_join(ADDRESS) == CONFIRM
    response = visitor.post(CONFIRM, {"code": code_for(ADDRESS)})
    person = User.objects.get(email=ADDRESS)
    assert (response.status_code, response["Location"]) == (
        302,
        "/people/welcome/?next=%2Fpeople%2Fme%2F",
    )
    assert visitor.session["_auth_user_id"] == str(person.pk)
    assert EmailAddress.objects.get(user=person).verified


def test_joining_is_logged_without_name_or_address(ask_to_join: Join) -> None:
    ask_to_join(ADDRESS)
    line = Activity.objects.get(verb=Verb.PERSON_JOINED)
    assert line.actor_id == line.object_id == User.objects.get().pk
    assert line.data == {}


def test_before_the_code_nobody_is_signed_in(visitor: Client, ask_to_join: Join) -> None:
    ask_to_join(ADDRESS)
    assert "_auth_user_id" not in visitor.session
    assert visitor.get("/people/me/name/").status_code == 302


def test_an_address_is_one_account_whatever_its_case(
    visitor: Client, participant: User, ask_to_join: Join, mailed: Mailed
) -> None:
    ask_to_join("Participant@Soundings.Example")
    assert User.objects.get() == participant
    assert mailed(participant.email).subject == "You have an account already"


def test_the_second_of_two_who_join_at_once_learns_nothing(
    visitor: Client, participant: User, ask_to_join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    from allauth.account import forms

    # The address was free when the form was checked, and taken when the row was written.
    monkeypatch.setattr(
        forms.flows.manage_email, "email_already_exists", lambda email: (email, False)
    )
    assert ask_to_join(participant.email) == CONFIRM
    assert User.objects.count() == 1
    assert Message.objects.get().context == {"template": "account_already_exists"}


@pytest.mark.parametrize(
    "address",
    [
        '"a,b@soundings.example"@x.example',
        '"a b"@soundings.example',
        f"{'x' * 300}@soundings.example",
        "İ@soundings.example",  # in lower case it is another, which no mail could carry
    ],
)
def test_an_address_no_mail_could_carry_is_refused(visitor: Client, address: str) -> None:
    answers = {"email": address}
    responses = [
        visitor.post("/accounts/signup/", answers),
        visitor.post("/accounts/login/code/", answers),
        visitor.post("/accounts/password/reset/", answers),
    ]
    assert [r.status_code for r in responses] == [422] * 3
    assert not Message.objects.exists()
