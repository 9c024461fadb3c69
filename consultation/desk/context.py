"""What every desk page's frame asks for."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from consultation.desk.navigation import DeskItem, desk_items


def desk_navigation(request: HttpRequest) -> dict[str, Any]:
    """Give templates the desk's menu; a page that does not show it asks the database nothing."""

    def items() -> tuple[DeskItem, ...]:
        # A page refused before the sign-in middleware has no user, one without a route no match.
        person = getattr(request, "user", None)
        match = request.resolver_match
        if not isinstance(person, User):
            return ()
        return desk_items(person, part=match.namespace if match else "")

    return {"desk_items": SimpleLazyObject(items)}
