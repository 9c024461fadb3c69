"""What became of a formal answer, as those it is from see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from accounts.models import Membership, User
from consultation.lib.pages import page_of
from consultation.moderation.models import Decision
from consultation.responses.choosing import Chosen, in_words
from consultation.responses.formal.checking import signers_of
from consultation.responses.formal.own import rooms_of, sent_open_to
from consultation.responses.formal.receipts import answers_sent, openness_of
from consultation.responses.formal.unsettled import kept_until, unsettled_of
from consultation.responses.models import Response, Submission, UnsettledText
from papers.access import PublishedPaper
from papers.querysets import published_title

SENT_A_PAGE: Final = 25
_STATE_WORDS: Final = {
    Response.State.HELD: "A moderator reads it",
    Response.State.REJECTED: "Not published",
    Response.State.WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True)
class SentAnswer:
    """One answer as it was sent, and what became of it."""

    response: Response
    chosen: Chosen | None
    openness_word: str
    state_word: str
    decision: Decision | None
    # Where readers see it; empty while they do not.
    url: str

    @property
    def html(self) -> SafeString:
        return mark_safe(self.response.html)  # noqa: S308  # made by render_response on writing


@dataclass(frozen=True)
class Unsent:
    """What this reader typed and did not settle before it was sent."""

    text: UnsettledText
    chosen: Chosen | None


@dataclass(frozen=True)
class SentPage:
    """A formal answer that was sent."""

    submission: Submission
    answers: tuple[SentAnswer, ...]
    follows: Submission | None
    followed_by: Submission | None
    # Whether this reader can withdraw it, or begin another with its words.
    may_withdraw: bool
    may_begin_again: bool
    # Who can withdraw it instead of this reader; None where this reader can, or nobody can now.
    withdrawers: tuple[Membership, ...] | None
    unsettled: tuple[Unsent, ...]

    @property
    def kept_until(self) -> datetime | None:
        """Until when all of the unsettled texts are kept; None where there is none."""
        sent_at = self.submission.sent_at
        return min((kept_until(each.text, sent_at) for each in self.unsettled), default=None)

    @property
    def is_withdrawn(self) -> bool:
        return self.submission.state == Submission.State.WITHDRAWN

    @property
    def waits(self) -> int:
        return sum(each.response.state == Response.State.HELD for each in self.answers)


def sent_page(person: User, published: PublishedPaper, submission: Submission) -> SentPage:
    """Return the page. At most seven queries; expects a submission this person may open."""
    responses = list(answers_sent(submission))
    decided = Decision.objects.filter(response__in=responses).select_related("reason")
    decisions = {decision.response_id: decision for decision in decided.order_by("pk")}
    is_open = published.paper.stage.takes_responses and not person.is_suspended
    is_sent = submission.state == Submission.State.SENT
    signers = signers_of(submission) if submission.organisation_id else []
    may_sign_off = _may_sign_off(person, submission, signers)
    followed_by = _others_of(submission).filter(follows=submission).first()
    standing = _others_of(submission).exclude(state=Submission.State.WITHDRAWN)
    return SentPage(
        submission=submission,
        answers=tuple(
            _answer(each, decisions.get(each.pk), published.paper.language) for each in responses
        ),
        follows=submission.follows,
        followed_by=followed_by,
        may_withdraw=is_open and is_sent and may_sign_off,
        may_begin_again=is_open and not is_sent and not standing.exists(),
        unsettled=tuple(
            _unsent(each, published.paper.language) for each in unsettled_of(submission, person.pk)
        ),
        withdrawers=tuple(signers) if is_open and is_sent and not may_sign_off else None,
    )


def own_formal_answers(person: User, *, cursor: str | None) -> dict[str, Any]:
    """Return a page of what was sent, newest first, and on the first what is being drafted.

    Two queries; raises BadCursor.
    """
    order = ("-sent_at", "-id")
    page = page_of(sent_open_to(person), order=order, size=SENT_A_PAGE, cursor=cursor)
    url = reverse("reading:formal-answers")
    return {
        "rooms": [] if cursor else rooms_of(person),
        "sent": page.items,
        "newer_url": f"{url}?{urlencode({'cursor': page.newer})}" if page.newer else "",
        "older_url": f"{url}?{urlencode({'cursor': page.older})}" if page.older else "",
    }


def waiting_for_sign_off(person: User) -> "QuerySet[Submission]":
    """Return what waits for this person to sign it off, the longest waiting first.

    Also what waits for a colleague who cannot any more.
    """
    signing = Membership.objects.approvers().filter(user=person).values("organisation")
    awaiting = Submission.objects.in_rooms().filter(
        state=Submission.State.AWAITING, organisation__in=signing
    )
    lost = Submission.objects.without_approver().values("pk")
    waiting = awaiting.filter(Q(approver=person) | Q(pk__in=lost))
    return (
        waiting.select_related("paper", "organisation")
        .annotate(paper_title=published_title("paper__"))
        .order_by("asked_at", "pk")
    )


def _answer(response: Response, decision: Decision | None, language: str) -> SentAnswer:
    is_private = response.visibility == Response.Visibility.PRIVATE
    state = Response.State(response.state)
    is_published = state == Response.State.PUBLISHED
    published_word = "With the policy team" if is_private else "Published"
    path = reverse("responses:permalink", args=[response.public_id])
    return SentAnswer(
        response=response,
        chosen=response.chosen(kind=response.question.kind, language=language),
        openness_word=openness_of(response),
        state_word=_STATE_WORDS.get(state, published_word),
        decision=decision if state == Response.State.REJECTED else None,
        url=path if is_published and not is_private else "",
    )


def _unsent(text: UnsettledText, language: str) -> Unsent:
    options, kind = text.wording.options, text.question.kind
    return Unsent(text, in_words(text.choice, options=options, kind=kind, language=language))


def _may_sign_off(person: User, submission: Submission, signers: Sequence[Membership]) -> bool:
    if submission.organisation_id is None:
        return submission.person_id == person.pk
    return any(signer.user_id == person.pk for signer in signers)


def _others_of(submission: Submission) -> "QuerySet[Submission]":
    """The respondent's others to the same paper."""
    return Submission.objects.filter(
        paper=submission.paper_id,
        channel=submission.channel,
        person=submission.person_id,
        organisation=submission.organisation_id,
    ).exclude(pk=submission.pk)
