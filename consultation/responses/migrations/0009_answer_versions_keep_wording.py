from django.db import migrations, models
from django.db.models import deletion

# The answer's own is the nearest there is: what a version was asked as was not kept before.
FILL = """
UPDATE responses_answerversion version SET wording_id = answer.wording_id
FROM responses_answer answer WHERE answer.id = version.answer_id
"""


class Migration(migrations.Migration):
    """A version's choice is read with the options it was chosen from."""

    dependencies = [
        ("papers", "0006_listings"),
        ("responses", "0008_counts_and_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="answerversion",
            name="wording",
            field=models.ForeignKey(
                null=True,
                on_delete=deletion.PROTECT,
                related_name="+",
                to="papers.wording",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="answerversion",
            name="wording",
            field=models.ForeignKey(
                on_delete=deletion.PROTECT,
                related_name="+",
                to="papers.wording",
            ),
        ),
    ]
