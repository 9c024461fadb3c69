"""Pages for requests that cannot be served; nothing typed is lost on the way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SECRET = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword"}
LONG = 40  # characters: shorter values are choices and names, quickly typed again


def form_out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form without its token: show what was typed, to be copied."""
    kept = [
        value
        for name, value in request.POST.items()
        if isinstance(value, str) and len(value) > LONG and name not in SECRET
    ]
    return render(request, "403_csrf.html", {"kept": kept}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
