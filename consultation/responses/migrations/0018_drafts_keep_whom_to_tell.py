from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    """A draft keeps who is to be told; the default stands in the database, so no row is written."""

    dependencies = [("responses", "0017_told_and_lately")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="tell",
            field=ArrayField(
                models.CharField(max_length=16), blank=True, db_default=[], default=list
            ),
        )
    ]
