"""The database refuses TRUNCATE of what readers have seen, as it refuses UPDATE and DELETE."""

from django.db import migrations

REFUSE = """
CREATE TRIGGER edition_never_emptied
    BEFORE TRUNCATE ON papers_edition
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

CREATE TRIGGER wording_never_emptied
    BEFORE TRUNCATE ON papers_wording
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
"""

ALLOW = """
DROP TRIGGER wording_never_emptied ON papers_wording;
DROP TRIGGER edition_never_emptied ON papers_edition;
"""


class Migration(migrations.Migration):
    dependencies = [("papers", "0002_editions_are_kept"), ("activity", "0003_never_emptied")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
