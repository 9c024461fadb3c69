import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import deletion
from django.db.models.functions import Now


class Migration(migrations.Migration):
    """What a drafter typed of a formal answer and could not save has a row of its own."""

    dependencies = [
        ("papers", "0006_listings"),
        ("responses", "0014_no_order_by_path"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UnsettledText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.UUIDField(default=uuid.uuid4)),
                ("began_with", models.PositiveIntegerField()),
                ("body", models.TextField(blank=True)),
                (
                    "choices",
                    ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("says_dont_know", models.BooleanField(default=False)),
                (
                    "openness",
                    models.CharField(
                        choices=[
                            ("public", "Everyone, with our name"),
                            ("nameless", "Everyone, without our name"),
                            ("private", "The policy team only"),
                        ],
                        max_length=8,
                    ),
                ),
                ("saved_at", models.DateTimeField(db_default=Now())),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=deletion.PROTECT, related_name="+", to="papers.question"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=deletion.CASCADE,
                        related_name="unsettled",
                        to="responses.submission",
                    ),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        on_delete=deletion.PROTECT, related_name="+", to="papers.wording"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "person", "question", "page"),
                        name="unsettled_text_once",
                    )
                ],
            },
        ),
    ]
