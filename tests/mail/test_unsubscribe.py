import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.mail.unsubscribing import Stop, read_token, token_for, unsubscribe_url
from tests.mail.conftest import NewKind

pytestmark = pytest.mark.django_db


class Stopped(list[str]):
    def stop(self, person: User) -> None:
        self.append(person.email)


@pytest.fixture
def stopped(new_kind: NewKind) -> Stopped:
    stopped = Stopped()
    new_kind("digest", unsubscribe=stopped.stop)
    return stopped


@pytest.fixture
def url(reader: User, stopped: Stopped) -> str:
    address = unsubscribe_url(person=reader.public_id, kind="digest")
    return address.removeprefix("http://testserver")


@pytest.mark.parametrize("method", ["get", "head"])
def test_following_the_link_changes_nothing(
    client: Client, url: str, stopped: Stopped, method: str
) -> None:
    answer = getattr(client, method)(url)
    assert (answer.status_code, stopped) == (200, [])


def test_the_page_asks_with_one_button(client: Client, url: str) -> None:
    page = client.get(url).content.decode()
    assert 'form method="post"' in page
    assert "you asked to be told" in page


def test_one_click_needs_no_cookie_and_no_csrf_token(url: str, stopped: Stopped) -> None:
    mail_program = Client(enforce_csrf_checks=True)
    answer = mail_program.post(url, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, stopped) == (200, ["reader@soundings.example"])


def test_it_can_be_repeated(client: Client, url: str) -> None:
    assert [client.post(url).status_code for _ in range(2)] == [200, 200]


def test_for_a_person_who_is_gone_there_is_nothing_to_stop(
    client: Client, url: str, reader: User, stopped: Stopped
) -> None:
    reader.delete()
    assert client.post(url).status_code == 200
    assert stopped == []


def test_other_methods_are_refused(client: Client, url: str) -> None:
    assert client.put(url).status_code == 405


def test_a_changed_token_is_not_found(client: Client, url: str, stopped: Stopped) -> None:
    forged = url[:-3] + ("aa/" if url[-3:] != "aa/" else "bb/")
    assert client.post(forged).status_code == 404
    assert stopped == []


@pytest.mark.parametrize("said", [[1, "digest"], ["x"], "digest", {"kind": "digest"}, None])
def test_a_token_that_says_something_else_is_not_found(
    client: Client, stopped: Stopped, said: object
) -> None:
    token = signing.dumps(said, salt="consultation.mail.unsubscribe")
    assert client.post(reverse("mail:unsubscribe", args=[token])).status_code == 404


@pytest.mark.parametrize("kind", ["notice", "unheard-of"])
def test_a_kind_that_cannot_be_stopped_is_not_found(
    client: Client, new_kind: NewKind, reader: User, kind: str
) -> None:
    new_kind("notice")
    token = token_for(person=reader.public_id, kind=kind)
    assert client.get(reverse("mail:unsubscribe", args=[token])).status_code == 404


def test_the_link_is_the_same_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    before = token_for(person="somebody", kind="digest")
    monkeypatch.setattr("django.core.signing.time.time", lambda: 4_000_000_000)
    assert token_for(person="somebody", kind="digest") == before


def test_the_links_of_the_first_mails_still_work() -> None:
    old = signing.dumps(["somebody", "digest"], salt="consultation.mail.unsubscribe")
    assert read_token(old) == Stop("somebody", "digest")


def test_a_token_for_something_else_is_not_found(client: Client, stopped: Stopped) -> None:
    token = signing.dumps(["x", "digest"], salt="something.else")
    assert client.post(reverse("mail:unsubscribe", args=[token])).status_code == 404
