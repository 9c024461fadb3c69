"""Who may open which response; missing and forbidden give the same 404."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from consultation.responses.models import Draft, Response, Submission
from consultation.responses.querysets import ResponseQuerySet, SubmissionQuerySet
from papers.models import Wording
from papers.querysets import known_to_the_public, published_title


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


def get_own_response_or_404(person: User, public_id: str) -> Response:
    """Return a response of the person's own, in any state but erased, with all its pages show."""
    own = Response.objects.own_of(person).unerased()
    return get_object_or_404(_with_paper(own), public_id=public_id)


def get_public_response_or_404(public_id: str) -> Response:
    """Return a response that anybody may read, or its place, with all its pages show."""
    return get_object_or_404(
        _with_paper(Response.objects.in_place_for(AnonymousUser())), public_id=public_id
    )


def get_history_or_404(viewer: User | AnonymousUser, public_id: str) -> Response:
    """Return a response this viewer may read now, with all that its history shows."""
    return get_object_or_404(_with_paper(Response.objects.visible_to(viewer)), public_id=public_id)


def _with_paper(responses: ResponseQuerySet) -> ResponseQuerySet:
    known = responses.filter(known_to_the_public("question__paper__"))
    return known.select_related("question__paper", "wording", "root").annotate(
        paper_title=published_title("question__paper__")
    )


def find_parent(viewer: User | AnonymousUser, public_id: str, question_id: int) -> Response | None:
    """Return the response to this question that a reply is for, or None."""
    visible = Response.objects.visible_to(viewer)
    return visible.filter(public_id=public_id, question_id=question_id).first()


def get_own_draft_or_404(person: User, pk: int) -> Draft:
    """Return a draft of the person's own, with its question and paper; raises Http404."""
    # What no row can hold is not asked of the database.
    found = Draft.objects.filter(person=person, pk=pk if pk < 2**63 else 0)
    draft = found.select_related("question__paper", "organisation").first()
    if draft is None:
        raise Http404("No such draft.")
    return draft


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


def find_sent(person: User, slug: str, public_id: str) -> Submission | None:
    """Return what was sent out of this room, to those who could have drafted it."""
    sent = Submission.objects.closed_to_changes().open_to(person)
    return _joined(sent, slug).filter(public_id=public_id).first()


def _joined(submissions: SubmissionQuerySet, slug: str) -> SubmissionQuerySet:
    """Those of one paper, with all that a page says of whose they are."""
    known = submissions.filter(known_to_the_public("paper__"), paper__slug=slug)
    return known.select_related("paper", "person", "organisation", "approver", "sent_by")
