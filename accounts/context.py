"""What every template may ask about the site and its reader."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


def viewer(request: HttpRequest) -> dict[str, Any]:
    """Say the site's name and whether the reader is staff, asked of the database only if used."""

    def is_staff_member() -> bool:
        # A page refused before the sign-in middleware has no user.
        user = getattr(request, "user", None)
        return user is not None and user.is_authenticated and bool(user.roles)

    return {
        "is_staff_member": SimpleLazyObject(is_staff_member),
        "site_name": settings.SITE_NAME,
    }
