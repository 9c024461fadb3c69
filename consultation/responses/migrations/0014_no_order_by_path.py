"""Drop the indexes of the orders by path, which no list of threads has any more."""

from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ("responses", "0013_threads_in_line"),
    ]

    operations = [
        RemoveIndexConcurrently(model_name="response", name="response_roots"),
        RemoveIndexConcurrently(model_name="response", name="response_roots_discussed"),
        RemoveIndexConcurrently(model_name="response", name="response_roots_agreed"),
    ]
