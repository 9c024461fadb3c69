import pytest

from consultation.mail import kinds
from consultation.mail.kinds import Kind, register_kind
from tests.mail.conftest import plain_mail


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", {})


def test_a_registered_kind_is_found() -> None:
    kind = Kind("notice", plain_mail, why="you asked")
    register_kind(kind)
    assert kinds.kind_named("notice") is kind


def test_registering_the_same_twice_is_harmless() -> None:
    kind = Kind("notice", plain_mail, why="you asked")
    register_kind(kind)
    register_kind(kind)
    assert kinds.kind_named("notice") is kind


def test_two_kinds_of_one_name_are_a_mistake() -> None:
    register_kind(Kind("notice", plain_mail, why="you asked"))
    with pytest.raises(ValueError, match="notice"):
        register_kind(Kind("notice", plain_mail, why="you wrote"))


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(kinds.UnknownKindError, match="notise"):
        kinds.kind_named("notise")
