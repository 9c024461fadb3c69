"""The composer, as the pages show it that hold one."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from accounts.models import User
from consultation.lib.sanitising import LONGEST_RESPONSE, TextTooLongError, render_response
from consultation.lib.text import normalise
from consultation.responses.access import find_parent
from consultation.responses.drafts.drafting import drafts_for, kept_until, opening_query
from consultation.responses.forms import ResponseForm
from consultation.responses.models import Draft, Response
from consultation.responses.taking_part.quoting import beginning_of
from consultation.responses.threads.pages import QuestionPage, viewer_of, what_happens_next
from consultation.responses.threads.replying import GONE, why_no_reply
from consultation.responses.views.opening import Opened, open_form, opened_with

NOTHING_YET: Final = SafeString("<p>Nothing is written yet.</p>")
TOO_LONG_TO_SHOW: Final = SafeString(
    f"<p>This is too long to be posted; the most is {LONGEST_RESPONSE:,} characters.</p>"
)


@dataclass(frozen=True)
class Around:
    """What the composer shows around its form."""

    url: str
    save_url: str
    preview_url: str
    draft: Draft | None = None
    kept_until: datetime | None = None
    others: tuple[tuple[Draft, str], ...] = ()
    was_carried: bool = False
    theirs: Draft | None = None
    # Whether what stands in the form is kept beside that.
    is_mine_kept: bool = False
    preview: SafeString | None = None
    # The newest of the writer's own that stands here.
    standing_url: str = ""
    asks_whether_both: bool = False
    # Why this reply cannot be one: what is offered then is to post it as a response of its own.
    why_no_reply: str = ""
    says_why: bool = True

    @property
    def stays_behind(self) -> tuple[str, ...]:
        """The fields of what only a reply does: its draft keeps them, nobody is asked for them."""
        return ("quoted", "tell") if self.why_no_reply else ()


def composer_context(
    request: HttpRequest,
    page: QuestionPage,
    form: ResponseForm | None,
    *,
    theirs: Draft | None = None,
    preview: SafeString | None = None,
    standing: str | None = None,
    beside: Response | None = None,
) -> dict[str, Any]:
    """What a page with a composer shows; without a form, what its author began comes back.

    `standing` is the newest of the writer's own that stands here, looked for where it is not given;
    `beside` is the one that kept this from being posted, unless both are meant.
    """
    to = _begun_reply(request, page) if form is None else form.data.get("to", "")
    parent = find_parent(request.user, to, page.question.id) if to else None
    why_not = why_no_reply(parent) if to else ""
    parent = None if why_not == GONE else parent
    opened = open_form(request, page, to, parent) if form is None else opened_with(page, form)
    standing = beside.public_id if beside else standing
    if standing is None:
        standing = _standing_here(viewer_of(request.user), page, to)
    asked_both = beside is not None or (preview is not None and "asks_both" in request.POST)
    return {
        "form": opened.form,
        "parent": parent,
        "beginning": beginning_of(parent) if parent else "",
        "note": what_happens_next(page.published.paper, viewer_of(request.user)),
        "action": page_url(page, "respond"),
        "read": opened.read,
        "around": replace(
            _around(page, to, opened),
            theirs=theirs,
            preview=preview,
            standing_url=reverse("responses:permalink", args=[standing]) if standing else "",
            asks_whether_both=asked_both and bool(standing),
            why_no_reply=why_not,
        ),
    }


def preview_of(text: str) -> SafeString:
    """The text as readers would see it, or why it cannot be shown."""
    try:
        return render_response(normalise(text)) or NOTHING_YET
    except TextTooLongError:
        return TOO_LONG_TO_SHOW


def replied_to(request: HttpRequest) -> str:
    """The response that an address asks to reply to; who quotes one replies to it."""
    return request.GET.get("to") or request.GET.get("quote", "").partition(":")[0]


def _begun_reply(request: HttpRequest, page: QuestionPage) -> str:
    """What is replied to: of what is gone only who has begun a reply keeps it as one."""
    to, person = replied_to(request), viewer_of(request.user)
    if not to or person is None or find_parent(person, to, page.question.id):
        return to
    return to if drafts_for(person, page.question.id, to) else ""


def page_url(page: QuestionPage, name: str, **query: str) -> str:
    """An address below the question's, with what of the query says something."""
    url = reverse(f"responses:{name}", args=[page.slug, page.question.number])
    said = {key: value for key, value in query.items() if value}
    return f"{url}?{urlencode(said)}" if said else url


def _standing_here(person: User | None, page: QuestionPage, to: str) -> str:
    """The public id of the newest of their own that stands at the place; empty if none does."""
    if person is None:
        return ""
    own = Response.objects.standing_beside(person, page.question.id, to)
    return own.values_list("public_id", flat=True).first() or ""


def _around(page: QuestionPage, to: str, opened: Opened) -> Around:
    draft, closes_at = opened.draft, page.published.paper.closes_at
    links = [
        (each, page_url(page, "respond", to=to, **opening_query(each))) for each in opened.others
    ]
    return Around(
        url=page_url(page, "respond", to=to),
        save_url=page_url(page, "draft"),
        preview_url=page_url(page, "preview"),
        draft=draft,
        kept_until=kept_until(draft, closes_at) if draft else None,
        others=tuple(links),
        was_carried=opened.was_carried,
    )
