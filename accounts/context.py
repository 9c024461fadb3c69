"""What every template may ask about the site and its reader."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


def viewer(request: HttpRequest) -> dict[str, Any]:
    """Say the site's name and whether the reader is staff, asked of the database only if used."""
    # A page refused before the sign-in middleware has no user.
    user = getattr(request, "user", None)

    def is_staff_member() -> bool:
        return user is not None and user.is_authenticated and bool(user.roles)

    def lacks_second_factor() -> bool:
        """Whether this is staff for whom the desk is shut until they have one."""
        if user is None or not user.is_authenticated or user.is_suspended:
            return False
        return bool(user.granted_roles) and not user.has_second_factor

    return {
        "is_staff_member": SimpleLazyObject(is_staff_member),
        "lacks_second_factor": SimpleLazyObject(lacks_second_factor),
        "site_name": settings.SITE_NAME,
    }
