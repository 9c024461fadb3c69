"""One draft for each place of an answer, and one for each response that is being changed.

The new rules are built while the site goes on, and hold before the old one goes.
"""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations, models
from django.db.models import Q

OF_ANSWER = models.UniqueConstraint(
    fields=["person", "question", "organisation", "reply_to"],
    condition=Q(edits=None),
    nulls_distinct=False,
    name="draft_of_answer_once",
)
OF_EDIT = models.UniqueConstraint(
    fields=["edits"], condition=Q(edits__isnull=False), name="draft_of_edit_once"
)


def built_meanwhile(constraint, statement):
    """Build the index of a constraint without keeping anybody from writing."""
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                f"CREATE UNIQUE INDEX CONCURRENTLY {constraint.name} ON responses_draft {statement}",
                f"DROP INDEX CONCURRENTLY {constraint.name}",
            )
        ],
        state_operations=[migrations.AddConstraint(model_name="draft", constraint=constraint)],
    )


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ("responses", "0010_drafts_of_edits"),
    ]

    operations = [
        ValidateConstraint(model_name="draft", name="draft_edits_a_version"),
        built_meanwhile(
            OF_ANSWER,
            "(person_id, question_id, organisation_id, reply_to)"
            " NULLS NOT DISTINCT WHERE edits_id IS NULL",
        ),
        built_meanwhile(OF_EDIT, "(edits_id) WHERE edits_id IS NOT NULL"),
        migrations.RemoveConstraint(model_name="draft", name="draft_once"),
        # Backwards, the old rule has no place for a draft of an edit beside that of an answer.
        migrations.RunSQL(
            migrations.RunSQL.noop, "DELETE FROM responses_draft WHERE edits_id IS NOT NULL"
        ),
    ]
