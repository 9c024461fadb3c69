"""The pages of one's own data: the copy, and the wish to be erased."""

import io
import zipfile

import pytest
from django.urls import reverse

from accounts.models import User
from consultation.activity.models import Activity, Verb
from tests.accounts.factors import browser_of
from tests.conftest import ClientFor
from tests.page import fetch
from tests.people import make_membership, make_organisation

pytestmark = pytest.mark.django_db


def test_the_page_gives_the_copy_and_the_log_says_so(participant: User) -> None:
    answer = browser_of(participant).post(reverse("accounts:data"))
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert "account.jsonl" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="soundings-')
    assert "no-store" in answer.headers["Cache-Control"]
    assert Activity.objects.get(verb=Verb.DATA_TAKEN).actor == participant


def test_who_signed_in_long_ago_shows_again_who_they_are(
    participant: User, client_for: ClientFor
) -> None:
    client = client_for(participant)
    for name in ("accounts:data", "accounts:erasure"):
        answer = client.post(reverse(name))
        assert answer.status_code == 302
        assert "next=" in answer.headers["Location"]
    assert not Activity.objects.filter(verb__in=[Verb.DATA_TAKEN, Verb.ERASURE_ASKED]).exists()


def test_a_suspended_person_takes_their_data_and_asks_to_be_erased(suspended: User) -> None:
    client = browser_of(suspended)
    assert client.post(reverse("accounts:data")).status_code == 200
    client.post(reverse("accounts:erasure"))
    assert suspended.erasure_requests.pending().exists()


def test_too_many_copies_are_refused_in_words(participant: User) -> None:
    client = browser_of(participant)
    answers = [client.post(reverse("accounts:data")) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 6 + [429]
    assert "Wait a little" in answers[-1].content.decode()
    assert answers[-1]["Retry-After"] == "3600"


def test_the_pages_say_what_is_held_what_goes_and_what_stays(
    participant: User, client_for: ClientFor
) -> None:
    client = client_for(participant)
    page = fetch(client, reverse("accounts:data"))
    assert "What you posted" in page.text
    make_membership(participant, "Harbour Project")
    page = fetch(client, reverse("accounts:erasure"))
    assert "Harbour Project" in page.text
    assert "no mail when it is done" in page.text
    assert "write to the contact named on the paper before you ask" in page.text


def test_a_request_is_made_and_taken_back_on_the_page(participant: User) -> None:
    client = browser_of(participant)
    page = client.post(reverse("accounts:erasure"), follow=True)
    assert "Take my request back" in page.content.decode()
    client.post(reverse("accounts:withdraw-erasure"))
    assert not participant.erasure_requests.pending().exists()
    assert "Take my request back" not in fetch(client, reverse("accounts:data")).text


def test_a_member_of_staff_is_told_to_give_their_roles_back_first(
    moderator: User, client_for: ClientFor
) -> None:
    client = client_for(moderator)
    assert "take your roles back first" in fetch(client, reverse("accounts:erasure")).text


def test_the_page_says_that_an_organisation_goes_which_only_they_named(
    participant: User, client_for: ClientFor
) -> None:
    own = make_organisation("Harbour Project", verified_at=None, proposed_by=participant)
    make_membership(participant, own, confirmed=False)
    text = fetch(client_for(participant), reverse("accounts:erasure")).text
    assert "Harbour Project, with what you posted for it: only you named it" in text
    assert "such as Harbour Project" not in text
