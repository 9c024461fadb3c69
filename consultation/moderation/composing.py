"""What an author is told of a decision, written when the mail goes out."""

from typing import Final

from django.urls import reverse

from consultation.lib.text import plain
from consultation.mail.composing import absolute_url, compose_from_templates
from consultation.mail.kinds import Mail
from consultation.mail.models import Message
from consultation.moderation.models import Decision
from consultation.responses.models import Response
from papers.querysets import published_title

WHY: Final = "you posted a response"


def compose_published(message: Message) -> Mail | None:
    return _compose(message, Response.State.PUBLISHED)


def compose_rejected(message: Message) -> Mail | None:
    return _compose(message, Response.State.REJECTED)


def _compose(message: Message, state: Response.State) -> Mail | None:
    """Write the mail; None when the decision no longer stands or its author has gone."""
    decision = (
        Decision.objects.select_related(
            "reason", "response__question", "response__wording", "response__in_reply_to"
        )
        .annotate(paper_title=published_title("response__question__paper__"))
        .filter(
            pk=message.context["decision"],
            response__state=state,
            response__user=message.recipient,
        )
        .first()
    )
    if decision is None:
        return None
    response = decision.response
    context = {
        "paper_title": decision.paper_title,  # type: ignore[attr-defined]
        "number": response.question.number,
        "question": response.wording.text,
        "parent": response.in_reply_to,
        "reason": decision.reason,
        "words": decision.words,
        "chosen": response.chosen(kind=response.question.kind),
        "own_text": plain(response.comment),
        "url": absolute_url(reverse("responses:permalink", args=[response.public_id])),
        "rules_url": absolute_url(reverse("reading:about")),
    }
    return compose_from_templates(message.kind, context, message=message)
