from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Case, Count, F, Func, Q, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, JSONObject, Now

from papers.stages import CLOSING_SOON, Group, Stage

if TYPE_CHECKING:
    from papers.models import OpeningAlert, Paper, PaperImport, PreviewLink  # noqa: F401


def published_title(paper: str = "") -> KeyTextTransform:
    """Read the title readers see, at a paper or behind a path to one (`question__paper__`).

    A half-made change of the working copy's title is nobody's business but the editors'.
    """
    return KeyTextTransform("title", f"{paper}current_edition__content")


def published_question(paper: str = "", question: str = "question_id") -> Func:
    """Read one question as readers see it, as JSON, out of the edition behind a path to its paper.

    Without reading the whole edition out of the database. Null when the edition does not hold it.
    """
    with_this_id = Value("$.sections[*].questions[*] ? (@.id == $id)")
    return Func(
        F(f"{paper}current_edition__content"),
        Func(with_this_id, template="%(expressions)s::jsonpath"),
        JSONObject(id=F(question)),
        function="jsonb_path_query_first",
        output_field=models.JSONField(),
    )


def known_to_the_public(paper: str = "") -> Q:
    """Match papers with an edition that is out of embargo, at a paper or behind a path to one."""
    return Q(**{f"{paper}current_edition__isnull": False}) & (
        Q(**{f"{paper}announced_at__isnull": True}) | Q(**{f"{paper}announced_at__lte": Now()})
    )


def asking_in_public(paper: str = "") -> Q:
    """Match papers whose questions readers may see, as `stages.shows_questions` says it."""
    opened = Q(**{f"{paper}opens_at__lte": Now()}) & (
        Q(**{f"{paper}withdrawn_at__isnull": True})
        | Q(**{f"{paper}withdrawn_at__gte": F(f"{paper}opens_at")})
    )
    return known_to_the_public(paper) & (Q(**{f"{paper}kind": "submission"}) | opened)


def taking_responses(paper: str = "") -> Q:
    """Match papers that take responses at this instant, at a paper or behind a path to one."""
    not_closed = Q(**{f"{paper}closes_at__isnull": True}) | Q(**{f"{paper}closes_at__gt": Now()})
    opened = {f"{paper}opens_at__lte": Now(), f"{paper}withdrawn_at__isnull": True}
    return known_to_the_public(paper) & not_closed & Q(**{f"{paper}kind": "discussion", **opened})


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

    def taking_entries(self) -> Self:
        """Papers that are or were open: staff may enter what reached them otherwise."""
        return self.published().filter(
            kind="discussion", opens_at__lte=Now(), withdrawn_at__isnull=True
        )

    def open(self) -> Self:
        """Papers that take responses at this instant, by the database clock."""
        return self.filter(taking_responses())

    def with_stage(self) -> Self:
        """Carry along the stage as `stages.stage_of` says it, as `stage_now`, and the clock."""
        by_dates = Case(
            When(
                Q(opens_at__isnull=True) | Q(opens_at__gt=Now()), then=Value(Stage.ANNOUNCED.value)
            ),
            When(
                Q(closes_at__isnull=True) | Q(closes_at__gt=Now() + CLOSING_SOON),
                then=Value(Stage.OPEN.value),
            ),
            When(closes_at__gt=Now(), then=Value(Stage.CLOSING_SOON.value)),
            default=Value(Stage.CLOSED.value),
        )
        return self.with_clock().annotate(
            stage_now=Case(
                When(current_edition__isnull=True, then=Value(Stage.DRAFT.value)),
                When(announced_at__gt=Now(), then=Value(Stage.EMBARGOED.value)),
                When(withdrawn_at__isnull=False, then=Value(Stage.WITHDRAWN.value)),
                When(kind="submission", then=Value(Stage.PUBLISHED.value)),
                default=by_dates,
                output_field=models.CharField(),
            )
        )

    def at_stage(self, stage: str) -> Self:
        """Narrow to these (needs `with_stage()`)."""
        return self.filter(stage_now=stage)

    def count_by_stage(self) -> dict[str, int]:
        """Return how many there are at each stage that has any (needs `with_stage()`)."""
        counted = self.order_by().values_list("stage_now").annotate(count=Count("pk"))  # type: ignore[misc]
        return dict(counted)

    def with_group(self) -> Self:
        """Carry along the `group` of published papers, and whether each `asks` in public."""
        return self.annotate(
            asks=Case(
                When(asking_in_public(), then=Value(True)),
                default=Value(False),
                output_field=models.BooleanField(),
            ),
            group=Case(
                When(withdrawn_at__isnull=False, then=Value(Group.WITHDRAWN.value)),
                When(kind="submission", then=Value(Group.SAID.value)),
                When(opens_at__isnull=True, then=Value(Group.COMING.value)),
                When(opens_at__gt=Now(), then=Value(Group.COMING.value)),
                When(closes_at__lte=Now(), then=Value(Group.CLOSED.value)),
                default=Value(Group.OPEN.value),
                output_field=models.IntegerField(),
            ),
        )

    def in_groups(self, *groups: Group) -> Self:
        """Narrow to these (needs `with_group()`)."""
        return self.filter(group__in=groups)

    def in_list_order(self) -> Self:
        """Order by group: next to close or to open first, then the latest to close or be sent."""
        next_date = Case(
            When(group=Group.OPEN, then=F("closes_at")),
            When(group=Group.COMING, then=F("opens_at")),
        )
        last_date = Case(
            When(group=Group.CLOSED, then=F("closes_at")),
            When(group=Group.SAID, then=Cast(F("dated_on"), models.DateTimeField())),
            When(group=Group.WITHDRAWN, then=F("withdrawn_at")),
        )
        return self.order_by(
            "group", next_date.asc(nulls_last=True), last_date.desc(nulls_last=True), "-pk"
        )

    def matching(self, query: SearchQuery) -> Self:
        """Published papers with these words (needs `with_group()`).

        One whose questions are not public yet is found by its title and summary alone, and is
        tested against nothing else: “-word” must not tell what its questions hold.
        """
        return self.filter(
            Q(asks=True, listing__words=query) | Q(asks=False, listing__beginning=query)
        )


class OpeningAlertQuerySet(models.QuerySet["OpeningAlert"]):
    def confirmed(self) -> Self:
        """Those who may be written to."""
        return self.filter(confirmed_at__isnull=False)

    def to_be_told(self) -> Self:
        """Confirmed, not told yet, and the paper takes responses by the database clock."""
        return self.confirmed().filter(
            known_to_the_public("paper__"),
            Q(paper__closes_at__isnull=True) | Q(paper__closes_at__gt=Now()),
            told_at__isnull=True,
            paper__kind="discussion",
            paper__opens_at__lte=Now(),
            paper__withdrawn_at__isnull=True,
        )

    def spent(self) -> Self:
        """Rows whose address nobody needs any more.

        Not confirmed within a week; or the paper closed a week ago, or was withdrawn a month ago
        (until then it may be restored).
        """
        week, month = timedelta(days=7), timedelta(days=30)
        return self.filter(
            Q(confirmed_at__isnull=True, asked_at__lt=Now() - week)
            | Q(paper__closes_at__lt=Now() - week)
            | Q(paper__withdrawn_at__lt=Now() - month)
        )


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def valid(self) -> Self:
        """Neither revoked nor expired, by the database clock."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=Now())

    def with_clock(self) -> Self:
        """Carry the database's clock along."""
        return self.annotate(database_now=Now())


class PaperImportQuerySet(models.QuerySet["PaperImport"]):
    def unconfirmed(self) -> Self:
        """Imports that wait for their review, the newest first, without the documents' text."""
        waiting = self.filter(confirmed_at__isnull=True).select_related("created_by")
        return waiting.defer("document", "interpretation", "previous").order_by("-pk")
