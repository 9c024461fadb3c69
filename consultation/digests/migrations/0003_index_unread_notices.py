from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("digests", "0002_notices"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                fields=["person", "-id"], name="notice_unread", condition=models.Q(read_at=None)
            ),
        ),
    ]
