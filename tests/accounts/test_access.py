import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from accounts.access import check_role, require_role
from accounts.context import viewer
from accounts.models import Role, User
from tests.accounts.conftest import CodeFor
from tests.accounts.factors import browser_of
from tests.accounts.test_second_factor import CODES, first_step, set_up_app
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import give_second_factor, make_person, make_suspension


@require_role(Role.MODERATOR, Role.EDITOR)
def desk_page(request: HttpRequest, number: int = 1) -> HttpResponse:
    return HttpResponse(str(number))


def asked_by(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/desk/?page=2")
    request.user = user
    return request


def test_a_visitor_signs_in_and_comes_back() -> None:
    response = desk_page(asked_by(AnonymousUser()))
    assert response["Location"] == "/accounts/login/?next=/desk/%3Fpage%3D2"


@pytest.mark.parametrize("role", ["moderator", "editor", "lead"])
def test_who_holds_a_role_comes_in(role: str, request: pytest.FixtureRequest) -> None:
    page = desk_page(asked_by(request.getfixturevalue(role)), number=7)
    assert page.status_code == 200


@pytest.mark.parametrize("role", ["participant", "analyst"])
def test_for_others_the_page_is_not_there(role: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Http404):
        desk_page(asked_by(request.getfixturevalue(role)))


def test_a_closed_account_holds_no_role(lead: User) -> None:
    lead.is_active = False
    with pytest.raises(Http404):
        desk_page(asked_by(lead))


def test_an_operator_needs_no_role() -> None:
    assert check_role(None, Role.LEAD) is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize(("role", "staff"), [("participant", False), ("analyst", True)])
def test_templates_know_who_is_staff(
    role: str, staff: bool, request: pytest.FixtureRequest
) -> None:
    assert bool(viewer(asked_by(request.getfixturevalue(role)))["is_staff_member"]) is staff


def test_asking_who_is_staff_costs_one_query_and_a_visitor_none(
    participant: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert not viewer(asked_by(AnonymousUser()))["is_staff_member"]
        assert viewer(asked_by(participant))["site_name"] == "Soundings"
    with django_assert_num_queries(1):
        request = asked_by(participant)
        assert [bool(viewer(request)["is_staff_member"]) for _ in range(2)] == [False, False]


def test_a_page_refused_before_sign_in_has_no_staff() -> None:
    assert not viewer(RequestFactory().get("/"))["is_staff_member"]


@pytest.mark.parametrize("role", Role)
@pytest.mark.django_db
def test_staff_without_a_second_factor_are_led_to_it(role: Role, client_for: ClientFor) -> None:
    officer = make_person("officer", role, second_factor=False)
    client = client_for(officer)
    answer = client.get("/desk/?page=2")
    assert answer["Location"] == "/people/me/second-step/?next=%2Fdesk%2F%3Fpage%3D2"
    page = fetch(client, answer["Location"])
    assert page.h1 == "One more step before the desk opens"
    assert page.links()["Open the desk"] == "/people/me/second-step/"


def test_what_they_typed_is_shown_to_be_copied(
    staff_without_factor: User, client_for: ClientFor
) -> None:
    answer = client_for(staff_without_factor).post("/desk/papers/new/", {"title": "A long title"})
    assert answer.status_code == 403
    page = read_page(answer)
    assert "A long title" in page.text
    assert "Nothing of what you sent was saved" in page.text


def test_setting_up_the_factor_leads_to_the_page_they_wanted(staff_without_factor: User) -> None:
    client = browser_of(staff_without_factor)
    client.get("/desk/papers/?q=1", follow=True)
    set_up_app(client)
    assert fetch(client, CODES).links()["I have kept them: go on"] == "/desk/papers/?q=1"
    assert client.get("/desk/papers/").status_code == 200


def test_the_step_leads_to_no_other_site(staff_without_factor: User, client_for: ClientFor) -> None:
    client = client_for(staff_without_factor)
    client.get("/people/me/second-step/?next=https://evil.example/")
    give_second_factor(staff_without_factor)
    assert client.get("/people/me/second-step/")["Location"] == "/people/me/sign-in/"


@pytest.mark.django_db
def test_a_role_of_another_page_leads_nowhere(client_for: ClientFor) -> None:
    analyst = make_person("officer", Role.ANALYST, second_factor=False)
    assert client_for(analyst).get("/desk/papers/").status_code == 404


@pytest.mark.django_db
def test_suspended_staff_are_not_led_to_the_desk(client_for: ClientFor) -> None:
    officer = make_person("officer", Role.LEAD, second_factor=False)
    make_suspension(officer)
    assert client_for(officer).get("/desk/").status_code == 404


@pytest.mark.django_db
def test_recovery_codes_alone_are_no_second_factor(client_for: ClientFor) -> None:
    officer = make_person("officer", Role.LEAD, second_factor=False)
    Authenticator.objects.create(user=officer, type="recovery_codes", data={})
    assert client_for(officer).get("/desk/").status_code == 302


def test_signing_in_leads_them_to_the_step(visitor: Client, code_for: CodeFor) -> None:
    officer = make_person("officer", Role.LEAD, second_factor=False)
    assert first_step(visitor, officer, code_for) == "/desk/"
    assert (
        visitor.get("/desk/", follow=True)
        .redirect_chain[-1][0]
        .startswith("/people/me/second-step/")
    )
