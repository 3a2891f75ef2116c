from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_under_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Progress checks and drafts are frozen: % is refused', TG_OP;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_progresscheck
    FOR EACH ROW EXECUTE FUNCTION keep_under_way();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_reviewdraft
    FOR EACH ROW EXECUTE FUNCTION keep_under_way();
"""

UNDO = """
DROP TRIGGER frozen ON reviews_reviewdraft;
DROP TRIGGER frozen ON reviews_progresscheck;
DROP FUNCTION keep_under_way();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0008_freeze_commissioning")]

    operations = [migrations.RunSQL(FREEZE, UNDO)]
