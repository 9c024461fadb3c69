"""What a reader follows of what a page shows."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.models import User
from consultation.responses.models import Follow


@dataclass(frozen=True)
class Followed:
    """Whether the paper and the question are followed, and which threads, by their roots' ids."""

    paper: bool = False
    question: bool = False
    threads: frozenset[int] = frozenset()


def followed_among(
    viewer: User | AnonymousUser,
    *,
    paper_id: int,
    question_id: int | None = None,
    roots: Collection[int] = (),
) -> Followed:
    """Return what of these the viewer follows. One query; none of visitors."""
    if not isinstance(viewer, User):
        return Followed()
    these = Q(paper=paper_id) | Q(thread__in=roots)
    if question_id is not None:
        these |= Q(question=question_id)
    found = Follow.objects.filter(these, person=viewer)
    threads = set()
    paper = question = False
    for follow in found:
        paper |= follow.paper_id is not None
        question |= follow.question_id is not None
        if follow.thread_id is not None:
            threads.add(follow.thread_id)
    return Followed(paper, question, frozenset(threads))


@dataclass(frozen=True)
class Target:
    """What can be followed: a paper, one of its questions, or a thread of one, by its root."""

    paper_id: int
    question_id: int | None = None
    thread_id: int | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of a Follow that name it: one thing and no other."""
        in_paper = self.question_id is None and self.thread_id is None
        return {
            "paper_id": self.paper_id if in_paper else None,
            "question_id": self.question_id if self.thread_id is None else None,
            "thread_id": self.thread_id,
        }
