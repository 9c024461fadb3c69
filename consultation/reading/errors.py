"""Pages for requests that cannot be served; nothing typed is lost on the way."""

import sys
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.contrib.auth import SESSION_KEY
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from psycopg_pool import PoolTimeout

from consultation.lib.readable_input import is_worth_keeping
from consultation.responses.drafts.destinations import offer_to_carry

RETRY_AFTER_SECONDS: Final = "30"


def form_out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form without its token: show what was typed, and offer its writer to carry it on.

    Whose sign-in it came with is asked of the session: nobody is known yet at this stage.
    """
    account = request.session.get(SESSION_KEY)
    offer = offer_to_carry(request)
    context = {
        # Never into the account of another who signed in since.
        "offer": offer if offer and account in {None, str(offer.writer)} else None,
        "is_signed_in": account is not None,
        "kept": _kept(request),
    }
    answer = render(request, "403_csrf.html", context, status=403)
    add_never_cache_headers(answer)
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    signed_in = request.user.is_authenticated
    return render(request, "403.html", {"is_signed_in": signed_in}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return render(request, "404.html", status=404)


class SayWhatIsNotAllowed:
    """Give a page of words to who reaches by address what only a button does; Django's is blank.

    It happens to people: a sign-in that ended, a bookmark, the address bar after a press.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        answer = render(request, "405.html", {"kept": _kept(request)}, status=405)
        answer["Allow"] = response["Allow"]
        return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """Say sorry; when the database is away, say so honestly and give back what was typed."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError | PoolTimeout):
        context = {"kept": _kept(request), "was_sent": request.method == "POST"}
        answer = HttpResponse(render_to_string("503.html", context), status=503)
        answer["Retry-After"] = RETRY_AFTER_SECONDS
        return answer
    return HttpResponse(render_to_string("500.html"), status=500)


def _kept(request: HttpRequest) -> list[str]:
    """What was typed at length, to be copied; never a secret."""
    return [
        value
        for name, value in request.POST.items()
        if isinstance(value, str) and is_worth_keeping(name, value)
    ]
