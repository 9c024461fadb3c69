from celery import shared_task

from consultation.responses.drafts import drafting
from consultation.responses.formal import forgetting, submission_mail, unsettled
from consultation.responses.offline import read_in
from consultation.responses.threads import visits


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_old_drafts() -> int:
    """Delete drafts that nobody came back to; beat asks each night, SQL knows which."""
    return drafting.forget_old_drafts()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_old_rooms() -> int:
    """Delete formal answers that can long be sent no more; beat asks each night."""
    return forgetting.forget_old_rooms()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def thin_out_versions() -> int:
    """Delete what was saved as somebody typed and was typed over; beat asks each night."""
    return forgetting.thin_out_versions()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_readings() -> int:
    """Delete documents of answers read in a month ago and never entered; beat asks each night."""
    return read_in.forget_old_readings()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_old_visits() -> int:
    """Delete when questions were read a year ago; beat asks each night."""
    return visits.forget_old_visits()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_unsettled() -> int:
    """Delete what was typed for formal answers and left out of them; beat asks each night."""
    return unsettled.forget_unsettled()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def tell_of_lost_approvers() -> int:
    """Tell of formal answers that wait for who cannot sign off any more; beat asks each minute."""
    return submission_mail.tell_of_lost_approvers()
