"""Where a text goes back to that was sent when its sign-in or its form's token was out of date.

Without a valid token nobody knows who made a request: it may be another site. So nothing of it is
kept then. A page shows the text, and only a press of its button has it carried to its form.
"""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.http import urlencode

from consultation.responses.drafts.carrying import writer_in
from consultation.responses.drafts.edits import NO_QUESTION
from papers.access import get_asked_question_or_404

COMPOSERS: Final = {"responses:respond", "responses:draft"}
EDITS: Final = {"responses:edit", "responses:edit-draft"}
ANSWER: Final = "submissions:answer"


@dataclass(frozen=True)
class Destination:
    """The place that a text is carried to, and the address of its form."""

    question_id: int
    to: str
    url: str


@dataclass(frozen=True)
class Offer:
    """What a page shows that offers to carry a form on: its fields, and where they were sent."""

    fields: tuple[tuple[str, str], ...]
    sent_to: str
    writer: int


def offer_to_carry(request: HttpRequest) -> Offer | None:
    """Offer it for a form that says whose it is and has a place to come back to; else None."""
    writer = writer_in(request.POST.get("writer", ""))
    if writer is None or destination_of(request.path, request.POST) is None:
        return None
    fields = tuple(
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and isinstance(value, str)
    )
    return Offer(fields, request.path, writer)


def destination_of(path: str, sent: QueryDict) -> Destination | None:
    """Return where the text of a form belongs that was sent to this path; None for another path."""
    try:
        match = resolve(path)
        return _destination(match, sent)
    except (Resolver404, Http404):
        return None


def _destination(match: ResolverMatch, sent: QueryDict) -> Destination | None:
    said = match.kwargs
    if match.view_name in COMPOSERS:
        _, question = get_asked_question_or_404(said["slug"], said["number"])
        url, to = reverse("responses:respond", kwargs=said), sent.get("to", "")
        return Destination(question.id, to, f"{url}?{urlencode({'to': to})}" if to else url)
    if match.view_name in EDITS:
        url = reverse("responses:edit", kwargs=said)
        return Destination(NO_QUESTION, said["public_id"], url)
    if match.view_name == ANSWER:
        # A room is no response: its answers' numbers never meet the replies to a question.
        return Destination(said["number"], said["public_id"], reverse(ANSWER, kwargs=said))
    return None
