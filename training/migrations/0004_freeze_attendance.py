"""A closed register is frozen but for its corrections, and so is a certificate."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_closed_register() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said training_correction;
    agency bigint;
    agency_was bigint;
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM training_register r WHERE r.session_id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.session_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.session_id END)
    ) THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A closed register is frozen';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.outcome <> '' THEN
            RAISE EXCEPTION 'A closed register is frozen';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_TABLE_NAME = 'training_booking' THEN
        IF (OLD.session_id, OLD.learner_id, OLD.state, OLD.outcome, OLD.outcome_by_id, OLD.outcome_at,
            OLD.organisation_on_the_day_id)
            IS NOT DISTINCT FROM
           (NEW.session_id, NEW.learner_id, NEW.state, NEW.outcome, NEW.outcome_by_id, NEW.outcome_at,
            NEW.organisation_on_the_day_id) THEN
            RETURN NEW;
        END IF;
        IF (OLD.session_id, OLD.learner_id) IS DISTINCT FROM (NEW.session_id, NEW.learner_id)
            OR OLD.state <> NEW.state AND OLD.outcome <> '' THEN
            RAISE EXCEPTION 'A closed register is frozen';
        END IF;
        IF OLD.outcome = NEW.outcome AND OLD.outcome = '' THEN
            RETURN NEW;
        END IF;
        agency_was := OLD.organisation_on_the_day_id;
        agency := NEW.organisation_on_the_day_id;
        SELECT * INTO said FROM training_correction c WHERE c.booking_id = NEW.id ORDER BY c.id DESC LIMIT 1;
    ELSE
        IF (OLD.session_id, OLD.booking_id, OLD.in_place_of_id, OLD.name, OLD.email)
            IS DISTINCT FROM
           (NEW.session_id, NEW.booking_id, NEW.in_place_of_id, NEW.name, NEW.email) THEN
            RAISE EXCEPTION 'A closed register is frozen';
        END IF;
        agency_was := OLD.organisation_id;
        agency := NEW.organisation_id;
        SELECT * INTO said FROM training_correction c WHERE c.guest_id = NEW.id ORDER BY c.id DESC LIMIT 1;
    END IF;
    IF said.id IS NULL
        OR (said.outcome_was, said.organisation_was_id) IS DISTINCT FROM (OLD.outcome, agency_was)
        OR (said.outcome, said.organisation_id) IS DISTINCT FROM (NEW.outcome, agency) THEN
        RAISE EXCEPTION 'A closed register is frozen';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was written of a closed register is frozen';
END $$;

CREATE FUNCTION keep_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.revoked_at IS NOT NULL
        OR (to_jsonb(OLD) - 'revoked_at' - 'revoked_by_id' - 'revoked_because')
            <> (to_jsonb(NEW) - 'revoked_at' - 'revoked_by_id' - 'revoked_because') THEN
        RAISE EXCEPTION 'A certificate is frozen; it can only be taken back, once';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER closed_register BEFORE INSERT OR UPDATE OR DELETE ON training_booking
    FOR EACH ROW EXECUTE FUNCTION keep_closed_register();
CREATE TRIGGER closed_register BEFORE INSERT OR UPDATE OR DELETE ON training_guest
    FOR EACH ROW EXECUTE FUNCTION keep_closed_register();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON training_register
    FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON training_correction
    FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON training_certificate
    FOR EACH ROW EXECUTE FUNCTION keep_certificate();
"""

THAW = """
DROP TRIGGER closed_register ON training_booking;
DROP TRIGGER closed_register ON training_guest;
DROP TRIGGER frozen ON training_register;
DROP TRIGGER frozen ON training_correction;
DROP TRIGGER frozen ON training_certificate;
DROP FUNCTION keep_closed_register();
DROP FUNCTION keep_as_written();
DROP FUNCTION keep_certificate();
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0003_guard_places")]

    operations = [migrations.RunSQL(FREEZE, THAW)]
