"""What is new for a person, and what mail they want about it."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require_sign_in, signed_in
from accounts.models import User
from consultation.digests.access import get_own_notice_or_404, settings_of
from consultation.digests.actions import (
    change_notice_settings,
    mark_all_read,
    mark_read,
    stop_notices,
)
from consultation.digests.forms import NoticeSettingsForm
from consultation.digests.notice_mail import ForgedStopError, read_token
from consultation.digests.notices import count_unread, page_of_notices
from consultation.digests.views.preferences import show_preferences

# What a mail is about, as the page that stops it says it.
ABOUT: Final = {
    "replies": "replies to you",
    "mentions": "mentions of you",
    "follows": "what you follow",
}


@require_sign_in
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What others said to me and where I follow, the newest first."""
    person = signed_in(request)
    page = page_of_notices(person, request.GET.get("cursor"))
    context = {**page, "unread": count_unread(person), "nav": "me"}
    return render(request, "digests/notices.html", context)


@require_sign_in
@require_safe
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the response, and note that it was read."""
    person = signed_in(request)
    notice = get_own_notice_or_404(person, pk)
    mark_read(actor=person, notice=notice)
    return redirect("responses:permalink", notice.response.public_id)


@require_sign_in
@require_POST
def read_notices(request: HttpRequest) -> HttpResponse:
    """Mark as read what the page showed and all before it."""
    up_to = request.POST.get("up_to", "")
    # What no row can be called is not asked of the database.
    if up_to.isascii() and up_to.isdigit() and len(up_to) < 19:
        mark_all_read(actor=signed_in(request), up_to=int(up_to))
        messages.success(request, "All of it is marked as read.")
    return redirect("digests:notices")


@require_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def change_notices(request: HttpRequest) -> HttpResponse:
    """Choose how soon a mail comes about what; the form stands on the page of one's mail."""
    if request.method != "POST":
        return redirect("digests:preferences")
    person = signed_in(request)
    form = NoticeSettingsForm.of(settings_of(person), request.POST)
    if not form.is_valid():
        return show_preferences(request, person, notices=form)
    change_notice_settings(actor=person, wishes=form.cleaned_data)
    messages.success(request, "Saved. We write to you as you chose.")
    return redirect("digests:preferences")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_by_mail(request: HttpRequest, signed: str) -> HttpResponse:
    """Stop mail about what one mail told of, by its signed link (RFC 8058).

    The link is the whole right to do so: mail programs post it without a cookie, and programs that
    follow every link in a mail must change nothing by a GET.
    """
    try:
        stop = read_token(signed)
    except ForgedStopError:
        raise Http404 from None
    person = User.objects.filter(public_id=stop.person).first()
    if request.method == "POST" and person is not None:
        stop_notices(person=person, wishes=stop.wishes)
    context = {
        "about": [ABOUT[wish] for wish in stop.wishes],
        "is_stopped": request.method == "POST",
    }
    return render(request, "digests/stop_notices.html", context)
