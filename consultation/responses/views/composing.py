"""The composer, as the pages show it that hold one."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from accounts.models import User
from consultation.lib.sanitising import LONGEST_RESPONSE, TextTooLongError, render_response
from consultation.lib.text import normalise
from consultation.responses.access import find_parent, find_wording
from consultation.responses.choosing import REPLY
from consultation.responses.drafts.carrying import carried_for, mark_of
from consultation.responses.drafts.drafting import capacity_key, drafts_for, kept_until
from consultation.responses.forms import ResponseForm
from consultation.responses.forms.quoting import Others
from consultation.responses.models import Draft, Response
from consultation.responses.taking_part.mentioning import people_in
from consultation.responses.taking_part.quoting import beginning_of, find_quote
from consultation.responses.threads.pages import QuestionPage, viewer_of, what_happens_next
from consultation.responses.threads.replying import GONE, why_no_reply
from papers.models import Wording

# The button that posts a reply which cannot be one as a response to the question.
ALONE: Final = "alone"
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


@dataclass(frozen=True)
class _Opened:
    """A form that is opened, not sent: what it begins with, and where that came from."""

    form: ResponseForm
    read: Wording | None = None
    draft: Draft | None = None
    others: tuple[Draft, ...] = ()
    was_carried: bool = False


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
    opened = _open(request, page, to, parent) if form is None else _sent(page, form)
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


def _sent(page: QuestionPage, form: ResponseForm) -> "_Opened":
    return _Opened(form, read=wording_read(page, form.data.get("asked_as", "")))


def sent_form(
    request: HttpRequest, page: QuestionPage, sent: QueryDict | None = None
) -> ResponseForm:
    """The form of a POST, cleaned, so that what was chosen can be shown wherever it goes back.

    `sent` is that of an earlier POST, which was carried through signing in.
    """
    sent = request.POST if sent is None else sent
    sent = _of_its_own(sent) if ALONE in sent else sent
    read, to = wording_read(page, sent.get("asked_as", "")), sent.get("to", "")
    person = viewer_of(request.user)
    parent = find_parent(request.user, to, page.question.id) if to else None
    form = ResponseForm(
        sent,
        person=person,
        ask=REPLY if to else page.ask(read),
        others=_others(page, person, parent, sent.get("quoting", ""), is_reply=bool(to)),
    )
    form.full_clean()
    return form.written_for(mark_of(person)) if person else form


def _of_its_own(sent: QueryDict) -> QueryDict:
    """The same text, as no reply: how the question is answered, nobody was asked there."""
    alone = sent.copy()
    for name in ("to", "kind", "quoting", "quoted", "tell"):
        alone.pop(name, None)
    alone["to"] = ""
    return alone


def wording_read(page: QuestionPage, number: str) -> Wording | None:
    """The wording that a form was opened with, where the question reads otherwise by now."""
    if number in {"", str(page.question.wording)}:
        return None
    return find_wording(page.question.id, number)


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


def _open(request: HttpRequest, page: QuestionPage, to: str, parent: Response | None) -> _Opened:
    person = viewer_of(request.user)
    quoting = _quoted_in(request, page)
    if person is None:
        return _Opened(_form(page, None, to, parent, quoting))
    return _begin(request, page, to, parent, person, quoting)


def _begin(
    request: HttpRequest,
    page: QuestionPage,
    to: str,
    parent: Response | None,
    person: User,
    quoting: str,
) -> _Opened:
    """Begin with what was carried through signing in, or with a draft, or with nothing."""
    form = _form(page, person, to, parent, quoting)
    drafts = [each for each in drafts_for(person, page.question.id, to) if form.fits(each)]
    wanted = request.GET.get("as")
    chosen = [each for each in drafts if wanted is None or capacity_key(each) == wanted]
    draft = chosen[0] if chosen else None
    others = tuple(each for each in drafts if each is not draft)
    sent = carried_for(request, person, page.question.id, to)
    if sent is not None and (draft is None or normalise(sent.get("body", "")) != draft.body):
        return _begin_with_sent(page, person, to, parent, sent, tuple(drafts))
    if draft is None:
        form.initial["capacity"] = wanted or ""
        return _Opened(form, others=others)
    read = None if to else wording_read(page, str(draft.asked_as))
    if read is not None or (draft.quoting and not quoting):
        form = _form(page, person, to, parent, quoting or draft.quoting, read)
    form.begin_with(draft)
    return _Opened(form, read, draft, others)


def _quoted_in(request: HttpRequest, page: QuestionPage) -> str:
    """What an address quotes; of words that somebody selected the span that they are."""
    quoting, words = request.GET.get("quote", ""), request.GET.get("words", "")
    found = find_quote(page.question.id, quoting, words) if quoting and words.strip() else None
    return found.key if found else quoting


def _begin_with_sent(
    page: QuestionPage,
    person: User,
    to: str,
    parent: Response | None,
    sent: QueryDict,
    drafts: tuple[Draft, ...],
) -> _Opened:
    read = None if to else wording_read(page, sent.get("asked_as", ""))
    form = _form(page, person, to, parent, sent.get("quoting", ""), read)
    form.begin_with_sent(sent)
    form.initial["writer"] = mark_of(person)
    return _Opened(form, read, others=drafts, was_carried=True)


def _form(
    page: QuestionPage,
    person: User | None,
    to: str,
    parent: Response | None,
    quoting: str,
    read: Wording | None = None,
) -> ResponseForm:
    initial = {
        "asked_as": page.question.wording,
        "to": to,
        "writer": mark_of(person) if person else "",
    }
    others = _others(page, person, parent, quoting, is_reply=bool(to))
    ask = REPLY if to else page.ask(read)
    return ResponseForm(person=person, ask=ask, others=others, initial=initial)


def _others(
    page: QuestionPage,
    person: User | None,
    parent: Response | None,
    quoting: str,
    *,
    is_reply: bool,
) -> Others:
    quoted = find_quote(page.question.id, quoting) if quoting and person else None
    if person is None or parent is None:
        return Others(quoted, is_reply=is_reply, parent=parent)
    return Others(quoted, lambda: people_in(parent.root, person), is_reply=True, parent=parent)


def _around(page: QuestionPage, to: str, opened: _Opened) -> Around:
    draft, closes_at = opened.draft, page.published.paper.closes_at
    links = [
        (each, page_url(page, "respond", to=to, **{"as": capacity_key(each)}))
        for each in opened.others
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
