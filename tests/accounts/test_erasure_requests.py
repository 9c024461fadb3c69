"""Asking for an erasure, deciding on it, and the command that needs no request."""

import pytest
from django.core.management import CommandError, call_command

from accounts.actions.rights import (
    RequestSettledError,
    ask_for_erasure,
    carry_out_erasure,
    refuse_erasure,
    take_back_erasure,
)
from accounts.models import ErasureRequest, User

pytestmark = pytest.mark.django_db


def test_asking_twice_is_asking_once(participant: User) -> None:
    assert ask_for_erasure(actor=participant)
    assert not ask_for_erasure(actor=participant)
    assert ErasureRequest.objects.count() == 1


def test_a_request_taken_back_is_not_carried_out(participant: User, lead: User) -> None:
    ask_for_erasure(actor=participant)
    request = ErasureRequest.objects.get()
    assert take_back_erasure(actor=participant)
    with pytest.raises(RequestSettledError):
        carry_out_erasure(actor=lead, request=request)
    assert User.objects.filter(pk=participant.pk).exists()


def test_a_refused_request_can_be_made_again(participant: User, lead: User) -> None:
    ask_for_erasure(actor=participant)
    refuse_erasure(actor=lead, request=ErasureRequest.objects.get(), words="Not yet: a dispute.")
    assert ErasureRequest.objects.get().refusal == "Not yet: a dispute."
    assert ask_for_erasure(actor=participant)


def test_a_lead_carries_a_request_out(participant: User, lead: User) -> None:
    ask_for_erasure(actor=participant)
    carry_out_erasure(actor=lead, request=ErasureRequest.objects.get())
    assert not User.objects.filter(pk=participant.pk).exists()
    assert not ErasureRequest.objects.exists()


@pytest.mark.parametrize("answer", ["no", ""])
def test_the_command_asks_first(
    participant: User, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: answer)
    with pytest.raises(CommandError, match="Nobody was erased"):
        call_command("erase_person", participant.email)
    assert User.objects.filter(pk=participant.pk).exists()


def test_without_anybody_to_answer_nobody_is_erased(
    participant: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    with pytest.raises(CommandError, match="Nobody was erased"):
        call_command("erase_person", participant.email)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nobody@soundings.example"], "Nobody has an account"),
        (["moderator@soundings.example"], "Take back their staff roles first"),
        (["participant@soundings.example", "--also-for", "no-such"], "no organisation"),
    ],
)
def test_the_command_says_what_is_wrong(
    participant: User, moderator: User, words: list[str], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("erase_person", *words, "--yes")
