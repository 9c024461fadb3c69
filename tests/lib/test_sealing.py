"""Tokens that tell nothing, and open nothing but what they were made for."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from consultation.lib.sealing import NotSealedHereError, seal, unseal

OLD, NEW = "the old key of a site", "the new key of a site"


@given(st.binary(min_size=1, max_size=900))
def test_what_was_sealed_is_read_again(content: bytes) -> None:
    assert unseal(seal(content, purpose="a list"), purpose="a list") == content


def test_the_same_is_sealed_the_same() -> None:
    assert seal(b"seven", purpose="a list") == seal(b"seven", purpose="a list")


def test_a_token_tells_nothing() -> None:
    token = seal(b"seven", purpose="a list")
    assert b"seven" not in base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    assert token.replace("-", "a").replace("_", "a").isalnum()


def test_it_opens_nothing_else() -> None:
    with pytest.raises(NotSealedHereError):
        unseal(seal(b"seven", purpose="a list"), purpose="another")


@pytest.mark.parametrize("place", range(0, 28, 3))
def test_a_changed_token_is_none(place: int) -> None:
    token = seal(b"seven", purpose="a list")
    changed = "B" if token[place] == "A" else "A"
    with pytest.raises(NotSealedHereError):
        unseal(token[:place] + changed + token[place + 1 :], purpose="a list")


@given(st.text())
def test_no_text_is_anything_but_a_token_or_none(text: str) -> None:
    with pytest.raises(NotSealedHereError):
        unseal(text, purpose="a list")


def test_what_an_earlier_key_sealed_is_read_while_it_is_kept(settings: Settings) -> None:
    settings.SECRET_KEY = OLD
    token = seal(b"seven", purpose="a list")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert unseal(token, purpose="a list") == b"seven"
    assert seal(b"seven", purpose="a list") != token
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(NotSealedHereError):
        unseal(token, purpose="a list")
