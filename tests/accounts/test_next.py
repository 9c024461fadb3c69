"""After signing in one lands where one was going, and never on another site."""

import pytest
from django.test import Client

from accounts.models import Role, User
from tests.accounts.conftest import CodeFor, Join
from tests.people import authenticator_code, make_person

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    r"\\evil.example",
    r"/\evil.example/",
    "javascript:alert(1)",
    "https:evil.example",
    "http://testserver@evil.example/",
    " https://evil.example/",
]


def sign_in(client: Client, person: User, code_for: CodeFor, to: str) -> str:
    """Return where signing in by code leads, going on with the address each page gives."""
    step = client.post("/accounts/login/code/", {"email": person.email, "next": to})
    code = code_for(person.email)
    step = client.post(step["Location"], {"code": code, "next": to})
    if step["Location"] == "/accounts/2fa/authenticate/":
        step = client.post(step["Location"], {"code": authenticator_code()})
    return str(step["Location"])


def test_signing_in_leads_to_where_one_was_going(
    visitor: Client, participant: User, code_for: CodeFor
) -> None:
    assert sign_in(visitor, participant, code_for, "/papers/?q=1") == "/papers/?q=1"


def test_the_way_is_kept_on_every_page(visitor: Client) -> None:
    page = visitor.get("/accounts/login/?next=/papers/").content.decode()
    assert page.count('name="next" value="/papers/"') == 3
    assert "/accounts/signup/?next=%2Fpapers%2F" in page


def test_joining_leads_to_where_one_was_going(
    visitor: Client, ask_to_join: Join, code_for: CodeFor
) -> None:
    where = ask_to_join("new@soundings.example", next="/papers/")
    code = code_for("new@soundings.example")
    welcome = visitor.post(where, {"code": code})["Location"]
    assert welcome == "/people/welcome/?next=%2Fpapers%2F"


def test_the_way_is_kept_through_the_second_step(visitor: Client, code_for: CodeFor) -> None:
    officer = make_person("officer", Role.EDITOR)
    assert sign_in(visitor, officer, code_for, "/desk/papers/?q=1") == "/desk/papers/?q=1"


@pytest.mark.parametrize("role", Role)
def test_staff_without_a_way_land_on_the_desk(
    visitor: Client, code_for: CodeFor, role: Role
) -> None:
    person = make_person("officer", role)
    assert sign_in(visitor, person, code_for, "") == "/desk/"
    assert visitor.get("/desk/").status_code == 200


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_code_leads_to_another_site(
    visitor: Client, participant: User, code_for: CodeFor, elsewhere: str
) -> None:
    assert sign_in(visitor, participant, code_for, elsewhere) == "/people/me/"


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_password_or_sign_out_leads_to_another_site(
    visitor: Client, participant: User, elsewhere: str
) -> None:
    participant.set_password("four unrelated words")
    participant.save()
    answers = {"login": participant.email, "password": "four unrelated words", "next": elsewhere}
    assert visitor.post("/accounts/login/", answers)["Location"] == "/people/me/"
    assert visitor.post("/accounts/logout/", {"next": elsewhere})["Location"] == "/"
