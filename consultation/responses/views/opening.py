"""Opening the composer's form: empty, with a draft, with what was carried, or as it was sent."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, QueryDict

from accounts.models import User
from consultation.lib.text import normalise
from consultation.responses.access import find_parent, find_wording
from consultation.responses.choosing import REPLY
from consultation.responses.drafts.carrying import carried_for, mark_of
from consultation.responses.drafts.drafting import capacity_key, drafts_for
from consultation.responses.forms import ResponseForm
from consultation.responses.forms.quoting import Others
from consultation.responses.models import Draft, Response
from consultation.responses.taking_part.mentioning import people_in
from consultation.responses.taking_part.quoting import find_quote
from consultation.responses.threads.pages import QuestionPage, viewer_of
from papers.models import Wording

# The button that posts a reply which cannot be one as a response to the question.
ALONE: Final = "alone"


@dataclass(frozen=True)
class Opened:
    """A form as a page shows it, and where what stands in it came from."""

    form: ResponseForm
    read: Wording | None = None
    draft: Draft | None = None
    others: tuple[Draft, ...] = ()
    was_carried: bool = False


def open_form(request: HttpRequest, page: QuestionPage, to: str, parent: Response | None) -> Opened:
    """Open the form for an answer, or for a reply to the response whose public id is `to`."""
    person = viewer_of(request.user)
    quoting = _quoted_in(request, page)
    if person is None:
        return Opened(_form(page, None, to, parent, quoting))
    return _begin(request, page, to, parent, person, quoting)


def opened_with(page: QuestionPage, form: ResponseForm) -> Opened:
    """Return a form that was sent, as one that is opened again."""
    return Opened(form, read=wording_read(page, form.data.get("asked_as", "")))


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


def _begin(
    request: HttpRequest,
    page: QuestionPage,
    to: str,
    parent: Response | None,
    person: User,
    quoting: str,
) -> Opened:
    """Begin with what was carried through signing in, or with a draft, or with nothing."""
    form = _form(page, person, to, parent, quoting)
    drafts = [each for each in drafts_for(person, page.question.id, to) if form.fits(each)]
    wanted, picked = request.GET.get("as"), request.GET.get("draft")
    chosen = [each for each in drafts if wanted is None or capacity_key(each) == wanted]
    # One of another tab is opened by its number; once it is gone, the draft of the place is.
    chosen.sort(key=lambda each: str(each.pk) != picked)
    draft = chosen[0] if chosen else None
    others = tuple(each for each in drafts if each is not draft)
    sent = carried_for(request, person, page.question.id, to)
    if sent is not None and (draft is None or normalise(sent.get("body", "")) != draft.body):
        return _begin_with_sent(page, person, to, parent, sent, tuple(drafts))
    if draft is None:
        form.initial["capacity"] = wanted or ""
        return Opened(form, others=others)
    read = None if to else wording_read(page, str(draft.asked_as))
    if read is not None or (draft.quoting and not quoting):
        form = _form(page, person, to, parent, quoting or draft.quoting, read)
    form.begin_with(draft)
    return Opened(form, read, draft, others)


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
) -> Opened:
    read = None if to else wording_read(page, sent.get("asked_as", ""))
    form = _form(page, person, to, parent, sent.get("quoting", ""), read)
    form.begin_with_sent(sent)
    form.initial["writer"] = mark_of(person)
    return Opened(form, read, others=drafts, was_carried=True)


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
