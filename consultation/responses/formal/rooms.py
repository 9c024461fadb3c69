"""What a drafting room shows: how far it is, who writes, what is said, and what was written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery, Window
from django.urls import reverse

from accounts.models import Membership, User
from consultation.lib.clock import in_words
from consultation.lib.text import count_words
from consultation.responses.models import Answer, AnswerVersion, DraftersComment, Submission
from consultation.responses.querysets import ROOMS_KEPT_FOR, drafters_of
from papers.access import PublishedPaper
from papers.content import QuestionContent

COMMENTS_SHOWN: Final = 30
MEMBERS_SHOWN: Final = 50
# Somebody who saved so lately is probably still writing.
LATELY: Final = timedelta(minutes=10)
# What each openness is called; {} is “our” or “my”.
OPENNESS: Final = {
    Answer.Openness.PUBLIC: "Public, with {} name",
    Answer.Openness.NAMELESS: "Public, without {} name",
    Answer.Openness.PRIVATE: "Private",
}
GONE: Final = "somebody who is not here any more"


@dataclass(frozen=True)
class Room:
    """A formal answer that is being drafted, with its paper as readers see it."""

    submission: Submission
    published: PublishedPaper
    viewer: User

    @property
    def url(self) -> str:
        return self.url_of("room")

    def url_of(self, page: str, *more: object) -> str:
        slug = self.published.paper.slug
        return reverse(f"submissions:{page}", args=[slug, self.submission.public_id, *more])

    @property
    def respondent_url(self) -> str:
        return self.url_of("respondent")

    @property
    def comment_url(self) -> str:
        return self.url_of("comment")

    @property
    def discard_url(self) -> str:
        return self.url_of("discard")

    @property
    def respondent(self) -> str:
        organisation = self.submission.organisation
        return organisation.name if organisation else self.viewer.public_name

    @property
    def is_organisations(self) -> bool:
        return self.submission.organisation_id is not None

    @property
    def is_open(self) -> bool:
        """Whether the paper takes answers now; drafts can be written on all the same."""
        return self.published.paper.stage.takes_responses

    @cached_property
    def has_lost_approver(self) -> bool:
        """Whether it waits for somebody who cannot sign it off any more."""
        if not self.submission.is_awaiting:
            return False
        return Submission.objects.without_approver().filter(pk=self.submission.pk).exists()

    @property
    def may_write(self) -> bool:
        return not self.viewer.is_suspended

    @property
    def now(self) -> datetime:
        now: datetime = self.published.paper.database_now  # type: ignore[attr-defined]
        return now

    @property
    def kept_until(self) -> datetime | None:
        """When the draft is deleted (`left_too_long`); None while its paper is open without end."""
        paper = self.published.paper
        ends = [at for at in (paper.closes_at, paper.withdrawn_at) if at is not None]
        return min(ends) + ROOMS_KEPT_FOR if ends else None

    @property
    def asked(self) -> tuple[QuestionContent, ...]:
        return self.published.content.asked

    def find_question(self, number: int) -> QuestionContent | None:
        questions = self.published.content.questions
        return next((each for each in questions if each.number == number), None)

    def beside(self, question: QuestionContent) -> tuple[str, str]:
        """Return the addresses of the questions before and after; empty where there is none."""
        if question not in self.asked:
            return "", ""
        place = self.asked.index(question)
        before = self.asked[place - 1 : place] if place else ()
        after = self.asked[place + 1 : place + 2]
        return self._first(before), self._first(after)

    def _first(self, questions: Sequence[QuestionContent]) -> str:
        return self.url_of("answer", questions[0].number) if questions else ""


@dataclass(frozen=True)
class QuestionRow:
    """A question of the room's list, and how far its answer is."""

    question: QuestionContent
    url: str
    answer: Answer | None
    comments: int
    saved: str
    words: int
    openness: str

    @property
    def is_begun(self) -> bool:
        return self.answer is not None and self.answer.says_something

    @property
    def is_too_long(self) -> bool:
        return bool(self.question.word_limit) and self.words > (self.question.word_limit or 0)


@dataclass(frozen=True)
class Drafter:
    """One who may write here, and when they last did."""

    name: str
    role: str
    last_wrote: datetime | None
    is_viewer: bool


@dataclass(frozen=True)
class Talk:
    """The comments that are shown, the oldest first, and how many stand before them."""

    comments: tuple[DraftersComment, ...]
    earlier: int


@dataclass(frozen=True)
class Overview:
    """The room's first page."""

    room: Room
    rows: tuple[QuestionRow, ...]
    retired: tuple[QuestionRow, ...]
    drafters: tuple[Drafter, ...]
    more_drafters: int
    talk: Talk

    @cached_property
    def done(self) -> int:
        return sum(row.is_begun for row in self.rows)


def overview(room: Room, *, all_comments: bool = False) -> Overview:
    """Return it in at most seven queries, whatever it holds."""
    answers = {answer.question_id: answer for answer in _answers(room)}
    said = room.submission.comments.order_by().values_list("question_id")
    counted: dict[int | None, int] = dict(said.annotate(Count("pk")))

    def rows(questions: Collection[QuestionContent]) -> tuple[QuestionRow, ...]:
        return tuple(_row(room, each, answers.get(each.id), counted) for each in questions)

    gone = [each for each in room.published.content.questions if each.is_retired]
    drafters, more = _drafters(room)
    return Overview(
        room=room,
        rows=rows(room.asked),
        retired=tuple(row for row in rows(gone) if row.is_begun),
        drafters=drafters,
        more_drafters=more,
        talk=talk_about(room, None, everything=all_comments),
    )


def _answers(room: Room) -> QuerySet[Answer]:
    return room.submission.answers.select_related("changed_by")


def _row(
    room: Room,
    question: QuestionContent,
    answer: Answer | None,
    counted: dict[int | None, int],
) -> QuestionRow:
    return QuestionRow(
        question=question,
        url=room.url_of("answer", question.number),
        answer=answer,
        comments=counted.get(question.id, 0),
        saved=saved_in_words(room, answer) if answer else "",
        words=count_words(answer.body) if answer else 0,
        openness=openness_in_words(answer.openness, room) if answer else "",
    )


def openness_in_words(openness: str, room: Room) -> str:
    """Return who can read an answer, as its drafters say it."""
    return OPENNESS[Answer.Openness(openness)].format("our" if room.is_organisations else "my")


def saved_in_words(room: Room, answer: Answer) -> str:
    """Return “by you, 3 minutes ago” or “by Ada, 4 March 2027, 5 pm”."""
    return f"by {who(answer.changed_by, room.viewer)}, {when(answer.changed_at, room.now)}"


def who(person: User | None, viewer: User) -> str:
    if person is None:
        return GONE
    return "you" if person == viewer else person.public_name


def when(moment: datetime, now: datetime) -> str:
    """Return `just now`, `3 minutes ago`, or the day and the hour when that was longer ago."""
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes >= 60:
        return in_words(moment)
    if minutes == 0:
        return "just now"
    return f"{minutes} minute{'s' if minutes > 1 else ''} ago"


def is_somebody_else_here(room: Room, answer: Answer | None) -> bool:
    """Say whether another drafter saved this answer so lately that they may still be at it."""
    if answer is None or answer.changed_by is None or answer.changed_by == room.viewer:
        return False
    return room.now - answer.changed_at < LATELY


def _drafters(room: Room) -> tuple[tuple[Drafter, ...], int]:
    """Those who may write here, who wrote last first; nobody but oneself in one's own room."""
    organisation_id = room.submission.organisation_id
    if organisation_id is None:
        return (), 0
    written = AnswerVersion.objects.filter(answer__submission=room.submission).order_by()
    latest = written.filter(written_by=OuterRef("user")).values("written_by")
    members = drafters_of(organisation_id).annotate(
        last_wrote=Subquery(latest.values(last=Max("written_at"))), among=Window(Count("*"))
    )
    first = members.order_by(F("last_wrote").desc(nulls_last=True), "user__display_name", "pk")
    found = list(first[:MEMBERS_SHOWN])
    everybody = found[0].among if found else 0
    return tuple(_drafter(each, room.viewer) for each in found), everybody - len(found)


def _drafter(member: Membership, viewer: User) -> Drafter:
    return Drafter(
        name=member.user.public_name,
        role=member.role_word,
        last_wrote=member.last_wrote,  # type: ignore[attr-defined]
        is_viewer=member.user_id == viewer.pk,
    )


def talk_about(room: Room, question: QuestionContent | None, *, everything: bool = False) -> Talk:
    """Return what the drafters said of one answer, or of the whole. At most two queries."""
    about = Q(question=question.id) if question else Q(question=None)
    said = room.submission.comments.filter(about)
    newest = said.select_related("author").order_by("-pk")
    shown = list(newest if everything else newest[: COMMENTS_SHOWN + 1])
    if everything or len(shown) <= COMMENTS_SHOWN:
        return Talk(tuple(reversed(shown)), 0)
    return Talk(tuple(reversed(shown[:COMMENTS_SHOWN])), said.count() - COMMENTS_SHOWN)
