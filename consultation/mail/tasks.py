from dataclasses import asdict
from datetime import timedelta
from typing import Final

from celery import shared_task

from consultation.mail.models import Message
from consultation.mail.sending import send_due

# docs/people-and-data.md says both.
KEPT: Final = timedelta(days=90)
KEPT_OF_STRANGERS: Final = timedelta(days=7)


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def send_due_mail() -> dict[str, int]:
    """Send what is due; beat asks every minute, and each new mail asks at once.

    It needs no retry of its own: what was not sent stays due, and two runs at once share the work.
    """
    counts = send_due()
    if counts.more:
        send_due_mail.delay()
    return asdict(counts)


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_settled_mail() -> int:
    """Delete old rows of mail that is done with, and the addresses in them; beat asks each night.

    An address without an account is one that somebody typed: it is kept for a week.
    """
    old, _ = Message.objects.settled(before=KEPT).delete()
    strangers = Message.objects.settled(before=KEPT_OF_STRANGERS).filter(recipient=None)
    return old + strangers.delete()[0]
