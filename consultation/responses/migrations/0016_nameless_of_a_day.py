"""What was published without a name on a day, for telling its followers; built meanwhile."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("responses", "0015_unsettled_texts"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="response",
            index=models.Index(
                fields=["published_at"],
                name="response_nameless",
                condition=models.Q(is_nameless=True),
            ),
        ),
    ]
