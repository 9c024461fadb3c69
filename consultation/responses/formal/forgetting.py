"""What drafting rooms need not keep: rooms nobody can send from, and texts that were typed over."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Now

from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.responses.models import Answer, AnswerVersion, Submission

AT_ONCE: Final = 500
# Until then a page that was opened on such a version finds it, to put two changes together.
THINNED_AFTER: Final = timedelta(days=1)


@transaction.atomic
def forget_old_rooms() -> int:
    """Delete drafts whose paper closed, or was withdrawn, ninety days ago; return how many."""
    left = Submission.objects.left_too_long().order_by("pk")
    rooms = list(left.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
    for room in rooms:
        record(actor=None, verb=Verb.SUBMISSION_DISCARDED, thing=room, paper_id=room.paper_id)
    Submission.objects.filter(pk__in=[room.pk for room in rooms]).delete()
    return len(rooms)


def thin_out_versions() -> int:
    """Delete what somebody typed over themself in one sitting a day ago; return how many."""
    goes_on = AnswerVersion.objects.filter(
        answer=OuterRef("answer"),
        number=OuterRef("number") + 1,
        written_by=OuterRef("written_by"),
        written_at__lt=OuterRef("written_at") + Answer.SITTING,
    )
    old = AnswerVersion.objects.filter(written_at__lt=Now() - THINNED_AFTER)
    typed_over = old.filter(Exists(goes_on)).exclude(number=F("answer__version"))
    ids = list(typed_over.values_list("pk", flat=True))
    return AnswerVersion.objects.filter(pk__in=ids).delete()[0]
