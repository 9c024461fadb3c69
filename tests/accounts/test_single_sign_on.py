"""Signing in through a provider of the house, against one that runs here."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import Role, User
from consultation.activity.models import Activity, Verb
from tests.accounts.conftest import CodeFor, Mailed
from tests.accounts.oidc_provider import (
    ADDRESS,
    BACK,
    CLIENT_ID,
    START,
    Provider,
    begin,
    is_signed_in,
    provider,
    refused,
    sign_in,
)
from tests.conftest import ClientFor
from tests.people import authenticator_code, make_person

__all__ = ["provider"]  # a fixture, found by its name here


def test_without_a_provider_there_is_no_button_and_no_door(visitor: Client) -> None:
    assert b"single-sign-on" not in visitor.get("/accounts/login/").content
    assert visitor.post(START).status_code == visitor.get(BACK).status_code == 404


def test_the_button_stands_on_both_pages(visitor: Client, provider: Provider) -> None:
    for page in ("/accounts/login/?next=/papers/", "/accounts/signup/"):
        assert b"Sign in with Staff Login" in visitor.get(page).content


def test_where_it_is_for_staff_newcomers_are_not_led_there(
    visitor: Client, provider: Provider, settings: Settings
) -> None:
    settings.OIDC_STAFF_ONLY = True
    assert b"Sign in with Staff Login" in visitor.get("/accounts/login/").content
    assert b"Staff Login" not in visitor.get("/accounts/signup/").content


def test_the_provider_is_asked_by_a_form_only(visitor: Client, provider: Provider) -> None:
    assert visitor.get(START).status_code == 405
    assert Client(enforce_csrf_checks=True).post(START).status_code == 403


def test_the_provider_is_asked_for_what_is_needed_and_with_proof(
    visitor: Client, provider: Provider
) -> None:
    asked = begin(visitor)
    assert asked["client_id"] == CLIENT_ID
    assert asked["response_type"] == "code"
    assert asked["redirect_uri"] == f"http://testserver{BACK}"
    assert set(asked["scope"].split()) == {"openid", "email", "profile"}
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) >= 32


def test_a_known_person_comes_in_and_goes_where_they_were_going(
    visitor: Client, provider: Provider
) -> None:
    person = make_person("officer")
    answer = sign_in(visitor, provider, next="/papers/?q=1")
    assert answer["Location"] == "/papers/?q=1"
    assert visitor.session["_auth_user_id"] == str(person.pk)


def test_no_sign_in_leads_to_another_site(visitor: Client, provider: Provider) -> None:
    make_person("officer")
    assert sign_in(visitor, provider, next="//evil.example/")["Location"] == "/people/me/"


def test_the_second_factor_is_asked_all_the_same(visitor: Client, provider: Provider) -> None:
    make_person("officer", Role.MODERATOR)
    answer = sign_in(visitor, provider)
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert not is_signed_in(visitor)
    visitor.post(answer["Location"], {"code": authenticator_code()})
    assert is_signed_in(visitor)


def test_an_account_is_found_again_when_its_address_has_changed(
    visitor: Client, provider: Provider, mailed: Mailed
) -> None:
    person = make_person("officer")
    sign_in(visitor, provider)
    assert "signed in with Staff Login" in mailed(ADDRESS).text
    assert Activity.objects.filter(verb=Verb.FACTOR_ADDED, data__factor="single_sign_on").exists()
    provider.claims = {"email": "renamed@soundings.example"}
    again = Client()
    sign_in(again, provider)
    assert again.session["_auth_user_id"] == str(person.pk)
    assert User.objects.count() == 1


def test_another_provider_with_the_same_names_is_somebody_else(
    visitor: Client, provider: Provider, settings: Settings
) -> None:
    make_person("officer")
    sign_in(visitor, provider)
    provider.url = settings.OIDC_SERVER_URL = provider.url.replace("127.0.0.1", "localhost")
    provider.claims = {"email": "elsewhere@soundings.example"}
    other = Client()
    sign_in(other, provider)
    assert SocialAccount.objects.values("user").distinct().count() == 2


def test_a_newcomer_joins_without_any_role(visitor: Client, provider: Provider) -> None:
    provider.claims = {"roles": ["lead"], "groups": ["lead"], "is_staff": True}
    answer = sign_in(visitor, provider)
    person = User.objects.get(email=ADDRESS)
    assert answer["Location"].startswith("/people/welcome/")
    assert not person.granted_roles
    assert not person.is_staff
    assert not person.is_superuser
    assert not person.has_usable_password()
    assert Activity.objects.get(verb=Verb.PERSON_JOINED).object_id == person.pk


def test_little_of_what_the_provider_says_is_kept(visitor: Client, provider: Provider) -> None:
    provider.claims = {"name": "Somebody", "phone_number": "0"}
    sign_in(visitor, provider)
    account = SocialAccount.objects.get()
    assert set(account.extra_data["id_token"]) == {"sub", "email", "email_verified"}
    assert len(account.uid) == 64


def test_an_account_nobody_has_confirmed_here_is_not_simply_handed_over(
    visitor: Client, provider: Provider, code_for: CodeFor
) -> None:
    person = make_person("officer")
    person.set_password("four unrelated words")
    person.save()
    person.emailaddress_set.update(verified=False)  # type: ignore[attr-defined]
    answer = sign_in(visitor, provider)
    assert answer["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(visitor)
    person.refresh_from_db()
    assert not person.has_usable_password()


def test_the_address_may_come_from_the_second_answer(visitor: Client, provider: Provider) -> None:
    make_person("officer")
    provider.claims = {"email": None, "email_verified": None}
    provider.userinfo = {"email": ADDRESS, "email_verified": True}
    sign_in(visitor, provider)
    assert is_signed_in(visitor)


@pytest.mark.parametrize("known", [True, False])
def test_where_it_is_for_staff_others_are_sent_another_way(
    visitor: Client, provider: Provider, settings: Settings, known: bool
) -> None:
    settings.OIDC_STAFF_ONLY = True
    if known:
        make_person("officer")
    assert refused(sign_in(visitor, provider), 403, "This way in is for staff")
    assert User.objects.count() == known
    assert not is_signed_in(visitor)


def test_where_it_is_for_staff_staff_come_in(
    visitor: Client, provider: Provider, settings: Settings
) -> None:
    settings.OIDC_STAFF_ONLY = True
    make_person("officer", Role.EDITOR)
    assert sign_in(visitor, provider)["Location"].startswith("/accounts/2fa/authenticate/")


def test_a_closed_account_stays_closed(visitor: Client, provider: Provider) -> None:
    person = make_person("officer")
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert sign_in(visitor, provider)["Location"] == "/accounts/inactive/"
    assert not is_signed_in(visitor)


def test_who_is_signed_in_is_not_sent_away(
    participant: User, client_for: ClientFor, provider: Provider
) -> None:
    assert client_for(participant).post(START)["Location"] == "/people/me/"
