"""Notices put straight into the table: in a test's own transaction the log cannot be read."""

from django.utils import timezone

from accounts.models import User
from consultation.digests.models import Notice, Pace
from consultation.responses.models import Response


def make_notice(person: User, response: Response, **fields: object) -> Notice:
    """Return a notice of a reply to the person, or as the fields say."""
    wanted = {"is_reply": True, "is_mention": False, "followed": "", "pace": Pace.NEVER, **fields}
    return Notice.objects.create(person=person, response=response, at=timezone.now(), **wanted)
