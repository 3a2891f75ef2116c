"""Triggers that number and chain the record, and refuse change and removal; frozen answers; the cache table."""

from django.core.management import call_command
from django.db import migrations

CHAIN = """
CREATE FUNCTION event_hash(e partnership_event) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        e.previous_hash, e.position,
        to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        e.actor_id, e.actor, e.verb, e.noun, e.noun_id, e.label, e.facts, e.why
    )::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION chain_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
    -- One writer at a time until its commit: the chain has one end. Hence the record is written last.
    PERFORM pg_advisory_xact_lock(hashtext('partnership_event'));
    SELECT position, hash INTO last FROM partnership_event ORDER BY position DESC LIMIT 1;
    NEW.position := coalesce(last.position, 0) + 1;
    NEW.previous_hash := coalesce(last.hash, '');
    NEW.hash := event_hash(NEW);
    RETURN NEW;
END $$;

CREATE FUNCTION keep_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('portal.flush_allowed', true) = 'yes' THEN
        RETURN NULL;  -- a test database is emptied between tests; nothing else sets this
    END IF;
    RAISE EXCEPTION 'The record is append-only: % is refused', TG_OP;
END $$;

CREATE TRIGGER chain BEFORE INSERT ON partnership_event FOR EACH ROW EXECUTE FUNCTION chain_event();
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON partnership_event FOR EACH ROW EXECUTE FUNCTION keep_record();
CREATE TRIGGER keep_all BEFORE TRUNCATE ON partnership_event FOR EACH STATEMENT EXECUTE FUNCTION keep_record();
"""

FREEZE = """
CREATE FUNCTION keep_submitted_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM partnership_return r
        WHERE r.state = 'submitted' AND r.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.assurance_return_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.assurance_return_id END)
    ) THEN
        RAISE EXCEPTION 'A submitted return is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_answer
    FOR EACH ROW EXECUTE FUNCTION keep_submitted_answers();
"""

UNDO = """
DROP TRIGGER frozen ON partnership_answer;
DROP FUNCTION keep_submitted_answers();
DROP TRIGGER keep_all ON partnership_event;
DROP TRIGGER keep ON partnership_event;
DROP TRIGGER chain ON partnership_event;
DROP FUNCTION keep_record();
DROP FUNCTION chain_event();
DROP FUNCTION event_hash(partnership_event);
"""


def make_cache_table(apps, schema_editor):
    """The shared cache holds rate limits; it lives in the database."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("partnership", "0001_initial")]
    operations = [
        migrations.RunSQL(CHAIN + FREEZE, UNDO),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
