"""Where one is signed in, and signing out everywhere else."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import require_sign_in, signed_in
from accounts.actions import factors as actions
from accounts.signing_in.sessions import sessions_of


@require_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    person, key = signed_in(request), request.session.session_key or ""
    if request.method == "POST":
        ended = actions.end_sessions(person=person, keep=key)
        said = (
            "You are signed out everywhere else." if ended else "You were signed in nowhere else."
        )
        messages.success(request, said)
        return redirect("usersessions_list")
    context = {"nav": "me", "sessions": sessions_of(person, current=key)}
    return render(request, "usersessions/usersession_list.html", context)
