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
from consultation.responses.drafts.drafting import LONGEST, MOST, Writing, says, stamp_of
from consultation.responses.drafts.places import Place, find_place
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
    """Another text was kept since the form was opened: `theirs`.

    `kept` is what this form says, kept beside it; None where there was nothing, or no room for it.
    """

    def __init__(self, theirs: Draft, kept: Draft | None = None) -> None:
        self.theirs, self.kept = theirs, kept
        both = "both texts are here, and both are in your drafts" if kept else "both texts are here"
        super().__init__(
            f"This draft was changed after you opened this form. Nothing is overwritten: {both}."
        )


def save_draft(*, actor: User, writing: Writing, keeps_beside: bool = True) -> Draft | None:
    """Keep what stands in a form, in place of what the same form kept before.

    None when there is nothing to keep: the form is empty, or posted these words already. A form
    whose token is used up, but which says something else now, keeps it under a new one. Raises a
    CannotKeepError; DraftConflictError when the form has not seen what was kept last: what it says
    is then kept beside that, unless the form only asks what became of a save (`keeps_beside`).
    """
    body = text_to_keep(writing.body)
    with transaction.atomic():
        saved = _save(actor, writing, body, keeps_beside=keeps_beside)
    if isinstance(saved, DraftConflictError):
        raise saved
    return saved


def _save(
    actor: User, writing: Writing, body: str, *, keeps_beside: bool
) -> Draft | DraftConflictError | None:
    """Save it; a conflict is returned, so that what was kept beside stays kept."""
    person = hold_writer(actor)
    token, is_posted = _token_for(person, writing, body)
    if is_posted:
        end_drafts(actor=person, client_token=writing.client_token)
        return None
    place = find_place(person, writing, body)
    over = place.written_over(writing)
    if (
        over is not None
        and stamp_of(over) != writing.expected
        and not says(over, body, writing.choice)
    ):
        mine = _keep_beside(person, writing, body, token, place) if keeps_beside else None
        return DraftConflictError(over, mine)
    # One form keeps one draft: who answers for somebody else now, or replies no more, takes the
    # text along.
    _moved(person, writing).delete()
    if writing.is_empty:
        Draft.objects.filter(pk__in=[each.pk for each in (over, place.own) if each]).delete()
        return None
    kept = _settle(place, over, body, writing)
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


def has_room(person: User) -> bool:
    """Whether the person can keep another draft."""
    return person.drafts.count() < MOST


def check_room(person: User) -> None:
    """Raise TooManyDraftsError when the person can keep no other draft."""
    if not has_room(person):
        raise TooManyDraftsError


def _keep_beside(
    person: User, writing: Writing, body: str, token: uuid.UUID, place: Place
) -> Draft | None:
    """Keep what is refused for another tab's sake: in one row, however often the form sends it."""
    _moved(person, writing).filter(is_beside=True).delete()
    mine = None if place.own is place.written_over(writing) else place.own
    if writing.is_empty:
        if mine is not None:
            mine.delete()
        return None
    if mine is None and not has_room(person):
        return None
    # Two tabs that opened one draft share its token; posting one must not end the other's text.
    others = {each.client_token for each in (place.draft, *place.beside) if each and each != mine}
    own_token = uuid.uuid4() if token in others else token
    return _write(mine, person, writing, body, own_token, is_beside=True)


def _settle(place: Place, over: Draft | None, body: str, writing: Writing) -> Draft | None:
    """Return the row to write; what stays unwritten of the two is kept beside it."""
    own = place.own
    if own is None:
        return over
    own.is_beside = over is own and place.draft is not None
    if over is own:
        return own
    if over is not None and says(over, body, writing.choice):
        own.delete()
        return over
    if over is not None:
        # Its writer saw both and decided: the other text stays theirs to discard.
        Draft.objects.filter(pk=over.pk).update(is_beside=True)
    return own


_WHAT_STANDS: Final = (
    "is_beside",
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
    kept: Draft | None,
    person: User,
    writing: Writing,
    body: str,
    token: uuid.UUID,
    *,
    is_beside: bool = False,
) -> Draft:
    draft = kept or Draft(
        person=person,
        question_id=writing.question_id,
        organisation=writing.membership.organisation if writing.membership else None,
        reply_to=writing.reply_to,
        is_beside=is_beside,
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
