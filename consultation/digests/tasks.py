from dataclasses import asdict

from celery import shared_task

from consultation.digests.building import build_due


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def build_due_digests() -> dict[str, int]:
    """Build what is owed; beat asks every minute, and a tick too many or too few alters nothing."""
    return asdict(build_due())
