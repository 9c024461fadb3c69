"""Agreeing, disagreeing, saying that something helps: once a person, changed as they like."""

from dataclasses import dataclass
from typing import Final

from django.db import connection, transaction
from django.db.models import F

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.responses.models import Reaction, Response
from consultation.responses.querysets import IS_PUBLIC
from consultation.responses.results.counting import hold_tallies, note_change
from consultation.responses.taking_part.reacting import Deed, Said
from papers.models import Paper, Question
from papers.querysets import published_question

COUNTS: Final = ("agree_count", "disagree_count", "helps_count")
# Held until the end, as `placing` does and in its order: who suspends or erases the person, or
# withdraws the paper, waits for it or is waited for.
_HOLD: Final = f"""
    SELECT person.suspended_at IS NOT NULL, person.agreed_rules
    FROM {Question._meta.db_table} question
    JOIN {Paper._meta.db_table} paper ON paper.id = question.paper_id
    JOIN {User._meta.db_table} person ON person.id = %s
    WHERE question.id = %s
    FOR SHARE OF person, paper
"""  # noqa: S608  # names of our own tables


class CannotReactError(Exception):
    """A reaction that is refused; the sentence says why."""


class OwnResponseError(CannotReactError):
    def __init__(self) -> None:
        super().__init__("This is your own response. What you think of it is in its words.")


class NotPublicError(CannotReactError):
    def __init__(self) -> None:
        super().__init__("Only what everybody can read can be agreed with, and this cannot be.")


class ReactionsEndedError(CannotReactError):
    def __init__(self) -> None:
        super().__init__(
            "This paper no longer takes responses, nor what readers say of them. "
            "What was said before stays."
        )


class ReaderSuspendedError(CannotReactError):
    def __init__(self) -> None:
        super().__init__("Your account is suspended, so this was not noted. You can still read.")


class ReaderNotWelcomedError(CannotReactError):
    """They have not answered "Before you take part"."""

    def __init__(self) -> None:
        super().__init__(
            "Before you take part, choose how you are shown and read the house rules. "
            "It is one short page, once. Then come back and press the button again."
        )


@dataclass(frozen=True)
class Reacted:
    """What the person says of the response now, and how many say what."""

    said: Said
    counts: dict[str, int]


def react(*, actor: User, response: Response, deed: Deed) -> Reacted:
    """Note what the actor says of the response; what they said before makes way for it.

    Raises a CannotReactError. Nine queries, however many have reacted.
    """
    with transaction.atomic():
        _check_may_react(actor, response)
        # The tally's row before the response's, as whoever posts a reply holds them.
        hold_tallies([response.question_id])
        counts = _hold_public(response)
        stored = Reaction.objects.filter(response=response, person=actor).first()
        before = Said(stored.stance, stored.helps) if stored else Said()
        after = before.after(deed)
        if after == before:
            return Reacted(before, counts)
        note_change(response.question_id)
        _store(actor, response, stored, after)
        change = {name: after.counts[name] - before.counts[name] for name in COUNTS}
        Response.objects.filter(pk=response.pk).update(
            **{name: F(name) + by for name, by in change.items() if by}
        )
        record(
            actor=actor,
            verb=Verb.REACTION_CHANGED,
            thing=response,
            paper_id=response.question.paper_id,
            deed=deed.value,
        )
    return Reacted(after, {name: counts[name] + change[name] for name in COUNTS})


def _check_may_react(actor: User, response: Response) -> None:
    if response.user_id == actor.pk:
        raise OwnResponseError
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [actor.pk, response.question_id])
        row = cursor.fetchone()
    if row is None or row[0]:
        raise ReaderSuspendedError
    if not row[1]:
        raise ReaderNotWelcomedError
    asked = Question.objects.filter(pk=response.question_id, paper__in=Paper.objects.open())
    published = asked.values_list(published_question("paper__", "id"), flat=True).first()
    if published is None or published.get("is_retired"):
        raise ReactionsEndedError


def _hold_public(response: Response) -> dict[str, int]:
    """Hold the response, if everybody may read it, until the counts on it are changed."""
    public = Response.objects.filter(IS_PUBLIC, pk=response.pk)
    held = public.select_for_update(no_key=True, of=("self",))
    row = held.values("pk", *COUNTS).first()
    if row is None:
        raise NotPublicError
    return {name: row[name] for name in COUNTS}


def _store(actor: User, response: Response, stored: Reaction | None, said: Said) -> None:
    if stored is None:
        Reaction.objects.create(
            response=response, person=actor, stance=said.stance, helps=said.helps
        )
    elif said == Said():
        stored.delete()
    else:
        stored.stance, stored.helps = said.stance, said.helps
        stored.save(update_fields=["stance", "helps"])
