from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User


def grant(email: str, role: str) -> str:
    out = StringIO()
    call_command("grant_role", email, role, stdout=out)
    return out.getvalue().strip()


def test_the_first_lead_is_made_at_the_command_line(participant: User) -> None:
    assert grant("Participant@soundings.example", "lead").endswith("is now lead.")
    assert grant(participant.email, "lead").endswith("was already lead.")
    assert User.objects.get().has_role("lead")


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
    with pytest.raises(CommandError, match="is closed"):
        grant(participant.email, "lead")
