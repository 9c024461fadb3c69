"""What a page with one form is made of."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models

from papers.forms import PartForm
from papers.models import Paper


@dataclass(frozen=True)
class Crumb:
    title: str
    url: str


@dataclass(frozen=True)
class FormPage:
    """One form on a page of its own; `saved` is the part it changes, if there is one yet.

    `back` names the page of the paper that it came from and that a save leads to.
    """

    title: str
    form: PartForm
    button: str
    done: str
    paper: Paper | None = None
    saved: models.Model | None = None
    note: str = ""
    template: str = "papers/edit_part.html"
    back: str = "papers:structure"
    extra: dict[str, Any] = field(default_factory=dict)
