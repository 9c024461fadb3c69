"""What is typed in a second tab is kept beside the draft of the first.

The default stands in the database, so no row is written; the new rule is built while the site goes
on, and holds before the old one goes.
"""

from django.db import migrations, models
from django.db.models import Q

OF_PLACE = models.UniqueConstraint(
    fields=["person", "question", "organisation", "reply_to"],
    condition=Q(edits=None, is_beside=False),
    nulls_distinct=False,
    name="draft_of_place_once",
)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("responses", "0019_submissions_sent")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="is_beside",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "CREATE UNIQUE INDEX CONCURRENTLY draft_of_place_once ON responses_draft"
                    " (person_id, question_id, organisation_id, reply_to)"
                    " NULLS NOT DISTINCT WHERE edits_id IS NULL AND NOT is_beside",
                    "DROP INDEX CONCURRENTLY draft_of_place_once",
                )
            ],
            state_operations=[migrations.AddConstraint(model_name="draft", constraint=OF_PLACE)],
        ),
        migrations.RemoveConstraint(model_name="draft", name="draft_of_answer_once"),
        # Backwards, the old rule has no place for a second text.
        migrations.RunSQL(migrations.RunSQL.noop, "DELETE FROM responses_draft WHERE is_beside"),
    ]
