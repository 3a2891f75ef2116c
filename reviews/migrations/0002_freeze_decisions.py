"""Decisions and submitted answers of agencies are frozen: a new version supersedes, nothing is edited."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A decision is frozen: % is refused', TG_OP;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_decision
    FOR EACH ROW EXECUTE FUNCTION keep_decision();

CREATE FUNCTION keep_submitted_information() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.submitted_at IS NOT NULL THEN
        RAISE EXCEPTION 'A submitted answer is frozen: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_informationanswer
    FOR EACH ROW EXECUTE FUNCTION keep_submitted_information();
"""

UNDO = """
DROP TRIGGER frozen ON reviews_informationanswer;
DROP FUNCTION keep_submitted_information();
DROP TRIGGER frozen ON reviews_decision;
DROP FUNCTION keep_decision();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]

    operations = [migrations.RunSQL(FREEZE, UNDO)]
