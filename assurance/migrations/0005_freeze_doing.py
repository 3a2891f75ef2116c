"""Triggers that keep an agreed “How are we doing?” report with its evidence."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_agreed_doing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held bigint;
BEGIN
    IF TG_TABLE_NAME = 'assurance_doingreport' THEN
        IF TG_OP = 'DELETE' THEN
            IF OLD.state IN ('agreed', 'sent') THEN
                RAISE EXCEPTION 'An agreed report is frozen';
            END IF;
            RETURN OLD;
        END IF;
        IF OLD.state IN ('agreed', 'sent') AND (
            NEW.overview <> OLD.overview OR NEW.revision <> OLD.revision OR NEW.reference <> OLD.reference
            OR NEW.state NOT IN ('agreed', 'sent') OR OLD.state = 'sent' AND NEW.document_id <> OLD.document_id
        ) THEN
            RAISE EXCEPTION 'An agreed report is frozen';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_TABLE_NAME = 'assurance_doingstatement_cites' THEN
        SELECT report_id INTO held FROM assurance_doingstatement
        WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.doingstatement_id ELSE OLD.doingstatement_id END;
    ELSIF TG_OP = 'INSERT' THEN
        held := NEW.report_id;
    ELSE
        held := OLD.report_id;
    END IF;
    IF EXISTS (SELECT 1 FROM assurance_doingreport WHERE id = held AND state IN ('agreed', 'sent')) THEN
        RAISE EXCEPTION 'An agreed report is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_doingreport
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_doing();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_doingstatement
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_doing();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_doingevidence
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_doing();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_doingstatement_cites
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_doing();
"""

THAW = """
DROP TRIGGER frozen ON assurance_doingstatement_cites;
DROP TRIGGER frozen ON assurance_doingevidence;
DROP TRIGGER frozen ON assurance_doingstatement;
DROP TRIGGER frozen ON assurance_doingreport;
DROP FUNCTION keep_agreed_doing();
"""


class Migration(migrations.Migration):
    dependencies = [("assurance", "0004_freeze_audits")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
