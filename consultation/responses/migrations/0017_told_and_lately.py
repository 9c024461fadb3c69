"""A question's newest as they are told of, and all that was published lately; built meanwhile."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Case, F, Func, Q, When

START_OF_DAY = Func(
    F("published_at"),
    template=(
        "timezone('Europe/London', date_trunc('day', timezone('Europe/London', %(expressions)s)))"
    ),
    output_field=models.DateTimeField(),
)
TOLD_AT = Case(When(is_nameless=True, then=START_OF_DAY), default=F("published_at"))


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("responses", "0016_nameless_of_a_day"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="response",
            index=models.Index(
                F("question"),
                TOLD_AT.desc(),
                F("public_id").desc(),
                name="response_told",
                condition=Q(state="published", visibility="public"),
            ),
        ),
        AddIndexConcurrently(
            model_name="response",
            index=models.Index(
                fields=["published_at"], name="response_lately", condition=Q(state="published")
            ),
        ),
    ]
