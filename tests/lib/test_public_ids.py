import re

import pytest

from consultation.lib.public_ids import ALPHABET, PublicIdConverter, new_public_id


def test_an_id_is_sixteen_letters_nobody_misreads() -> None:
    for _ in range(200):
        assert re.fullmatch("[0-9a-hjkmnp-tv-z]{16}", new_public_id())


def test_no_id_comes_twice() -> None:
    assert len({new_public_id() for _ in range(5_000)}) == 5_000


def test_the_path_converter_matches_every_letter_of_the_alphabet() -> None:
    assert len(ALPHABET) == 32
    for letter in ALPHABET:
        assert re.fullmatch(PublicIdConverter.regex, letter * 16)


@pytest.mark.parametrize("value", ["", "a" * 15, "a" * 17, "i" * 16, "A" * 16, "a" * 15 + "é"])
def test_the_path_converter_refuses_what_is_no_id(value: str) -> None:
    assert re.fullmatch(PublicIdConverter.regex, value) is None


def test_the_path_converter_changes_nothing() -> None:
    value = new_public_id()
    assert PublicIdConverter().to_url(PublicIdConverter().to_python(value)) == value
