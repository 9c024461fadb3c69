import pytest
from allauth.account import forms
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.mail.models import Message
from consultation.mail.sending import send_due
from tests.accounts.conftest import CodeFor, Mailed
from tests.accounts.factors import browser_of
from tests.conftest import ClientFor
from tests.page import Page, fetch, read_page
from tests.sinks import SmtpSink, smtp_sink

__all__ = ["smtp_sink"]  # a fixture, found by its name here

NEW = "elsewhere@soundings.example"
PAGE = "/accounts/email/"
CONFIRM = "/accounts/confirm-email/"


def ask(client: Client, email: str) -> None:
    client.post(PAGE, {"action_add": "1", "email": email})


def change(client: Client, code_for: CodeFor) -> None:
    ask(client, NEW)
    client.post(CONFIRM, {"code": code_for(NEW)})


def fetch_after(client: Client, form: dict[str, str]) -> Page:
    answer = client.post(PAGE, form, follow=True)
    return read_page(answer)


def test_an_address_changes_once_its_code_is_typed(
    participant: User, code_for: CodeFor, mailed: Mailed
) -> None:
    old, client = participant.email, browser_of(participant)
    ask(client, NEW)
    participant.refresh_from_db()
    assert participant.email == old
    client.post(CONFIRM, {"code": code_for(NEW)})
    participant.refresh_from_db()
    assert participant.email == NEW
    assert f"signs in with {NEW} and no longer with {old}" in mailed(old).text
    assert f"now signs in with {NEW}" in mailed(NEW).text


def test_the_old_mail_says_what_to_do_for_who_was_robbed(
    participant: User, code_for: CodeFor, mailed: Mailed
) -> None:
    old = participant.email
    change(browser_of(participant), code_for)
    mail = mailed(old)
    assert "somebody else has your account" in mail.text
    assert "http://testserver/about/" in mail.text
    # Signing in with a code would send it to the thief.
    assert "sign in with a code" not in mail.text + mail.html


def test_a_change_is_logged_without_the_addresses(participant: User, code_for: CodeFor) -> None:
    change(browser_of(participant), code_for)
    line = Activity.objects.get(verb=Verb.ADDRESS_CHANGED)
    assert (line.actor_id, line.object_id, line.data) == (participant.pk, participant.pk, {})


def test_joining_is_no_change_of_address(visitor: Client, code_for: CodeFor) -> None:
    client = visitor
    client.post("/accounts/signup/", {"email": NEW, "display_name": "Sam"})
    client.post(CONFIRM, {"code": code_for(NEW)})
    assert not Activity.objects.filter(verb=Verb.ADDRESS_CHANGED).exists()
    assert Message.objects.filter(to=NEW).count() == 1


def test_the_old_address_signs_in_until_the_new_is_confirmed(
    participant: User, code_for: CodeFor
) -> None:
    ask(browser_of(participant), NEW)
    other = Client()
    there = other.post("/accounts/login/code/", {"email": participant.email})["Location"]
    other.post(there, {"code": code_for(participant.email)})
    assert other.session["_auth_user_id"] == str(participant.pk)


def test_after_it_only_the_new_one_does(participant: User, code_for: CodeFor) -> None:
    old = participant.email
    change(browser_of(participant), code_for)
    for address in (old, NEW):
        Client().post("/accounts/login/code/", {"email": address})
    kinds = {m.to: m.context["template"] for m in Message.objects.order_by("id")}
    assert kinds == {old: "unknown_account", NEW: "login_code"}


def test_a_change_that_waits_is_shown_and_can_be_taken_back(
    participant: User, code_for: CodeFor
) -> None:
    client = browser_of(participant)
    ask(client, NEW)
    page = fetch(client, PAGE)
    assert f"We sent a code to {NEW}" in page.text
    assert "Taken back" in fetch_after(client, {"action_take_back": "1"}).text
    assert NEW not in fetch(client, PAGE).text
    client.post(CONFIRM, {"code": code_for(NEW)})
    participant.refresh_from_db()
    assert participant.email != NEW


def test_taking_back_nothing_is_no_mistake(participant: User) -> None:
    page = fetch_after(browser_of(participant), {"action_take_back": "1"})
    assert "Taken back" not in page.text


@pytest.mark.parametrize("action", ["action_send", "action_remove", "action_primary", "nothing"])
def test_what_is_for_several_addresses_does_nothing(participant: User, action: str) -> None:
    client = browser_of(participant)
    answer = client.post(PAGE, {action: "1", "email": participant.email})
    assert answer["Location"] == PAGE
    assert not Message.objects.exists()
    assert participant.emailaddress_set.count() == 1  # type: ignore[attr-defined]


def test_two_who_confirm_one_address_at_once_get_one_answer_each(
    participant: User,
    other_participant: User,
    code_for: CodeFor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = browser_of(participant)
    ask(client, NEW)
    # It was free when the code was checked, and taken when the row was written.
    monkeypatch.setattr(forms, "email_already_exists", lambda **_: (NEW, False))
    monkeypatch.setattr(EmailAddress, "can_set_verified", lambda _: True)
    User.objects.filter(pk=other_participant.pk).update(email=NEW)
    answer = client.post(CONFIRM, {"code": code_for(NEW)}, follow=True)
    assert "This address cannot be used." in answer.content.decode()
    participant.refresh_from_db()
    assert participant.email == "participant@soundings.example"
    assert not Activity.objects.filter(verb=Verb.ADDRESS_CHANGED).exists()


def test_word_of_a_change_goes_before_a_queue_of_other_mails(
    participant: User, code_for: CodeFor, smtp_sink: SmtpSink
) -> None:
    for n in range(30):
        Message.objects.create(
            to=f"reader{n}@soundings.example", kind="digest", key=str(n), context={}
        )
    old = participant.email
    change(browser_of(participant), code_for)
    send_due(limit=3)
    gone = [caught.recipients[0] for caught in smtp_sink.caught]
    assert sorted(gone) == sorted([NEW, NEW, old])


def test_an_address_of_somebody_else_cannot_be_taken(
    participant: User, other_participant: User, code_for: CodeFor
) -> None:
    client = browser_of(participant)
    ask(client, other_participant.email)
    code = code_for(other_participant.email)
    assert client.post(CONFIRM, {"code": code}).status_code == 422
    participant.refresh_from_db()
    assert participant.email == "participant@soundings.example"


def test_an_address_is_shown_to_its_owner_only(participant: User, client_for: ClientFor) -> None:
    client = client_for(participant)
    assert participant.email in client.get("/people/me/sign-in/").content.decode()
    assert participant.email not in client.get("/").content.decode()


def test_the_same_address_again_is_refused(participant: User, client_for: ClientFor) -> None:
    response = client_for(participant).post(PAGE, {"action_add": "1", "email": participant.email})
    assert b"This is the address you use already." in response.content
    assert not Message.objects.exists()
