"""What a question's page and a thread's page hold, put together for their templates."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.urls import reverse

from accounts.models import User
from consultation.lib.heads import PageHead, absolute, alternates, json_ld
from consultation.lib.text import excerpt
from consultation.responses.choosing import Ask
from consultation.responses.models import QuestionTally
from consultation.responses.threads.earlier import asked_before
from consultation.responses.threads.items import Reader, Viewer
from papers.access import PublishedPaper
from papers.content import QuestionContent
from papers.editing.lineage import AskedBefore
from papers.models import Paper, Wording
from papers.pages.asking import how_to_answer, lang_attribute
from papers.pages.standing import standing_of
from papers.pages.translations import OtherLanguage, other_language_of

DESCRIPTION_WORDS: Final = 40


@dataclass(frozen=True)
class QuestionPage:
    """A question of a published paper and its place among the others."""

    published: PublishedPaper
    question: QuestionContent

    @property
    def slug(self) -> str:
        return self.published.paper.slug

    @property
    def is_open(self) -> bool:
        return self.published.paper.stage.takes_responses and not self.question.is_retired

    @property
    def url(self) -> str:
        return reverse("responses:question", args=[self.slug, self.question.number])

    @property
    def paper_url(self) -> str:
        return reverse("reading:paper", args=[self.slug])

    @cached_property
    def tally(self) -> QuestionTally:
        """What is counted and kept of the question; one query."""
        tallies = QuestionTally.objects.filter(question_id=self.question.id)
        beside = {"carried_from": F("question__carried_from_id"), "root": F("pinned__root_id")}
        return tallies.annotate(**beside).first() or QuestionTally()

    def _asked_before(self) -> tuple[AskedBefore, ...]:
        # Most questions carry on nothing: the tally says so on the way.
        if getattr(self.tally, "carried_from", self.question.id) is None:
            return ()
        return asked_before([self.question]).get(self.question.id, ())

    def reader(
        self, viewer: Viewer, *, since: datetime | None = None, in_full: bool = False
    ) -> Reader:
        """Whoever looks at this question; what came after `since` is new to them."""
        return Reader(
            slug=self.slug,
            question=self.question,
            viewer=viewer,
            is_open=self.is_open,
            language=self.published.paper.language,
            pinned=self.tally.pinned_id,
            pinned_root=getattr(self.tally, "root", None),
            since=since,
            # Said once a response, so as short as it goes: up from the thread's page.
            respond_url="../../respond/" if in_full else "respond/",
            in_full=in_full,
        )

    def ask(self, read: Wording | None = None) -> Ask:
        """How the question is answered, in the wording that its author read."""
        options = self.question.options if read is None else read.options
        return Ask.of(self.question, options, self.published.paper.language)

    def context(self) -> dict[str, Any]:
        """What every page below a question shows: where it stands, and the status band."""
        asked = self.published.content.asked
        places = [question.id for question in asked]
        # A retired question stands beside the row of those still asked.
        index = places.index(self.question.id) if self.question.id in places else None
        other = other_language_of(self.published.paper, self.question.id)
        return {
            "nav": "papers",
            "page": self,
            "question": self.question,
            "lang": lang_attribute(self.published.paper.language),
            "how": how_to_answer(self.question),
            "total": len(asked),
            "place": 0 if index is None else index + 1,
            "previous_url": self._url_of(asked[index - 1]) if index else "",
            "next_url": self._url_of(asked[index + 1])
            if index is not None and index + 1 < len(asked)
            else "",
            "tally": self.tally,
            "asked_before": self._asked_before(),
            "band": status_band(self.published, title=True),
            "others": [other] if other else [],
            "head": self._head(other),
            "crumbs": [
                {"title": "Papers", "url": reverse("reading:papers")},
                {"title": self.published.content.title, "url": self.paper_url},
            ],
        }

    def _url_of(self, question: QuestionContent) -> str:
        return reverse("responses:question", args=[self.slug, question.number])

    def _head(self, other: OtherLanguage | None) -> PageHead:
        """What the page says to machines; of the answers, how many anybody may read."""
        paper, content = self.published.paper, self.published.content
        pair = [(other.language, other.url)] if other and other.is_same else []
        return PageHead(
            title=f"{self.question.text} ({content.title})",
            url=absolute(self.url),
            description=excerpt(self.question.context or content.summary, DESCRIPTION_WORDS),
            feed_url=reverse("reading:paper-feed", args=[self.slug]),
            feed_title=f"What happens to “{content.title}”",
            alternates=alternates([(paper.language, self.url), *pair]),
            json_ld=json_ld(
                **{"@type": "Question"},
                name=self.question.text,
                url=absolute(self.url),
                inLanguage=paper.language,
                answerCount=self.tally.answers,
                isPartOf={
                    "@type": "Report",
                    "name": content.title,
                    "url": absolute(self.paper_url),
                },
            ),
        )


def crumbs_to_question(title: str, slug: str, number: int) -> list[dict[str, str]]:
    """Where a page stands that is below a question; `title` is the paper's."""
    return [
        {"title": "Papers", "url": reverse("reading:papers")},
        {"title": title, "url": reverse("reading:paper", args=[slug])},
        {
            "title": f"Question {number}",
            "url": reverse("responses:question", args=[slug, number]),
        },
    ]


def status_band(published: PublishedPaper, *, title: bool) -> dict[str, Any]:
    """The variables of components/status_band."""
    url = reverse("reading:paper", args=[published.paper.slug])
    return standing_of(published.paper).band(
        title=published.content.title if title else "", url=url
    )


def what_happens_next(paper: Paper, author: User | None) -> str:
    """What the composer says of moderation, by the paper's policy."""
    if author and author.roles:
        return "Your response is public and appears at once: you answer as the policy team."
    return {
        Paper.Moderation.PRE: (
            "Your response is public. A moderator reads each response before it appears."
        ),
        Paper.Moderation.FIRST: (
            "Your response is public. "
            "A moderator reads a person’s first response before it appears."
        ),
        Paper.Moderation.POST: "Your response is public and appears at once.",
    }[Paper.Moderation(paper.moderation)]


def viewer_of(user: User | AnonymousUser) -> User | None:
    """The signed-in person, or None."""
    return user if isinstance(user, User) else None
