"""What a person can still do with their own responses, said where it is offered: in lists, too."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from accounts.models import Membership, User
from consultation.responses.actions.not_changed import (
    NoLongerForThemError,
    NoLongerOpenError,
    ThreadIsClosedError,
)
from consultation.responses.models import Response
from consultation.responses.querysets import ResponseQuerySet
from papers.content import QuestionContent
from papers.models import Paper
from papers.querysets import published_question

SUSPENDED: Final = "Your account is suspended, so you can neither change nor withdraw it."


@dataclass(frozen=True)
class Changeable:
    """What its author can do with a response; `why_it_stays` says why they cannot edit it.

    `again_url` leads to where one that was refused can be said in other words.
    """

    can_edit: bool = False
    can_withdraw: bool = False
    why_it_stays: str = ""
    again_url: str = ""


def with_what_decides(responses: ResponseQuerySet) -> ResponseQuerySet:
    """Carry along all that `changeable` looks at, and no query of its own."""
    answers_for_it = Membership.objects.current().filter(
        user=OuterRef("user"), organisation=OuterRef("organisation")
    )
    return responses.annotate(
        paper_is_open=Exists(Paper.objects.open().filter(pk=OuterRef("question__paper"))),
        asked_now=published_question("question__paper__"),
        thread_closed_at=F("root__closed_at"),
        above=F("in_reply_to__public_id"),
        is_theirs=Q(organisation=None) | Exists(answers_for_it),
    )


def changeable(person: User, response: Response) -> Changeable:
    """Say what its author can do with it; expects a row of `with_what_decides`."""
    if response.submission_id is not None:
        return Changeable()
    if not response.is_living:
        return Changeable(again_url=_again_url(person, response))
    if not_theirs := _why_it_is_not_theirs(person, response):
        return Changeable(why_it_stays=not_theirs)
    why_it_stays = _why_it_stays(response)
    return Changeable(not why_it_stays, can_withdraw=True, why_it_stays=why_it_stays)


def _again_url(person: User, response: Response) -> str:
    """Return where it can be said again; empty where it was not refused, or cannot be said now."""
    is_refused = response.state == Response.State.REJECTED
    if not is_refused or _why_it_is_not_theirs(person, response) or _why_it_stays(response):
        return ""
    asked = response.question
    url = reverse("responses:respond", args=[asked.paper.slug, asked.number])
    above: str | None = response.above  # type: ignore[attr-defined]
    return f"{url}?to={above}" if above else url


def _why_it_is_not_theirs(person: User, response: Response) -> str:
    """Say why they can neither change it nor take it back; empty where they can."""
    if not response.is_theirs:  # type: ignore[attr-defined]
        return str(NoLongerForThemError(response.shown_organisation))
    return SUSPENDED if person.is_suspended else ""


def _why_it_stays(response: Response) -> str:
    """Say why it cannot be changed, only taken back, as the page to change it does."""
    asked: dict[str, Any] | None = response.asked_now  # type: ignore[attr-defined]
    is_asked = asked is not None and not QuestionContent.from_json(asked).is_retired
    if not (response.paper_is_open and is_asked):  # type: ignore[attr-defined]
        return str(NoLongerOpenError())
    if response.thread_closed_at is not None:  # type: ignore[attr-defined]
        return str(ThreadIsClosedError())
    return ""
