"""Which case a moderator may open; missing and forbidden give the same 404."""

from django.http import Http404

from accounts.models import User
from consultation.responses.models import Response
from papers.querysets import published_title


def get_case_or_404(moderator: User, public_id: str) -> Response:
    """Return a response in any state, with all that its case shows of it but the thread."""
    response = (
        Response.objects.visible_to(moderator)
        .select_related("question__paper", "wording", "user", "organisation", "submission")
        .annotate(paper_title=published_title("question__paper__"))
        .filter(public_id=public_id)
        .first()
    )
    if response is None:
        raise Http404("No such response.")
    return response
