"""A person's own responses with what became of each: nobody has to guess whether it was read."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from consultation.lib.pages import page_of
from consultation.moderation.models import Decision
from consultation.responses.choosing import Chosen
from consultation.responses.models import Response

RESPONSES_A_PAGE: Final = 25


@dataclass(frozen=True)
class OwnResponse:
    """A response and the decision on it, if a moderator had to decide."""

    response: Response
    decision: Decision | None
    chosen: Chosen | None


def own_responses(person: User, cursor: str | None) -> dict[str, Any]:
    """One page of a person's responses, newest first, with decisions. Two queries; BadCursor."""
    page = page_of(
        Response.objects.written_by(person).select_related("wording", "question__paper"),
        order=("-id",),
        size=RESPONSES_A_PAGE,
        cursor=cursor,
    )
    decided = Decision.objects.filter(response__in=page.items).select_related("reason")
    decisions = {decision.response_id: decision for decision in decided.order_by("pk")}
    url = reverse("reading:mine")
    return {
        "responses": [_own(each, decisions.get(each.pk)) for each in page.items],
        "newer_url": f"{url}?{urlencode({'cursor': page.newer})}" if page.newer else "",
        "older_url": f"{url}?{urlencode({'cursor': page.older})}" if page.older else "",
    }


def _own(response: Response, decision: Decision | None) -> OwnResponse:
    asked = response.question
    chosen = response.chosen(kind=asked.kind, language=asked.paper.language)
    return OwnResponse(response, decision, chosen)
