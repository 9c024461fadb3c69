"""Count the replies anew in our own column, and gather the words of what is there.

Replies are counted before and after by different code: a reply that the old code publishes while
this runs is counted when its thread is next counted anew. Words are kept by a trigger from the
first statement on, so nothing falls between it and the gathering.
"""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

# Names without stems, words of the text with English ones; tags are not words.
WORDS = """
CREATE FUNCTION response_vector(html text, name text, organisation text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('pg_catalog.english', regexp_replace(html, '<[^>]*>', ' ', 'g'))
        || to_tsvector('pg_catalog.simple', name || ' ' || organisation)
$$;

CREATE FUNCTION keep_response_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO responses_responsewords (response_id, vector)
    VALUES (NEW.xtdcomment_ptr_id,
            response_vector(NEW.html, NEW.shown_name, NEW.shown_organisation))
    ON CONFLICT (response_id) DO UPDATE SET vector = excluded.vector;
    RETURN NULL;
END $$;

CREATE TRIGGER response_words_kept
    AFTER INSERT OR UPDATE OF html, shown_name, shown_organisation ON responses_response
    FOR EACH ROW EXECUTE FUNCTION keep_response_words();
"""

NO_WORDS = """
DROP TRIGGER response_words_kept ON responses_response;
DROP FUNCTION keep_response_words();
DROP FUNCTION response_vector(text, text, text);
"""

GATHER = """
INSERT INTO responses_responsewords (response_id, vector)
SELECT xtdcomment_ptr_id, response_vector(html, shown_name, shown_organisation)
FROM responses_response
ON CONFLICT (response_id) DO NOTHING
"""

COUNT = """
UPDATE responses_response root SET reply_count = below.replies
FROM (SELECT root_id, count(*) AS replies FROM responses_response
      WHERE depth > 0 AND state = 'published' AND visibility = 'public' GROUP BY root_id) below
WHERE root.xtdcomment_ptr_id = below.root_id
"""


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ("responses", "0007_orders"),
    ]

    operations = [
        migrations.RunSQL(WORDS, NO_WORDS),
        migrations.RunSQL(GATHER, migrations.RunSQL.noop),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
        ValidateConstraint(model_name="response", name="response_state_known"),
        ValidateConstraint(model_name="response", name="response_closed_with_reason"),
        ValidateConstraint(model_name="response", name="response_nameless_names_nobody"),
    ]
