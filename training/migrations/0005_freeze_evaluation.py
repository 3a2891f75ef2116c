"""An agreed yearly evaluation is frozen."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_agreed_training_evaluation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'agreed' THEN
        RAISE EXCEPTION 'An agreed evaluation is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON training_yearlyevaluation
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_training_evaluation();
"""
THAW = """
DROP TRIGGER frozen ON training_yearlyevaluation;
DROP FUNCTION keep_agreed_training_evaluation();
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0004_freeze_attendance")]

    operations = [migrations.RunSQL(FREEZE, THAW)]
