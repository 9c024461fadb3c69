"""The indexes of the orders of threads, made while the site goes on."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ("responses", "0006_taking_part"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='response',
            index=models.Index(condition=models.Q(('depth', 0)), fields=['question', '-reply_count', '-path'], name='response_roots_discussed'),
        ),
        AddIndexConcurrently(
            model_name='response',
            index=models.Index(condition=models.Q(('depth', 0)), fields=['question', '-agree_count', '-path'], name='response_roots_agreed'),
        ),
    ]
