"""Putting together what a page shows of each response, without a query of its own."""

from dataclasses import replace
from typing import Any, Final

from django.db.models import Case, When
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts.models import Role
from consultation.lib.clock import start_of_day
from consultation.responses.models import MAX_DEPTH, Response
from consultation.responses.querysets import ResponseQuerySet, is_confirmed
from consultation.responses.taking_part.mentioning import shown_mentions, with_mentions
from consultation.responses.taking_part.quoting import shown_quotes
from consultation.responses.taking_part.reacting import said_of, with_reactions
from consultation.responses.threads.asked_as import asked_as
from consultation.responses.threads.finding import marked
from consultation.responses.threads.items import (
    ItemDeed,
    Reader,
    ResponseItem,
    Viewer,
    day_label,
)
from consultation.responses.threads.places import GONE, is_gone, is_readable, spoken_of
from consultation.responses.threads.versions import is_public
from papers.pages.asking import lang_attribute

# Who said it, as `Response.speaker` tells it, and where it stands.
SPEAKER_COLUMNS: Final = ("public_id", "state", "shown_name", "shown_organisation")
DEEPEST: Final = f"No more replies below this one: they go {MAX_DEPTH} deep."
# Of the three tables of a response and of what it refers to, only what is shown: each table more
# costs the planner more than it costs to read.
_COLUMNS: Final = (
    *("public_id", "user", "submit_date", "question", "root", "path", "depth", "state"),
    *("visibility", "version", "shown_name", "shown_organisation", "organisation", "html"),
    *("choices", "says_dont_know", "published_at", "edited_at", "edited_after_replies"),
    *("is_nameless", "is_by_staff", "reply_count", "agree_count", "disagree_count", "helps_count"),
    *("closed_at", "closed_reason", "submission"),
    *(f"wording__{name}" for name in ("text", "context", "parts", "options")),
    *(f"in_reply_to__{name}" for name in SPEAKER_COLUMNS),
    *(f"quote__{name}" for name in ("version", "start", "end")),
    *(f"quote__source__{name}" for name in (*SPEAKER_COLUMNS, "visibility", "version", "html")),
)


def with_what_is_shown(responses: ResponseQuerySet, viewer: Viewer) -> ResponseQuerySet:
    """Carry along with rows of `in_place_for` all that an item is made of: no query a row."""
    # What of an organisation leads to its page: nothing while the register does not hold it.
    listed = Case(When(organisation__verified_at__isnull=False, then="organisation__slug"))
    responses = responses.annotate(
        organisation_confirmed=is_confirmed(), organisation_slug=listed
    ).select_related("in_reply_to", "wording", "quote__source")
    return with_reactions(with_mentions(responses), viewer).only(*_COLUMNS)


def item_of(reader: Reader, response: Response, *, is_closed: bool) -> ResponseItem:
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
        label=day_label(speaker, response.submit_date),
        can_reply=False,
        is_mine=False,
        is_gone=gone,
        deeds=_policy_deeds(reader, response) if gone and is_readable(response) else (),
    )
    return item if gone else _with_words(item, reader, response, is_closed)


def _with_words(
    item: ResponseItem, reader: Reader, response: Response, is_closed: bool
) -> ResponseItem:
    is_mine = reader.person is not None and response.user_id == reader.person.pk
    said = said_of(response)
    quotes = shown_quotes([response])
    html = mark_safe(response.html)  # noqa: S308  # made by render_response on writing
    return replace(
        item,
        shown_name=response.shown_name,
        shown_organisation=response.shown_organisation,
        organisation_confirmed=response.organisation_confirmed,  # type: ignore[attr-defined]
        organisation_url=_organisation_url(response),
        asked_as=asked_as(response.wording, reader.question),
        chosen=response.chosen(kind=reader.question.kind, language=reader.language),
        html=marked(html, getattr(response, "found", "")),
        is_mine=is_mine,
        is_private=response.visibility == Response.Visibility.PRIVATE,
        waits_again=response.state == Response.State.HELD and response.was_public,
        by_staff=response.is_by_staff,
        edited_at=response.edited_at,
        edited_after_replies=response.edited_after_replies,
        agree=response.agree_count,
        disagree=response.disagree_count,
        helps=response.helps_count,
        my_stance=said.stance,
        my_helps=said.helps,
        quote=quotes.get(response.pk),
        mentions=shown_mentions(response),
        part_of_submission=response.submission_id is not None,
        is_new=_is_new(reader, response) and not is_mine,
        is_pinned=response.pk == reader.pinned,
        **_ways_on(reader, response, is_mine=is_mine, is_closed=is_closed),
    )


def _ways_on(
    reader: Reader, response: Response, *, is_mine: bool, is_closed: bool
) -> dict[str, Any]:
    """Return what the viewer may do with a response, and where."""
    public_id, public = response.public_id, is_public(response)
    takes_part = reader.is_open and not reader.is_suspended
    can_reply = takes_part and response.takes_replies and not is_closed
    reply = f"{reader.respond_url}?to={public_id}"
    # Who quotes a response replies to it. A visitor signs in to reply first, and quotes then.
    quote = f"{reader.respond_url}?quote={public_id}"
    was_edited = public and response.edited_at is not None
    takes_reactions = takes_part and reader.person is not None and public and not is_mine
    own = _own_deeds(reader, response, is_closed=is_closed) if is_mine else ()
    ends_here = takes_part and public and not is_closed and response.depth == MAX_DEPTH
    return {
        "is_closed": is_closed,
        "can_reply": can_reply,
        "reply_url": reply if can_reply else "",
        "quote_url": quote if can_reply and reader.person else "",
        "takes_reactions": takes_reactions,
        "history_url": reverse("responses:history", args=[public_id]) if was_edited else "",
        "no_reply_because": DEEPEST if ends_here else "",
        "deeds": (
            *(_ways_past_the_end(reader, response) if ends_here else ()),
            *own,
            *_policy_deeds(reader, response, is_closed=is_closed),
        ),
    }


def _ways_past_the_end(reader: Reader, response: Response) -> tuple[ItemDeed, ...]:
    """Where to say what would have been a reply to one that takes none."""
    above = response.in_reply_to
    afresh = ItemDeed("Post a response of your own", "and not a reply to", reader.respond_url)
    if above is None or above.state != Response.State.PUBLISHED:
        return (afresh,)
    url = f"{reader.respond_url}?to={above.public_id}"
    return (ItemDeed("Reply to the one above", "this response by", url), afresh)


def _own_deeds(reader: Reader, response: Response, *, is_closed: bool) -> tuple[ItemDeed, ...]:
    """What an author can do; a part of a formal answer changes with the whole of it."""
    if not response.is_living or response.submission_id is not None or reader.is_suspended:
        return ()
    yours, args = "your response", [response.public_id]
    edit = ItemDeed("Edit", yours, reverse("responses:edit", args=args))
    withdraw = ItemDeed("Withdraw", yours, reverse("responses:withdraw", args=args))
    return (edit, withdraw) if reader.is_open and not is_closed else (withdraw,)


def _policy_deeds(
    reader: Reader, response: Response, *, is_closed: bool = False
) -> tuple[ItemDeed, ...]:
    """What moderators can do: with the root of a thread everywhere, with a reply on its page."""
    if reader.person is None or not reader.person.has_role(Role.MODERATOR):
        return ()
    args, response_by = [response.public_id], "the response by"
    if not is_public(response):
        # The label of what is gone says what it is, and names nobody: “a withdrawn response”.
        words = "" if is_gone(response) else response_by
        return (ItemDeed("Review", words, reverse("moderation:review", args=args)),)
    is_pinned = response.pk == reader.pinned
    if response.depth and not (reader.in_full or is_pinned):
        return ()
    word = "Unpin" if is_pinned else "Pin"
    pin = ItemDeed(word, response_by, reverse("responses:pin", args=args))
    if response.depth:
        return (pin,)
    close = "Reopen" if is_closed else "Close"
    return (pin, ItemDeed(close, "the thread of", reverse("responses:close-thread", args=args)))


def _is_new(reader: Reader, response: Response) -> bool:
    told_at, since = response.told_at, reader.since
    if told_at is None or since is None:
        return False
    # By its day, or the mark would say between which two visits it came.
    return told_at >= start_of_day(since) if response.is_nameless else told_at > since


def _organisation_url(response: Response) -> str:
    slug: str | None = response.organisation_slug  # type: ignore[attr-defined]
    return reverse("reading:organisation", args=[slug]) if slug else ""
