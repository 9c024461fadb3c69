from dataclasses import asdict

from celery import shared_task

from consultation.mail.sending import send_due


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def send_due_mail() -> dict[str, int]:
    """Send what is due; beat asks every minute, and each new mail asks at once.

    It needs no retry of its own: what was not sent stays due, and two runs at once share the work.
    """
    counts = send_due()
    if counts.more:
        send_due_mail.delay()
    return asdict(counts)
