"""Turning to somebody in a thread: by what they said there, so that names need not be unique."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from accounts.models import User
from consultation.responses.models import Mention, Response

MOST: Final = 5
OFFERED: Final = 30
_LOOKED_AT: Final = 200


@dataclass(frozen=True)
class Mentioned:
    """Somebody a response turns to: how they were shown, and where they spoke."""

    name: str
    url: str


def people_in(root: Response, person: User) -> tuple[Response, ...]:
    """Return the latest response of everybody else who spoke in a thread by name. One query.

    The latest speaker first, thirty at most.
    """
    spoken = Response.objects.public().filter(root_id=root.pk, is_nameless=False)
    speakers: dict[tuple[int | None, int | None], Response] = {}
    others = spoken.exclude(user=person).exclude(user=None).order_by("-pk")
    for response in others[:_LOOKED_AT]:
        speakers.setdefault((response.user_id, response.organisation_id), response)
    return tuple(speakers.values())[:OFFERED]


def shown_mentions(responses: Sequence[Response]) -> dict[int, tuple[Mentioned, ...]]:
    """Return by response id to whom each of these turns, as far as they are shown. One query."""
    mentions = Mention.objects.filter(response__in=[each.pk for each in responses])
    shown: dict[int, tuple[Mentioned, ...]] = {}
    for mention in mentions.select_related("mentioned").order_by("pk"):
        said = mention.mentioned
        if not _is_public(said):
            continue
        named = Mentioned(said.speaker, reverse("responses:permalink", args=[said.public_id]))
        shown[mention.response_id] = (*shown.get(mention.response_id, ()), named)
    return shown


def _is_public(response: Response) -> bool:
    return (
        response.state == Response.State.PUBLISHED
        and response.visibility == Response.Visibility.PUBLIC
    )
