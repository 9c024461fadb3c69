"""Indexes for finding people and organisations by a part of a name; built while others write."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.contrib.postgres.operations import AddIndexConcurrently, TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ("accounts", "0005_first_rules_and_owners"),
    ]

    operations = [
        TrigramExtension(),
        AddIndexConcurrently(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('name'), 'gin_trgm_ops'), name='organisation_name_parts'),
        ),
        AddIndexConcurrently(
            model_name='organisation',
            index=models.Index(django.db.models.functions.text.Lower('name'), models.F('id'), name='organisation_by_name'),
        ),
        AddIndexConcurrently(
            model_name='user',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('email'), 'gin_trgm_ops'), name='user_email_parts'),
        ),
        AddIndexConcurrently(
            model_name='user',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('display_name'), 'gin_trgm_ops'), name='user_name_parts'),
        ),
    ]
