"""An empty place for what an erased person posted, and responses that name an organisation alone.

The rules hold for every new row from now on; 0005 looks at those that are there.
"""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ("responses", "0003_choices_checked"),
    ]

    operations = [
        migrations.AddField(
            model_name="response",
            name="stays_confirmed",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AlterField(
            model_name="response",
            name="shown_name",
            field=models.CharField(blank=True, max_length=50),
        ),
        migrations.AlterField(
            model_name="response",
            name="state",
            field=models.CharField(
                choices=[
                    ("held", "Waiting for a moderator"),
                    ("published", "Published"),
                    ("rejected", "Not published"),
                    ("erased", "Erased with its author"),
                ],
                max_length=10,
            ),
        ),
        migrations.RemoveConstraint(model_name="response", name="response_state_known"),
        AddConstraintNotValid(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=Q(state__in=["held", "published", "rejected", "erased"]),
                name="response_state_known",
            ),
        ),
        AddConstraintNotValid(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=Q(state="erased") | ~Q(shown_name="") | ~Q(shown_organisation=""),
                name="response_said_by_somebody",
            ),
        ),
        AddConstraintNotValid(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=~Q(state="erased")
                | Q(shown_name="", shown_organisation="", html="", choices__len=0),
                name="response_erased_is_empty",
            ),
        ),
    ]
