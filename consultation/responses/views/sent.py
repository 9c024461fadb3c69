"""A formal answer that was sent: its receipt, and until the paper closes the way to change it."""

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require_sign_in, signed_in
from accounts.models import Membership, User
from consultation.responses.access import get_sent_or_404
from consultation.responses.actions import taking_back
from consultation.responses.actions.refusals import AlreadyWithdrawnError, CannotSendError
from consultation.responses.formal.checking import signers_of
from consultation.responses.formal.receipts import make_receipt
from consultation.responses.models import Submission
from papers.access import get_published_paper_or_404
from papers.packs import PackUnavailableError

RETRY_AFTER_SECONDS: Final = "60"


@require_sign_in
@require_safe
@cache_control(no_store=True)
def receipt(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Give the PDF of all that was sent, or say plainly that it cannot be made just now."""
    submission = get_sent_or_404(signed_in(request), slug, reference)
    published = get_published_paper_or_404(slug)
    try:
        content = make_receipt(submission, published.content)
    except PackUnavailableError:
        context = {"submission": submission, "published": published}
        answer = render(request, "submissions/no_receipt.html", context, status=503)
        answer["Retry-After"] = RETRY_AFTER_SECONDS
        return answer
    name = f"formal-answer-{submission.reference}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Say what withdrawing does, and do it."""
    person = signed_in(request)
    submission = get_sent_or_404(person, slug, reference)
    published = get_published_paper_or_404(slug)
    if submission.state == Submission.State.WITHDRAWN and request.method != "POST":
        return redirect("reading:sent-answer", slug, submission.reference)
    signers = signers_of(submission) if submission.organisation_id else []
    context = {
        "submission": submission,
        "published": published,
        "nav": "papers",
        "signers": signers,
        "may_withdraw": _may_withdraw(person, submission, signers),
        "is_open": published.paper.stage.takes_responses,
    }
    if request.method != "POST":
        return render(request, "submissions/withdraw.html", context)
    try:
        taking_back.withdraw_submission(actor=person, submission=submission)
    except AlreadyWithdrawnError as error:
        messages.info(request, str(error))
    except CannotSendError as error:
        context["problem"] = str(error)
        return render(request, "submissions/withdraw.html", context, status=409)
    else:
        messages.success(
            request,
            "It is withdrawn. You can begin another with its words, until the paper closes.",
        )
    return redirect("reading:sent-answer", slug, submission.reference)


def _may_withdraw(person: User, submission: Submission, signers: Sequence[Membership]) -> bool:
    if submission.organisation_id is None:
        return not person.is_suspended
    return any(signer.user_id == person.pk for signer in signers)


@require_sign_in
@require_POST
def begin_again(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Draft another with the words of a withdrawn one."""
    person = signed_in(request)
    submission = get_sent_or_404(person, slug, reference)
    try:
        begun = taking_back.begin_again(actor=person, submission=submission)
    except CannotSendError as error:
        return _not_begun(request, slug, submission, error)
    messages.success(request, "A new draft holds the words of the one you withdrew.")
    return redirect("submissions:room", slug, begun.public_id)


def _not_begun(
    request: HttpRequest, slug: str, submission: Submission, error: CannotSendError
) -> HttpResponse:
    messages.warning(request, str(error))
    return redirect("reading:sent-answer", slug, submission.reference)
