"""Whether the process lives, and whether it can serve: for supervisors and load balancers."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer 200 while this process answers at all; it asks nothing of anybody."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say which part is missing: 503 without the database; without Redis pages still work."""
    parts = {"database": _database_answers(), "redis": _redis_answers()}
    return JsonResponse(parts, status=200 if parts["database"] else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _redis_answers() -> bool:
    try:
        # Past the forgiving layer, which would hide the loss that is asked about.
        return bool(cache._cache.get_client(None, write=True).ping())  # type: ignore[attr-defined]
    except (RedisError, OSError, ValueError):  # a mistyped address is a ValueError
        return False
