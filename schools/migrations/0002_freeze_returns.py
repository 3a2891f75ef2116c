"""The schools that a round asks, and what was signed or sent back, are frozen."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_asked_school() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A school that was asked stays in the denominator of its round';
    END IF;
    IF (NEW.round_id, NEW.school_id, NEW.school_return_id, NEW.name, NEW.kind, NEW.run, NEW.type_code, NEW.phase_code,
        NEW.trust_id, NEW.duty) IS DISTINCT FROM (OLD.round_id, OLD.school_id, OLD.school_return_id, OLD.name,
        OLD.kind, OLD.run, OLD.type_code, OLD.phase_code, OLD.trust_id, OLD.duty)
    THEN
        RAISE EXCEPTION 'What a school was when its round opened is frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON schools_askedschool
    FOR EACH ROW EXECUTE FUNCTION keep_asked_school();

CREATE FUNCTION keep_number_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM schools_askedschool a
        WHERE a.round_id IN (SELECT round_id FROM added) AND a.id NOT IN (SELECT id FROM added)
    ) THEN
        RAISE EXCEPTION 'The schools that a round asks are those of the day that it opened: none is added later';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER asked_together AFTER INSERT ON schools_askedschool REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION keep_number_asked();

CREATE FUNCTION keep_school_signing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.signed_at IS NOT NULL OR OLD.sent_back_at IS NOT NULL THEN
        RAISE EXCEPTION 'What was signed, or sent back, is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON schools_schoolsigning
    FOR EACH ROW EXECUTE FUNCTION keep_school_signing();
"""

THAW = """
DROP TRIGGER frozen ON schools_schoolsigning; DROP FUNCTION keep_school_signing();
DROP TRIGGER asked_together ON schools_askedschool; DROP FUNCTION keep_number_asked();
DROP TRIGGER frozen ON schools_askedschool; DROP FUNCTION keep_asked_school();
"""


class Migration(migrations.Migration):
    dependencies = [("schools", "0001_initial")]

    operations = [migrations.RunSQL(FREEZE, THAW)]
