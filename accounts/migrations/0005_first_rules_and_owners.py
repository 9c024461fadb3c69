"""The first house rules; what staff had confirmed is verified, and has an owner."""

from typing import Any

from django.db import migrations

RULES = """\
- Say what you know and think about the question. Disagree with what was said, not with who said it.
- Do not name people, or places that would identify someone. The people this is about can be harmed by it.
- Say for whom you speak. Answer for an organisation only if it knows that you do.
- Nothing that threatens, bullies or demeans anybody, and no advertising.
- A moderator may hold or refuse what breaks these rules, and tells you why. You may ask for a second look.
"""

VERIFY = """
    update accounts_organisation o set verified_at = m.first
    from (select organisation_id, min(confirmed_at) as first from accounts_membership
          where confirmed_at is not null group by organisation_id) m
    where m.organisation_id = o.id and o.verified_at is null
"""
# The one who was confirmed first or, where nobody was, who named the organisation first.
APPOINT = """
    update accounts_membership set role = 'owner' where id in (
        select distinct on (organisation_id) id from accounts_membership
        where left_at is null
        order by organisation_id, confirmed_at nulls last, id)
"""


def add_first_rules(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("accounts", "HouseRules")
    rules.objects.using(schema_editor.connection.alias).get_or_create(
        version=1, defaults={"body": RULES}
    )


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0004_people_and_organisations"),
    ]

    operations = [
        migrations.RunPython(add_first_rules, migrations.RunPython.noop),
        migrations.RunSQL(VERIFY, migrations.RunSQL.noop),
        migrations.RunSQL(APPOINT, migrations.RunSQL.noop),
    ]
