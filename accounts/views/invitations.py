"""Where the link of an invitation leads: signing in with it, accepting, declining."""

from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions
from accounts.access import require_sign_in, signed_in
from accounts.models import Invitation, User
from accounts.organisations.invitations import (
    Standing,
    find_invitation,
    forget_secret,
    is_meant_for,
    keep_secret,
    kept_secret,
    standing_of,
)


@never_cache
@require_safe
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Say what the invitation is, and what can be done with it; nothing happens yet."""
    return _show(request, secret, _found(secret))


@never_cache
@require_sign_in
@require_safe
def kept_invitation(request: HttpRequest) -> HttpResponse:
    """Go on where signing in began: only the session knows the secret."""
    secret = kept_secret(request)
    if secret is None:
        return redirect("accounts:organisations")
    return redirect("accounts:invitation", secret)


@never_cache
@require_POST
def sign_in_first(request: HttpRequest, secret: str) -> HttpResponse:
    """Lead to signing in, or to joining, and back; whoever is signed in is signed out.

    The secret shows that the mailbox is the visitor's, so they may learn whether it has an account,
    and need no code to join with its address.
    """
    found = _found(secret)
    if standing_of(found) != Standing.PENDING:
        return _show(request, secret, found)
    if request.user.is_authenticated:
        logout(request)
    keep_secret(request, secret)
    get_adapter().stash_verified_email(request, found.email)
    known = User.objects.filter(email=found.email.lower()).exists()
    if not known:
        messages.info(request, f"The invitation shows that {found.email} is yours: no code needed.")
    entrance = reverse("account_login" if known else "account_signup")
    onward = urlencode({"next": reverse("accounts:kept-invitation")})
    return HttpResponseRedirect(f"{entrance}?{onward}")


@never_cache
@require_sign_in
@require_POST
def accept_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Accept as the person who is signed in, whichever address the invitation was sent to."""
    found = _found(secret)
    person = signed_in(request)
    if person.is_suspended:
        return _show(request, secret, found)
    try:
        actions.accept_invitation(actor=person, invitation=found)
    except actions.BelongingError:
        return _show(request, secret, _found(secret), status=HTTPStatus.CONFLICT)
    forget_secret(request)
    messages.success(request, f"You answer for {found.organisation} now.")
    return redirect("accounts:organisations")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decline_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Say no by the mail's own link, which is the whole right to do so (RFC 8058)."""
    found = _found(secret)
    if request.method == "POST":
        try:
            actor = signed_in(request) if request.user.is_authenticated else None
            actions.decline_invitation(actor=actor, invitation=found)
        except actions.BelongingError:
            return _show(request, secret, _found(secret), status=HTTPStatus.CONFLICT)
        forget_secret(request)
        found = _found(secret)
    standing = standing_of(found)
    if standing not in {Standing.PENDING, Standing.DECLINED}:
        return _show(request, secret, found)
    context = {**_known(found), "secret": secret, "is_declined": standing == Standing.DECLINED}
    return _unlisted(render(request, "accounts/invitation_decline.html", context))


def _found(secret: str) -> Invitation:
    found = find_invitation(secret)
    if found is None:
        raise Http404
    return found


def _known(found: Invitation) -> dict[str, object]:
    """Return what whoever holds the secret may know; the name once staff have verified it."""
    return {
        "invitation": found,
        "organisation": found.organisation,
        "standing": standing_of(found),
        "nav": "me",
    }


def _show(
    request: HttpRequest, secret: str, found: Invitation, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    """Show the invitation to whoever came; 410 once it has ended, 403 to the suspended."""
    context = {**_known(found), "secret": secret, "was_too_late": status == HTTPStatus.CONFLICT}
    if standing_of(found) != Standing.PENDING:
        # A second look at what one has accepted oneself, by the same link.
        gone = HTTPStatus.CONFLICT if status == HTTPStatus.CONFLICT else HTTPStatus.GONE
        context["is_mine"] = request.user.is_authenticated and (
            found.accepted_by_id == request.user.pk
        )
        return _unlisted(render(request, "accounts/invitation_over.html", context, status=gone))
    if request.user.is_authenticated:
        person = signed_in(request)
        context |= _seen_by(person, found)
        if person.is_suspended:
            status = HTTPStatus.FORBIDDEN
    return _unlisted(render(request, "accounts/invitation.html", context, status=status))


def _seen_by(person: User, found: Invitation) -> dict[str, object]:
    return {
        "person": person,
        "is_meant": is_meant_for(found, person),
        "is_member": person.memberships.current()
        .filter(organisation=found.organisation_id)
        .exists(),
    }


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Keep a page whose address is a secret out of search engines."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
