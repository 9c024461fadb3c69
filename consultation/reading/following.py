"""The papers a person asked to be told about."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from accounts.models import User
from papers.models import OpeningAlert, Paper
from papers.querysets import known_to_the_public
from papers.stages import Stage


@dataclass(frozen=True)
class Followed:
    """A paper that the person is told about, as the public knows it."""

    slug: str
    title: str
    stage: Stage
    opens_at: datetime | None
    closes_at: datetime | None
    asked_at: datetime
    is_told: bool  # that it opened

    @property
    def status(self) -> str:
        """The stage as components/tag names it."""
        return self.stage.name.lower()


def followed_by(person: User) -> tuple[Followed, ...]:
    """Return what the person follows, the latest asked for first. Two queries."""
    alerts = {alert.paper_id: alert for alert in OpeningAlert.objects.filter(user=person)}
    papers = Paper.objects.published().with_clock().with_published_title().filter(pk__in=alerts)
    asked = [_followed(paper, alerts[paper.pk]) for paper in papers]
    return tuple(sorted(asked, key=lambda each: each.asked_at, reverse=True))


def get_own_alert_or_404(person: User, slug: str) -> OpeningAlert:
    """Return the person's wish to be told about a paper that the public knows."""
    alerts = OpeningAlert.objects.filter(known_to_the_public("paper__"), user=person)
    alert = alerts.filter(paper__slug=slug).first()
    if alert is None:
        raise Http404("Nothing is asked for there.")
    return alert


def _followed(paper: Paper, alert: OpeningAlert) -> Followed:
    return Followed(
        slug=paper.slug,
        title=paper.published_title,  # type: ignore[attr-defined]
        stage=paper.stage,
        opens_at=paper.opens_at,
        closes_at=paper.closes_at,
        asked_at=alert.asked_at,
        is_told=alert.told_at is not None,
    )
