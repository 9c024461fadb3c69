"""Put the threads that are there in line, and make the indexes of the orders; nobody waits for it."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

AT_ONCE = 5_000  # rows that are locked together

FILL_IN = """
WITH batch AS (
    SELECT comment.id, comment.submit_date FROM django_comments comment
    JOIN responses_response response ON response.xtdcomment_ptr_id = comment.id
    WHERE comment.id > %s ORDER BY comment.id LIMIT %s
), filled AS (
    UPDATE responses_response response SET said_at = batch.submit_date FROM batch
    WHERE response.xtdcomment_ptr_id = batch.id AND response.said_at <> batch.submit_date
)
SELECT max(id) FROM batch
"""


def fill_in(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    done = 0
    with editor.connection.cursor() as cursor:
        while done is not None:
            cursor.execute(FILL_IN, [done, AT_ONCE])
            (done,) = cursor.fetchone()


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ("responses", "0012_said_at"),
    ]

    operations = [
        migrations.RunPython(fill_in, migrations.RunPython.noop),
        AddIndexConcurrently(
            model_name="response",
            index=models.Index(
                fields=["question", "-said_at", "-public_id"],
                name="response_roots_newest",
                condition=models.Q(depth=0),
            ),
        ),
        AddIndexConcurrently(
            model_name="response",
            index=models.Index(
                fields=["question", "-reply_count", "-said_at", "-public_id"],
                name="response_roots_replied",
                condition=models.Q(depth=0),
            ),
        ),
        AddIndexConcurrently(
            model_name="response",
            index=models.Index(
                fields=["question", "-agree_count", "-said_at", "-public_id"],
                name="response_roots_liked",
                condition=models.Q(depth=0),
            ),
        ),
    ]
