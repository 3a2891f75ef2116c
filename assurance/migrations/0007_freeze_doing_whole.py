"""An agreed “How are we doing?” report only goes on to be sent; sent, nothing of it changes."""

from django.db import migrations

KEEP = """
CREATE FUNCTION keep_agreed_doing_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sending text[] := ARRAY['state', 'sent_by_id', 'sent_at', 'document_id', 'pages'];
BEGIN
    IF OLD.state = 'sent' OR OLD.state = 'agreed' AND (
        TG_OP = 'DELETE' OR NEW.state NOT IN ('agreed', 'sent') OR to_jsonb(OLD) - sending <> to_jsonb(NEW) - sending
    ) THEN
        RAISE EXCEPTION 'An agreed report is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
DROP TRIGGER frozen ON assurance_doingreport;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_doingreport
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_doing_whole();
"""

BACK = """
DROP TRIGGER frozen ON assurance_doingreport;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_doingreport
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_doing();
DROP FUNCTION keep_agreed_doing_whole();
"""


class Migration(migrations.Migration):
    dependencies = [("assurance", "0006_freeze_report_work")]
    operations = [migrations.RunSQL(KEEP, BACK)]
