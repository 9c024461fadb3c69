"""Forms that change a response, and what is kept of them."""

import uuid
from typing import Any

from django.test import Client

from consultation.responses.actions.drafting_edits import save_edit_draft
from consultation.responses.drafts.edits import EditWriting
from consultation.responses.models import Draft, Response

# What a response says, and what its author would have it say.
OLD, NEW = "Housing first, then work.", "Housing first, then a mentor."


def address(response: Response, step: str = "edit") -> str:
    return f"/responses/{response.public_id}/{step}/"


def fields(body: str, **more: Any) -> dict[str, Any]:
    """What the form of an edit sends."""
    return {"body": body, "version": 1, "token": str(uuid.uuid4()), **more}


def quietly(client: Client, response: Response, body: str, **more: Any) -> Any:
    """Save as the script does."""
    return client.post(address(response, "edit/draft"), fields(body, keep="quietly", **more))


def writing(body: str, **more: Any) -> EditWriting:
    return EditWriting(body, **{"version": 1, "client_token": uuid.uuid4(), **more})


def begin_edit(response: Response, body: str, **more: Any) -> Draft:
    """Keep a draft of an edit, as the action does."""
    stored = reread(response)
    assert stored.user is not None
    draft = save_edit_draft(actor=stored.user, response=stored, writing=writing(body, **more))
    assert draft is not None
    return draft


def reread(response: Response) -> Response:
    return Response.objects.select_related("question__paper", "wording").get(pk=response.pk)
