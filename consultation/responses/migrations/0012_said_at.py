"""A column by which threads stand in line, kept by the database: an index reaches no other table.

`submit_date` lives in the packages' table. What is inserted takes the time from there, by whatever
code; where that is changed, this changes with it. 0013 fills in the rows that are there.
"""

from django.db import migrations, models
from django.db.models.functions import Now

KEEP = """
CREATE FUNCTION keep_response_said_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- What one statement puts into both tables at once is not there yet to be read.
    SELECT coalesce(max(submit_date), NEW.said_at) INTO NEW.said_at
    FROM django_comments WHERE id = NEW.xtdcomment_ptr_id;
    RETURN NEW;
END $$;

CREATE TRIGGER response_said_at_kept
    BEFORE INSERT ON responses_response
    FOR EACH ROW EXECUTE FUNCTION keep_response_said_at();

CREATE FUNCTION follow_submit_date() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE responses_response SET said_at = NEW.submit_date WHERE xtdcomment_ptr_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER response_said_at_follows
    AFTER UPDATE OF submit_date ON django_comments
    FOR EACH ROW WHEN (OLD.submit_date IS DISTINCT FROM NEW.submit_date)
    EXECUTE FUNCTION follow_submit_date();
"""

KEEP_NO_MORE = """
DROP TRIGGER response_said_at_follows ON django_comments;
DROP FUNCTION follow_submit_date();
DROP TRIGGER response_said_at_kept ON responses_response;
DROP FUNCTION keep_response_said_at();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("django_comments", "0004_add_object_pk_is_removed_index"),
        ("responses", "0011_drafts_of_edits_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="response",
            name="said_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.RunSQL(KEEP, KEEP_NO_MORE),
    ]
