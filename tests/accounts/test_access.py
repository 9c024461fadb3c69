import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from accounts.access import check_role, require_role
from accounts.context import viewer
from accounts.models import Role, User


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
