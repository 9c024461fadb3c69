"""What a provider of the house, or somebody in its place, may not get away with."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django.fixtures import Settings

from tests.accounts.oidc_provider import (
    ADDRESS,
    CLIENT_ID,
    CLIENT_SECRET,
    START,
    STRANGERS_KEY,
    Provider,
    begin,
    come_back,
    is_signed_in,
    provider,
    refused,
    sign_in,
)
from tests.people import make_person

__all__ = ["provider"]  # a fixture, found by its name here


def test_the_second_answer_must_be_about_the_same_person(
    visitor: Client, provider: Provider
) -> None:
    make_person("officer")
    provider.claims = {"email": None}
    provider.userinfo = {"sub": "another", "email": ADDRESS, "email_verified": True}
    assert refused(sign_in(visitor, provider), 400, "We could not be sure who you are")


@pytest.mark.parametrize("said", [False, None, "false", "true", 1])
def test_an_address_is_believed_only_when_the_provider_says_it_is_confirmed(
    visitor: Client, provider: Provider, said: object
) -> None:
    make_person("officer")
    provider.claims = {"email_verified": said}
    assert refused(sign_in(visitor, provider), 403, "Your address is not confirmed there")
    assert not is_signed_in(visitor)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-site"},
        {"aud": [CLIENT_ID, "another-site"]},
        {"azp": "another-site"},
        {"exp": 1},
        {"exp": None},
        {"iat": None},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
    ],
    ids=str,
)
def test_a_token_for_another_time_place_or_sign_in_is_refused(
    visitor: Client, provider: Provider, claims: dict[str, object]
) -> None:
    make_person("officer")
    provider.claims = claims
    assert refused(sign_in(visitor, provider), 400, "We could not be sure who you are")
    assert not is_signed_in(visitor)


@pytest.mark.parametrize(
    ("key", "algorithm"), [(STRANGERS_KEY, "RS256"), (CLIENT_SECRET * 3, "HS256"), ("", "none")]
)
def test_a_token_signed_by_another_or_by_nobody_is_refused(
    visitor: Client, provider: Provider, key: object, algorithm: str
) -> None:
    make_person("officer")
    provider.key, provider.algorithm = key, algorithm
    assert refused(sign_in(visitor, provider), 400, "We could not be sure who you are")


@pytest.mark.parametrize(
    "config",
    [
        {"issuer": "https://evil.example"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": None},
    ],
    ids=str,
)
def test_a_provider_that_is_not_itself_is_not_gone_to(
    visitor: Client, provider: Provider, config: dict[str, object]
) -> None:
    provider.config = config
    assert refused(visitor.post(START), 400, "We could not be sure who you are")


def test_a_sign_in_begun_elsewhere_is_refused(visitor: Client, provider: Provider) -> None:
    make_person("officer")
    asked = begin(visitor)
    other = Client()
    for query in ({"state": asked["state"]}, {"state": "guessed"}, {}):
        answer = come_back(other, code=provider.authorize(asked), **query)
        assert refused(answer, 400, "This sign-in was not begun here")
    assert not is_signed_in(other)


def test_an_answer_works_once(visitor: Client, provider: Provider) -> None:
    make_person("officer")
    asked = begin(visitor)
    query = {"state": asked["state"], "code": provider.authorize(asked)}
    come_back(visitor, **query)
    visitor.post("/accounts/logout/")
    assert refused(come_back(visitor, **query), 400, "This sign-in was not begun here")


def test_a_stolen_code_is_of_no_use_without_the_proof(visitor: Client, provider: Provider) -> None:
    make_person("officer")
    stolen = provider.authorize(begin(Client()))
    asked = begin(visitor)
    answer = come_back(visitor, state=asked["state"], code=stolen)
    assert refused(answer, 400, "We could not be sure who you are")


def test_who_cancels_there_is_back_at_the_sign_in_page(visitor: Client, provider: Provider) -> None:
    asked = begin(visitor)
    answer = come_back(visitor, state=asked["state"], error="access_denied")
    assert answer["Location"] == "/accounts/login/"
    assert b"You did not sign in with Staff Login." in visitor.get("/accounts/login/").content


def test_another_mistake_there_is_a_page_with_words(visitor: Client, provider: Provider) -> None:
    asked = begin(visitor)
    answer = come_back(visitor, state=asked["state"], error="server_error")
    assert refused(answer, 400, "We could not be sure who you are")


def test_a_provider_that_is_away_is_a_page_with_words(
    visitor: Client, provider: Provider, settings: Settings
) -> None:
    asked = begin(visitor)
    code = provider.authorize(asked)
    provider.broken = {"/.well-known/openid-configuration"}
    assert refused(visitor.post(START), 503, "Staff Login does not answer")
    answer = come_back(visitor, state=asked["state"], code=code)
    assert refused(answer, 503, "Staff Login does not answer")
    assert answer["Retry-After"] == "60"
    settings.OIDC_SERVER_URL = "http://127.0.0.1:9"  # where nobody listens
    assert refused(visitor.post(START), 503, "Staff Login does not answer")


@pytest.mark.parametrize("path", ["/token", "/keys"])
def test_a_provider_that_breaks_halfway_signs_nobody_in(
    visitor: Client, provider: Provider, path: str
) -> None:
    make_person("officer")
    provider.broken = {path}
    assert sign_in(visitor, provider).status_code in {400, 503}
    assert not is_signed_in(visitor)
