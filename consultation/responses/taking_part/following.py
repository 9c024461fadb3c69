"""What can be followed, and whether a reader does."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from consultation.responses.models import Follow


def follows_thread(viewer: User | AnonymousUser, root_id: int) -> bool:
    """Say whether the viewer follows the thread. One query; none of visitors."""
    return (
        isinstance(viewer, User) and Follow.objects.filter(person=viewer, thread=root_id).exists()
    )


def follows_paper(viewer: User | AnonymousUser, paper_id: int) -> bool:
    """Say whether the viewer follows the paper. One query; none of visitors."""
    return (
        isinstance(viewer, User) and Follow.objects.filter(person=viewer, paper=paper_id).exists()
    )


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
