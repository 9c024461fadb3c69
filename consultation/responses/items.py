"""One response as a page shows it: its row, and what stands beside it, put together once a page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, When
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from consultation.lib.clock import day_in_words
from consultation.responses.asked_as import AskedAs, asked_as
from consultation.responses.choosing import Chosen
from consultation.responses.mentioning import Mentioned, shown_mentions
from consultation.responses.models import Reaction, Response
from consultation.responses.places import GONE, is_gone, spoken_of
from consultation.responses.querysets import ResponseQuerySet, is_confirmed
from consultation.responses.quoting import QuoteShown, shown_quotes
from consultation.responses.reacting import reactions_of
from papers.asking import lang_attribute
from papers.content import QuestionContent

Viewer = User | AnonymousUser


@dataclass(frozen=True)
class ResponseItem:
    """One response in a thread; `opens` and `closes` are the list tags around it."""

    public_id: str
    speaker: str
    shown_name: str
    shown_organisation: str
    organisation_confirmed: bool
    organisation_url: str  # of its page, where the public may know of one
    at: datetime
    asked_as: AskedAs | None  # how the question read then, where it reads otherwise now
    state: str
    chosen: Chosen | None
    html: SafeString
    depth: int
    in_reply_to_name: str
    in_reply_to_url: str
    permalink: str
    reply_url: str
    label: str
    can_reply: bool
    is_mine: bool
    lang: SafeString  # the attribute for the paper's own words
    is_gone: bool = False  # a sentence stands in its place: never a word of it, never its author
    is_private: bool = False
    by_staff: bool = False
    edited_at: datetime | None = None
    edited_after_replies: bool = False
    history_url: str = ""  # empty when it was never edited
    agree: int = 0
    disagree: int = 0
    helps: int = 0
    react_url: str = ""  # empty when the viewer has no say on it here
    my_stance: int | None = None
    my_helps: bool = False
    quote: QuoteShown | None = None
    mentions: tuple[Mentioned, ...] = ()
    part_of_submission: bool = False
    is_new: bool = False
    is_pinned: bool = False
    is_closed: bool = False  # its thread takes no more replies
    edit_url: str = ""
    withdraw_url: str = ""
    more_url: str = ""
    opens: bool = False
    closes: range = range(0)


@dataclass(frozen=True)
class Reader:
    """Who reads which question, and what they may do there."""

    slug: str
    question: QuestionContent
    viewer: Viewer
    is_open: bool
    language: str = "en"
    pinned: int | None = None  # the response that stands first
    since: datetime | None = None  # the end of their last visit: what came after it is new

    @property
    def person(self) -> User | None:
        return self.viewer if isinstance(self.viewer, User) else None


@dataclass(frozen=True)
class Beside:
    """What stands beside a page's responses, by their ids."""

    quotes: Mapping[int, QuoteShown]
    mentions: Mapping[int, tuple[Mentioned, ...]]
    reactions: Mapping[int, Reaction]
    closed: frozenset[int]  # roots whose threads take no more replies


def with_what_is_shown(responses: ResponseQuerySet) -> ResponseQuerySet:
    """Carry along with rows of `in_place_for` what an item is made of."""
    # What of an organisation leads to its page: nothing while the register does not hold it.
    listed = Case(When(organisation__verified_at__isnull=False, then="organisation__slug"))
    return responses.annotate(
        organisation_confirmed=is_confirmed(), organisation_slug=listed
    ).select_related("in_reply_to", "wording")


def beside(reader: Reader, responses: Collection[Response], closed: frozenset[int]) -> Beside:
    """Fetch what stands beside the responses: two queries, three for who is signed in."""
    shown = [response for response in responses if not is_gone(response)]
    if not shown:
        return Beside({}, {}, {}, closed)
    return Beside(
        shown_quotes(shown), shown_mentions(shown), reactions_of(reader.viewer, shown), closed
    )


def item_of(reader: Reader, response: Response, beside: Beside) -> ResponseItem:
    """Put together one response; what is gone says so, and leads to nobody."""
    parent, gone = response.in_reply_to, is_gone(response)
    speaker = spoken_of(response) if gone else response.speaker
    item = ResponseItem(
        public_id=response.public_id,
        speaker=speaker,
        shown_name="",
        shown_organisation="",
        organisation_confirmed=False,
        organisation_url="",
        at=response.submit_date,
        asked_as=None,
        lang=lang_attribute(reader.language),
        state=response.state,
        chosen=None,
        html=escape(GONE[Response.State(response.state)]) if gone else SafeString(""),
        depth=response.depth,
        in_reply_to_name=spoken_of(parent) if parent else "",
        in_reply_to_url=reverse("responses:permalink", args=[parent.public_id]) if parent else "",
        permalink=reverse("responses:permalink", args=[response.public_id]),
        reply_url="",
        label=f"{speaker}, {day_in_words(response.submit_date)}",
        can_reply=False,
        is_mine=False,
        is_gone=gone,
    )
    return item if gone else _with_words(item, reader, response, beside)


def _with_words(
    item: ResponseItem, reader: Reader, response: Response, beside: Beside
) -> ResponseItem:
    is_mine = reader.person is not None and response.user_id == reader.person.pk
    said = beside.reactions.get(response.pk)
    return replace(
        item,
        shown_name=response.shown_name,
        shown_organisation=response.shown_organisation,
        organisation_confirmed=response.organisation_confirmed,  # type: ignore[attr-defined]
        organisation_url=_organisation_url(response),
        asked_as=asked_as(response.wording, reader.question),
        chosen=response.chosen(kind=reader.question.kind, language=reader.language),
        html=mark_safe(response.html),  # noqa: S308  # made by render_response on writing
        is_mine=is_mine,
        is_private=response.visibility == Response.Visibility.PRIVATE,
        by_staff=response.is_by_staff,
        edited_at=response.edited_at,
        edited_after_replies=response.edited_after_replies,
        agree=response.agree_count,
        disagree=response.disagree_count,
        helps=response.helps_count,
        my_stance=said.stance if said else None,
        my_helps=said is not None and said.helps,
        quote=beside.quotes.get(response.pk),
        mentions=beside.mentions.get(response.pk, ()),
        part_of_submission=response.submission_id is not None,
        is_new=_is_new(reader, response) and not is_mine,
        is_pinned=response.pk == reader.pinned,
        **_deeds(reader, response, is_closed=response.root_id in beside.closed),
    )


def _deeds(reader: Reader, response: Response, *, is_closed: bool) -> dict[str, Any]:
    """Return what the viewer may do with a response, and where."""
    respond = reverse("responses:respond", args=[reader.slug, reader.question.number])
    return {
        "is_closed": is_closed,
        "can_reply": reader.is_open and response.takes_replies and not is_closed,
        "reply_url": f"{respond}?to={response.public_id}",
    }


def _is_new(reader: Reader, response: Response) -> bool:
    published = response.published_at
    return reader.since is not None and published is not None and published > reader.since


def _organisation_url(response: Response) -> str:
    slug: str | None = response.organisation_slug  # type: ignore[attr-defined]
    return reverse("reading:organisation", args=[slug]) if slug else ""


def with_levels(items: Sequence[ResponseItem]) -> tuple[ResponseItem, ...]:
    """Say at each item whether it opens a list, and how many list items end after it.

    Depth is exposed as real nested lists (WCAG 1.3.1). A page that begins in the middle of a
    thread takes its first item as the outermost level.
    """
    levels: list[int] = []
    for item in items:
        above = levels[-1] if levels else -1
        levels.append(min(above + 1, max(0, item.depth - items[0].depth)))
    followed_by = [*levels[1:], 0]
    return tuple(
        replace(
            item,
            opens=index > 0 and level > levels[index - 1],
            closes=range(max(0, level - followed_by[index] + 1)),
        )
        for index, (item, level) in enumerate(zip(items, levels, strict=True))
    )
