"""Look at the rows that were there before the rules of 0002; nobody waits for it."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("responses", "0002_choices"),
    ]

    operations = [
        ValidateConstraint(model_name="response", name="response_choices_bounded"),
        ValidateConstraint(model_name="response", name="response_dont_know_alone"),
        ValidateConstraint(model_name="response", name="response_reply_chooses_nothing"),
    ]
