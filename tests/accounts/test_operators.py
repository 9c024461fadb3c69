"""Where operators look at the server: who comes in, what is there, and what is not."""

import re
from typing import Any, Final

import pytest
from allauth.account.adapter import get_adapter
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role, User
from consultation.activity.models import Activity
from consultation.mail.models import Message
from consultation.operators.site import site
from consultation.settings.environment import admin_path_from
from tests.conftest import ClientFor
from tests.people import give_second_factor, make_person
from tests.structure.world import World

PAGES: Final = (
    "/operators/",
    "/operators/mail/",
    "/operators/mail/message/",
    "/operators/activity/",
    "/operators/activity/activity/",
    "/operators/sites/",
    "/operators/sites/site/",
)
every_page = pytest.mark.parametrize("page", PAGES)


@pytest.fixture
def operator(db: None) -> User:
    person = make_person("operator")
    person.is_superuser = person.is_staff = True
    person.save()
    give_second_factor(person)
    return person


def test_the_pages_above_are_all_there_are() -> None:
    patterns = site.get_urls()
    assert sorted(str(pattern.name) for pattern in patterns if hasattr(pattern, "name")) == [
        "activity_activity_changelist",
        "app_list",
        "index",
        "mail_message_changelist",
        "sites_site_changelist",
    ]
    assert all(resolve(page).namespace == "admin" for page in PAGES)


@every_page
def test_an_operator_with_a_second_factor_comes_in(
    operator: User, client_for: ClientFor, page: str
) -> None:
    answer = client_for(operator).get(page)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


@every_page
def test_a_visitor_signs_in_where_everybody_does(visitor: Client, page: str) -> None:
    assert visitor.get(page)["Location"] == f"/accounts/login/?next={page}"


@every_page
@pytest.mark.parametrize("role", [None, *Role])
def test_for_everybody_else_nothing_is_there(
    db: None, client_for: ClientFor, page: str, role: Role | None
) -> None:
    person = make_person("somebody", *([role] if role else []))
    missing = client_for(person).get("/nowhere/at/all/")
    found = client_for(person).get(page)
    assert (found.status_code, missing.status_code) == (404, 404)
    assert found.content == missing.content


@every_page
@pytest.mark.parametrize("lacks", ["second factor", "superuser", "open account", "good standing"])
def test_an_operator_needs_all_of_it(
    operator: User, client_for: ClientFor, page: str, lacks: str
) -> None:
    client = client_for(operator)
    if lacks == "second factor":
        operator.authenticator_set.all().delete()  # type: ignore[attr-defined]
    changes: dict[str, dict[str, Any]] = {
        "superuser": {"is_superuser": False},
        "open account": {"is_active": False},
        "good standing": {"suspended_at": timezone.now()},
    }
    if lacks in changes:
        User.objects.update(**changes[lacks])
    assert client.get(page).status_code == (302 if lacks == "open account" else 404)


@pytest.mark.parametrize(
    "door", ["login/", "password_change/", "autocomplete/", "r/1/1/", "logout/"]
)
def test_there_is_no_second_way_to_sign_in_or_change_a_password(door: str) -> None:
    with pytest.raises(Resolver404):
        resolve(f"/operators/{door}")


@pytest.mark.parametrize("address", ["add/", "1/change/", "1/delete/", "1/history/", "1/"])
@every_page
def test_no_list_leads_to_a_row(
    operator: User, client_for: ClientFor, page: str, address: str
) -> None:
    assert client_for(operator).get(page + address).status_code == 404


@every_page
def test_nothing_is_changed_by_posting(
    operator: User, client_for: ClientFor, participant: User, page: str
) -> None:
    before = (Message.objects.count(), Activity.objects.count(), User.objects.count())
    answer = {"action": "delete_selected", "_selected_action": "1", "post": "yes"}
    client_for(operator).post(page, answer)
    assert (Message.objects.count(), Activity.objects.count(), User.objects.count()) == before
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("search", ["", "?q=canary", "?q=1", "?all=", "?context__contains=code"])
def test_no_word_of_anybody_and_no_code_is_there(
    operator: User,
    client_for: ClientFor,
    editor: User,
    participant: User,
    moderator: User,
    search: str,
) -> None:
    World(editor, participant, moderator)
    facts = {"code": "918273"}
    get_adapter().send_mail("account/email/login_code", "reader@soundings.example", facts)
    pages = [client_for(operator).get(page + search, follow=True) for page in PAGES]
    everything = b"".join(page.content for page in pages)
    assert b"reader@soundings.example" in everything or search
    assert b"918273" not in everything
    # Whom a mail goes to is shown.
    addresses = re.compile(rb"canary-[\w-]+@(?:x|soundings)\.example")
    assert b"canary-" not in addresses.sub(b"", everything)


def test_the_outbox_costs_the_same_with_more_mails(
    operator: User, client_for: ClientFor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_for(operator)
    rows = [
        Message(to=f"a{n}@soundings.example", kind="account", key=str(n), context={})
        for n in range(120)
    ]
    Message.objects.bulk_create(rows)
    with django_assert_max_num_queries(10):
        page = client.get("/operators/mail/message/")
    assert page.content.count(b"@soundings.example</td>") == 50


@pytest.mark.parametrize(("said", "path"), [("", ""), ("ops", "ops/"), ("/a/b-1/", "a/b-1/")])
def test_the_path_comes_from_the_settings(said: str, path: str) -> None:
    assert admin_path_from(said) == path


@pytest.mark.parametrize("said", ["a b", "<x>", "a//b", "(?P<x>.*)", "../x"])
def test_a_path_that_is_none_is_refused(said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="ADMIN_PATH"):
        admin_path_from(said)


def test_the_lists_are_called_by_names_that_operators_know(
    operator: User, client_for: ClientFor
) -> None:
    client = client_for(operator)
    first = client.get("/operators/").content.decode()
    assert "Mails of the outbox" in first
    assert "Sign-ins that are alive" in first
    log = client.get("/operators/activity/activity/").content.decode()
    assert "<h1>Lines of the log</h1>" in log
    assert "ctivitys" not in first + log


def test_the_tests_mount_it() -> None:
    assert "admin" in get_resolver().namespace_dict
