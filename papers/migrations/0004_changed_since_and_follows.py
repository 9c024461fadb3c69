"""Keep whether an edition made now would differ; refuse a paper that follows itself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("papers", "0003_editions_are_never_emptied")]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="is_changed_since_edition",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("follows__isnull", True),
                    models.Q(("follows", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="paper_follows_another",
            ),
        ),
    ]
