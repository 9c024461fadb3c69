"""A person's own subscription, settings and notices."""

from django.http import Http404

from accounts.models import User
from consultation.digests.models import Notice, NoticeSettings, Subscription


def find_subscription(person: User) -> Subscription | None:
    """Return the person's subscription; None for who never asked for a digest."""
    return Subscription.objects.filter(user=person).first()


def settings_of(person: User) -> NoticeSettings:
    """Return what the person chose to be mailed, or the defaults."""
    return NoticeSettings.objects.filter(person=person).first() or NoticeSettings(person=person)


def get_own_notice_or_404(person: User, pk: int) -> Notice:
    """Return a notice of the person's that may still be told, with its response."""
    own = Notice.objects.tellable().filter(person=person).select_related("response")
    notice = own.filter(pk=pk).first() if pk < 2**63 else None
    if notice is None:
        raise Http404("No such notice.")
    return notice
