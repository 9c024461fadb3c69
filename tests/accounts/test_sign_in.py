from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import User
from accounts.tasks import forget_expired_sessions
from consultation.mail.kinds import kind_named
from consultation.mail.models import Message
from tests.accounts.conftest import CodeFor
from tests.conftest import ClientFor

ASK = "/accounts/login/code/"
CONFIRM = "/accounts/login/code/confirm/"


def in_minutes(minutes: int) -> datetime:
    return datetime.now().astimezone() + timedelta(minutes=minutes)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def code(visitor: Client, participant: User, code_for: CodeFor) -> str:
    visitor.post(ASK, {"email": participant.email})
    return code_for(participant.email)


def test_the_code_from_the_mail_signs_in(visitor: Client, code: str) -> None:
    response = visitor.post(CONFIRM, {"code": code})
    assert (response.status_code, response["Location"]) == (302, "/people/me/")
    assert signed_in(visitor)


def test_spaces_and_another_case_of_the_address_do_no_harm(
    visitor: Client, participant: User, code_for: CodeFor
) -> None:
    visitor.post(ASK, {"email": participant.email.upper()})
    code = code_for(participant.email)
    visitor.post(CONFIRM, {"code": f" {code[:3]} {code[3:]} "})
    assert signed_in(visitor)


def test_a_wrong_code_may_be_mended(visitor: Client, code: str) -> None:
    response = visitor.post(CONFIRM, {"code": wrong(code)})
    assert b"This is not the code we sent" in response.content
    assert not signed_in(visitor)
    visitor.post(CONFIRM, {"code": code})
    assert signed_in(visitor)


def test_after_three_wrong_codes_the_right_one_is_dead(visitor: Client, code: str) -> None:
    for _ in range(3):
        visitor.post(CONFIRM, {"code": wrong(code)})
    response = visitor.post(CONFIRM, {"code": code})
    assert response["Location"] == ASK
    assert not signed_in(visitor)


def test_a_code_dies_after_a_quarter_of_an_hour(visitor: Client, code: str) -> None:
    with time_machine.travel(in_minutes(16)):
        visitor.post(CONFIRM, {"code": code})
    assert not signed_in(visitor)


def test_a_code_signs_in_once(visitor: Client, code: str) -> None:
    visitor.post(CONFIRM, {"code": code})
    visitor.post("/accounts/logout/")
    visitor.post(CONFIRM, {"code": code})
    assert not signed_in(visitor)


def test_a_code_is_of_no_use_in_another_browser(visitor: Client, code: str) -> None:
    other = Client()
    other.post(CONFIRM, {"code": code})
    assert not signed_in(other)


def test_a_new_code_ends_the_old_one(
    visitor: Client, participant: User, code: str, code_for: CodeFor
) -> None:
    visitor.post(CONFIRM, {"action": "resend"})
    newest = code_for(participant.email)
    visitor.post(CONFIRM, {"code": code if code != newest else wrong(code)})
    assert not signed_in(visitor)
    visitor.post(CONFIRM, {"code": newest})
    assert signed_in(visitor)


def test_a_code_that_would_come_too_late_is_not_sent(visitor: Client, code: str) -> None:
    message = Message.objects.get()
    with time_machine.travel(in_minutes(16)):
        assert kind_named("account").compose(message) is None
    assert kind_named("account").compose(message) is not None


def test_codes_for_an_address_are_rationed(visitor: Client, participant: User) -> None:
    pages = [Client().post(ASK, {"email": participant.email}) for _ in range(4)]
    assert [page.status_code for page in pages] == [302, 302, 302, 429]
    assert b"Too many tries" in pages[-1].content


def test_a_password_is_the_second_way(visitor: Client, participant: User) -> None:
    participant.set_password("four unrelated words")
    participant.save()
    page = {"login": participant.email, "password": "four unrelated words"}
    assert visitor.post("/accounts/login/", page).status_code == 302
    assert signed_in(visitor)


def test_without_a_password_nobody_signs_in_by_one(visitor: Client, participant: User) -> None:
    for password in ("", "!", "four unrelated words"):
        page = {"login": participant.email, "password": password}
        assert visitor.post("/accounts/login/", page).status_code == 422
    assert not signed_in(visitor)


def test_a_closed_account_gets_no_code(visitor: Client, participant: User) -> None:
    participant.is_active = False
    participant.save()
    visitor.post(ASK, {"email": participant.email})
    assert Message.objects.get().context == {"template": "unknown_account"}


def test_expired_sessions_are_forgotten_and_others_kept(
    participant: User, client_for: ClientFor
) -> None:
    client_for(participant)
    Session.objects.update(expire_date=in_minutes(-1))
    kept = client_for(participant)
    forget_expired_sessions.run()
    assert Session.objects.get().session_key == kept.session.session_key


def test_signing_out_needs_a_post(visitor: Client, participant: User) -> None:
    visitor.force_login(participant, backend="django.contrib.auth.backends.ModelBackend")
    assert visitor.get("/accounts/logout/").status_code == 200
    assert signed_in(visitor)
    assert visitor.post("/accounts/logout/")["Location"] == "/"
    assert not signed_in(visitor)
