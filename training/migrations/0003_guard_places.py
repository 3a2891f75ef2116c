"""No more places are held in a session than it has."""

from django.db import migrations

GUARD = """
CREATE FUNCTION guard_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    places integer;
    begins timestamptz;
BEGIN
    IF NEW.state NOT IN ('offered', 'booked') THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state IN ('offered', 'booked') AND OLD.session_id = NEW.session_id THEN
        RETURN NEW;
    END IF;
    SELECT capacity, starts_at INTO places, begins FROM training_session WHERE id = NEW.session_id FOR NO KEY UPDATE;
    IF (NEW.booked_at AT TIME ZONE 'Europe/London')::date >= (begins AT TIME ZONE 'Europe/London')::date THEN
        RETURN NEW; -- the register of the day says who came, whatever had been planned
    END IF;
    IF (SELECT count(*) FROM training_booking
        WHERE session_id = NEW.session_id AND state IN ('offered', 'booked') AND id <> NEW.id) >= places THEN
        RAISE EXCEPTION 'The session is full' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER places BEFORE INSERT OR UPDATE OF state, session_id ON training_booking
    FOR EACH ROW EXECUTE FUNCTION guard_places();

CREATE FUNCTION guard_capacity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.capacity < OLD.capacity AND NEW.capacity < (
        SELECT count(*) FROM training_booking WHERE session_id = NEW.id AND state IN ('offered', 'booked')
    ) THEN
        RAISE EXCEPTION 'More places are held than that' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER capacity BEFORE UPDATE OF capacity ON training_session
    FOR EACH ROW EXECUTE FUNCTION guard_capacity();
"""

UNGUARD = """
DROP TRIGGER places ON training_booking;
DROP FUNCTION guard_places();
DROP TRIGGER capacity ON training_session;
DROP FUNCTION guard_capacity();
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0002_freeze_programme")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
