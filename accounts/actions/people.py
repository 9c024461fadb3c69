"""What people do with their own account."""

from django.db import transaction

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import name_on_one_line


@transaction.atomic
def welcome_person(*, actor: User, display_name: str) -> None:
    """Take in somebody who has just signed up; the sign-up form calls it in its transaction."""
    actor.display_name = name_on_one_line(display_name)
    actor.save(update_fields=["display_name"])
    record(actor=actor, verb=Verb.PERSON_JOINED, thing=actor)


@transaction.atomic
def rename_person(*, actor: User, display_name: str) -> None:
    """Change the name others read; the log says that it changed, never from what to what."""
    name = name_on_one_line(display_name)
    if name == actor.display_name:
        return
    actor.display_name = name
    actor.save(update_fields=["display_name"])
    record(actor=actor, verb=Verb.PERSON_RENAMED, thing=actor)
