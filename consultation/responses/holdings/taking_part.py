"""What readers say of responses, what they follow, and what they have read."""

from collections.abc import Iterator

from accounts.holdings import Erasure, Holding, Row, register_holding
from accounts.models import User
from consultation.responses.models import (
    Follow,
    QuestionTally,
    QuestionVisit,
    Reaction,
    Response,
)
from consultation.responses.results.counting import note_change
from consultation.responses.taking_part.reacting import count_reactions_anew


def register() -> None:
    """Make these holdings known."""
    register_holding(
        Holding(
            name="reactions",
            title="What you said of responses with one button",
            why="So that each person counts once, and you can take it back.",
            models=(Reaction,),
            rows=_reactions,
            erase=_erase_reactions,
            lock=_lock_tallies,
        )
    )
    register_holding(
        Holding(
            name="follows",
            title="What you follow",
            why="So that we tell you what is said there.",
            models=(Follow,),
            rows=_follows,
        )
    )
    register_holding(
        Holding(
            name="visits",
            title="When you last read a question",
            why="So that the page can mark what is new since. Forgotten after a year.",
            models=(QuestionVisit,),
            rows=_visits,
        )
    )


def _reactions(person: User) -> Iterator[Row]:
    reactions = Reaction.objects.filter(person=person).select_related("response")
    for reaction in reactions.order_by("pk").iterator():
        yield {
            "response": reaction.response.public_id,
            "agree or disagree": reaction.get_stance_display() if reaction.stance else "",
            "it helps you": reaction.helps,
            "first said": reaction.at,
        }


def _follows(person: User) -> Iterator[Row]:
    follows = Follow.objects.filter(person=person)
    together = follows.select_related("paper", "question__paper", "thread__question__paper")
    for follow in together.order_by("pk").iterator():
        question = follow.thread.question if follow.thread else follow.question
        paper = question.paper if question else follow.paper
        yield {
            "paper": paper.slug if paper else "",
            "question": question.number if question else "",
            "thread begun by response": follow.thread.public_id if follow.thread else "",
            "since": follow.since,
        }


def _visits(person: User) -> Iterator[Row]:
    visits = QuestionVisit.objects.filter(person=person).select_related("question__paper")
    for visit in visits.order_by("pk").iterator():
        yield {
            "paper": visit.question.paper.slug,
            "question": visit.question.number,
            "read last": visit.seen_at,
            "the visit before ended": visit.seen_before,
        }


def _lock_tallies(erasure: Erasure) -> None:
    """Hold the tallies of all that the person reacted to, as whoever reacts holds them first."""
    asked = Response.objects.filter(reactions__person=erasure.person).values("question_id")
    tallies = QuestionTally.objects.filter(question_id__in=asked)
    list(tallies.select_for_update().order_by("question_id").values_list("pk"))


def _erase_reactions(erasure: Erasure) -> None:
    """Take them away and count anew what stays of others."""
    own = Reaction.objects.filter(person=erasure.person)
    touched = dict(own.values_list("response_id", "response__question_id"))
    erasure.counts["reactions"] = len(touched)
    own.delete()
    count_reactions_anew(touched)
    for question_id in sorted(set(touched.values())):
        note_change(question_id)
