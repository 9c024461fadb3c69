"""Who may open a page: sign-in first, then the role; a page one may not see is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Membership, Organisation, Role, User
from consultation.lib.readable_input import is_worth_keeping

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

require_sign_in = login_required


def require_role(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Let in who holds one of the roles (a lead holds all): others get 404, visitors sign in.

    Staff who have no second factor yet are led to where they set one up.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _sign_in_first(request)
            if request.user.has_role(*roles):
                return view(request, *args, **kwargs)
            if _lacks_second_factor(request.user, *roles):
                return _second_step_first(request)
            raise Http404

        return guarded

    return guard


def _lacks_second_factor(person: User, *roles: Role) -> bool:
    """Say whether a second factor is all that keeps this person from a page of these roles."""
    if person.granted_roles.isdisjoint({*roles, Role.LEAD}):
        return False
    return not (person.has_second_factor or person.is_suspended)


def _second_step_first(request: HttpRequest) -> HttpResponseBase:
    """Lead staff to what still keeps the desk shut; what they typed is shown, to be copied."""
    typed = _typed(request)
    if not typed:
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('accounts:second-step')}?{query}")
    context = {"nav": "desk", "kept": typed}
    return render(request, "accounts/second_step.html", context, status=403)


def _typed(request: HttpRequest) -> list[str]:
    return [
        value
        for name, value in request.POST.items()
        if isinstance(value, str) and is_worth_keeping(name, value)
    ]


def _sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """Lead to the sign-in page; what was typed before the session ended is shown, to be copied."""
    typed = _typed(request)
    if not typed:
        return redirect_to_login(request.get_full_path())
    context = {"kept": typed, "next": request.get_full_path()}
    return render(request, "401.html", context, status=401)


def signed_in(request: HttpRequest) -> User:
    """Return the person behind a guarded request, as our own type; raises PermissionDenied."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def check_role(actor: User | None, *roles: Role) -> None:
    """Refuse an action to who lacks the role; None is an operator at the command line."""
    if actor is not None and not actor.has_role(*roles):
        raise PermissionDenied(f"Only for: {', '.join(roles)}.")


class SuspendedError(PermissionDenied):
    """Who is suspended reads, takes their data, appeals and leaves; nothing else."""

    def __init__(self) -> None:
        super().__init__("Your account is suspended. You can read, take your data, and appeal.")


def check_not_suspended(actor: User) -> None:
    """Refuse an action to somebody who is suspended, as the request began."""
    if actor.is_suspended:
        raise SuspendedError


def get_own_membership_or_404(person: User, organisation_slug: str) -> Membership:
    """Return the person's membership in the organisation, not an ended one; raises Http404."""
    return get_object_or_404(
        Membership.objects.current().select_related("organisation"),
        user=person,
        organisation__slug=organisation_slug,
    )


def get_owned_organisation_or_404(person: User, slug: str) -> Organisation:
    """Return the organisation if the person decides for it; raises Http404."""
    owned = Membership.objects.owners().select_related("organisation")
    return get_object_or_404(owned, user=person, organisation__slug=slug).organisation


def get_joinable_organisation_or_404(slug: str) -> Organisation:
    """Return an organisation that people can ask to answer for; raises Http404."""
    return get_object_or_404(Organisation.objects.not_declined(), slug=slug)


def get_organisation_or_404(viewer: User | AnonymousUser, slug: str) -> Organisation:
    """Return an organisation whose page this viewer may read; raises Http404."""
    return get_object_or_404(Organisation.objects.visible_to(viewer), slug=slug)
