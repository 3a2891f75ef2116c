from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_before_sign_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Contacts, legal checks and what was gone on without are frozen: % is refused', TG_OP;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_familycontact
    FOR EACH ROW EXECUTE FUNCTION keep_before_sign_off();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_legalcheck
    FOR EACH ROW EXECUTE FUNCTION keep_before_sign_off();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_goneonwithout
    FOR EACH ROW EXECUTE FUNCTION keep_before_sign_off();
"""

UNDO = """
DROP TRIGGER frozen ON reviews_goneonwithout;
DROP TRIGGER frozen ON reviews_legalcheck;
DROP TRIGGER frozen ON reviews_familycontact;
DROP FUNCTION keep_before_sign_off();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0009_freeze_under_way")]

    operations = [migrations.RunSQL(FREEZE, UNDO)]
