"""The forms of responding."""

from consultation.responses.forms.composer import ResponseForm

__all__ = ["ResponseForm"]
