from typing import TYPE_CHECKING, Self

from django.db import connection, models

if TYPE_CHECKING:
    from consultation.activity.models import Activity  # noqa: F401  # the base class names it


class ActivityQuerySet(models.QuerySet["Activity"]):
    def between_transactions(self, first: int, end: int) -> Self:
        """Lines of transactions from `first` up to, not with, `end` (see `read_horizon`)."""
        return self.filter(transaction_id__gte=first, transaction_id__lt=end)

    def about(self, thing: models.Model) -> Self:
        """The history of one object, oldest first."""
        return self.filter(object_type=thing._meta.label_lower, object_id=thing.pk).order_by("id")


def read_horizon() -> int:
    """Return the id below which every transaction has ended.

    A reader that stops there, and begins there the next time, misses nothing when transactions
    commit out of order; "id greater than the last one I saw" would.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        (horizon,) = cursor.fetchone()
    return int(horizon)


def is_log_ahead() -> bool:
    """Say whether the log holds transactions this cluster has not counted to yet.

    So it is after a restore into a new cluster: a reader would wait for months for what was
    written before, and mix it with what is written now (docs/decisions/0005-the-log.md).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM activity_activity WHERE"
            " transaction_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
            " AND transaction_id IS DISTINCT FROM"
            " pg_current_xact_id_if_assigned()::text::bigint)"
        )
        (ahead,) = cursor.fetchone()
    return bool(ahead)
