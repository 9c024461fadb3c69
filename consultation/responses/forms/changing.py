"""What an author types to change a response, and staff to close a thread or answer a question."""

from typing import Any, Final

from django import forms

from consultation.lib.text import StorableText
from consultation.responses.choosing import Ask
from consultation.responses.fields import as_entered
from consultation.responses.forms.composer import ResponseForm
from consultation.responses.models import Response

LONGEST_REASON: Final = 300  # as the column
LONGEST_PLACE: Final = 500  # as the column


class EditForm(ResponseForm):
    """The composer's choice and words; who it was said as stands."""

    token = None  # type: ignore[assignment]
    asked_as = None  # type: ignore[assignment]
    to = None  # type: ignore[assignment]
    draft = None  # type: ignore[assignment]
    writer = None  # type: ignore[assignment]
    # What the response was when the page was opened: a change made meanwhile is a conflict.
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args: Any, response: Response, ask: Ask, **kwargs: Any) -> None:
        initial = {
            "body": response.comment,
            "choice": as_entered(ask, response.choice),
            "version": response.version,
        }
        super().__init__(*args, person=None, ask=ask, **{"initial": initial, **kwargs})

    def over(self, version: int) -> "EditForm":
        """The same form and text, ready to be saved over what was saved meanwhile."""
        self._put_back("version", str(version))
        return self


class CloseForm(forms.Form):
    """Why a thread takes no more replies."""

    reason = forms.CharField(
        label="Why is it closed?",
        max_length=LONGEST_REASON,
        help_text="Readers see these words below the thread. Say where to go on, if there is "
        "somewhere.",
        validators=[StorableText()],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the thread is closed: readers see it."},
    )


class AnsweredForm(forms.Form):
    """Where the policy team has answered a question."""

    where = forms.CharField(
        label="Where is the answer?",
        max_length=LONGEST_PLACE,
        help_text="An address that begins with https://, or words: “Section 3 of the report”. "
        "Readers see it beside the question.",
        validators=[StorableText(multiline=False)],
        error_messages={"required": "Say where the answer is: an address, or words."},
    )
