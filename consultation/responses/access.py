"""Who may open which response; missing and forbidden give the same 404."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from accounts.models import User
from consultation.responses.models import Response
from papers.models import Wording
from papers.querysets import known_to_the_public


def get_response_or_404(viewer: User | AnonymousUser, public_id: str) -> Response:
    """Return a response this viewer may read, or an empty place, with its question and paper."""
    response = (
        Response.objects.in_place_for(viewer)
        .select_related("question__paper", "root", "in_reply_to")
        .filter(known_to_the_public("question__paper__"), public_id=public_id)
        .first()
    )
    if response is None:
        raise Http404("No such response.")
    return response


def find_parent(viewer: User | AnonymousUser, public_id: str, question_id: int) -> Response | None:
    """Return the response to this question that a reply is for, or None."""
    return (
        Response.objects.visible_to(viewer)
        .filter(public_id=public_id, question_id=question_id)
        .first()
    )


def find_wording(question_id: int, number: str) -> Wording | None:
    """Return the wording of this question that a form names, as far as it names one."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return Wording.objects.filter(question_id=question_id, number=int(number)).first()
