import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import User
from consultation.digests.models import Subscription
from consultation.mail import kinds
from consultation.mail.models import Message
from tests.conftest import ClientFor
from tests.page import Page, fetch

URL = "/people/me/mail/"


def mail_to(person: User, number: int = 1, **fields: object) -> None:
    """Put rows of the outbox there as a worker leaves them."""
    wanted = {"kind": "response_published", "recipient": person, "to": person.email, **fields}
    if wanted["recipient"] is None:
        del wanted["recipient"]
    Message.objects.bulk_create(Message(key=f"{n} {fields}", **wanted) for n in range(number))


def rows(page: Page) -> list[str]:
    [body] = page.tree.iter("tbody")
    return [" ".join("".join(row.itertext()).split()) for row in body.iter("tr")]


def test_a_participant_reads_what_they_get_and_why(
    participant: User, client_for: ClientFor
) -> None:
    page = fetch(client_for(participant), URL)
    assert f"We write to {participant.email}." in page.text
    assert "What a moderator decided on a response that had to wait" in page.text
    assert "Your digest" not in page.text
    assert "None yet." in page.text


def test_each_mail_says_what_it_was_and_whether_it_went(
    participant: User, client_for: ClientFor
) -> None:
    mail_to(participant, kind="account", state="failed", outcome="550 no such user")
    mail_to(participant, sent_at="2026-03-04T10:00Z", state="sent")
    [newest, earlier] = rows(fetch(client_for(participant), URL))
    assert newest == "Your response is published 4 March 2026, 10 am Sent"
    assert earlier.startswith("Signing in, or a change to your account")
    assert earlier.endswith("Could not be delivered")
    assert "550" not in earlier


def test_mail_to_the_address_of_now_is_among_them(
    participant: User, other_participant: User, client_for: ClientFor
) -> None:
    mail_to(participant, kind="account", recipient=None)
    mail_to(other_participant, kind="account", recipient=None)
    mail_to(other_participant)
    assert len(rows(fetch(client_for(participant), URL))) == 1


def test_a_kind_that_is_sent_no_more_keeps_its_name(
    participant: User, client_for: ClientFor
) -> None:
    mail_to(participant, kind="yearly_letter")
    assert rows(fetch(client_for(participant), URL))[0].startswith("Yearly letter")


def test_every_kind_has_a_title_of_its_own() -> None:
    titles = [kind.title for kind in kinds._kinds.values()]
    assert all(titles)
    assert len(titles) == len(set(titles)) > 10


def test_a_participant_cannot_ask_for_the_digest(participant: User, client_for: ClientFor) -> None:
    assert client_for(participant).post(URL, {"frequency": "daily"}).status_code == 404
    assert not Subscription.objects.exists()


def test_a_visitor_signs_in_first(visitor: Client) -> None:
    assert visitor.get(URL).headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("number", [1, 200])
def test_it_costs_the_same_and_lists_twenty(
    participant: User,
    client_for: ClientFor,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    client = client_for(participant)
    mail_to(participant, number)
    with django_assert_num_queries(5):  # the session, the person, roles, settings, the mails
        page = client.get(URL)
    assert page.text.count('<th scope="row">') == min(number, 20)
