"""Editing: an author says it otherwise while the paper is open; what was said before is kept."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from accounts.models import User
from consultation.activity.models import Verb
from consultation.lib.sanitising import RENDERER_VERSION, render_response
from consultation.lib.text import normalise
from consultation.responses.actions.drafting_edits import end_edit_draft
from consultation.responses.actions.errors import NotAnAnswerError, NotWelcomedError
from consultation.responses.actions.not_changed import (
    EditConflictError,
    NoLongerOpenError,
    NotChangeableError,
    PartOfSubmissionError,
    SuspendedAuthorError,
    ThreadIsClosedError,
)
from consultation.responses.actions.own import hold_own
from consultation.responses.actions.recording import record_of
from consultation.responses.choosing import NO_CHOICE, REPLY, Ask, Choice, fault_of_answer
from consultation.responses.models import Response
from consultation.responses.policy import must_be_held
from consultation.responses.results.counting import count_anew, note_change
from consultation.responses.taking_part.quoting import follow_edit
from consultation.responses.threads.versions import is_public, keep_version
from papers.content import QuestionContent
from papers.models import Paper, Wording
from papers.querysets import published_question


@dataclass(frozen=True)
class Edited:
    """The stored response; `changed` is false when it says this already."""

    response: Response
    changed: bool


def edit_response(
    *,
    actor: User,
    response: Response,
    body: str,
    expected_version: int,
    choice: Choice = NO_CHOICE,
    client_token: uuid.UUID | None = None,
) -> Edited:
    """Let an author's response say something else, held or published by the paper's policy anew.

    The same text once more changes nothing, so that a form sent twice counts once. `client_token`
    names the form: the draft that it kept ends with the edit. Raises EditConflictError when the
    response was changed after `expected_version`, another CannotPostError when it cannot be changed
    or this is no answer, and PermissionDenied for anybody else's.
    """
    text = normalise(body)
    with transaction.atomic():
        stored = hold_own(actor, response)
        # Only now that the author's row is held: a draft that is being saved is there by now. What
        # is refused below leaves it.
        if client_token is not None:
            end_edit_draft(response=stored, client_token=client_token)
        if (stored.comment, stored.choice) == (text, choice):
            return Edited(stored, changed=False)
        if fault := fault_of_answer(ask_to_edit(actor, stored), choice, text):
            raise NotAnAnswerError(fault)
        if stored.version != expected_version:
            raise EditConflictError
        _change(actor, stored, text, choice)
        stored.refresh_from_db()
    return Edited(stored, changed=True)


def ask_to_edit(actor: User, response: Response) -> Ask:
    """Say how it can be answered anew, in the wording it was asked as and by today's edition.

    Raises what keeps this author from changing it, as far as that can be seen without a lock.
    """
    if not response.is_living:
        raise NotChangeableError
    if response.submission_id is not None:
        raise PartOfSubmissionError
    if actor.is_suspended:
        raise SuspendedAuthorError
    if not actor.agreed_rules:
        raise NotWelcomedError
    question = _question_asked(response)
    if Response.objects.filter(pk=response.root_id, closed_at__isnull=False).exists():
        raise ThreadIsClosedError
    if response.depth:
        return REPLY
    return Ask.of(question, response.wording.options, response.question.paper.language)


def _question_asked(response: Response) -> QuestionContent:
    """Return the question as readers see it while the paper is open by the database's clock."""
    wordings = Wording.objects.filter(
        pk=response.wording_id, question__paper__in=Paper.objects.open()
    )
    wording = wordings.annotate(as_published=published_question("question__paper__")).first()
    if wording is None or wording.as_published is None:
        raise NoLongerOpenError
    question = QuestionContent.from_json(wording.as_published)
    if question.is_retired:
        raise NoLongerOpenError
    return question


def _change(actor: User, stored: Response, text: str, choice: Choice) -> None:
    was_public, old_html = is_public(stored), stored.html
    moderation = stored.question.paper.moderation
    held = stored.state == Response.State.HELD or must_be_held(moderation, actor)
    keep_version(stored)
    changes = {
        "comment": text,
        "html": render_response(text),
        "renderer": RENDERER_VERSION,
        **choice.as_columns(),
        "version": F("version") + 1,
        "edited_at": Now(),
        "edited_after_replies": _has_replies(stored),
        "state": Response.State.HELD if held else stored.state,
        "is_public": was_public and not held,
    }
    if was_public and (held or choice != stored.choice):
        with count_anew([stored.question_id], [stored.root_id]):
            Response.objects.filter(pk=stored.pk).update(**changes)
    else:
        Response.objects.filter(pk=stored.pk).update(**changes)
        if was_public:
            note_change(stored.question_id)
    if was_public and not held:
        follow_edit(Response.objects.get(pk=stored.pk), old_html, since=stored.version)
    version = stored.version + 1
    record_of(stored, Verb.RESPONSE_EDITED, actor=actor, version=version, held=held)


def _has_replies(stored: Response) -> bool:
    return Response.objects.public().filter(in_reply_to=stored.pk).exists()
