"""A person's own responses with what became of each: nobody has to guess whether it was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from accounts.models import User
from consultation.lib.pages import page_of
from consultation.moderation.models import Decision
from consultation.responses.choosing import Chosen
from consultation.responses.models import Response

RESPONSES_A_PAGE: Final = 25
STATES: Final = {
    "": "All",
    Response.State.HELD.value: "Waiting",
    Response.State.PUBLISHED.value: "Published",
    Response.State.REJECTED.value: "Not published",
}


@dataclass(frozen=True)
class OwnResponse:
    """A response and the decision on it, if a moderator had to decide."""

    response: Response
    decision: Decision | None
    chosen: Chosen | None


@dataclass(frozen=True)
class Filter:
    """A link that narrows the list to one state, with how many there are."""

    label: str
    url: str
    count: int
    current: bool


def own_responses(person: User, *, state: str, cursor: str | None) -> dict[str, Any]:
    """One page of a person's responses, newest first, with decisions; an unknown state is all.

    Three queries; raises BadCursor.
    """
    wanted = state if state in STATES else ""
    mine = Response.objects.written_by(person)
    page = page_of(
        (mine.filter(state=wanted) if wanted else mine).select_related(
            "wording", "question__paper"
        ),
        order=("-id",),
        size=RESPONSES_A_PAGE,
        cursor=cursor,
    )
    return {
        "responses": _with_decisions(page.items),
        "filters": _filters(person, wanted),
        "state": wanted,
        "newer_url": _url(wanted, page.newer) if page.newer else "",
        "older_url": _url(wanted, page.older) if page.older else "",
    }


def newest_of(person: User, count: int) -> tuple[OwnResponse, ...]:
    """Return the newest responses of a person. Two queries."""
    mine = Response.objects.written_by(person).select_related("wording", "question__paper")
    return _with_decisions(list(mine[:count]))


def _with_decisions(responses: Sequence[Response]) -> tuple[OwnResponse, ...]:
    decided = Decision.objects.filter(response__in=responses).select_related("reason")
    decisions = {decision.response_id: decision for decision in decided.order_by("pk")}
    return tuple(_own(each, decisions.get(each.pk)) for each in responses)


def _own(response: Response, decision: Decision | None) -> OwnResponse:
    asked = response.question
    chosen = response.chosen(kind=asked.kind, language=asked.paper.language)
    return OwnResponse(response, decision, chosen)


def _filters(person: User, wanted: str) -> tuple[Filter, ...]:
    counted = Response.objects.filter(user=person).values_list("state").annotate(Count("pk"))
    counts = dict(counted.order_by("state"))
    counts[""] = sum(counts.values())
    return tuple(
        Filter(label, _url(state), counts.get(state, 0), state == wanted)
        for state, label in STATES.items()
    )


def _url(state: str, cursor: str | None = None) -> str:
    chosen = {name: value for name, value in (("state", state), ("cursor", cursor)) if value}
    url = reverse("reading:mine")
    return f"{url}?{urlencode(chosen)}" if chosen else url
