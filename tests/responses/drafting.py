"""Forms that are being written, and what is kept of them."""

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from consultation.responses.actions.drafting import save_draft
from consultation.responses.drafts.carrying import mark_of
from consultation.responses.drafts.drafting import Writing
from consultation.responses.models import Draft
from papers.models import Question


def url_of(question: Question, name: str = "respond") -> str:
    return reverse(f"responses:{name}", args=[question.paper.slug, question.number])


def form(body: str = "A bed on the first night.", **fields: Any) -> dict[str, Any]:
    return {"body": body, "token": str(uuid.uuid4()), "asked_as": 1, "to": "", **fields}


def quietly(
    client: Client, question: Question, body: str = "A bed on the first night.", **fields: Any
) -> Any:
    """Save as the script does."""
    return client.post(url_of(question, "draft"), form(body, keep="quietly", **fields))


def begin(
    person: User,
    question: Question,
    body: str = "A bed on the first night.",
    *,
    membership: Membership | None = None,
    **fields: Any,
) -> Draft:
    """Keep a draft, as the action does."""
    wanted = {"client_token": uuid.uuid4(), "asked_as": 1, **fields}
    writing = Writing(question_id=question.pk, body=body, membership=membership, **wanted)
    draft = save_draft(actor=person, writing=writing)
    assert draft is not None
    return draft


def marked(person: User, **fields: Any) -> dict[str, Any]:
    """The fields of a form that was made for this person."""
    return form(**{"writer": mark_of(person), **fields})
