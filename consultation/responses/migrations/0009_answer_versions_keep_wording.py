from django.db import migrations, models
from django.db.models import deletion


class Migration(migrations.Migration):
    """A version's choice is read with the options it was chosen from.

    The table is as new as the release before: there is no row that the default would be for.
    """

    dependencies = [
        ("papers", "0006_listings"),
        ("responses", "0008_counts_and_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="answerversion",
            name="wording",
            field=models.ForeignKey(
                default=0,
                on_delete=deletion.PROTECT,
                related_name="+",
                to="papers.wording",
            ),
            preserve_default=False,
        ),
    ]
