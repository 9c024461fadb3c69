"""The database itself refuses to change or delete what readers have seen."""

from django.db import migrations

REFUSE = """
CREATE TRIGGER edition_append_only
    BEFORE UPDATE OR DELETE ON papers_edition
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER wording_append_only
    BEFORE UPDATE OR DELETE ON papers_wording
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

ALLOW = """
DROP TRIGGER wording_append_only ON papers_wording;
DROP TRIGGER edition_append_only ON papers_edition;
"""


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial"), ("activity", "0002_append_only")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
