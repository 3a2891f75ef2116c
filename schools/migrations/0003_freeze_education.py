"""A submitted education report is frozen, section by section."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_submitted_education() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY[
        'state', 'submitted_by_id', 'submitted_at', 'document_id', 'pages', 'accepted_by_id', 'accepted_at',
        'returned_because'
    ];
BEGIN
    IF OLD.state = 'accepted' OR OLD.state = 'submitted' AND (
        TG_OP = 'DELETE' OR to_jsonb(OLD) - moving <> to_jsonb(NEW) - moving
    ) THEN
        RAISE EXCEPTION 'A submitted education report is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION keep_submitted_education_section() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM schools_educationreport
        WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.report_id ELSE OLD.report_id END
            AND state IN ('submitted', 'accepted')
    ) THEN
        RAISE EXCEPTION 'A submitted education report is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON schools_educationreport
    FOR EACH ROW EXECUTE FUNCTION keep_submitted_education();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON schools_educationsection
    FOR EACH ROW EXECUTE FUNCTION keep_submitted_education_section();
"""
THAW = """
DROP TRIGGER frozen ON schools_educationsection;
DROP TRIGGER frozen ON schools_educationreport;
DROP FUNCTION keep_submitted_education_section();
DROP FUNCTION keep_submitted_education();
"""


class Migration(migrations.Migration):
    dependencies = [("schools", "0002_freeze_returns")]

    operations = [migrations.RunSQL(FREEZE, THAW)]
