from datetime import timedelta
from typing import Final

from celery import shared_task
from django.db.models.functions import Now

from papers.alerts import telling
from papers.models import PaperImport, UnsavedText

# As the page that offers it says.
UNSAVED_KEPT_FOR: Final = timedelta(days=30)


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def tell_of_openings() -> int:
    """Tell who waits that a paper has opened; beat asks every minute, SQL knows of whom."""
    return telling.tell_of_openings()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_spent_alerts() -> int:
    """Delete the addresses of people who need not be told any more; beat asks each night."""
    return telling.forget_spent_alerts()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_unsaved_texts() -> int:
    """Delete what editors typed a month ago and never saved; beat asks each night."""
    old = UnsavedText.objects.filter(typed_at__lt=Now() - UNSAVED_KEPT_FOR)
    return old.delete()[0]


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_old_imports() -> int:
    """Delete documents that were read in a month ago and never confirmed; beat asks each night."""
    old = PaperImport.objects.unconfirmed().filter(created_at__lt=Now() - UNSAVED_KEPT_FOR)
    return old.delete()[0]
