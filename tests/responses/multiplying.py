"""Many responses at once, copied in the database from one that was posted."""

from django.db import connection, models
from django_comments.models import Comment
from django_comments_xtd.models import XtdComment

from consultation.responses.models import Response

# What a copy has of its own; `id` is the first id, to which the copy's number is added.
OWN = {
    "id": "{id} + n",
    "comment_ptr_id": "{id} + n",
    "xtdcomment_ptr_id": "{id} + n",
    "thread_id": "{id} + n",
    "parent_id": "{id} + n",
    "root_id": "{id} + n",
    "path": "lpad(to_hex({id} + n), 8, '0')",
    "public_id": "substr(md5(({id} + n)::text), 1, 16)",
    "client_token": "gen_random_uuid()",
    "submit_date": "source.\"submit_date\" + n * interval '1 microsecond'",
}


def multiply(response: Response, times: int) -> None:
    """Copy a root so many times into its question's threads.

    The planner is told, as it is on a live site: after thousands of tests the tables are mostly
    rows that are gone, and a plan made for empty ones reads them all again for each response.
    """
    tables = (Comment, XtdComment, Response)
    for model in tables:
        _copy(model, response.pk, times)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('django_comments', 'id'), %s)",
            [response.pk + times],
        )
        cursor.execute(f"ANALYZE {', '.join(model._meta.db_table for model in tables)}")


def _copy(model: type[models.Model], pk: int, times: int) -> None:
    columns = [field.column for field in model._meta.local_concrete_fields]
    values = [OWN.get(column, f'source."{column}"').format(id=pk) for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {", ".join(values)}'
            f' FROM "{model._meta.db_table}" source, generate_series(1, %s) n'
            f' WHERE source."{model._meta.pk.column}" = %s',
            [times, pk],
        )
