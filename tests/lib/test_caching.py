"""What a browser may keep: nothing that was shown to somebody signed in."""

import pytest
from django.test import Client

from accounts.models import User
from tests.conftest import ClientFor

PAGES = [
    ("get", "/papers/", 200),
    ("get", "/nowhere/", 404),
    ("get", "/desk/", 404),
    ("post", "/people/me/name/", 302),
]


@pytest.mark.parametrize(("method", "address", "status"), PAGES)
def test_nothing_shown_to_a_person_is_kept(
    participant: User, client_for: ClientFor, method: str, address: str, status: int
) -> None:
    name = {"display_name": "A reader", "shown_as": "other"}
    response = getattr(client_for(participant), method)(address, name)
    assert response.status_code == status
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))


@pytest.mark.parametrize(
    ("address", "status"), [("/papers/", 200), ("/nowhere/", 404), ("/people/me/name/", 302)]
)
def test_what_everybody_may_read_may_be_kept(visitor: Client, address: str, status: int) -> None:
    response = visitor.get(address)
    assert response.status_code == status
    assert "no-store" not in response.headers.get("Cache-Control", "")
