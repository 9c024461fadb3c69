"""Keeping what is being typed to change a response, and letting go of it.

As `drafting` keeps what is being written to be posted: for its author alone, one save after the
other. The response is held too: a save waits for whoever rejects it, and then finds it rejected.
"""

import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import User
from consultation.responses.actions.drafting import (
    CannotKeepError,
    DraftConflictError,
    check_room,
    hold_writer,
    text_to_keep,
)
from consultation.responses.actions.own import membership_of
from consultation.responses.drafts.drafting import says, stamp_of
from consultation.responses.drafts.edits import EditWriting, is_said
from consultation.responses.models import Draft, Response


class StandsAsItIsError(CannotKeepError):
    def __init__(self) -> None:
        super().__init__(
            "This response was withdrawn or not published, so a change of it is not kept. "
            "Copy your text if you need it."
        )


@transaction.atomic
def save_edit_draft(*, actor: User, response: Response, writing: EditWriting) -> Draft | None:
    """Keep what stands in the form of an edit, in place of what was kept of it before.

    None when there is nothing to keep: the form is empty, or the response says this already.
    Raises a CannotKeepError, DraftConflictError when the form has not seen what was kept last, and
    NoLongerForThemError when the actor left the organisation that it was said for.
    """
    text = text_to_keep(writing.body)
    person = hold_writer(actor)
    stored = _hold_living(person, response)
    membership_of(person, stored)
    kept = Draft.objects.filter(edits=stored).first()
    has_seen = kept is None or stamp_of(kept) == writing.expected
    nothing_new = is_said(stored, writing, text)
    is_kept_already = kept is not None and says(kept, text, writing.choice)
    if kept is not None and not (has_seen or nothing_new or is_kept_already):
        raise DraftConflictError(kept)
    if nothing_new or writing.is_empty:
        if kept is not None and has_seen:
            kept.delete()
        return None
    if kept is None:
        check_room(person)
    return _write(kept or _begun(person, stored), stored, writing, text)


def end_edit_draft(*, response: Response, client_token: uuid.UUID) -> None:
    """Delete what this form kept, as the edit is being stored."""
    Draft.objects.filter(edits=response.pk, client_token=client_token).delete()


def end_edit_drafts(responses: Collection[int]) -> None:
    """Delete what was begun to change these responses: nothing readers have of them can change."""
    Draft.objects.filter(edits__in=responses).delete()


def _hold_living(person: User, response: Response) -> Response:
    rows = Response.objects.select_for_update(of=("self",), no_key=True)
    own = rows.filter(pk=response.pk, user=person, submission=None)
    stored = own.select_related("wording").first()
    if stored is None or not stored.is_living:
        raise StandsAsItIsError
    return stored


def _begun(person: User, stored: Response) -> Draft:
    return Draft(
        person=person,
        question_id=stored.question_id,
        organisation_id=stored.organisation_id,
        edits=stored,
        version=0,
    )


def _write(draft: Draft, stored: Response, writing: EditWriting, text: str) -> Draft:
    draft.body = text
    draft.choice = writing.choice
    draft.asked_as = stored.wording.number
    draft.edits_version = min(writing.version, stored.version)
    draft.client_token = writing.client_token
    draft.version += 1
    draft.saved_at = Now()
    draft.save()
    draft.refresh_from_db(fields=["saved_at"])
    return draft
