"""Nobody learns from a page, its headers or its work whether an address has an account."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from consultation.mail.models import Message
from tests.accounts.factors import browser_of
from tests.people import make_person

# As long as the known address, so that not even Content-Length may differ.
STRANGER: Final = "unknown-one@soundings.example"
DOORS: Final = {
    "join": "/accounts/signup/",
    "join by passkey": "/accounts/signup/passkey/",
    "code": "/accounts/login/code/",
    "reset": "/accounts/password/reset/",
}
WRONG: Final = {"code": "nonsense"}
STEPS: Final = (WRONG, {"action": "resend"}, {"action": "change"}, WRONG, WRONG, WRONG)
PASSWORD: Final = "four unrelated words"

every_door = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)


@dataclass(frozen=True)
class Seen:
    """What a stranger can see of one answer."""

    status: int
    body: str
    headers: dict[str, str]
    cookies: dict[str, dict[str, Any]]


def neutral(text: str, address: str) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    text = re.sub(r'"challenge": "[^"]+"', "", text)
    return re.sub(re.escape(address), "ADDRESS", text, flags=re.IGNORECASE)


def see(response: Any, address: str) -> Seen:
    # A cookie's value is random; its name, its length and how long it is kept are not.
    cookies = {
        name: {**morsel, "expires": bool(morsel["expires"]), "length": len(morsel.value)}
        for name, morsel in response.cookies.items()
    }
    headers = {name: neutral(value, address) for name, value in response.headers.items()}
    headers.pop("Expires", None)
    body = neutral(response.content.decode(), address)
    return Seen(response.status_code, body, headers, cookies)


def walk(door: str, address: str, network: str = "192.0.2.1") -> list[Seen]:
    """Ask for a mail, look at the page it leads to, and try everything one can try there."""
    client = Client(REMOTE_ADDR=network)
    asked = client.post(door, {"email": address, "display_name": "Sam"})
    here = asked.headers.get("Location", door)
    answers = [asked, client.get(here), *(client.post(here, step) for step in STEPS)]
    answers += [client.get("/accounts/login/"), client.get("/accounts/signup/")]
    return [see(answer, address) for answer in answers]


def known(state: str) -> User:
    """Return somebody whose address is as long as the stranger's."""
    person = make_person("known-onex1")
    if state == "closed":
        User.objects.update(is_active=False)
    if state == "suspended":
        User.objects.update(suspended_at=timezone.now())
    if state == "not confirmed":
        person.emailaddress_set.update(verified=False)  # type: ignore[attr-defined]
    return person


def typed_by(state: str, person: User) -> str:
    return person.email.upper() if state == "in capitals" else person.email


STATES: Final = ("as joined", "in capitals", "closed", "suspended", "not confirmed")


@every_door
@pytest.mark.parametrize("state", STATES)
def test_known_and_unknown_address_meet_the_same_answers(db: None, door: str, state: str) -> None:
    typed = typed_by(state, known(state))
    assert len(typed) == len(STRANGER)
    stranger = STRANGER.upper() if state == "in capitals" else STRANGER
    assert walk(door, typed) == walk(door, stranger)


def work(ask: Callable[[], object]) -> Counter[str]:
    """Count what the database is asked, by verb and table."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    shapes = (
        re.sub(r"^(DECLARE .* FOR )", "", query["sql"]).partition(" WHERE ")[0][:120]
        for query in asked.captured_queries
    )
    return Counter(shape for shape in shapes if "SAVEPOINT" not in shape)


def shape_of(counted: Counter[str]) -> Counter[str]:
    """Keep the verb and the table: the values differ."""
    pattern = re.compile(r'^(\w+).*?(?:FROM|INTO|UPDATE)? "(\w+)"')
    tables: Counter[str] = Counter()
    for statement, times in counted.items():
        found = pattern.match(statement)
        tables[f"{found[1]} {found[2]}" if found else statement] += times
    return tables


@every_door
@pytest.mark.parametrize("state", ["as joined", "closed", "not confirmed"])
def test_known_and_unknown_address_cost_the_same_work(db: None, door: str, state: str) -> None:
    person = known(state)
    walk(door, "warming-up1@soundings.example")  # what is cached once is cached now
    costs = [shape_of(work(lambda a=a: walk(door, a))) for a in (person.email, STRANGER)]  # type: ignore[misc]
    assert costs[0] == costs[1]
    assert costs[0]["INSERT mail_message"] == (1 if door == DOORS["reset"] else 2)


@every_door
def test_both_get_one_mail(participant: User, door: str) -> None:
    for address in (participant.email, STRANGER):
        Client().post(door, {"email": address, "display_name": "Sam"})
    assert sorted(Message.objects.values_list("to", flat=True)) == sorted(
        [participant.email, STRANGER]
    )


@every_door
def test_neither_is_limited_sooner__allauth_429(db: None, door: str) -> None:
    person = known("as joined")
    from_where = {person.email: "192.0.2.2", STRANGER: "192.0.2.3"}
    walks = [[walk(door, *who) for _ in range(4)] for who in from_where.items()]
    assert walks[0] == walks[1]
    assert walks[0][3][0].status == 429


@every_door
def test_the_limit_says_when_to_try_again(visitor: Client, door: str) -> None:
    answers = [Client().post(door, {"email": STRANGER, "display_name": "Sam"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert answers[3]["Retry-After"] == "60"
    assert b"Too many tries" in answers[3].content


@pytest.mark.parametrize("has_password", [True, False])
@pytest.mark.parametrize("state", STATES)
def test_a_wrong_password_tells_nothing(
    db: None, monkeypatch: pytest.MonkeyPatch, state: str, has_password: bool
) -> None:
    person = known(state)
    if has_password:
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def count(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append("once")
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", count)
    stranger = STRANGER.upper() if state == "in capitals" else STRANGER
    addresses = ("warming-up1@soundings.example", typed_by(state, person), stranger)
    _, known_one, unknown = (try_password(address, hashed) for address in addresses)
    assert known_one == unknown
    assert known_one[1] == 1
    assert "do not belong together" in known_one[0].body


def try_password(address: str, hashed: list[str]) -> tuple[Seen, int, Counter[str]]:
    """Return the answer, how often a password was hashed, and what the database was asked."""
    hashed.clear()
    answers: list[Any] = []
    form = {"login": address, "password": "not this one, surely"}
    asked = work(lambda: answers.append(Client().post("/accounts/login/", form)))
    return see(answers[0], address), len(hashed), shape_of(asked)


def test_a_closed_account_is_not_told_apart_by_its_password(db: None) -> None:
    person = known("closed")
    person.set_password(PASSWORD)
    person.is_active = False
    person.save()
    answers = [
        see(Client().post("/accounts/login/", {"login": who, "password": PASSWORD}), who)
        for who in (person.email, STRANGER)
    ]
    assert answers[0] == answers[1]


def test_taking_the_address_of_somebody_else_looks_like_taking_a_free_one(
    participant: User,
) -> None:
    owner = known("as joined")
    walks = []
    costs = []
    for address in ("warming-up1@soundings.example", owner.email, STRANGER):
        client = browser_of(participant)
        costs.append(shape_of(work(lambda c=client, a=address: walks.append(change(c, a)))))  # type: ignore[misc]
    assert walks[1] == walks[2]
    assert walks[1][0].headers["Location"] == "/accounts/confirm-email/"
    assert costs[1] == costs[2]


def change(client: Client, address: str) -> list[Seen]:
    asked = client.post("/accounts/email/", {"action_add": "1", "email": address})
    here = "/accounts/confirm-email/"
    answers = [asked, client.get("/accounts/email/"), client.get(here), client.post(here, WRONG)]
    return [see(answer, address) for answer in answers]


def test_asking_for_a_page_as_data_gets_the_page(visitor: Client) -> None:
    answer = visitor.post(
        "/accounts/signup/", {"email": ""}, headers={"Accept": "application/json"}
    )
    assert answer["Content-Type"] == "text/html; charset=utf-8"
