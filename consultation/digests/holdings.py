"""Who wants which mail, and what each was told of."""

from collections.abc import Iterator

from django.db.models import Q

from accounts.holdings import Erasure, Holding, Row, register_holding
from accounts.models import User
from consultation.digests.models import (
    Digest,
    Notice,
    NoticeMail,
    NoticeSettings,
    Subscription,
)


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
    register_holding(
        Holding(
            name="notices",
            title="What you were told is new for you",
            why="So that nothing said to you is missed, or told twice. Forgotten after a year.",
            models=(Notice, NoticeMail),
            rows=_notices,
            erase=_erase_notices,
        )
    )
    register_holding(
        Holding(
            name="notice-settings",
            title="What you want mail about",
            why="So that we write to you as you chose.",
            models=(NoticeSettings,),
            rows=_settings,
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


def _notices(person: User) -> Iterator[Row]:
    notices = Notice.objects.filter(person=person).select_related("response", "mail")
    for notice in notices.order_by("pk").iterator():
        yield {
            "response": notice.response.public_id,
            "a reply to you": notice.is_reply,
            "mentions you": notice.is_mention,
            "you follow": notice.followed,
            "when": notice.at,
            "read": notice.read_at,
            "mailed": notice.mail.made_at if notice.mail else None,
        }


def _erase_notices(erasure: Erasure) -> None:
    """Those to the person, and those of what the person said, whoever was told of it."""
    Notice.objects.filter(Q(person=erasure.person) | Q(response__user=erasure.person)).delete()
    NoticeMail.objects.filter(person=erasure.person).delete()


def _settings(person: User) -> Iterator[Row]:
    for settings in NoticeSettings.objects.filter(person=person):
        yield {
            "replies": settings.get_replies_display(),
            "mentions of you": settings.get_mentions_display(),
            "what you follow": settings.get_follows_display(),
        }
