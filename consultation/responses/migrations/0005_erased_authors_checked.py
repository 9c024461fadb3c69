"""Look at the rows that were there before the rules of 0004; nobody waits for it."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("responses", "0004_erased_authors"),
    ]

    operations = [
        ValidateConstraint(model_name="response", name="response_state_known"),
        ValidateConstraint(model_name="response", name="response_said_by_somebody"),
        ValidateConstraint(model_name="response", name="response_erased_is_empty"),
    ]
