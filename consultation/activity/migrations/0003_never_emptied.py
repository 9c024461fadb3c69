"""TRUNCATE fires no row trigger, so a statement trigger refuses to empty the log.

A session that has to, such as the tests' between two tests, says so: `SET soundings.allow_truncate = 'on'`.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('soundings.allow_truncate', true) IS DISTINCT FROM 'on' THEN
        RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER activity_never_emptied
    BEFORE TRUNCATE ON activity_activity
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
"""

ALLOW = """
DROP TRIGGER activity_never_emptied ON activity_activity;
DROP FUNCTION refuse_truncate();
"""


class Migration(migrations.Migration):
    dependencies = [("activity", "0002_append_only")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
