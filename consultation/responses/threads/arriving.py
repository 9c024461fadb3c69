"""All that decides whether a new response is taken: read in one statement, its author held."""

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
class NewResponse:
    """What is said by whom and where, which tells whether it stands there already."""

    actor: User
    question_id: int
    body: str
    choice: Choice
    in_reply_to: Response | None
    capacity: Capacity


@dataclass(frozen=True)
class OpenWording:
    """A wording of a question whose paper is open, and what stands at the place of the response.

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


def open_wordings(new: NewResponse) -> list[OpenWording]:
    """Return all wordings of the question, the newest first; none when its paper is not open."""
    capacity, parent = new.capacity, new.in_reply_to
    membership = capacity.membership
    found = _open_wordings(
        is_reply=parent is not None,
        for_organisation=membership is not None,
        names_person=capacity.names_person,
    ).rows(
        actor=new.actor.pk,
        question=new.question_id,
        parent=parent.pk if parent else 0,
        parent_public=parent.public_id if parent else "",
        organisation=membership.organisation_id if membership else 0,
        body=new.body,
        choices=list(new.choice.places),
        is_dont_know=new.choice.is_dont_know,
    )
    return [_open_wording(*row) for row in found]


def _open_wording(published: dict[str, Any] | None, *others: Any) -> OpenWording:
    return OpenWording(QuestionContent.from_json(published) if published else None, *others)


@cache
def _open_wordings(*, is_reply: bool, for_organisation: bool, names_person: bool) -> CompiledQuery:
    """What stands at the place comes as columns of the wordings: it costs no query of its own."""

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
