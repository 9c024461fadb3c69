"""What a reader follows of what a page shows."""

from collections.abc import Collection
from dataclasses import dataclass

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
