from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_commissioning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Terms of reference and approvals are frozen: % is refused', TG_OP;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_terms
    FOR EACH ROW EXECUTE FUNCTION keep_commissioning();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_approval
    FOR EACH ROW EXECUTE FUNCTION keep_commissioning();
"""

UNDO = """
DROP TRIGGER frozen ON reviews_approval;
DROP TRIGGER frozen ON reviews_terms;
DROP FUNCTION keep_commissioning();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0007_freeze_panel")]

    operations = [migrations.RunSQL(FREEZE, UNDO)]
