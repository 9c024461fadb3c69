"""Turning to somebody in a thread: by what they said there, so that names need not be unique."""

from dataclasses import dataclass
from typing import Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse

from accounts.models import User
from consultation.responses.models import Mention, Response
from consultation.responses.querysets import ResponseQuerySet

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


def with_mentions(responses: ResponseQuerySet) -> ResponseQuerySet:
    """Carry along with each response to whom it turns, as far as they are shown."""
    turned_to = Mention.objects.filter(
        response=OuterRef("pk"), mentioned__state="published", mentioned__visibility="public"
    )
    said = JSONObject(
        organisation="mentioned__shown_organisation",
        person="mentioned__shown_name",
        public_id="mentioned__public_id",
    )
    return responses.annotate(turns_to=ArraySubquery(turned_to.order_by("pk").values(said=said)))


def shown_mentions(response: Response) -> tuple[Mentioned, ...]:
    """Return to whom a row of `with_mentions` turns."""
    turns_to: list[dict[str, str]] = response.turns_to  # type: ignore[attr-defined]
    return tuple(
        Mentioned(
            said["organisation"] or said["person"],
            reverse("responses:permalink", args=[said["public_id"]]),
        )
        for said in turns_to
    )
