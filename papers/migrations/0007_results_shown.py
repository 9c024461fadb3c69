"""When readers see the results of choices; at any time, as until now."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('papers', '0006_listings'),
    ]

    operations = [
        migrations.AddField(
            model_name='paper',
            name='results_shown',
            field=models.CharField(choices=[('always', 'At any time'), ('answered', 'To those who have answered, and to all when the paper has closed'), ('closed', 'When the paper has closed')], db_default='always', default='always', max_length=8),
        ),
    ]
