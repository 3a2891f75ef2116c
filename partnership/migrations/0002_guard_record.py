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

CREATE FUNCTION open_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.position := NULL;
    NEW.previous_hash := '';
    NEW.hash := '';
    RETURN NEW;
END $$;

-- Runs when the transaction commits, after every other lock it needed: one writer at a time from here to the
-- end of the commit, so the chain has one end, and nobody who holds it waits for anybody else. It runs as the owner
-- of the tables: the application's account may add to the record and change nothing in it.
CREATE FUNCTION chain_event() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE last record; entry partnership_event;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('partnership_event'));
    SELECT position, hash INTO last FROM partnership_event
        WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1;
    SELECT * INTO entry FROM partnership_event WHERE id = NEW.id;
    entry.position := coalesce(last.position, 0) + 1;
    entry.previous_hash := coalesce(last.hash, '');
    UPDATE partnership_event
        SET position = entry.position, previous_hash = entry.previous_hash, hash = event_hash(entry)
        WHERE id = entry.id;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION chain_event() FROM PUBLIC;  -- nobody hangs it on a table of their own

CREATE FUNCTION keep_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('portal.flush_allowed', true) = 'yes' THEN
        RETURN NULL;  -- a test database is emptied between tests; nothing else sets this
    END IF;
    IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' THEN
        IF OLD.position IS NULL AND NEW.position IS NOT NULL AND
            (NEW.id, NEW.at, NEW.actor_id, NEW.actor, NEW.verb, NEW.noun, NEW.noun_id, NEW.label, NEW.facts, NEW.why)
            IS NOT DISTINCT FROM
            (OLD.id, OLD.at, OLD.actor_id, OLD.actor, OLD.verb, OLD.noun, OLD.noun_id, OLD.label, OLD.facts, OLD.why)
        THEN
            RETURN NEW;  -- it takes its place in the chain, once
        END IF;
    END IF;
    RAISE EXCEPTION 'The record is append-only: % is refused', TG_OP;
END $$;

CREATE TRIGGER open BEFORE INSERT ON partnership_event FOR EACH ROW EXECUTE FUNCTION open_event();
CREATE CONSTRAINT TRIGGER chain AFTER INSERT ON partnership_event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chain_event();
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
DROP TRIGGER open ON partnership_event;
DROP FUNCTION keep_record();
DROP FUNCTION chain_event();
DROP FUNCTION open_event();
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
