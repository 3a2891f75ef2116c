"""Triggers that keep snapshots, companions that are out and finished papers."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_report_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A kept draft is frozen: keep another instead';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE ON assurance_reportsnapshot
    FOR EACH ROW EXECUTE FUNCTION keep_report_snapshot();

CREATE FUNCTION keep_public_companion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.let_out_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM assurance_yearlyreport r WHERE r.id = OLD.report_id AND r.state = 'published'
    ) THEN
        RAISE EXCEPTION 'What is published beside a yearly report is frozen: write a correction instead';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_companion
    FOR EACH ROW EXECUTE FUNCTION keep_public_companion();

CREATE FUNCTION keep_finished_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('done', 'failed') THEN
        RAISE EXCEPTION 'A finished paper is frozen: print it again instead';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER finished BEFORE UPDATE OR DELETE ON assurance_reportpaper
    FOR EACH ROW EXECUTE FUNCTION keep_finished_paper();
"""

THAW = """
DROP TRIGGER finished ON assurance_reportpaper;
DROP FUNCTION keep_finished_paper();
DROP TRIGGER frozen ON assurance_companion;
DROP FUNCTION keep_public_companion();
DROP TRIGGER frozen ON assurance_reportsnapshot;
DROP FUNCTION keep_report_snapshot();
"""


class Migration(migrations.Migration):
    dependencies = [("assurance", "0005_freeze_doing")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
