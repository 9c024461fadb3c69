from celery import shared_task

from consultation.responses import drafting


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_old_drafts() -> int:
    """Delete drafts that nobody came back to; beat asks each night, SQL knows which."""
    return drafting.forget_old_drafts()
