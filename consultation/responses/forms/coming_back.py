"""Whether a browser that went back put older words into a form that was fetched anew.

Without script a browser does so, and the form's own mark of what it was opened with is new by then:
to save those words would end newer ones unseen. A list is brought back as it was left even where
nobody touched it. So a form says twice what it was opened with: in a hidden field, which is as the
server wrote it, and in a list that nobody sees, with that alone to choose. What was left does not
stand in the list of another state, and then the two differ.
"""

import uuid
from typing import Any, Final

from django import forms

OPENED: Final = "opened"
_LEFT: Final = "opened_left"
# Said where nothing was kept yet: a list brings no empty value back.
_NOTHING_YET: Final = "nothing-yet"


class OpenedWith(forms.HiddenInput):
    """The two that say what a form was opened with."""

    template_name = "responses/_opened_with.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value or _NOTHING_YET, attrs)
        return {**context, "left": _LEFT}


class ComingBackForm(forms.Form):
    """A form that trusts no mark of what was kept after its words were typed.

    Its token is another then, so that posting them ends no draft of other words; sent twice, it is
    the same one.
    """

    opened = forms.CharField(widget=OpenedWith, required=False, max_length=60)
    # What its other marks say where it has seen nothing of what was kept.
    has_seen_nothing: tuple[tuple[str, str], ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.data = self._as_typed(self.data)

    def _as_typed(self, sent: Any) -> Any:
        opened = sent.get(OPENED)
        if not opened or opened == sent.get(_LEFT):
            return sent
        alone = sent.copy()
        marks = (("token", _token_beside(sent.get("token", ""))), *self.has_seen_nothing)
        alone.update({name: value for name, value in marks if alone.pop(name, None) is not None})
        alone[_LEFT] = opened
        return alone


def _token_beside(token: str) -> str:
    try:
        return str(uuid.uuid5(uuid.UUID(token), OPENED))
    except ValueError:
        return token
