"""Keeping what is being written, and letting go of it.

It changes nothing that anybody else could see, so the log has no line of it. The author's row is
held while a draft is saved: two saves wait for one another, and a save and the post that ends the
draft do too (posting shares that row, see `placing`).
"""

import uuid
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from accounts.models import User
from consultation.lib.text import normalise
from consultation.responses.choosing import Choice
from consultation.responses.drafts.drafting import LONGEST, MOST, Writing, stamp_of
from consultation.responses.models import Draft, Response


class CannotKeepError(Exception):
    """What was written is not kept; the sentence tells its author what to do."""


class DraftTooLongError(CannotKeepError):
    def __init__(self) -> None:
        super().__init__(
            f"This is too long to be kept as a draft; the most is {LONGEST:,} characters. "
            "Shorten it, or keep it in a file of your own."
        )


class TooManyDraftsError(CannotKeepError):
    def __init__(self) -> None:
        super().__init__(
            f"You have {MOST} drafts, which is as many as are kept. "
            "Post or discard some of them; then this one is kept."
        )


class SuspendedWriterError(CannotKeepError):
    def __init__(self) -> None:
        super().__init__("Your account is suspended, so this is not kept. Copy it if you need it.")


class DraftConflictError(CannotKeepError):
    """Another text was kept since the form was opened: `theirs`."""

    def __init__(self, theirs: Draft) -> None:
        self.theirs = theirs
        super().__init__(
            "This draft was changed after you opened this form. Nothing is overwritten: both texts "
            "are here."
        )


@transaction.atomic
def save_draft(*, actor: User, writing: Writing) -> Draft | None:
    """Keep what stands in a form, in place of what the same form kept before.

    None when there is nothing to keep: the form is empty, or posted these words already. A form
    whose token is used up, but which says something else now, keeps it under a new one. Raises a
    CannotKeepError; DraftConflictError when the form has not seen what was kept last.
    """
    body = text_to_keep(writing.body)
    person = hold_writer(actor)
    token, is_posted = _token_for(person, writing, body)
    if is_posted:
        end_drafts(actor=person, client_token=writing.client_token)
        return None
    kept = _kept(person, writing)
    if (
        kept is not None
        and stamp_of(kept) != writing.expected
        and not says(kept, body, writing.choice)
    ):
        raise DraftConflictError(kept)
    # One form keeps one draft: who answers for somebody else now, or replies no more, takes the
    # text along.
    _moved(person, writing).delete()
    if writing.is_empty:
        if kept is not None:
            kept.delete()
        return None
    if kept is None:
        check_room(person)
    return _write(kept, person, writing, body, token)


def discard_draft(*, actor: User, draft: Draft) -> bool:
    """Delete a draft of the actor's, and say whether it was still there."""
    return bool(Draft.objects.filter(person=actor, pk=draft.pk).delete()[0])


def end_drafts(*, actor: User, client_token: uuid.UUID) -> None:
    """Delete what this form kept, as it is being posted; call it where the response is stored."""
    Draft.objects.filter(person=actor, client_token=client_token).delete()


def text_to_keep(body: str) -> str:
    """Return what was typed as it is kept; raises DraftTooLongError."""
    text = normalise(body)
    if len(text) > LONGEST:
        raise DraftTooLongError
    return text


def hold_writer(actor: User) -> User:
    """Hold the author's row while a draft is saved; raises SuspendedWriterError."""
    person = User.objects.select_for_update(no_key=True).filter(pk=actor.pk).first()
    if person is None or person.is_suspended:
        raise SuspendedWriterError
    return person


def check_room(person: User) -> None:
    """Raise TooManyDraftsError when the person can keep no other draft."""
    if person.drafts.count() >= MOST:
        raise TooManyDraftsError


def says(kept: Draft, body: str, choice: Choice) -> bool:
    """Whether the draft says this already."""
    return (kept.body, kept.choice) == (body, choice)


_WHAT_STANDS: Final = (
    "shows_name",
    "body",
    "choices",
    "says_dont_know",
    "asked_as",
    "quoting",
    "tell",
    "client_token",
)


def _token_for(person: User, writing: Writing, body: str) -> tuple[uuid.UUID, bool]:
    """The token to keep it under, and whether these words are posted already."""
    used = Response.objects.filter(client_token=writing.client_token)
    posted = used.only("comment", "choices", "says_dont_know", "user").first()
    if posted is None:
        return writing.client_token, _stands(person, writing, body)
    if posted.user_id != person.pk:
        return uuid.uuid4(), False
    is_same = (posted.comment, posted.choice) == (body, writing.choice)
    # Or posted, and edited since.
    return uuid.uuid4(), is_same or posted.versions.filter(comment=body).exists()


def _stands(person: User, writing: Writing, body: str) -> bool:
    """Whether it stands as posted: going back, a browser puts it into the box again."""
    if writing.is_empty:
        return False
    own = Response.objects.standing_beside(person, writing.question_id, writing.reply_to)
    there = own.filter(organisation=writing.membership.organisation if writing.membership else None)
    return there.filter(comment=body, **writing.choice.as_columns()).exists()


def _kept(person: User, writing: Writing) -> Draft | None:
    organisation = writing.membership.organisation if writing.membership else None
    return Draft.objects.filter(
        person=person,
        question=writing.question_id,
        organisation=organisation,
        reply_to=writing.reply_to,
        edits=None,
    ).first()


def _moved(person: User, writing: Writing) -> "QuerySet[Draft]":
    organisation = writing.membership.organisation if writing.membership else None
    same_form = Draft.objects.filter(
        person=person,
        question=writing.question_id,
        edits=None,
        client_token=writing.client_token,
    )
    return same_form.exclude(organisation=organisation, reply_to=writing.reply_to)


def _write(
    kept: Draft | None, person: User, writing: Writing, body: str, token: uuid.UUID
) -> Draft:
    draft = kept or Draft(
        person=person,
        question_id=writing.question_id,
        organisation=writing.membership.organisation if writing.membership else None,
        reply_to=writing.reply_to,
    )
    draft.shows_name = writing.shows_name
    draft.body = body
    draft.choice = writing.choice
    draft.asked_as = writing.asked_as
    draft.quoting = writing.quoting
    draft.tell = list(writing.tell)
    draft.client_token = token
    if kept is None:
        draft.save(force_insert=True)
    else:
        draft.version += 1
        draft.saved_at = Now()
        draft.save(update_fields=[*_WHAT_STANDS, "version", "saved_at"])
    draft.refresh_from_db(fields=["saved_at"])
    return draft
