"""Answers as rows: the first question, chronology, episodes, actions, versions; what is sent stays as it is."""

from django.db import migrations

ROWS = ("chronologyrow", "practiceepisode", "immediateaction")

SAID = ("involvementreply", "chaser")

GUARD = """
CREATE FUNCTION keep_rows_of_submitted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM reviews_informationanswer a WHERE a.submitted_at IS NOT NULL
            AND a.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.answer_id END,
                         CASE WHEN TG_OP <> 'DELETE' THEN NEW.answer_id END)
    ) THEN
        RAISE EXCEPTION 'A submitted answer is frozen: % of % is refused', TG_OP, TG_TABLE_NAME;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""

FREEZE = "".join(
    f"CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON reviews_{table} "
    "FOR EACH ROW EXECUTE FUNCTION keep_rows_of_submitted();\n"
    for table in ROWS
) + "".join(
    f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_{table} "
    "FOR EACH ROW EXECUTE FUNCTION keep_signed();\n"
    for table in SAID
)

UNDO = "".join(f"DROP TRIGGER frozen ON reviews_{table};" for table in (*ROWS, *SAID))


class Migration(migrations.Migration):
    dependencies = [("reviews", "0005_freeze_routes")]

    operations = [
        migrations.RunSQL(GUARD, "DROP FUNCTION keep_rows_of_submitted();"),
        migrations.RunSQL(FREEZE, UNDO),
    ]
