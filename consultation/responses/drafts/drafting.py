"""What somebody is writing and has not posted: as it stands in a form, and as it is kept.

Nobody reads a draft but its author. How long one is kept is said here, in one place: by the page
that shows it and by the task that forgets it.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Membership, User
from consultation.lib.pages import page_of
from consultation.lib.sanitising import LONGEST_RESPONSE
from consultation.lib.text import count_words, excerpt, is_blank
from consultation.responses.choosing import NO_CHOICE, Choice, Chosen, in_words
from consultation.responses.models import Draft, Response
from consultation.responses.threads.replying import GONE, why_no_replies
from papers.content import QuestionContent
from papers.models import Paper, Wording
from papers.querysets import published_question

# As the pages say that show a draft.
KEPT_FOR: Final = timedelta(days=30)
KEPT_AFTER_CLOSING: Final = timedelta(days=14)
# Five times what may be posted: what is too long to be posted is not yet too long to be kept.
LONGEST: Final = 100_000
MOST: Final = 200
DRAFTS_A_PAGE: Final = 25
WORDS_SHOWN: Final = 40
ONESELF: Final = "me"


@dataclass(frozen=True)
class Writing:
    """What stands in a composer, to be kept; it need not be an answer yet.

    `shows_name` of somebody who speaks for no organisation says that they chose to speak for
    themselves. `expected` is the stamp of the draft that the form was opened with, or empty.
    """

    question_id: int
    body: str
    client_token: uuid.UUID
    asked_as: int
    choice: Choice = NO_CHOICE
    membership: Membership | None = None
    shows_name: bool = False
    reply_to: str = ""
    quoting: str = ""
    tell: tuple[str, ...] = ()
    expected: str = ""

    @property
    def is_empty(self) -> bool:
        return is_blank(self.body) and not self.choice


@dataclass(frozen=True)
class OwnDraft:
    """A draft in the list of its author's, with what it was meant for."""

    draft: Draft
    what: str
    ask: str
    title: str
    chosen: Chosen | None
    beginning: str
    words: int
    is_cut: bool
    kept_until: datetime
    open_url: str
    why_not: str
    # A reply that cannot be one any more can be posted as a response to the question.
    is_adrift: bool

    @property
    def described(self) -> str:
        """What its links lead to: the draft of a place, or what another tab typed there."""
        return f"{self.ask} (typed in another tab)" if self.draft.is_beside else self.ask


def stamp_of(draft: Draft) -> str:
    """Name one state of one draft: a form that was opened with another has not seen it."""
    return f"{draft.pk}.{draft.version}"


def says(kept: Draft, body: str, choice: Choice) -> bool:
    """Whether the draft says this already."""
    return (kept.body, kept.choice) == (body, choice)


def kept_until(draft: Draft, closes_at: datetime | None) -> datetime:
    """When the draft is forgotten unless it is saved again."""
    after_saving = draft.saved_at + KEPT_FOR
    return max(after_saving, closes_at + KEPT_AFTER_CLOSING) if closes_at else after_saving


def drafts_for(person: User, question_id: int, reply_to: str = "") -> list[Draft]:
    """Return what the person has begun of one answer or reply, in each capacity.

    The latest first; what other tabs typed comes after.
    """
    begun = Draft.objects.filter(person=person, question=question_id, reply_to=reply_to, edits=None)
    return list(begun.select_related("organisation").order_by("is_beside", "-saved_at", "-pk"))


def capacity_key(draft: Draft) -> str:
    """The capacity as the composer names it; empty where none was chosen yet."""
    if draft.organisation is not None:
        return str(draft.organisation.public_id)
    return ONESELF if draft.shows_name else ""


def opening_query(draft: Draft) -> dict[str, str]:
    """Return what the address of its form says, so that this draft of the place is opened."""
    return {"as": capacity_key(draft), "draft": str(draft.pk) if draft.is_beside else ""}


def own_drafts(person: User, *, cursor: str | None) -> dict[str, Any]:
    """Return one page of a person's drafts, the last saved first. Three queries; BadCursor."""
    page = page_of(
        _with_what_was_asked(Draft.objects.filter(person=person)),
        order=("-saved_at", "-id"),
        size=DRAFTS_A_PAGE,
        cursor=cursor,
    )
    theirs = _organisations_of(person)
    there = why_no_replies([draft.reply_to for draft in page.items if draft.reply_to])
    url = reverse("responses:drafts")
    return {
        "drafts": [_own(draft, theirs, _why_no_reply(draft, there)) for draft in page.items],
        "newer_url": f"{url}?{urlencode({'cursor': page.newer})}" if page.newer else "",
        "older_url": f"{url}?{urlencode({'cursor': page.older})}" if page.older else "",
    }


def own_draft(draft: Draft) -> OwnDraft:
    """Return one draft as the list shows it. One query."""
    return _own(_with_what_was_asked(Draft.objects.filter(pk=draft.pk)).get(), (), "")


def form_url(draft: Draft) -> str:
    """The form that the draft comes back in, in its capacity."""
    if draft.edits_id is not None:
        return reverse("responses:edit", args=[draft.edited_id])  # type: ignore[attr-defined]
    question = draft.question
    asked = {"to": draft.reply_to, **opening_query(draft)}
    query = {key: value for key, value in asked.items() if value}
    url = reverse("responses:respond", args=[question.paper.slug, question.number])
    return f"{url}?{urlencode(query)}" if query else url


def forget_old_drafts() -> int:
    """Delete the drafts that nobody came back to, when their pages said; return how many."""
    left = Draft.objects.filter(saved_at__lt=Now() - KEPT_FOR)
    closes_at = "question__paper__closes_at"
    over = Q(**{f"{closes_at}__isnull": True}) | Q(
        **{f"{closes_at}__lt": Now() - KEPT_AFTER_CLOSING}
    )
    return left.filter(over).delete()[0]


def _with_what_was_asked(drafts: "QuerySet[Draft]") -> "QuerySet[Draft]":
    """Add what readers see of the question and of its paper; the working copy is not theirs."""
    title = KeyTextTransform("title", "question__paper__current_edition__content")
    read = Wording.objects.filter(question=OuterRef("question"), number=OuterRef("asked_as"))
    return drafts.select_related("question__paper", "organisation").annotate(
        paper_title=title,
        options=Subquery(read.values("options")[:1]),
        edited_id=F("edits__public_id"),
        edited_depth=F("edits__depth"),
        edited_state=F("edits__state"),
        edited_thread_closed_at=F("edits__root__closed_at"),
        as_published=published_question("question__paper__"),
        is_open=Q(question__paper__in=Paper.objects.open()),
    )


def _organisations_of(person: User) -> set[int]:
    current = Membership.objects.current().filter(user=person)
    return set(current.values_list("organisation_id", flat=True))


def _why_no_reply(draft: Draft, there: Mapping[str, str]) -> str:
    return there.get(draft.reply_to, GONE) if draft.reply_to else ""


def _own(draft: Draft, theirs: Collection[int], why_no_reply: str) -> OwnDraft:
    published = draft.as_published  # type: ignore[attr-defined]
    question = QuestionContent.from_json(published) if published else None
    closes_at = draft.question.paper.closes_at
    why_not = _why_it_cannot_be_posted(draft, question, theirs)
    return OwnDraft(
        draft=draft,
        what=_what_it_is(draft),
        ask=question.text if question else "",
        title=draft.paper_title or "",  # type: ignore[attr-defined]
        chosen=_chosen(draft),
        beginning=excerpt(draft.body, WORDS_SHOWN),
        words=count_words(draft.body[:LONGEST_RESPONSE]),
        is_cut=len(draft.body) > LONGEST_RESPONSE,
        kept_until=kept_until(draft, closes_at),
        open_url="" if why_not else form_url(draft),
        why_not=why_not or why_no_reply,
        is_adrift=bool(why_no_reply) and not why_not,
    )


def _what_it_is(draft: Draft) -> str:
    if draft.edits_id is not None:
        is_reply = draft.edited_depth > 0  # type: ignore[attr-defined]
        return f"A change of your {'reply' if is_reply else 'response'}"
    return "A reply" if draft.reply_to else "An answer"


def _chosen(draft: Draft) -> Chosen | None:
    """What the draft chooses, from the options that its author read."""
    options: list[str] = draft.options or []  # type: ignore[attr-defined]
    question = draft.question
    language = question.paper.language
    return in_words(draft.choice, options=options, kind=question.kind, language=language)


def _why_it_cannot_be_posted(
    draft: Draft,
    question: QuestionContent | None,
    theirs: Collection[int],
) -> str:
    """Say why its form does not open any more; empty where it does."""
    if not draft.is_open:  # type: ignore[attr-defined]
        return "The paper does not take responses now."
    if question is None or question.is_retired:
        return "The question is no longer asked."
    if draft.edited_state == Response.State.REJECTED:  # type: ignore[attr-defined]
        return "The response was not published, so it cannot be changed. You may post a new one."
    if draft.edited_thread_closed_at is not None:  # type: ignore[attr-defined]
        return "The thread was closed, so what was said in it stays as it is."
    if draft.organisation_id and draft.organisation_id not in theirs:
        return f"You do not answer for {draft.organisation} any more."
    return ""
