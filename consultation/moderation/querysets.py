from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, Q

from papers.models import Paper

if TYPE_CHECKING:
    from consultation.moderation.models import Decision, Reason  # noqa: F401


class ReasonQuerySet(models.QuerySet["Reason"]):
    def for_paper(self, paper: Paper) -> Self:
        """The paper's own reasons; the house's where it has none."""
        own = self.model._default_manager.filter(paper=paper)
        return self.filter(Q(paper=paper) | Q(Q(paper__isnull=True), ~Exists(own)))


class DecisionQuerySet(models.QuerySet["Decision"]):
    def newest_first(self) -> Self:
        """Decisions with who took them and by which rule."""
        return self.select_related("moderator", "reason").order_by("-pk")
