"""What people wrote for formal answers: their own, and in their organisations' rooms."""

from collections.abc import Iterator
from typing import Final

from django.db.models import Q

from accounts.holdings import Erasure, Holding, Row, register_holding
from accounts.holdings.belonging import named_by_nobody_else
from accounts.models import User
from consultation.responses.choosing import in_words
from consultation.responses.models import (
    Answer,
    AnswerVersion,
    DraftersComment,
    Response,
    Submission,
    UnsettledText,
)


def register() -> None:
    """Make these holdings known."""
    for holding in HOLDINGS:
        register_holding(holding)


def _submissions(person: User) -> Iterator[Row]:
    columns = ("person", "begun_by", "approver", "sent_by", "checked_by")
    part = Q(*((column, person) for column in columns), _connector=Q.OR)
    found = Submission.objects.filter(part).select_related("paper", "organisation").order_by("pk")
    for submission in found.iterator():
        yield {
            "id": submission.public_id,
            "paper": submission.paper.slug,
            "for": submission.organisation.name if submission.organisation else "",
            "your part": [
                column.replace("_", " ")
                for column in columns
                if getattr(submission, f"{column}_id") == person.pk
            ],
            "state": submission.get_state_display(),
            "reference": submission.reference or "",
            "begun": submission.begun_at,
            "sent": submission.sent_at,
            "withdrawn": submission.withdrawn_at,
            "name": submission.respondent_name,
            "role": submission.role,
            "connection": submission.get_connection_display(),
            "region": submission.get_region_display(),
            "may be written to": submission.may_contact,
        }


def _versions(person: User) -> Iterator[Row]:
    # What staff key in are the words of others.
    web = Q(answer__submission__channel=Response.Channel.WEB)
    own = AnswerVersion.objects.filter(web, written_by=person).order_by("pk")
    together = own.select_related("answer__submission__paper", "answer__question", "wording")
    for version in together.iterator(chunk_size=500):
        question, wording = version.answer.question, version.wording
        chosen = in_words(version.choice, options=wording.options, kind=question.kind)
        yield {
            "formal answer": version.answer.submission.public_id,
            "paper": version.answer.submission.paper.slug,
            "question": question.number,
            "version": version.number,
            "who can read it": version.get_openness_display(),
            "chosen": list(chosen.texts) if chosen else [],
            "text": version.body,
            "saved": version.written_at,
        }


def _unsettled(person: User) -> Iterator[Row]:
    own = UnsettledText.objects.filter(person=person).order_by("pk")
    together = own.select_related("submission__paper", "question", "wording")
    for text in together.iterator(chunk_size=500):
        question = text.question
        chosen = in_words(text.choice, options=text.wording.options, kind=question.kind)
        yield {
            "formal answer": text.submission.public_id,
            "paper": text.submission.paper.slug,
            "question": question.number,
            "who can read it": text.get_openness_display(),
            "chosen": list(chosen.texts) if chosen else [],
            "text": text.body,
            "saved": text.saved_at,
        }


def _comments(person: User) -> Iterator[Row]:
    own = DraftersComment.objects.filter(author=person).order_by("pk")
    for comment in own.select_related("submission__paper", "question").iterator(chunk_size=500):
        yield {
            "formal answer": comment.submission.public_id,
            "paper": comment.submission.paper.slug,
            "question": comment.question.number if comment.question else None,
            "text": comment.body,
            "at": comment.at,
        }


def _erase(erasure: Erasure) -> None:
    """Delete the person's own, their comments and what they did not settle.

    What they wrote for others loses their name.

    An organisation that only they named goes with them, and so does its room. What they sent for
    an organisation goes where it asked for that. Of what was sent, the responses are let go of
    before this.
    """
    person = erasure.person
    own = Q(person=person) | Q(organisation__in=named_by_nobody_else(person))
    own |= Q(organisation__in=erasure.also_for, sent_by=person)
    gone = Submission.objects.filter(own).exclude(responses__isnull=False)
    erasure.counts["formal_answers_deleted"] = len(set(gone.values_list("pk", flat=True)))
    gone.delete()
    comments = DraftersComment.objects.filter(author=person).delete()[0]
    erasure.counts["drafters_comments_deleted"] = comments
    erasure.counts["unsettled_texts_deleted"] = UnsettledText.objects.filter(
        person=person
    ).delete()[0]
    AnswerVersion.objects.filter(written_by=person).update(written_by=None)
    Answer.objects.filter(changed_by=person).update(changed_by=None)
    for column in ("person", "begun_by", "approver", "sent_by", "checked_by"):
        Submission.objects.filter(**{column: person}).update(**{column: None})


HOLDINGS: Final = (
    Holding(
        name="formal-answers",
        title="Formal answers you had a part in",
        why="So that an answer can be drafted, sent, and found again by who sent it.",
        models=(Submission,),
        rows=_submissions,
        erase=_erase,
    ),
    Holding(
        name="formal-answers-texts",
        title="What you wrote of formal answers",
        why="So that those who draft an answer see who wrote what, and lose nothing.",
        models=(Answer, AnswerVersion),
        rows=_versions,
        is_long=True,
    ),
    Holding(
        name="formal-answers-unsettled",
        title="What you wrote for formal answers and did not settle",
        why="So that it is there when somebody else changed the same. Nobody reads it but you.",
        models=(UnsettledText,),
        rows=_unsettled,
        is_long=True,
    ),
    Holding(
        name="drafters-comments",
        title="What you said to those who draft with you",
        why="So that drafters can talk about an answer beside it.",
        models=(DraftersComment,),
        rows=_comments,
        is_long=True,
    ),
)
