"""How often one visitor may do what sends mail; counted as the limits of signing in are."""

from allauth.core import ratelimit
from django.http import HttpRequest


def is_within_limit(request: HttpRequest, *, action: str) -> bool:
    """Count one attempt; False once there were too many (ACCOUNT_RATE_LIMITS names the action).

    The counts live in the cache. Without it nothing is counted and everything is let through, as
    docs/security.md says of the other limits.
    """
    return bool(ratelimit.consume(request, action=action))
