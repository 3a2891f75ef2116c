"""Meetings as held, minutes, decisions and what is decided by correspondence; frozen once confirmed."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION minutes_confirmed(meeting bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM partnership_minutes m WHERE m.meeting_id = meeting AND m.state = 'confirmed')
$$;

CREATE FUNCTION meeting_of_item(item bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT i.meeting_id FROM partnership_agendaitem i WHERE i.id = item
$$;

CREATE FUNCTION freeze_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'confirmed' THEN
        RAISE EXCEPTION 'Confirmed minutes are frozen: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION freeze_of_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND minutes_confirmed(OLD.meeting_id)
        OR TG_OP <> 'DELETE' AND minutes_confirmed(NEW.meeting_id) THEN
        RAISE EXCEPTION 'The minutes of this meeting are confirmed: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION freeze_attendee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM partnership_sitting s WHERE minutes_confirmed(s.meeting_id) AND s.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.sitting_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.sitting_id END)
    ) THEN
        RAISE EXCEPTION 'The minutes of this meeting are confirmed: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- An item may still be carried to a later agenda, and an action linked before; nothing else of it changes.
CREATE FUNCTION freeze_of_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'carried_to_id' = to_jsonb(OLD) - 'carried_to_id' THEN
        RETURN NEW;
    END IF;
    IF TG_OP <> 'INSERT' AND minutes_confirmed(meeting_of_item(OLD.item_id))
        OR TG_OP <> 'DELETE' AND minutes_confirmed(meeting_of_item(NEW.item_id)) THEN
        RAISE EXCEPTION 'The minutes of this meeting are confirmed: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- A decision's words stay; that a later meeting ratified it, and that it was looked at again, come afterwards.
CREATE FUNCTION group_decision_kept(d partnership_decision) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT to_jsonb(d) - ARRAY[
        'ratified_in_id', 'ratified_by_id', 'ratified_at', 'review_id', 'review_said', 'reviewed_by_id']
$$;

CREATE FUNCTION freeze_group_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND group_decision_kept(NEW) = group_decision_kept(OLD)
        AND (OLD.ratified_in_id IS NULL OR NEW.ratified_in_id = OLD.ratified_in_id)
        AND (OLD.review_id IS NULL OR NEW.review_id = OLD.review_id) THEN
        RETURN NEW;
    END IF;
    IF TG_OP <> 'INSERT' AND (OLD.item_id IS NULL OR minutes_confirmed(meeting_of_item(OLD.item_id)))
        OR TG_OP <> 'DELETE' AND NEW.item_id IS NOT NULL AND minutes_confirmed(meeting_of_item(NEW.item_id)) THEN
        RAISE EXCEPTION 'This decision is frozen: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION freeze_stance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM partnership_decision d WHERE minutes_confirmed(meeting_of_item(d.item_id)) AND d.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.decision_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.decision_id END)
    ) THEN
        RAISE EXCEPTION 'This decision is frozen: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- Whose eyes an item of confirmed minutes is for, and what it is called, is as fixed as its text.
CREATE FUNCTION freeze_minuted_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.meeting_id, NEW.title, NEW.audience, NEW.position)
        IS NOT DISTINCT FROM (OLD.meeting_id, OLD.title, OLD.audience, OLD.position) THEN
        RETURN NEW;
    END IF;
    IF TG_OP <> 'INSERT' AND minutes_confirmed(OLD.meeting_id)
        OR TG_OP <> 'DELETE' AND minutes_confirmed(NEW.meeting_id) THEN
        RAISE EXCEPTION 'The minutes of this meeting are confirmed: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION freeze_addition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Additions to minutes are only added: % is refused', TG_OP;
END $$;

CREATE FUNCTION freeze_circular() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL AND (TG_OP = 'DELETE'
        OR to_jsonb(NEW) - 'reported_in_id' <> to_jsonb(OLD) - 'reported_in_id') THEN
        RAISE EXCEPTION 'This correspondence is closed: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION freeze_circular_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM partnership_circular c WHERE c.closed_at IS NOT NULL AND c.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.circular_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.circular_id END)
    ) THEN
        RAISE EXCEPTION 'This correspondence is closed: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_minutes
    FOR EACH ROW EXECUTE FUNCTION freeze_minutes();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_sitting
    FOR EACH ROW EXECUTE FUNCTION freeze_of_meeting();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_attendee
    FOR EACH ROW EXECUTE FUNCTION freeze_attendee();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_itemminutes
    FOR EACH ROW EXECUTE FUNCTION freeze_of_item();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_itemaction
    FOR EACH ROW EXECUTE FUNCTION freeze_of_item();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_decision
    FOR EACH ROW EXECUTE FUNCTION freeze_group_decision();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_stance
    FOR EACH ROW EXECUTE FUNCTION freeze_stance();
CREATE TRIGGER minuted BEFORE INSERT OR UPDATE OR DELETE ON partnership_agendaitem
    FOR EACH ROW EXECUTE FUNCTION freeze_minuted_item();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_minutesaddition
    FOR EACH ROW EXECUTE FUNCTION freeze_addition();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_circular
    FOR EACH ROW EXECUTE FUNCTION freeze_circular();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_circularreply
    FOR EACH ROW EXECUTE FUNCTION freeze_circular_reply();
"""

UNDO = """
DROP TRIGGER frozen ON partnership_circularreply;
DROP TRIGGER frozen ON partnership_circular;
DROP TRIGGER frozen ON partnership_minutesaddition;
DROP TRIGGER minuted ON partnership_agendaitem;
DROP TRIGGER frozen ON partnership_stance;
DROP TRIGGER frozen ON partnership_decision;
DROP TRIGGER frozen ON partnership_itemaction;
DROP TRIGGER frozen ON partnership_itemminutes;
DROP TRIGGER frozen ON partnership_attendee;
DROP TRIGGER frozen ON partnership_sitting;
DROP TRIGGER frozen ON partnership_minutes;
DROP FUNCTION freeze_circular_reply();
DROP FUNCTION freeze_circular();
DROP FUNCTION freeze_addition();
DROP FUNCTION freeze_minuted_item();
DROP FUNCTION freeze_stance();
DROP FUNCTION freeze_group_decision();
DROP FUNCTION group_decision_kept(partnership_decision);
DROP FUNCTION freeze_of_item();
DROP FUNCTION freeze_attendee();
DROP FUNCTION freeze_of_meeting();
DROP FUNCTION freeze_minutes();
DROP FUNCTION meeting_of_item(bigint);
DROP FUNCTION minutes_confirmed(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("partnership", "0002_guard_record")]
    operations = [migrations.RunSQL(FREEZE, UNDO)]
