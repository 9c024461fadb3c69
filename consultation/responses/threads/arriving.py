"""What a new response meets when it arrives: read in one statement, after its author is held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from django.db.models import BigIntegerField, BooleanField, CharField, Max, Q, Subquery, TextField
from django.db.models.functions import JSONObject, Now

from accounts.models import User
from consultation.lib.compiled import CompiledQuery, Given
from consultation.responses.choosing import Choice
from consultation.responses.models import Response
from consultation.responses.querysets import ResponseQuerySet
from consultation.responses.threads.placing import Capacity
from papers.content import QuestionContent
from papers.models import Wording
from papers.querysets import published_question, taking_responses

_NUMBER: "Final[BigIntegerField[int, int]]" = BigIntegerField()
_WORD: "Final[CharField[str, str]]" = CharField()


@dataclass(frozen=True)
class Arrival:
    """What is said by whom, where: what decides whether it stands there already."""

    actor: User
    question_id: int
    body: str
    choice: Choice
    in_reply_to: Response | None
    capacity: Capacity


@dataclass(frozen=True)
class Met:
    """A wording of the question, while its paper is open, and what stands there by now.

    `question` is as readers see it, if they do; `takes_replies` is null where the parent is no
    public response to the question. Of what the author has posted at this place in this capacity,
    `newest` is the id of the newest that stands, `says_it` of the newest that says the same.
    """

    question: QuestionContent | None
    question_id: int
    wording_id: int
    number: int
    options: Sequence[str]
    paper_id: int
    moderation: str
    now: datetime
    takes_replies: bool | None
    own: Mapping[str, int | None] | None

    @property
    def says_it(self) -> int | None:
        return self.own["says_it"] if self.own else None

    @property
    def newest(self) -> int | None:
        return self.own["newest"] if self.own else None


def met_by(arrival: Arrival) -> list[Met]:
    """Return all wordings of the question, the newest first; none when its paper is not open."""
    capacity, parent = arrival.capacity, arrival.in_reply_to
    membership = capacity.membership
    found = _meeting(
        is_reply=parent is not None,
        for_organisation=membership is not None,
        names_person=capacity.names_person,
    ).rows(
        actor=arrival.actor.pk,
        question=arrival.question_id,
        parent=parent.pk if parent else 0,
        parent_public=parent.public_id if parent else "",
        organisation=membership.organisation_id if membership else 0,
        body=arrival.body,
        choices=list(arrival.choice.places),
        is_dont_know=arrival.choice.is_dont_know,
    )
    return [_met(*row) for row in found]


def _met(published: dict[str, Any] | None, *others: Any) -> Met:
    return Met(QuestionContent.from_json(published) if published else None, *others)


@cache
def _meeting(*, is_reply: bool, for_organisation: bool, names_person: bool) -> CompiledQuery:
    """A reply costs no query more for it: these are columns of the wording's query."""

    def written() -> Any:
        question = Given("question", _NUMBER)
        parent = Response.objects.public().filter(pk=Given("parent", _NUMBER), question_id=question)
        own = Response.objects.standing_beside(
            Given("actor", _NUMBER), question, Given("parent_public", _WORD) if is_reply else ""
        )
        organisation = Given("organisation", _NUMBER) if for_organisation else None
        there = own.filter(Q(organisation=organisation))
        wordings = Wording.objects.filter(
            taking_responses("question__paper__"), question_id=question
        )
        return wordings.order_by("-number").values_list(
            published_question("question__paper__"),
            "question_id",
            "pk",
            "number",
            "options",
            "question__paper_id",
            "question__paper__moderation",
            Now(),
            Subquery(parent.values(open=Q(root__closed_at=None))),
            Subquery(_newest(there, names_person=names_person)),
        )

    return CompiledQuery(written)


def _newest(there: ResponseQuerySet, *, names_person: bool) -> Any:
    """Of the author's at one place: the newest, and the newest that says the same.

    Aggregates, and not the first of an order: so that the author leads to it, and not the newest of
    all that anybody has said there.
    """
    same = Q(
        ~Q(shown_name="") if names_person else Q(shown_name=""),
        comment=Given("body", TextField()),
        choices=Given("choices", Response._meta.get_field("choices")),
        says_dont_know=Given("is_dont_know", BooleanField()),
    )
    newest = {"newest": Max("pk"), "says_it": Max("pk", filter=same)}
    in_all = there.order_by().values("question").annotate(own=JSONObject(**newest))
    return in_all.values("own")
