"""Following a paper, a question or a thread, and stopping."""

from typing import Final

from django.db import transaction

from accounts.access import check_not_suspended
from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.responses.models import Follow
from consultation.responses.taking_part.following import Target

# Who follows everything is told nothing; and one account must not fill the table.
MOST_FOLLOWED: Final = 500


class CannotFollowError(Exception):
    """A wish to follow that is refused; the sentence says why."""


class TooMuchFollowedError(CannotFollowError):
    def __init__(self) -> None:
        super().__init__(
            f"You follow {MOST_FOLLOWED} things, and that is the most. "
            "Stop following some of them first: they are on your page “Following”."
        )


def follow(*, actor: User, target: Target) -> Follow:
    """Tell the actor what is said there from now on; following twice is following once.

    Raises TooMuchFollowedError, and SuspendedError for who is suspended.
    """
    check_not_suspended(actor)
    with transaction.atomic():
        found = Follow.objects.filter(person=actor, **target.columns).first()
        if found is not None:
            return found
        if Follow.objects.filter(person=actor).count() >= MOST_FOLLOWED:
            raise TooMuchFollowedError
        made, is_new = Follow.objects.get_or_create(person=actor, **target.columns)
        if is_new:
            record(actor=actor, verb=Verb.FOLLOW_BEGUN, thing=made, paper_id=target.paper_id)
    return made


def stop_following(*, actor: User, target: Target) -> None:
    """Tell the actor no more of it; stopping twice is stopping once, and needs no right."""
    with transaction.atomic():
        held = Follow.objects.filter(person=actor, **target.columns).select_for_update()
        for each in held:
            record(actor=actor, verb=Verb.FOLLOW_ENDED, thing=each, paper_id=target.paper_id)
            each.delete()
