from celery import shared_task

from papers import telling


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def tell_of_openings() -> int:
    """Tell who waits that a paper has opened; beat asks every minute, SQL knows of whom."""
    return telling.tell_of_openings()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_spent_alerts() -> int:
    """Delete the addresses of people who need not be told any more; beat asks each night."""
    return telling.forget_spent_alerts()
