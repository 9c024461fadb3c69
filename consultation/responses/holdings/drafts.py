"""What people began and have not posted."""

from collections.abc import Iterator

from django.db.models import F

from accounts.holdings import Erasure, Holding, Row, register_holding
from accounts.models import User
from consultation.responses.drafts.carrying import forget_all_of
from consultation.responses.drafts.drafting import kept_until
from consultation.responses.models import Draft


def register() -> None:
    """Make drafts known."""
    register_holding(
        Holding(
            name="drafts",
            title="What you are writing",
            why="So that what you typed is there when you come back. Nobody reads it but you.",
            models=(Draft,),
            rows=_rows,
            erase=_erase,
            is_long=True,
        )
    )


def _rows(person: User) -> Iterator[Row]:
    drafts = Draft.objects.filter(person=person).select_related("question__paper", "organisation")
    drafts = drafts.annotate(edited=F("edits__public_id"))
    for draft in drafts.order_by("pk").iterator():
        paper = draft.question.paper
        yield {
            "paper": paper.slug,
            "question": draft.question.number,
            "in reply to": draft.reply_to,
            "changes your response": draft.edited or "",
            "for": draft.organisation.name if draft.organisation else "",
            "with your name": draft.shows_name,
            "chosen": list(draft.choices),
            "does not know": draft.says_dont_know,
            "quoting": draft.quoting,
            "telling": list(draft.tell),
            "typed in another tab": draft.is_beside,
            "text": draft.body,
            "saved": draft.saved_at,
            "kept until": kept_until(draft, paper.closes_at),
        }


def _erase(erasure: Erasure) -> None:
    person_id = erasure.person.pk
    gone, _ = Draft.objects.filter(person=person_id).delete()
    erasure.counts["drafts_deleted"] = gone
    # Also what waits for them to sign in again, in whatever browser.
    erasure.afterwards.append(lambda: forget_all_of(person_id))
