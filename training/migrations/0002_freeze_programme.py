"""An agreed needs analysis is frozen, with its needs, scores and evidence."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_agreed_needs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    agreed boolean;
BEGIN
    IF TG_TABLE_NAME = 'training_needsanalysis' THEN
        IF OLD.state = 'agreed' THEN
            RAISE EXCEPTION 'An agreed needs analysis is frozen';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_TABLE_NAME = 'training_needevidence' THEN
        IF TG_OP <> 'INSERT' AND OLD.standing = 'picked' THEN
            SELECT state = 'agreed' INTO agreed FROM training_needsanalysis WHERE year = OLD.year;
        END IF;
    ELSIF TG_TABLE_NAME = 'training_need' THEN
        SELECT state = 'agreed' INTO agreed FROM training_needsanalysis
        WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.analysis_id ELSE OLD.analysis_id END;
    ELSE
        SELECT a.state = 'agreed' INTO agreed
        FROM training_need n JOIN training_needsanalysis a ON a.id = n.analysis_id
        WHERE n.id = CASE WHEN TG_OP = 'INSERT' THEN NEW.need_id ELSE OLD.need_id END;
    END IF;
    IF agreed THEN
        RAISE EXCEPTION 'An agreed needs analysis is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON training_needsanalysis
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_needs();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON training_need
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_needs();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON training_needscore
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_needs();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON training_need_evidence
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_needs();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON training_needevidence
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_needs();
"""

THAW = """
DROP TRIGGER frozen ON training_needevidence;
DROP TRIGGER frozen ON training_need_evidence;
DROP TRIGGER frozen ON training_needscore;
DROP TRIGGER frozen ON training_need;
DROP TRIGGER frozen ON training_needsanalysis;
DROP FUNCTION keep_agreed_needs();
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]

    operations = [migrations.RunSQL(FREEZE, THAW)]
