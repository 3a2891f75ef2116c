"""A dispute that has ended, and advice once it was given, are frozen."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_dispute() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'A dispute is kept as it was: % is refused', TG_OP;
    END IF;
    IF (NEW.case_id, NEW.stage_left, NEW.organisation_id, NEW.about, NEW.raised_by_id, NEW.raised_at)
        IS DISTINCT FROM
        (OLD.case_id, OLD.stage_left, OLD.organisation_id, OLD.about, OLD.raised_by_id, OLD.raised_at)
        OR OLD.advice <> '' AND (NEW.advice, NEW.advice_office, NEW.advised_on)
        IS DISTINCT FROM (OLD.advice, OLD.advice_office, OLD.advised_on)
    THEN
        RAISE EXCEPTION 'What was said in a dispute is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_dispute
    FOR EACH ROW EXECUTE FUNCTION keep_dispute();
"""

UNDO = """
DROP TRIGGER frozen ON reviews_dispute;
DROP FUNCTION keep_dispute();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0008_rapid_review")]
    operations = [migrations.RunSQL(FREEZE, UNDO)]
