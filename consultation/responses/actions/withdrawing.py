"""Withdrawing: an author takes a response back; its place stays, and what was replied to it."""

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import User
from consultation.activity.models import Verb
from consultation.responses.actions.drafting_edits import end_edit_drafts
from consultation.responses.actions.own import hold_own
from consultation.responses.actions.recording import record_of
from consultation.responses.models import QuestionTally, Response
from consultation.responses.results.counting import count_anew, note_change
from consultation.responses.threads.versions import is_public


def withdraw_response(*, actor: User, response: Response) -> bool:
    """Take one's own response back, at any time; false when it was withdrawn before.

    Raises a CannotChangeError when it was never published, is part of a formal answer, or was said
    for an organisation that the actor left; PermissionDenied for anybody else's.
    """
    with transaction.atomic():
        stored = hold_own(actor, response)
        if stored.state == Response.State.WITHDRAWN:
            return False
        if is_public(stored):
            with count_anew([stored.question_id], [stored.root_id]):
                _take_back(stored)
        else:
            _take_back(stored)
            note_change(stored.question_id)
        end_edit_drafts([stored.pk])
        QuestionTally.objects.filter(pinned=stored.pk).update(pinned=None)
        record_of(stored, Verb.RESPONSE_WITHDRAWN, actor=actor)
    return True


def _take_back(stored: Response) -> None:
    rows = Response.objects.filter(pk=stored.pk)
    rows.update(state=Response.State.WITHDRAWN, withdrawn_at=Now(), is_public=False)
