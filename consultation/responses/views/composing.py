"""The composer, as the pages show it that hold one."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from consultation.responses.access import find_parent, find_wording
from consultation.responses.choosing import REPLY
from consultation.responses.forms import ResponseForm
from consultation.responses.models import MAX_DEPTH
from consultation.responses.pages import QuestionPage, viewer_of, what_happens_next
from papers.models import Wording


def composer_context(
    request: HttpRequest, page: QuestionPage, form: ResponseForm | None
) -> dict[str, Any]:
    to = (request.POST if request.method == "POST" else request.GET).get("to", "")
    parent = find_parent(request.user, to, page.question.id) if to else None
    if form is None:
        initial = {"asked_as": page.question.wording, "to": parent.public_id if parent else ""}
        ask = REPLY if parent else page.ask()
        form = ResponseForm(person=viewer_of(request.user), ask=ask, initial=initial)
    return {
        "form": form,
        "parent": parent,
        "parent_is_too_deep": parent is not None and parent.depth >= MAX_DEPTH,
        "note": what_happens_next(page.published.paper, viewer_of(request.user)),
        "action": reverse("responses:respond", args=[page.slug, page.question.number]),
        "read": wording_read(request, page),
    }


def wording_read(request: HttpRequest, page: QuestionPage) -> Wording | None:
    """The wording that the form was opened with, where the question reads otherwise by now."""
    number = request.POST.get("asked_as", "")
    if number in {"", str(page.question.wording)}:
        return None
    return find_wording(page.question.id, number)
