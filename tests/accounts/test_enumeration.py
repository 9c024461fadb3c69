"""Nobody learns from a page whether an address has an account."""

import re

import pytest
from django.test import Client

from accounts.models import User
from consultation.mail.models import Message

STRANGER = "unknown-one@soundings.example"
DOORS = {
    "join": "/accounts/signup/",
    "code": "/accounts/login/code/",
    "reset": "/accounts/password/reset/",
}


def seen(address: str, door: str, *tries: dict[str, str]) -> list[tuple[int, str]]:
    """Return status and words of every page met, with what must differ taken out."""
    client = Client()
    answers = {"email": address, "display_name": "Sam"}
    response = client.post(door, answers, follow=True)
    pages = [response]
    here = response.redirect_chain[-1][0]
    pages += [client.post(here, data, follow=True) for data in tries]
    return [(page.status_code, neutral(page.content.decode(), address)) for page in pages]


def neutral(html: str, address: str) -> str:
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    return html.replace(address, "ADDRESS")


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
@pytest.mark.parametrize(
    "tries",
    [
        (),
        ({"code": "nonsense"},),
        ({"action": "resend"},),
        ({"code": "1"}, {"code": "2"}, {"code": "3"}),
    ],
    ids=["first page", "wrong code", "new code", "three wrong codes"],
)
def test_known_and_unknown_address_meet_the_same_pages(
    participant: User, door: str, tries: tuple[dict[str, str], ...]
) -> None:
    assert seen(participant.email, door, *tries) == seen(STRANGER, door, *tries)


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_both_get_one_mail(participant: User, door: str) -> None:
    for address in (participant.email, STRANGER):
        seen(address, door)
    assert sorted(Message.objects.values_list("to", flat=True)) == sorted(
        [participant.email, STRANGER]
    )


def test_asking_twice_in_a_row_tells_nothing__allauth_429(participant: User) -> None:
    door = DOORS["join"]
    first = [seen(address, door) for address in (participant.email, STRANGER)]
    again = [seen(address, door) for address in (participant.email, STRANGER)]
    assert first[0] == first[1]
    assert again[0] == again[1]
    assert again[0][0][0] == 200


def test_a_wrong_password_tells_nothing(participant: User) -> None:
    pages = [
        Client().post("/accounts/login/", {"login": address, "password": "four unrelated words"})
        for address in (participant.email, STRANGER)
    ]
    known, unknown = (
        neutral(page.content.decode(), address)
        for page, address in zip(pages, (participant.email, STRANGER), strict=True)
    )
    assert known == unknown
    assert "do not belong together" in known
