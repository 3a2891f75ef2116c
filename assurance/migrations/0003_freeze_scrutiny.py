"""Triggers that keep scores once shared, replies once sent, decisions, verifications and letters."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_moderated_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assurance_moderation m
        WHERE m.state <> 'moderating' AND m.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.moderation_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.moderation_id END)
    ) THEN
        RAISE EXCEPTION 'A moderated score changes only while the return is moderated';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_moderatedscore
    FOR EACH ROW EXECUTE FUNCTION keep_moderated_score();

CREATE FUNCTION keep_agency_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assurance_moderation m JOIN assurance_moderatedscore s ON s.moderation_id = m.id
        WHERE m.state <> 'shared' AND s.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.score_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.score_id END)
    ) THEN
        RAISE EXCEPTION 'An agency replies only while the moderated scores are with it';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_agencyreply
    FOR EACH ROW EXECUTE FUNCTION keep_agency_reply();

CREATE FUNCTION keep_scrutiny_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was decided or given in scrutiny is frozen';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_scoredecision
    FOR EACH ROW EXECUTE FUNCTION keep_scrutiny_row();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_verification
    FOR EACH ROW WHEN (OLD.given_at IS NOT NULL) EXECUTE FUNCTION keep_scrutiny_row();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_moderation
    FOR EACH ROW WHEN (OLD.state = 'final') EXECUTE FUNCTION keep_scrutiny_row();

CREATE FUNCTION keep_verification_sample() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assurance_verification v
        WHERE v.given_at IS NOT NULL AND v.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.verification_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.verification_id END)
    ) THEN
        RAISE EXCEPTION 'What was decided or given in scrutiny is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_verificationsample
    FOR EACH ROW EXECUTE FUNCTION keep_verification_sample();

CREATE FUNCTION keep_sent_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'sent' AND (TG_OP = 'DELETE' OR OLD.acknowledged_at IS NOT NULL OR
        to_jsonb(OLD) - 'acknowledged_by_id' - 'acknowledged_at' - 'acknowledgement'
        <> to_jsonb(NEW) - 'acknowledged_by_id' - 'acknowledged_at' - 'acknowledgement') THEN
        RAISE EXCEPTION 'A feedback letter that was sent is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_feedbackletter
    FOR EACH ROW EXECUTE FUNCTION keep_sent_letter();
"""

THAW = """
DROP TRIGGER frozen ON assurance_feedbackletter;
DROP FUNCTION keep_sent_letter();
DROP TRIGGER frozen ON assurance_verificationsample;
DROP FUNCTION keep_verification_sample();
DROP TRIGGER frozen ON assurance_moderation;
DROP TRIGGER frozen ON assurance_verification;
DROP TRIGGER frozen ON assurance_scoredecision;
DROP FUNCTION keep_scrutiny_row();
DROP TRIGGER frozen ON assurance_agencyreply;
DROP FUNCTION keep_agency_reply();
DROP TRIGGER frozen ON assurance_moderatedscore;
DROP FUNCTION keep_moderated_score();
"""


class Migration(migrations.Migration):
    dependencies = [("assurance", "0002_guard_yearly_report"), ("partnership", "0009_freeze_questionnaires")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
