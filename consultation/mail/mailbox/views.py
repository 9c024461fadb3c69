"""The pages of the sample set-up where outgoing mail can be read; mounted only there."""

from pathlib import Path

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from consultation.mail.mailbox.letters import Letter, newest_letters, read_letter
from consultation.mail.mailbox.notes import notes


@require_safe
@never_cache
def letter_list(request: HttpRequest) -> HttpResponse:
    context = {"letters": newest_letters(_folder()), "notes": notes()}
    return render(request, "mail/mailbox/letter_list.html", context)


@require_safe
@never_cache
@csp_update({"frame-src": ["'self'"]})  # type: ignore[arg-type]  # typed for views without arguments
def letter(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "mail/mailbox/letter.html", {"letter": _letter_or_404(name)})


@require_safe
@never_cache
@xframe_options_sameorigin
def letter_html(_request: HttpRequest, name: str) -> HttpResponse:
    """Show the HTML part as it was sent, alone in a sandbox: it is not a page of ours."""
    html = _letter_or_404(name).html
    if not html:
        raise Http404
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
    return HttpResponse(html, headers={"Content-Security-Policy": policy})


def _folder() -> Path:
    if settings.MAILBOX_FOLDER is None:
        raise Http404
    return Path(settings.MAILBOX_FOLDER)


def _letter_or_404(name: str) -> Letter:
    found = read_letter(_folder(), name)
    if found is None:
        raise Http404
    return found
