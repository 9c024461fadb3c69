"""Who may open which response; missing and forbidden give the same 404."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from consultation.responses.models import Response, Submission
from consultation.responses.querysets import SubmissionQuerySet
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


def get_room_or_404(person: User, slug: str, public_id: str) -> Submission:
    """Return a formal answer that is being drafted and whose room this person may enter."""
    rooms = Submission.objects.in_rooms().open_to(person)
    return get_object_or_404(_joined(rooms, slug), public_id=public_id)


def get_sent_or_404(person: User, slug: str, reference: str) -> Submission:
    """Return what was sent, withdrawn or not, to those who could have drafted it."""
    sent = Submission.objects.closed_to_changes().open_to(person)
    return get_object_or_404(_joined(sent, slug), reference=reference)


def _joined(submissions: SubmissionQuerySet, slug: str) -> SubmissionQuerySet:
    """Those of one paper, with all that a page says of whose they are."""
    known = submissions.filter(known_to_the_public("paper__"), paper__slug=slug)
    return known.select_related("paper", "person", "organisation", "approver", "sent_by")
