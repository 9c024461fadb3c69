from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.people import give_second_factor


def grant(email: str, role: str) -> str:
    out = StringIO()
    call_command("grant_role", email, role, stdout=out)
    return out.getvalue().strip()


def test_the_first_lead_is_made_at_the_command_line(participant: User) -> None:
    give_second_factor(participant)
    assert grant("Participant@soundings.example", "lead").endswith("is now lead.")
    assert grant(participant.email, "lead").endswith("was already lead.")
    assert User.objects.get().has_role("lead")


def test_the_operator_reads_that_the_role_sleeps(participant: User) -> None:
    assert "opens nothing until they have added a second factor" in grant(
        participant.email, "editor"
    )
    assert not User.objects.get().has_role("editor")


def test_nobody_is_invented(db: None) -> None:
    with pytest.raises(CommandError, match="Nobody has joined with nobody@"):
        grant("nobody@soundings.example", "lead")
    assert not User.objects.exists()


def test_an_unknown_role_is_refused(participant: User) -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        grant(participant.email, "king")


def test_a_closed_account_gets_no_role(participant: User) -> None:
    participant.is_active = False
    participant.save()
    with pytest.raises(CommandError, match="suspended or closed"):
        grant(participant.email, "lead")
    assert not participant.granted_roles
