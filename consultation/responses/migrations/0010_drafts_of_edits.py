"""What somebody types to change a response is kept as what they type to post one.

Two columns of nulls, which rewrite no row, and a rule for every new row; 0011 looks at the rows
that are there and says anew which drafts there may be one of.
"""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q, deletion


class Migration(migrations.Migration):

    dependencies = [
        ("responses", "0009_answer_versions_keep_wording"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="edits",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=deletion.CASCADE,
                related_name="edit_drafts",
                to="responses.response",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="edits_version",
            field=models.PositiveIntegerField(null=True),
        ),
        AddConstraintNotValid(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=Q(edits=None, edits_version=None)
                | Q(edits__isnull=False, edits_version__isnull=False),
                name="draft_edits_a_version",
            ),
        ),
    ]
