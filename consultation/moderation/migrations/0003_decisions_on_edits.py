"""What a decision was about: which text, and whether it was a change of what was public."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0002_house_reasons'),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='is_about_edit',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='decision',
            name='version',
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
    ]
