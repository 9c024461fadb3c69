"""What was chosen, beside what was written.

Two columns with a constant default, which rewrites no row, and rules that hold for every new row
from now on; 0003 looks at the rows that are there without keeping anybody from writing.
"""

import django.contrib.postgres.fields
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ("responses", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="response",
            name="choices",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="says_dont_know",
            field=models.BooleanField(db_default=False, default=False),
        ),
        AddConstraintNotValid(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=Q(choices__len__lte=30), name="response_choices_bounded"
            ),
        ),
        AddConstraintNotValid(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=Q(says_dont_know=False) | Q(choices__len=0),
                name="response_dont_know_alone",
            ),
        ),
        AddConstraintNotValid(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=Q(depth=0) | (Q(choices__len=0) & Q(says_dont_know=False)),
                name="response_reply_chooses_nothing",
            ),
        ),
    ]
