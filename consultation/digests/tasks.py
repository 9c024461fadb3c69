from dataclasses import asdict
from datetime import timedelta
from typing import Final

from celery import shared_task
from django.db import transaction

from consultation.digests.building import build_due
from consultation.digests.gathering import order_mails
from consultation.digests.models import Notice, NoticeMail
from consultation.digests.noticing import make_notices
from consultation.lib.clock import database_now

# docs/people-and-data.md says it.
NOTICES_KEPT: Final = timedelta(days=365)


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def build_due_digests() -> dict[str, int]:
    """Build what is owed; beat asks every minute, and a tick too many or too few alters nothing."""
    return asdict(build_due())


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def build_notices() -> dict[str, int]:
    """Tell whom it concerns what was published, and order the mails that are owed; each minute."""
    return {"notices": make_notices(), "mails": order_mails()}


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_old_notices() -> int:
    """Delete notices of what was said a year ago, and the mails they were told in."""
    before = database_now() - NOTICES_KEPT
    # A notice without its mail would look like one that waits for a mail, and be sent again.
    with transaction.atomic():
        notices, _ = Notice.objects.filter(at__lt=before).delete()
        mails, _ = NoticeMail.objects.filter(made_at__lt=before).delete()
    return notices + mails
