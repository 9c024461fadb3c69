"""The receipt of a formal answer: all that was sent, as a tagged PDF (ISO 14289-1, PDF/UA-1).

It is made when it is asked for and kept nowhere: it holds what is private.
"""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.urls import reverse

from consultation.lib.clock import in_words
from consultation.lib.heads import absolute
from consultation.responses.choosing import Chosen
from consultation.responses.formal.checking import OPENNESS_WORDS
from consultation.responses.models import Answer, Response, Submission
from consultation.responses.querysets import ResponseQuerySet
from papers.content import PaperContent
from papers.packs.flow import flow_of, one_line
from papers.packs.pdf import FLOW_TEMPLATE, flow_data, typeset

TEMPLATE: Final = FLOW_TEMPLATE + (Path(__file__).parent / "receipt.typ").read_text(
    encoding="utf-8"
)
UNPRINTABLE: Final = (
    "This document’s fonts lack {count} of the characters that were written: {mark} stands in the "
    "place of each. The page named below shows all of it as it was written."
)


def answers_sent(submission: Submission) -> ResponseQuerySet:
    """Return the responses that a formal answer became, in the order of the questions.

    Its drafters and the policy team read all of it, whatever became of each: so this asks nobody
    who they are, and whoever calls it has to.
    """
    sent = Response.objects.unerased().filter(submission=submission)
    return sent.select_related("question", "wording").order_by("question__number")


def openness_of(response: Response) -> str:
    """Say who was to read an answer of a formal answer."""
    if response.visibility == Response.Visibility.PRIVATE:
        return OPENNESS_WORDS[Answer.Openness.PRIVATE]
    named = Answer.Openness.NAMELESS if response.is_nameless else Answer.Openness.PUBLIC
    return OPENNESS_WORDS[named]


def make_receipt(submission: Submission, content: PaperContent) -> bytes:
    """Return the PDF; raises `PackUnavailableError`. One query.

    Expects one that was sent, with its paper.
    """
    assert submission.sent_at is not None  # noqa: S101  # a check in the database holds it
    return typeset(TEMPLATE, _data_of(submission, content), made_at=submission.sent_at)


def _data_of(submission: Submission, content: PaperContent) -> dict[str, Any]:
    paper, title = submission.paper, one_line(content.title)
    path = reverse("reading:sent-answer", args=[paper.slug, submission.reference])
    respondent = one_line(submission.respondent_name)
    return {
        "site_name": settings.SITE_NAME,
        "title": "Receipt of a formal answer",
        "description": f"What {respondent} answered to “{title}”",
        "language": paper.language,
        "paper": title,
        "reference": submission.reference,
        "respondent": respondent,
        "url": absolute(path),
        "facts": list(_facts(submission)),
        "about": list(_about(submission)),
        "answers": [_answer(each, paper.language) for each in answers_sent(submission)],
        "unprintable": "",
        "unprintable_said": UNPRINTABLE,
    }


def _facts(submission: Submission) -> list[tuple[str, str]]:
    assert submission.sent_at is not None  # noqa: S101  # a check in the database holds it
    facts = [("Reference", str(submission.reference)), ("Sent", in_words(submission.sent_at))]
    if submission.withdrawn_at is not None:
        facts.append(("Withdrawn", in_words(submission.withdrawn_at)))
    return facts


def _about(submission: Submission) -> list[tuple[str, str]]:
    about = [
        ("Name", one_line(submission.respondent_name)),
        ("Role", one_line(submission.role)),
        ("Connection", submission.get_connection_display()),
        ("Region", submission.get_region_display()),
        ("The policy team may write about it", "Yes" if submission.may_contact else "No"),
    ]
    return [(label, value) for label, value in about if value]


def _answer(response: Response, language: str) -> dict[str, Any]:
    question, wording = response.question, response.wording
    chosen = response.chosen(kind=question.kind, language=language)
    return {
        "label": f"Question {question.number}",
        "asked": one_line(wording.text),
        "parts": [one_line(part) for part in wording.parts],
        "lang": language,
        "openness": openness_of(response),
        "how": _how(chosen) if chosen else "",
        "chosen": [one_line(text) for text in chosen.texts] if chosen else [],
        "is_ordered": bool(chosen and chosen.is_ordered),
        "blocks": flow_data(flow_of(response.html, site=settings.SITE_URL), level=2),
    }


def _how(chosen: Chosen) -> str:
    """Say of a step on a scale also from where to where the scale goes."""
    return f"{chosen.how} ({one_line(chosen.beside)})" if chosen.beside else chosen.how
