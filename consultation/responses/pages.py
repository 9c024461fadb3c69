"""What a question's page and a thread's page hold, put together for their templates."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.models import User
from consultation.lib.clock import days_left
from consultation.responses.models import QuestionTally
from consultation.responses.threads import Reader, Viewer
from papers.access import PublishedPaper
from papers.content import QuestionContent
from papers.models import Paper


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
        return self.published.paper.stage.takes_responses

    @property
    def url(self) -> str:
        return reverse("responses:question", args=[self.slug, self.question.number])

    @property
    def paper_url(self) -> str:
        return reverse("reading:paper", args=[self.slug])

    def reader(self, viewer: Viewer) -> Reader:
        """Whoever looks at this question."""
        return Reader(self.slug, self.question, viewer, self.is_open)

    def context(self) -> dict[str, Any]:
        """What every page below a question shows: where it stands, and the status band."""
        questions = self.published.content.questions
        index = next(i for i, other in enumerate(questions) if other.id == self.question.id)
        tally = QuestionTally.objects.filter(question_id=self.question.id).first()
        return {
            "nav": "papers",
            "page": self,
            "question": self.question,
            "total": len(questions),
            "place": index + 1,
            "previous_url": self._url_of(questions[index - 1]) if index else "",
            "next_url": self._url_of(questions[index + 1]) if index + 1 < len(questions) else "",
            "tally": tally or QuestionTally(),
            "band": status_band(self.published, title=True),
            "crumbs": [
                {"title": "Papers", "url": reverse("reading:papers")},
                {"title": self.published.content.title, "url": self.paper_url},
            ],
        }

    def _url_of(self, question: QuestionContent) -> str:
        return reverse("responses:question", args=[self.slug, question.number])


def status_band(published: PublishedPaper, *, title: bool) -> dict[str, Any]:
    """The variables of components/status_band."""
    paper = published.paper
    closes = paper.closes_at
    return {
        "status": paper.stage.name.lower(),
        "status_word": paper.stage.word,
        "opens_at": paper.opens_at,
        "closes_at": closes,
        "days_left": days_left(closes, paper.database_now)  # type: ignore[attr-defined]
        if closes and paper.stage.takes_responses
        else None,
        "title": published.content.title if title else "",
        "url": reverse("reading:paper", args=[paper.slug]),
    }


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
