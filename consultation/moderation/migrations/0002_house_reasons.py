"""The reasons every paper starts with; their rules are the house rules of the About page."""

from django.db import migrations

REASONS = [
    ("Names or identifies someone", "Do not name people, or describe a person or a place so closely that someone could be recognised, unless it is yourself or a public office."),
    ("Attacks a person or group", "Argue with what is said, not with who says it. Insults, threats and prejudice about any group are not published."),
    ("Not about this question", "Each response must help to answer the question it stands under."),
    ("Could do harm or break the law", "Nothing that could put someone at risk, affect a case before a court, or break the law."),
    ("Advertising or repeated text", "No selling, no fundraising, and no copies of the same text under several questions."),
]


def add(apps, schema_editor):
    Reason = apps.get_model("moderation", "Reason")
    Reason.objects.bulk_create(
        Reason(position=position, title=title, rule=rule)
        for position, (title, rule) in enumerate(REASONS, start=1)
    )


def remove(apps, schema_editor):
    apps.get_model("moderation", "Reason").objects.filter(paper__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
