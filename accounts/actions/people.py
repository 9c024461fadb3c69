"""What people do with their own account."""

from django.db import transaction

from accounts.access import check_not_suspended
from accounts.actions.rules import agree
from accounts.models import HouseRules, User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import name_on_one_line


@transaction.atomic
def join_person(*, actor: User) -> None:
    """Log who has just signed up; the sign-up form calls it in its transaction."""
    record(actor=actor, verb=Verb.PERSON_JOINED, thing=actor)


@transaction.atomic
def welcome_person(
    *, actor: User, display_name: str, uses_pseudonym: bool, rules: HouseRules
) -> None:
    """Keep how the actor wants to be shown, and that they took note of these house rules."""
    check_not_suspended(actor)
    _show_as(actor, name_on_one_line(display_name), uses_pseudonym)
    if agree(actor, rules):
        record(actor=actor, verb=Verb.PERSON_WELCOMED, thing=actor, rules=rules.version)


@transaction.atomic
def rename_person(*, actor: User, display_name: str, uses_pseudonym: bool) -> None:
    """Change how the actor is shown from now on; the log says that, never from what to what."""
    check_not_suspended(actor)
    name = name_on_one_line(display_name)
    if (name, uses_pseudonym) == (actor.display_name, actor.uses_pseudonym):
        return
    _show_as(actor, name, uses_pseudonym)
    record(actor=actor, verb=Verb.PERSON_RENAMED, thing=actor)


def _show_as(person: User, name: str, uses_pseudonym: bool) -> None:
    person.display_name, person.uses_pseudonym = name, uses_pseudonym
    person.save(update_fields=["display_name", "uses_pseudonym"])
