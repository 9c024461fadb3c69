"""List formal answers by when they were sent, at a cost that does not grow with how many there are.

The index is built while the site is in use (CONCURRENTLY), so each step commits by itself.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("responses", "0018_drafts_keep_whom_to_tell"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("sent_at__isnull", False)),
                fields=["-sent_at", "-id"],
                name="submission_sent",
            ),
        ),
    ]
