from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_closed_quarter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM partnership_planquarter q
        WHERE q.closed_at IS NOT NULL AND q.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.quarter_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.quarter_id END)
    ) THEN
        RAISE EXCEPTION 'A closed quarter is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_progress
    FOR EACH ROW EXECUTE FUNCTION keep_closed_quarter();
"""

THAW = """
DROP TRIGGER frozen ON partnership_progress;
DROP FUNCTION keep_closed_quarter();
"""


class Migration(migrations.Migration):
    dependencies = [("partnership", "0006_freeze_disputes")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
