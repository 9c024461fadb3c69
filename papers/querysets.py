from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Now

if TYPE_CHECKING:
    from papers.models import Paper  # noqa: F401


def published_title(paper: str = "") -> KeyTextTransform:
    """Read the title readers see, at a paper or behind a path to one (`question__paper__`).

    A half-made change of the working copy's title is nobody's business but the editors'.
    """
    return KeyTextTransform("title", f"{paper}current_edition__content")


def known_to_the_public(paper: str = "") -> Q:
    """Match papers with an edition that is out of embargo, at a paper or behind a path to one."""
    return Q(**{f"{paper}current_edition__isnull": False}) & (
        Q(**{f"{paper}announced_at__isnull": True}) | Q(**{f"{paper}announced_at__lte": Now()})
    )


class PaperQuerySet(models.QuerySet["Paper"]):
    def with_clock(self) -> Self:
        """Carry the database's clock along, so that `paper.stage` needs no other."""
        return self.annotate(database_now=Now())

    def published(self) -> Self:
        """Papers with an edition to read: the only ones a public page may know of."""
        return self.filter(known_to_the_public())

    def with_published_title(self) -> Self:
        """Carry along the title readers see, as `published_title`."""
        return self.annotate(published_title=published_title())

    def open(self) -> Self:
        """Papers that take responses at this instant, by the database clock."""
        return self.published().filter(
            Q(closes_at__isnull=True) | Q(closes_at__gt=Now()),
            kind="discussion",
            opens_at__lte=Now(),
            withdrawn_at__isnull=True,
        )
