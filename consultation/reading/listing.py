"""The lists of papers: each a page of frozen cards, in a fixed number of queries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from consultation.lib.clock import days_left
from consultation.responses.models import QuestionTally
from papers.models import Paper
from papers.pages.asking import lang_attribute
from papers.pages.searching import query_of
from papers.stages import Group, Stage

PAPERS_A_PAGE: Final = 20
OPEN_ON_HOME: Final = 20
COMING_ON_HOME: Final = 10
SAID_ON_HOME: Final = 5
LONGEST_SEARCH: Final = 200
# In the order of the list: what can be answered comes first, what was taken back last.
GROUPS: Final = {
    Group.OPEN: ("open", "Open"),
    Group.COMING: ("coming", "Coming"),
    Group.CLOSED: ("closed", "Closed"),
    Group.SAID: ("submissions", "Published submissions"),
    Group.WITHDRAWN: ("withdrawn", "Withdrawn"),
}
BY_NAME: Final = {name: group for group, (name, _) in GROUPS.items()}


@dataclass(frozen=True)
class PaperCard:
    """A paper in a list."""

    group: str
    title: str
    lang: SafeString
    url: str
    summary_html: str
    status: str
    status_word: str
    closes_at: datetime | None
    opens_at: datetime | None
    dated_on: date | None
    withdrawn_at: datetime | None
    days_left: int | None
    questions: int
    answers: int


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the list for; every part may be empty."""

    words: str = ""
    topic: str = ""
    group: Group | None = None
    page: int = 1

    @classmethod
    def from_query(cls, query: QueryDict) -> "Wanted":
        """Read an address; Http404 for a status or a page that there is not."""
        status, page = query.get("status", ""), query.get("page", "1")
        if (status and status not in BY_NAME) or not page.isascii() or not page.isdigit():
            raise Http404("No such list.")
        return cls(
            words=" ".join(query.get("q", "").split())[:LONGEST_SEARCH],
            topic=query.get("topic", "")[:LONGEST_SEARCH],
            group=BY_NAME.get(status),
            page=int(page[:6]),
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.topic or self.group is not None)

    @property
    def status(self) -> str:
        return GROUPS[self.group][0] if self.group is not None else ""

    def url(self, **changed: Any) -> str:
        """Return the address of the same list with this changed; from its first page on."""
        other = replace(self, **{"page": 1, **changed})
        parts = {"q": other.words, "topic": other.topic, "status": other.status}
        parts |= {"page": str(other.page)} if other.page > 1 else {}
        asked = urlencode({name: value for name, value in parts.items() if value})
        return reverse("reading:papers") + (f"?{asked}" if asked else "")


@dataclass(frozen=True)
class Choice:
    """A filter as a link: how many papers are behind it."""

    word: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class TopicChoice:
    topic: str
    count: int


@dataclass(frozen=True)
class _Found:
    """What the counts ask of a paper."""

    pk: int
    group: Group
    topics: tuple[str, ...]


def list_of_papers(wanted: Wanted) -> dict[str, Any]:
    """One page of the papers a reader asked for, with the counts of each filter. Two queries.

    Raises Http404 for a page past the end.
    """
    found = _found(wanted.words)
    on_topic = [each for each in found if wanted.topic in ("", *each.topics)]
    in_group = [each for each in on_topic if wanted.group in (None, each.group)]
    start = (wanted.page - 1) * PAPERS_A_PAGE
    here = in_group[start : start + PAPERS_A_PAGE] if start >= 0 else []
    if not here and wanted.page != 1:
        raise Http404("No such page.")
    last, total = start + len(here), len(in_group)
    return {
        "wanted": wanted,
        "cards": _cards([each.pk for each in here]),
        "total": total,
        "statuses": _statuses(wanted, on_topic),
        "topics": _topics(wanted, found),
        "words": f"Papers {start + 1} to {last} of {total}" if total > PAPERS_A_PAGE else "",
        "newer_url": wanted.url(page=wanted.page - 1) if wanted.page > 1 else "",
        "older_url": wanted.url(page=wanted.page + 1) if last < total else "",
    }


def papers_on_home() -> dict[str, list[PaperCard]]:
    """What is open, what is coming, and the last that closed or was said. Three queries."""
    grouped = Paper.objects.published().with_group()

    def first(count: int, *groups: Group) -> list[PaperCard]:
        return _cards(grouped.in_groups(*groups).in_list_order().values("pk")[:count])

    return {
        "open": first(OPEN_ON_HOME, Group.OPEN),
        "coming": first(COMING_ON_HOME, Group.COMING),
        "said": first(SAID_ON_HOME, Group.CLOSED, Group.SAID),
    }


def _found(words: str) -> list[_Found]:
    """Every paper with these words in the order of the list: all that the counts ask for.

    One search for the page and all its counts: the words of a few hundred papers are the one
    thing here that takes time.
    """
    papers = Paper.objects.published().with_group()
    if words:
        papers = papers.matching(query_of(words))
    rows: Any = papers.in_list_order().values_list("pk", F("group"), "listing__topics")
    return [_Found(pk, Group(group), tuple(topics)) for pk, group, topics in rows]


def _statuses(wanted: Wanted, found: Sequence[_Found]) -> list[Choice]:
    counts = Counter(each.group for each in found)
    every = Choice("All", wanted.url(group=None), len(found), wanted.group is None)
    return [every] + [
        Choice(word, wanted.url(group=group), counts[group], wanted.group == group)
        for group, (_, word) in GROUPS.items()
        if counts[group] or wanted.group == group
    ]


def _topics(wanted: Wanted, found: Sequence[_Found]) -> list[TopicChoice]:
    """The topics of what was found, whichever of them is chosen."""
    here = [each for each in found if wanted.group in (None, each.group)]
    counts = Counter(topic for each in here for topic in each.topics)
    names = {*counts, wanted.topic} - {""}
    return [TopicChoice(topic, counts[topic]) for topic in sorted(names, key=str.casefold)]


def _cards(keys: Sequence[int] | QuerySet[Any, Any]) -> list[PaperCard]:
    """The cards of a page's papers, given as keys: their words are unpacked, and no others.

    Sorting all papers with their words would take 380 ms for 500.
    """
    tallies = QuestionTally.objects.filter(question__paper=OuterRef("pk")).order_by()
    answered = tallies.values("question__paper").annotate(n=Sum("answers")).values("n")
    shown = (
        Paper.objects.filter(pk__in=keys)
        .with_group()
        .in_list_order()
        .with_clock()
        .with_published_title()
        .annotate(
            # The edition's words, never those of a working copy that is being changed.
            shown_summary_html=KeyTextTransform("summary_html", "current_edition__content"),
            asked=F("listing__questions"),
            answered=Coalesce(Subquery(answered, output_field=IntegerField()), 0),
        )
    )
    return [_card(paper) for paper in shown]


def _card(paper: Any) -> PaperCard:
    """Read what `_cards` has annotated."""
    stage: Stage = paper.stage
    takes = paper.closes_at and stage.takes_responses
    return PaperCard(
        group=GROUPS[Group(paper.group)][1],
        title=paper.published_title,
        lang=lang_attribute(paper.language),
        url=reverse("reading:paper", args=[paper.slug]),
        summary_html=mark_safe(paper.shown_summary_html),  # noqa: S308  # made at publishing
        status=stage.name.lower(),
        status_word=stage.word,
        closes_at=paper.closes_at,
        opens_at=paper.opens_at,
        dated_on=paper.dated_on,
        withdrawn_at=paper.withdrawn_at,
        days_left=days_left(paper.closes_at, paper.database_now) if takes else None,
        questions=paper.asked if paper.asks else 0,
        answers=paper.answered,
    )
