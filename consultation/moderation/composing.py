"""What an author is told of a decision, written when the mail goes out."""

from collections.abc import Collection
from typing import Final

from django.urls import reverse
from django.utils.safestring import mark_safe

from consultation.lib.text import in_a_letter
from consultation.mail.composing import absolute_url, compose_from_templates
from consultation.mail.kinds import Mail
from consultation.mail.models import Message
from consultation.moderation.models import Decision
from consultation.responses.models import Response, ResponseVersion
from consultation.responses.threads.places import spoken_of
from consultation.responses.threads.versions import chosen_in
from papers.querysets import published_title

WHY: Final = "you posted a response"
WHY_OF_A_PART: Final = "you sent the formal answer that this is part of"


def compose_published(message: Message) -> Mail | None:
    return _compose(message, Response.State.PUBLISHED)


def compose_rejected(message: Message) -> Mail | None:
    return _compose(message, Response.State.REJECTED)


def compose_edit_refused(message: Message) -> Mail | None:
    """Tell an author that a change was not published; None when the response is there no more."""
    # They may have changed it again since: that this change was refused, and why, is still news.
    return _compose(message, Response.State.PUBLISHED, Response.State.HELD)


def _compose(message: Message, *states: Response.State) -> Mail | None:
    """Write the mail; None when the decision no longer stands or its author has gone."""
    decision = _find_decision(message, states)
    if decision is None:
        return None
    response, text = decision.response, _text_of(decision)
    is_private = response.visibility == Response.Visibility.PRIVATE
    context = {
        "paper_title": decision.paper_title,  # type: ignore[attr-defined]
        "number": response.question.number,
        "question": response.wording.text,
        "parent": response.in_reply_to,
        "parent_name": spoken_of(response.in_reply_to) if response.in_reply_to else "",
        "reason": decision.reason,
        "words": decision.words,
        "is_private": is_private,
        "is_nameless": response.is_nameless,
        **({} if is_private else _own_words(text, response)),
        "is_edit": decision.is_about_edit,
        "sent": response.submission,
        "sent_url": absolute_url(_path_of_whole(response)),
        "url": absolute_url(_path_of(response)),
        "rules_url": absolute_url(reverse("accounts:house-rules")),
    }
    why = WHY_OF_A_PART if response.submission else ""
    return compose_from_templates(message.kind, context, message=message, why=why)


def _find_decision(message: Message, states: Collection[Response.State]) -> Decision | None:
    """Return the decision, if its response is still the reader's and in one of these states."""
    if message.recipient is None:
        return None
    decisions = Decision.objects.select_related(
        "reason",
        "response__question__paper",
        "response__wording",
        "response__in_reply_to",
        "response__submission",
    )
    found = decisions.filter(
        pk=message.context["decision"],
        response__in=Response.objects.own_of(message.recipient),
        response__state__in=states,
    )
    return found.annotate(paper_title=published_title("response__question__paper__")).first()


def _own_words(text: Response | ResponseVersion, response: Response) -> dict[str, object]:
    """Return the author's own words for both parts of a mail; private ones must not get here."""
    return {
        "chosen": chosen_in(text, response),
        "own_text": in_a_letter(text.comment),
        "own_html": mark_safe(text.html),  # noqa: S308 (made by render_response on writing)
    }


def _path_of(response: Response) -> str:
    """Return where its author reads it: what is private has no place among the others."""
    if response.visibility == Response.Visibility.PRIVATE:
        return _path_of_whole(response)
    return reverse("responses:permalink", args=[response.public_id])


def _path_of_whole(response: Response) -> str:
    """Return where the formal answer is that it was sent with; its own place if it was not."""
    if (sent := response.submission) is None:
        return reverse("responses:permalink", args=[response.public_id])
    return reverse("reading:sent-answer", args=[response.question.paper.slug, sent.reference])


def _text_of(decision: Decision) -> Response | ResponseVersion:
    """Return the text that was refused or published, as far as it was kept."""
    kept = ResponseVersion.objects.filter(response=decision.response, number=decision.version)
    return kept.select_related("wording").first() or decision.response
