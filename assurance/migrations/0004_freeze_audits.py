"""Triggers that keep grades as they were given and findings once reported."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_case_grade() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A grade of a case stays as it was given: give another one instead';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_casegrade
    FOR EACH ROW EXECUTE FUNCTION keep_case_grade();

CREATE FUNCTION keep_audit_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assurance_audit a
        WHERE a.stage IN ('reported', 'closed') AND a.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.audit_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.audit_id END)
    ) THEN
        RAISE EXCEPTION 'What a reported audit found stays as it was reported';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_auditline
    FOR EACH ROW EXECUTE FUNCTION keep_audit_finding();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_auditrecommendation
    FOR EACH ROW EXECUTE FUNCTION keep_audit_finding();
"""

THAW = """
DROP TRIGGER frozen ON assurance_auditrecommendation;
DROP TRIGGER frozen ON assurance_auditline;
DROP FUNCTION keep_audit_finding();
DROP TRIGGER frozen ON assurance_casegrade;
DROP FUNCTION keep_case_grade();
"""


class Migration(migrations.Migration):
    dependencies = [("assurance", "0003_freeze_scrutiny")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
