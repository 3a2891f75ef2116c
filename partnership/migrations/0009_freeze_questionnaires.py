"""Triggers that keep a questionnaire as it was asked."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_asked_questionnaire() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.frozen_at IS NOT NULL AND (TG_OP = 'DELETE' OR
        (NEW.code, NEW.version, NEW.title, NEW.introduction, NEW.basis, NEW.source, NEW.must_ask, NEW.frozen_at)
        IS DISTINCT FROM
        (OLD.code, OLD.version, OLD.title, OLD.introduction, OLD.basis, OLD.source, OLD.must_ask, OLD.frozen_at)
    ) THEN
        RAISE EXCEPTION 'A questionnaire that was asked is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION keep_asked_section() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM partnership_questionnaire n
        WHERE n.frozen_at IS NOT NULL AND n.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.questionnaire_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.questionnaire_id END)
    ) THEN
        RAISE EXCEPTION 'A questionnaire that was asked is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION keep_asked_question() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM partnership_section s JOIN partnership_questionnaire n ON n.id = s.questionnaire_id
        WHERE n.frozen_at IS NOT NULL AND s.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.section_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.section_id END)
    ) THEN
        RAISE EXCEPTION 'A questionnaire that was asked is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION scale_was_asked(wanted bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM partnership_question q
        JOIN partnership_section s ON s.id = q.section_id
        JOIN partnership_questionnaire n ON n.id = s.questionnaire_id
        WHERE q.scale_id = wanted AND n.frozen_at IS NOT NULL)
$$;

CREATE FUNCTION keep_asked_scale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP = 'DELETE' OR OLD IS DISTINCT FROM NEW) AND scale_was_asked(OLD.id) THEN
        RAISE EXCEPTION 'A scale that was asked with is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION keep_asked_point() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN
        RETURN NEW;
    END IF;
    IF TG_OP <> 'INSERT' AND scale_was_asked(OLD.scale_id)
        OR TG_OP <> 'DELETE' AND scale_was_asked(NEW.scale_id)
    THEN
        RAISE EXCEPTION 'A scale that was asked with is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_questionnaire
    FOR EACH ROW EXECUTE FUNCTION keep_asked_questionnaire();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_section
    FOR EACH ROW EXECUTE FUNCTION keep_asked_section();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_question
    FOR EACH ROW EXECUTE FUNCTION keep_asked_question();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_scale
    FOR EACH ROW EXECUTE FUNCTION keep_asked_scale();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_scalepoint
    FOR EACH ROW EXECUTE FUNCTION keep_asked_point();
"""

THAW = """
DROP TRIGGER frozen ON partnership_scalepoint;
DROP TRIGGER frozen ON partnership_scale;
DROP TRIGGER frozen ON partnership_question;
DROP TRIGGER frozen ON partnership_section;
DROP TRIGGER frozen ON partnership_questionnaire;
DROP FUNCTION keep_asked_point();
DROP FUNCTION keep_asked_scale();
DROP FUNCTION scale_was_asked(bigint);
DROP FUNCTION keep_asked_question();
DROP FUNCTION keep_asked_section();
DROP FUNCTION keep_asked_questionnaire();
"""


class Migration(migrations.Migration):
    dependencies = [("partnership", "0008_freeze_returns")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
