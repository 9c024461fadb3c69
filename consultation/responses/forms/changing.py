"""What an author types to change a response, and staff to close a thread or answer a question."""

import re
import uuid
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from consultation.lib.text import name_on_one_line
from consultation.responses.choosing import Ask
from consultation.responses.drafts.carrying import mark_of
from consultation.responses.drafts.drafting import stamp_of
from consultation.responses.drafts.edits import EditWriting
from consultation.responses.fields import as_entered
from consultation.responses.forms.coming_back import OPENED
from consultation.responses.forms.composer import ResponseForm
from consultation.responses.models import Draft, Response
from papers.fields import LineField, ProseField

LONGEST_REASON: Final = 300  # as the column
LONGEST_PLACE: Final = 500  # as the column
# With a scheme (“http://x”, “javascript:f()”), without one (“//x”, “www.x”), or a host with or
# without a path. “Annex: the table” and “3.2” are words.
_LIKE_ADDRESS: Final = re.compile(
    r"[a-z][a-z0-9+.-]*:\S|[/\\]|www\.|([a-z0-9-]+\.)+[a-z]{2,}([:/]\S*)?$", re.IGNORECASE
)


class EditForm(ResponseForm):
    """The composer's choice and words; who it was said as stands."""

    too_long_also = "post what does not fit as another response"
    asked_as = None  # type: ignore[assignment]
    to = None  # type: ignore[assignment]
    # Ends what this form kept as a draft, when it is saved.
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    # What the response was when the page was opened: a change made meanwhile is a conflict.
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    has_seen_nothing = (("draft", ""), ("version", "1"))

    def __init__(self, *args: Any, response: Response, ask: Ask, **kwargs: Any) -> None:
        initial = {
            "body": response.comment,
            "choice": as_entered(ask, response.choice),
            "version": response.version,
            OPENED: str(response.version),
            "writer": mark_of(response.user) if response.user else "",
        }
        super().__init__(*args, person=None, ask=ask, **{"initial": initial, **kwargs})

    def begin_with(self, draft: Draft) -> None:
        """Put back what was kept of an edit, and what it was an edit of."""
        del self.initial["choice"]
        was = self.initial[OPENED]
        super().begin_with(draft)
        self.initial[OPENED] = f"{was}/{stamp_of(draft)}"
        self.initial["version"] = draft.edits_version

    def edit_writing(self, *, longest: int) -> EditWriting | None:
        """What stands in the sent form, finished or not; None when it is no form of ours."""
        cleaned = self.cleaned_data
        if not {"token", "version", "draft"} <= cleaned.keys():
            return None
        return EditWriting(
            # More than can be kept is not looked at any closer.
            body=self.data.get("body", "")[: 2 * longest],
            version=cleaned["version"],
            client_token=cleaned["token"] or uuid.uuid4(),
            choice=self.choice,
            expected=cleaned["draft"],
        )

    @property
    def seen_version(self) -> int | None:
        """The version of the response that its author had before them; None where none is told."""
        known = self.cleaned_data if self.is_bound else self.initial
        return known.get("version")

    def over(self, version: int) -> "EditForm":
        """The same form and text, ready to be saved over what was saved meanwhile."""
        if self.is_bound:
            self._put_back("version", str(version))
        else:
            self.initial["version"] = version
        return self


class CloseForm(forms.Form):
    """Why a thread takes no more replies."""

    reason = ProseField(
        label="Why is it closed?",
        rows=3,
        max_length=LONGEST_REASON,
        help_text="Readers see these words below the thread. Say where to go on, if there is "
        "somewhere.",
        error_messages={"required": "Say why the thread is closed: readers see it."},
    )


class PlaceOfAnswer:
    """An address that begins with https://, or words; an address of any other kind is neither."""

    words = (
        "Readers can follow an address only if it begins with https://. "
        "Give the whole address, or say in words where the answer is."
    )

    def __call__(self, typed: str) -> None:
        """Raise ValidationError for what looks like an address and is none to lead readers to."""
        kept = name_on_one_line(typed)
        if kept.startswith("https://"):
            URLValidator(schemes=["https"], message=self.words)(kept)
        elif _LIKE_ADDRESS.match(kept):
            raise ValidationError(self.words)


class AnsweredForm(forms.Form):
    """Where the policy team has answered a question."""

    where = LineField(
        label="Where is the answer?",
        max_length=LONGEST_PLACE,
        help_text="An address that begins with https://, or words: “Section 3 of the report”. "
        "Readers see it beside the question.",
        validators=[PlaceOfAnswer()],
        error_messages={"required": "Say where the answer is: an address, or words."},
    )
