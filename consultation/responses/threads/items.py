"""One response as a page shows it, and who reads it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import Message
from django.utils.safestring import SafeString

from accounts.models import User
from consultation.lib.clock import day_and_month, day_in_words, in_words, start_of_day
from consultation.responses.choosing import Chosen
from consultation.responses.taking_part.mentioning import Mentioned
from consultation.responses.taking_part.quoting import QuoteShown
from consultation.responses.taking_part.reacting import AGREE, DISAGREE
from consultation.responses.threads.asked_as import AskedAs
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
    waits_again: bool = False  # readers had it, and a change of it waits for a moderator
    by_staff: bool = False
    edited_at: datetime | None = None
    edited_after_replies: bool = False
    history_url: str = ""  # empty when it was never edited
    agree: int = 0
    disagree: int = 0
    helps: int = 0
    takes_reactions: bool = False  # whether the viewer has a say on it here
    my_stance: int | None = None
    my_helps: bool = False
    quote: QuoteShown | None = None
    mentions: tuple[Mentioned, ...] = ()
    part_of_submission: bool = False
    is_new: bool = False
    is_pinned: bool = False
    is_closed: bool = False  # its thread takes no more replies
    no_reply_because: str = ""  # where others of its thread take replies, and it takes none
    quote_url: str = ""
    deeds: tuple["ItemDeed", ...] = ()  # what only its author or the policy team can do
    told: tuple[Message, ...] = ()  # what the viewer did to it just now
    opens: bool = False
    closes: range = range(0)

    @property
    def told_apart(self) -> str:
        """The speaker, for a link with the day beside it; the label where two would be alike."""
        is_enough = self.label == day_label(self.speaker, self.at)
        return self.speaker if is_enough else self.label

    @property
    def agrees(self) -> bool:
        return self.my_stance == AGREE

    @property
    def disagrees(self) -> bool:
        return self.my_stance == DISAGREE

    @property
    def said(self) -> str:
        """What readers say of it, for one who has no say: “4 agree · it helps 2”."""
        agree = f"{self.agree:,} agree{'s' if self.agree == 1 else ''}" if self.agree else ""
        disagree = (
            f"{self.disagree:,} disagree{'s' if self.disagree == 1 else ''}"
            if self.disagree
            else ""
        )
        helps = f"helps {self.helps:,}" if self.helps else ""
        return " · ".join(part for part in (agree, disagree, helps) if part)

    @property
    def has_actions(self) -> bool:
        offered = self.can_reply or self.takes_reactions or self.no_reply_because
        return bool(offered or self.said or self.deeds)


@dataclass(frozen=True)
class ItemDeed:
    """One more thing to do with a response; `object` leads from the word to the label."""

    word: str
    object: str
    url: str


@dataclass(frozen=True)
class Reader:
    """Who reads which question, and what they may do there."""

    slug: str
    question: QuestionContent
    viewer: Viewer
    is_open: bool
    language: str = "en"
    pinned: int | None = None  # the response that stands first
    pinned_root: int | None = None  # of its thread: itself, unless a reply is pinned
    since: datetime | None = None  # the end of their last visit: what came after it is new
    respond_url: str = ""  # of the form that answers, as the page links to it
    in_full: bool = False  # one thread by itself: the policy team's deeds stand at its replies too

    @property
    def person(self) -> User | None:
        return self.viewer if isinstance(self.viewer, User) else None

    @property
    def is_suspended(self) -> bool:
        """Whether they may read and do nothing else; the page says so where the composer stands."""
        return self.person is not None and self.person.is_suspended


def day_label(speaker: str, at: datetime) -> str:
    """Name a response after its speaker and day: “Northfield Resettlement Trust, 4 March”."""
    return f"{speaker}, {day_and_month(at)}"


def named_apart(blocks: Sequence[Sequence[ResponseItem]]) -> list[list[ResponseItem]]:
    """Give each item of a page a label of its own: the time beside the day, and then a number.

    Controls are named after the label, so that no two of a page have the same name.
    """
    days = Counter(item.label for block in blocks for item in block)
    seen: Counter[str] = Counter()

    def named(item: ResponseItem) -> ResponseItem:
        if days[item.label] == 1:
            return item
        label = f"{item.speaker}, {_when(item.at)}"
        seen[label] += 1
        return replace(item, label=f"{label} ({seen[label]})" if seen[label] > 1 else label)

    return [[named(item) for item in block] for block in blocks]


def _when(at: datetime) -> str:
    """Say the day and the time; what stands at the beginning of its day has no time to tell."""
    has_time = at - start_of_day(at) >= timedelta(minutes=1)
    return in_words(at) if has_time else day_in_words(at)


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
