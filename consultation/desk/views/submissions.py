"""The desk's formal answers, for everybody on the policy team."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.access import require_role, signed_in
from consultation.desk.submitted import (
    READERS,
    get_submission_or_404,
    submission_read,
    submissions_sent,
)
from papers.pages.asking import lang_attribute


@require_role(*READERS)
@require_safe
@cache_control(no_store=True)
def list_submissions(request: HttpRequest) -> HttpResponse:
    submissions = submissions_sent(
        paper_slug=request.GET.get("paper", ""), cursor=request.GET.get("cursor")
    )
    return render(request, "desk/submissions.html", {"list": submissions, "nav": "desk"})


@require_role(*READERS)
@require_safe
@cache_control(no_store=True)
def show_submission(request: HttpRequest, public_id: str) -> HttpResponse:
    submission = get_submission_or_404(public_id)
    context = {
        "read": submission_read(signed_in(request), submission),
        "submission": submission,
        "lang": lang_attribute(submission.paper.language),
        "nav": "desk",
    }
    return render(request, "desk/submission.html", context)
