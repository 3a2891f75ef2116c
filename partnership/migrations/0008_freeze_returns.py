"""Triggers that keep what was submitted; what was dropped was never submitted and may be asked for again. Which
questions a return is asked, in SQL as in rules.questionnaires."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION question_is_asked(question bigint, of_return bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
    opener bigint;
    opens jsonb;
BEGIN
    LOOP
        SELECT q.asked_if_id, q.asked_if_values INTO opener, opens FROM partnership_question q WHERE q.id = question;
        IF opener IS NULL THEN
            RETURN true;
        END IF;
        PERFORM 1 FROM partnership_answer a
            WHERE a.assurance_return_id = of_return AND a.question_id = opener AND NOT a.not_applicable
              AND opens ? coalesce(a.value::text, a.text);
        IF NOT FOUND THEN
            RETURN false;
        END IF;
        question := opener;
    END LOOP;
END $$;

CREATE FUNCTION keep_submitted_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM partnership_answer a JOIN partnership_return r ON r.id = a.assurance_return_id
        WHERE r.state = 'submitted' AND a.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.answer_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.answer_id END)
    ) THEN
        RAISE EXCEPTION 'The evidence of a submitted return is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_evidence
    FOR EACH ROW EXECUTE FUNCTION keep_submitted_evidence();

CREATE FUNCTION keep_return_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was submitted is kept as it was';
END $$;

CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_returnversion
    FOR EACH ROW EXECUTE FUNCTION keep_return_version();

CREATE FUNCTION keep_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('draft', 'dropped') THEN
        RETURN NEW;
    END IF;
    IF NEW.state IN ('draft', 'dropped') OR NEW.round_id <> OLD.round_id OR NEW.organisation_id <> OLD.organisation_id
       OR NEW.about <> OLD.about THEN
        RAISE EXCEPTION 'What was submitted stays submitted';
    END IF;
    IF OLD.state = 'submitted' AND (NEW.submitted_at, NEW.submitted_by_id, NEW.declared_office, NEW.checksum)
       IS DISTINCT FROM (OLD.submitted_at, OLD.submitted_by_id, OLD.declared_office, OLD.checksum) THEN
        RAISE EXCEPTION 'A submitted return is frozen';
    END IF;
    IF NEW.state = 'reopened' AND OLD.state = 'submitted' AND NOT EXISTS (
        SELECT 1 FROM partnership_returnversion v WHERE v.assurance_return_id = OLD.id AND v.checksum = OLD.checksum
    ) THEN
        RAISE EXCEPTION 'A return is reopened only when what was submitted is kept';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER frozen BEFORE UPDATE ON partnership_return
    FOR EACH ROW EXECUTE FUNCTION keep_submission();
"""

THAW = """
DROP TRIGGER frozen ON partnership_return;
DROP FUNCTION keep_submission();
DROP TRIGGER frozen ON partnership_returnversion;
DROP FUNCTION keep_return_version();
DROP TRIGGER frozen ON partnership_evidence;
DROP FUNCTION keep_submitted_evidence();
DROP FUNCTION question_is_asked(bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("partnership", "0007_freeze_plan")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
