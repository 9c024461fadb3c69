"""The people of the sample: staff who can take the second step, as the mailbox shows it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role, Suspension
from accounts.signing_in.factors import sample_codes
from consultation.management.sample_accounts import SAMPLE_ACCOUNTS, create_sample_people
from tests.people import make_person

STAFF = {account.email for account in SAMPLE_ACCOUNTS if account.staff_roles}


@pytest.mark.django_db
def test_all_staff_of_the_sample_and_nobody_else_have_an_app() -> None:
    people = create_sample_people()
    assert {person.email for person in people.values() if person.has_second_factor} == STAFF
    assert {note.to for note in sample_codes()} == STAFF


@pytest.mark.django_db
def test_the_mailbox_shows_nobody_else_s_code() -> None:
    real = make_person("officer", Role.LEAD)
    create_sample_people()
    page = Client().get("/mailbox/").content.decode()
    assert real.email not in page
    assert all(address in page for address in STAFF)


@pytest.mark.django_db
def test_without_a_sample_the_mailbox_speaks_of_no_second_step() -> None:
    make_person("officer", Role.LEAD)
    assert "Second step" not in Client().get("/mailbox/").content.decode()


@pytest.mark.django_db
def test_an_appeal_waits_that_the_lead_of_the_sample_can_open(client: Client) -> None:
    people = create_sample_people()
    assert [case.user for case in Suspension.objects.awaiting_answer()] == [people["suspended"]]
    client.force_login(people["lead"], backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("people:answer-appeal", args=[people["suspended"].public_id])
    assert "typing is hard for me" in client.get(url).text
