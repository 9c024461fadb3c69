"""What people posted."""

from collections.abc import Iterator

from django_comments.models import Comment, CommentFlag
from django_comments_xtd.models import XtdComment

from accounts.holdings import Erasure, Holding, Row, register_holding
from accounts.models import User
from consultation.activity.actions import record_many
from consultation.activity.models import Activity, Verb
from consultation.activity.verbs import SAID
from consultation.responses.erasing import carry_out, lock_responses_of, plan_erasure
from consultation.responses.models import Response


def register() -> None:
    """Make what was posted known, and the log of it."""
    register_holding(
        Holding(
            name="responses",
            title="What you posted",
            why="It is your part in the consultation, in every state, as you typed it.",
            models=(Response, XtdComment, Comment, CommentFlag),
            rows=_responses,
            erase=_erase,
            lock=_lock,
            is_long=True,
        )
    )
    register_holding(
        Holding(
            name="responses-log",
            title="The log of what became of your responses",
            why="So that it can be seen when each was published or refused.",
            models=(),
            rows=_log,
        )
    )


def _responses(person: User) -> Iterator[Row]:
    own = Response.objects.own_of(person).order_by("pk")
    together = own.select_related("question__paper", "wording", "in_reply_to", "submission")
    for response in together.iterator(chunk_size=500):
        parent, question = response.in_reply_to, response.question
        chosen = response.chosen(kind=question.kind)
        yield {
            "id": response.public_id,
            "paper": question.paper.slug,
            "question": question.number,
            "asked as": response.wording.text,
            "in reply to": parent.public_id if parent else "",
            "state": response.get_state_display(),
            "for whom to read": response.get_visibility_display(),
            "came by": response.get_channel_display(),
            "posted": response.submit_date,
            "published": response.published_at,
            "edited": response.edited_at,
            "withdrawn": response.withdrawn_at,
            "part of the formal answer": response.submission.reference
            if response.submission
            else "",
            "name shown": response.shown_name,
            "organisation shown": response.shown_organisation,
            "chosen": list(chosen.texts) if chosen else [],
            "text": response.comment,
        }


def _log(person: User) -> Iterator[Row]:
    own = Response.objects.filter(user=person).values("pk")
    lines = Activity.objects.filter(object_type=Response._meta.label_lower, object_id__in=own)
    for line in lines.order_by("pk").iterator():
        yield {
            "when": line.at,
            "who": "you" if line.actor_id == person.pk else "somebody else",
            "what": SAID.get(line.verb, line.verb),
            "verb": line.verb,
            "response": line.object_id,
            "details": line.data,
        }


def _lock(erasure: Erasure) -> None:
    lock_responses_of(erasure.person)
    own = Response.objects.filter(user=erasure.person)
    named = own.exclude(is_nameless=True).exclude(shown_name="")
    erasure.traces.update(own.values_list("public_id", flat=True))
    erasure.traces.update(named.values_list("shown_name", flat=True))


def _erase(erasure: Erasure) -> None:
    plan = plan_erasure(erasure.person, erasure.also_for)
    carry_out(plan)
    gone = [Response(pk=pk) for pk in sorted(plan.deleted | plan.emptied)]
    record_many(actor=erasure.actor, verb=Verb.RESPONSE_ERASED, things=gone)
    erasure.counts["responses_deleted"] = len(plan.deleted)
    erasure.counts["responses_emptied"] = len(plan.emptied)
    erasure.counts["responses_kept"] = len(plan.kept)
