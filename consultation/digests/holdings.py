"""Who wants a digest, and what each was told of."""

from collections.abc import Iterator

from accounts.holdings import Erasure, Holding, Row, register_holding
from accounts.models import User
from consultation.digests.models import Digest, Subscription


def register() -> None:
    """Make the holding known."""
    register_holding(
        Holding(
            name="digests",
            title="Your digests",
            why="How often you want one, and which periods you were told of.",
            models=(Subscription, Digest),
            rows=_digests,
            erase=_erase,
        )
    )


def _digests(person: User) -> Iterator[Row]:
    for subscription in Subscription.objects.filter(user=person).iterator():
        yield {
            "what": "you asked for one",
            "how often, or for when": subscription.get_frequency_display(),
            "when": subscription.since,
        }
    digests = Digest.objects.filter(subscription__user=person).order_by("pk")
    for digest in digests.iterator():
        yield {
            "what": "one was made",
            "how often, or for when": digest.period,
            "when": digest.built_at,
        }


def _erase(erasure: Erasure) -> None:
    Subscription.objects.filter(user=erasure.person).delete()
