"""A person's own subscription."""

from accounts.models import User
from consultation.digests.models import Subscription


def find_subscription(person: User) -> Subscription | None:
    """Return the person's subscription; None for who never asked for a digest."""
    return Subscription.objects.filter(user=person).first()
