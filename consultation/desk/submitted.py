"""Formal answers as the policy team reads them: whose they are, how they came, what they say."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.db.models import (
    Count,
    DateTimeField,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from accounts.models import Role, User
from consultation.lib.filters import FilterLink
from consultation.lib.pages import page_of
from consultation.responses.choosing import Chosen
from consultation.responses.formal.receipts import answers_sent, openness_of
from consultation.responses.formal.standing import standing_of
from consultation.responses.models import Response, Submission
from papers.pages.filters import filters_by_paper
from papers.querysets import published_title

SUBMISSIONS_A_PAGE: Final = 50
READERS: Final = (Role.EDITOR, Role.MODERATOR, Role.ANALYST)
NOT_SHOWN: Final = {
    Response.State.HELD: "A moderator has not decided on it yet.",
    Response.State.REJECTED: "A moderator decided not to publish it.",
    Response.State.WITHDRAWN: "Its author withdrew it.",
}


@dataclass(frozen=True)
class SubmissionList:
    """One page of what was sent or entered, the latest first."""

    submissions: tuple[Submission, ...]
    filters: tuple[FilterLink, ...]
    newer_url: str
    older_url: str


@dataclass(frozen=True)
class AnswerRead:
    """One answer, as far as this member of staff may read it."""

    response: Response
    chosen: Chosen | None
    openness_word: str
    gone: str
    # Where a moderator decides on it, or readers see it; empty where neither.
    url: str
    url_label: str

    @property
    def html(self) -> SafeString:
        return mark_safe(self.response.html)  # noqa: S308  # made by render_response on writing

    @property
    def state_word(self) -> str:
        return standing_of(self.response)


@dataclass(frozen=True)
class SubmissionRead:
    """One formal answer with all that is known of it."""

    submission: Submission
    paper_title: str
    answers: tuple[AnswerRead, ...]
    # Whose account it came from, for those who may open it.
    account_url: str
    write_to: str


def submissions_sent(*, paper_slug: str, cursor: str | None) -> SubmissionList:
    """Return one page of the list. Two queries; raises BadCursor."""
    sent = _sent()
    shown = sent.filter(paper__slug=paper_slug) if paper_slug else sent
    page = page_of(
        shown.select_related("organisation", "paper").annotate(
            paper_title=published_title("paper__"), answer_count=Coalesce(Subquery(_answers()), 0)
        ),
        order=("-listed_at", "-id"),
        size=SUBMISSIONS_A_PAGE,
        cursor=cursor,
    )
    return SubmissionList(
        submissions=tuple(page.items),
        filters=filters_by_paper(sent, path="paper__", chosen=paper_slug, url_of=_list_url),
        newer_url=_list_url(paper_slug, page.newer) if page.newer else "",
        older_url=_list_url(paper_slug, page.older) if page.older else "",
    )


def get_submission_or_404(public_id: str) -> Submission:
    """Return what was sent or entered, and withdrawn or not, with all that its page says of it."""
    submission = (
        _sent()
        .select_related("paper", "organisation", "person", "sent_by", "checked_by", "follows")
        .annotate(paper_title=published_title("paper__"))
        .filter(public_id=public_id)
        .first()
    )
    if submission is None:
        raise Http404("No such formal answer.")
    return submission


def submission_read(viewer: User, submission: Submission) -> SubmissionRead:
    """Return the page of one. Two queries."""
    readable = Response.objects.visible_to(viewer).filter(submission=submission)
    words = set(readable.values_list("pk", flat=True))
    sender = submission.sent_by if submission.channel == Response.Channel.WEB else None
    may_open = sender is not None and viewer.has_role(Role.MODERATOR)
    return SubmissionRead(
        submission=submission,
        paper_title=submission.paper_title,  # type: ignore[attr-defined]
        answers=tuple(
            _answer(viewer, each, submission, is_readable=each.pk in words)
            for each in answers_sent(submission)
        ),
        account_url=reverse("people:person", args=[sender.public_id])
        if sender and may_open
        else "",
        write_to=sender.email if sender and submission.may_contact else "",
    )


def _answers() -> "QuerySet[Response, dict[str, int]]":
    """Count the answers of one submission, as a subquery: only those of one page are counted."""
    own = Response.objects.filter(submission=OuterRef("pk")).order_by()
    return own.values("submission").annotate(count=Count("pk")).values("count")


def _sent() -> "QuerySet[Submission]":
    """What was sent; `listed_at` is `sent_at` as a column that is never null, as paging needs."""
    states = [Submission.State.SENT, Submission.State.WITHDRAWN]
    sent = Submission.objects.filter(state__in=states, sent_at__isnull=False)
    return sent.annotate(listed_at=ExpressionWrapper(F("sent_at"), DateTimeField()))


def _answer(
    viewer: User, response: Response, submission: Submission, *, is_readable: bool
) -> AnswerRead:
    state = Response.State(response.state)
    in_moderation = state in {Response.State.HELD, Response.State.REJECTED}
    is_public = state == Response.State.PUBLISHED and response.visibility == "public"
    url, label = "", ""
    if in_moderation and viewer.has_role(Role.MODERATOR):
        url, label = reverse("moderation:review", args=[response.public_id]), "See the case"
    elif is_public:
        url, label = (
            reverse("responses:permalink", args=[response.public_id]),
            "See it in its place",
        )
    language = submission.paper.language
    return AnswerRead(
        response=response,
        chosen=response.chosen(kind=response.question.kind, language=language),
        openness_word=openness_of(response),
        gone="" if is_readable else NOT_SHOWN.get(state, "It cannot be read any more."),
        url=url,
        url_label=label,
    )


def _list_url(paper_slug: str, cursor: str | None = None) -> str:
    chosen = {"paper": paper_slug, "cursor": cursor}
    query = urlencode({name: value for name, value in chosen.items() if value})
    address = reverse("formal:list")
    return f"{address}?{query}" if query else address
