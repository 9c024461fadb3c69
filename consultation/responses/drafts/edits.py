"""What somebody is typing to change a response of theirs, and has not saved."""

import uuid
from dataclasses import dataclass
from typing import Final

from consultation.lib.text import is_blank
from consultation.responses.choosing import NO_CHOICE, REPLY, Ask, Choice
from consultation.responses.models import Draft, Response, ResponseVersion
from papers.options import KINDS_WITH_DONT_KNOW, choices_offered

# An edit is carried through signing in under the response that it changes, and at no question.
NO_QUESTION: Final = 0


@dataclass(frozen=True)
class EditWriting:
    """What stands in the form of an edit, to be kept; it need not be an answer yet.

    `version` is what the response was when the form was opened, `expected` the stamp of the draft
    that it was opened with, or empty.
    """

    body: str
    version: int
    client_token: uuid.UUID
    choice: Choice = NO_CHOICE
    expected: str = ""

    @property
    def is_empty(self) -> bool:
        return is_blank(self.body) and not self.choice


def find_edit_draft(response: Response) -> Draft | None:
    """Return what the author of a response has begun of a change of it; it is for them alone."""
    own = Draft.objects.filter(edits=response.pk, person=response.user_id)
    return own.select_related("organisation").first()


def is_said(response: Response, writing: EditWriting, text: str) -> bool:
    """Whether the response says this, or came to say it after the form was opened.

    A save that arrives behind the edit of its own form leaves no draft.
    """
    chosen = writing.choice
    if (response.comment, response.choice) == (text, chosen):
        return True
    return ResponseVersion.objects.filter(
        response=response.pk,
        number__gt=writing.version,
        comment=text,
        **chosen.as_columns(),
    ).exists()


def ask_as_read(response: Response) -> Ask:
    """Say how it was asked when it was answered, whether it can be answered anew or not."""
    if response.depth:
        return REPLY
    kind = response.question.kind
    return Ask(
        kind=kind,
        options=choices_offered(kind, response.wording.options),
        has_dont_know=kind in KINDS_WITH_DONT_KNOW,
        language=response.question.paper.language,
    )
