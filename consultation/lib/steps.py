"""A page that takes one step: what it says and does, its form and its button."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.http import HttpRequest

AnyForm_co = TypeVar("AnyForm_co", bound=forms.Form, covariant=True)


@dataclass(frozen=True)
class Step(Generic[AnyForm_co]):
    """What components/step.html shows; `done` is said once it is taken."""

    title: str
    words: tuple[str, ...]
    form: AnyForm_co
    button: str
    done: str
    is_danger: bool = False


def posted(request: HttpRequest) -> dict[str, Any]:
    """Return the arguments that bind a form to a POST, and to nothing else."""
    return {"data": request.POST} if request.method == "POST" else {}
