"""Policies, their versions and consultations; what was published, consulted on or said is frozen."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_policy_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'published' THEN
        RAISE EXCEPTION 'A published policy is frozen: write a new version instead';
    END IF;
    IF OLD.state IN ('approved', 'consultation') AND (TG_OP = 'DELETE' OR NEW.state <> 'revised' AND
        (NEW.text, NEW.document_id, NEW.what_changed) IS DISTINCT FROM (OLD.text, OLD.document_id, OLD.what_changed))
    THEN
        RAISE EXCEPTION 'What was approved or is consulted on stays as it is: take it back for revision first';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_policyversion
    FOR EACH ROW EXECUTE FUNCTION keep_policy_version();

CREATE FUNCTION keep_policy_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.asked_id, NEW.section, NEW.text, NEW.said_by_id, NEW.said_at)
        IS DISTINCT FROM (OLD.asked_id, OLD.section, OLD.text, OLD.said_by_id, OLD.said_at)
    THEN
        RAISE EXCEPTION 'What was said in a consultation is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_comment
    FOR EACH ROW EXECUTE FUNCTION keep_policy_comment();

CREATE FUNCTION keep_consultation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.version_id, NEW.text, NEW.document_id, NEW.asks, NEW.original_closes_on)
        IS DISTINCT FROM (OLD.version_id, OLD.text, OLD.document_id, OLD.asks, OLD.original_closes_on)
    THEN
        RAISE EXCEPTION 'What was consulted on is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_consultation
    FOR EACH ROW EXECUTE FUNCTION keep_consultation();
"""

UNDO = """
DROP TRIGGER frozen ON partnership_consultation; DROP FUNCTION keep_consultation();
DROP TRIGGER frozen ON partnership_comment; DROP FUNCTION keep_policy_comment();
DROP TRIGGER frozen ON partnership_policyversion; DROP FUNCTION keep_policy_version();
"""


class Migration(migrations.Migration):
    dependencies = [("partnership", "0004_keep_records")]
    operations = [migrations.RunSQL(FREEZE, UNDO)]
