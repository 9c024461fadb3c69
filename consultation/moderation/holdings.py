"""What moderators decided about a person's responses, and what a moderator decided."""

from collections.abc import Iterator

from accounts.holdings import Erasure, Holding, Row, register_holding
from accounts.models import User
from consultation.moderation.models import Decision
from consultation.responses.models import Response


def register() -> None:
    """Make these holdings known."""
    register_holding(
        Holding(
            name="decisions",
            title="Decisions on your responses",
            why="So that you can read what was decided, by which rule, and what you were told.",
            models=(Decision,),
            rows=_about,
            erase=_erase,
            is_long=True,
        )
    )
    register_holding(
        Holding(
            name="decisions-you-took",
            title="Decisions you took as a moderator",
            why="Whoever was decided about can ask for them.",
            models=(),
            rows=_taken,
            is_long=True,
        )
    )


def _about(person: User) -> Iterator[Row]:
    decisions = Decision.objects.filter(response__user=person)
    for decision in decisions.select_related("reason", "response").order_by("pk").iterator():
        yield {
            "response": decision.response.public_id,
            "when": decision.at,
            "by": "a moderator",
            **_said(decision),
        }


def _taken(person: User) -> Iterator[Row]:
    decisions = Decision.objects.filter(moderator=person)
    for decision in decisions.select_related("reason").order_by("pk").iterator():
        yield {"when": decision.at, **_said(decision)}


def _said(decision: Decision) -> Row:
    return {
        "decision": decision.get_verdict_display(),
        "reason": decision.reason.title if decision.reason else "",
        "rule": decision.reason.rule if decision.reason else "",
        "words to the author": decision.words,
    }


def _erase(erasure: Erasure) -> None:
    """Delete the decisions on what goes; where a response stays, the words to its author go."""
    own = Response.objects.filter(user=erasure.person)
    going = Decision.objects.filter(response__in=own.going_with_author(erasure.also_for))
    erasure.counts["decisions"], _ = going.delete()
    Decision.objects.filter(response__in=own).update(words="")
