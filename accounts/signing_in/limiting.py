"""How often one visitor may do a thing; counted as the limits of signing in are."""

from typing import Final, TypeVar

from allauth.core import ratelimit
from allauth.core.internal.ratelimit import parse_rates
from django.conf import settings
from django.http import HttpRequest, HttpResponse

R = TypeVar("R", bound=HttpResponse)

# The shortest of allauth's own limits, whose name its refusal does not tell.
SHORTEST_SECONDS: Final = 60


def is_within_limit(request: HttpRequest, *, action: str, key: str | None = None) -> bool:
    """Count one attempt; False once there were too many (ACCOUNT_RATE_LIMITS names the action).

    `key` says by what an action is counted whose limit is neither a person's nor an IP's.
    The counts live in the cache. Without it nothing is counted and everything is let through, as
    docs/security.md says of the other limits.
    """
    return bool(ratelimit.consume(request, action=action, key=key))


def ask_to_wait(answer: R, *, action: str = "") -> R:
    """Make it the answer to one attempt too many: status 429, and in how many seconds to try again.

    The seconds are the shortest span that the action is counted over.
    """
    rates = parse_rates(settings.ACCOUNT_RATE_LIMITS.get(action))
    seconds = min((int(rate.duration) for rate in rates), default=SHORTEST_SECONDS)
    answer.status_code = 429
    answer["Retry-After"] = str(seconds)
    return answer
