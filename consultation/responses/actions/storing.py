"""Writing the row of a response: what posting one and sending many at once share."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol

from django.conf import settings
from django.contrib.contenttypes.models import ContentType

from accounts.models import User
from consultation.lib.clock import start_of_day
from consultation.lib.sanitising import RENDERER_VERSION, render_response
from consultation.responses.choosing import Choice
from consultation.responses.models import Response, Submission
from consultation.responses.threads.placing import MYSELF, Capacity, Place
from papers.models import Question

# What stands in place of a name that its author keeps back.
NAMELESS: Final = "Name withheld"


class Asked(Protocol):
    """A question, and the wording that an answer to it was asked as."""

    @property
    def question_id(self) -> int: ...

    @property
    def wording_id(self) -> int: ...


@dataclass(frozen=True)
class Said:
    """What is said and as whom, as it will be stored."""

    body: str
    choice: Choice
    client_token: uuid.UUID = field(default_factory=uuid.uuid4)
    in_reply_to: Response | None = None
    capacity: Capacity = MYSELF
    visibility: str = Response.Visibility.PUBLIC
    submission: Submission | None = None
    is_nameless: bool = False
    channel: str = Response.Channel.WEB
    # When it reached us, where that was before it was stored.
    received_at: datetime | None = None


def insert_response(
    author: User | None, place: Place, asked: Asked, said: Said, *, at: datetime, held: bool
) -> Response:
    """Write the row at its place. Four queries; the counts and the log are the caller's.

    What did not come through this site has no author with an account.
    """
    said_at = said.received_at or at
    response = Response(
        **_package_columns(place, said.in_reply_to),
        object_pk=str(asked.question_id),
        user=author,
        comment=said.body,
        # The minute would lead from an answer without a name to the one beside it that has one.
        submit_date=start_of_day(said_at) if said.is_nameless else said_at,
        is_public=not held and said.visibility == Response.Visibility.PUBLIC,
        question_id=asked.question_id,
        wording_id=asked.wording_id,
        in_reply_to=said.in_reply_to,
        root_id=place.root_id,
        depth=place.depth,
        path=place.path,
        state=Response.State.HELD if held else Response.State.PUBLISHED,
        visibility=said.visibility,
        channel=said.channel,
        html=render_response(said.body),
        renderer=RENDERER_VERSION,
        client_token=said.client_token,
        published_at=None if held else at,
        submission=said.submission,
        **said.choice.as_columns(),
        **_who(author, place, said),
    )
    response.save()
    return response


def _who(author: User | None, place: Place, said: Said) -> dict[str, Any]:
    """As whom readers see it."""
    if said.is_nameless:
        return {"shown_name": NAMELESS, "is_nameless": True}
    speaker = place.speaker
    return {
        "shown_name": speaker.name if said.capacity.names_person else "",
        "organisation_id": speaker.organisation_id,
        "shown_organisation": speaker.organisation_name,
        "is_by_staff": bool(author and author.roles) and speaker.organisation_id is None,
    }


def _package_columns(place: Place, parent: Response | None) -> dict[str, Any]:
    """What the comments packages ask of a row, kept true so that their own readers see no more."""
    return {
        "pk": place.id,
        "id": place.id,
        "comment_ptr_id": place.id,
        "content_type": ContentType.objects.get_for_model(Question),
        "site_id": settings.SITE_ID,
        "parent_id": parent.pk if parent else place.id,
        "thread_id": place.root_id,
        "level": place.depth,
    }
