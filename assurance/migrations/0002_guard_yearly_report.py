"""Triggers that keep figures, signatures, finished renderings and published reports as they were."""

from django.db import migrations

GUARD = """
CREATE FUNCTION keep_gather() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Gathered figures are frozen: gather again instead';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_gather
    FOR EACH ROW EXECUTE FUNCTION keep_gather();

CREATE FUNCTION keep_published_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'published' THEN
        RAISE EXCEPTION 'A published yearly report is frozen: write a correction instead';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_yearlyreport
    FOR EACH ROW EXECUTE FUNCTION keep_published_report();

CREATE FUNCTION keep_report_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assurance_yearlyreport r
        WHERE r.state <> 'drafting' AND r.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.report_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.report_id END)
    ) THEN
        RAISE EXCEPTION 'The text of a yearly report changes only while it is drafted';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_reportsection
    FOR EACH ROW EXECUTE FUNCTION keep_report_text();

CREATE FUNCTION keep_report_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assurance_yearlyreport r
        WHERE r.state = 'published' AND r.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.report_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.report_id END)
    ) THEN
        RAISE EXCEPTION 'A published yearly report is frozen: write a correction instead';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_scrutinystatement
    FOR EACH ROW EXECUTE FUNCTION keep_report_parts();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_reportendorsement
    FOR EACH ROW EXECUTE FUNCTION keep_report_parts();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_rendering
    FOR EACH ROW EXECUTE FUNCTION keep_report_parts();

CREATE FUNCTION keep_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.signed_at IS NOT NULL AND (TG_OP = 'DELETE' OR
        to_jsonb(OLD) - 'void_at' - 'void_reason' <> to_jsonb(NEW) - 'void_at' - 'void_reason') THEN
        RAISE EXCEPTION 'What was signed is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER signed BEFORE UPDATE OR DELETE ON assurance_scrutinystatement
    FOR EACH ROW EXECUTE FUNCTION keep_signature();
CREATE TRIGGER signed BEFORE UPDATE OR DELETE ON assurance_reportendorsement
    FOR EACH ROW EXECUTE FUNCTION keep_signature();

CREATE FUNCTION keep_finished_rendering() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('done', 'failed') THEN
        RAISE EXCEPTION 'A finished rendering is frozen: render again instead';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER finished BEFORE UPDATE OR DELETE ON assurance_rendering
    FOR EACH ROW EXECUTE FUNCTION keep_finished_rendering();
"""

UNDO = """
DROP TRIGGER finished ON assurance_rendering;
DROP FUNCTION keep_finished_rendering();
DROP TRIGGER signed ON assurance_reportendorsement;
DROP TRIGGER signed ON assurance_scrutinystatement;
DROP FUNCTION keep_signature();
DROP TRIGGER frozen ON assurance_rendering;
DROP TRIGGER frozen ON assurance_reportendorsement;
DROP TRIGGER frozen ON assurance_scrutinystatement;
DROP FUNCTION keep_report_parts();
DROP TRIGGER frozen ON assurance_reportsection;
DROP FUNCTION keep_report_text();
DROP TRIGGER frozen ON assurance_yearlyreport;
DROP FUNCTION keep_published_report();
DROP TRIGGER frozen ON assurance_gather;
DROP FUNCTION keep_gather();
"""


class Migration(migrations.Migration):
    dependencies = [("assurance", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNDO)]
