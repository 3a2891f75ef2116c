from django.db import migrations

KEEP = """
CREATE FUNCTION keep_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An entry of the register of records is never deleted.';
END $$;
CREATE TRIGGER keep_register BEFORE DELETE ON partnership_record
    FOR EACH ROW EXECUTE FUNCTION keep_register();
"""

LET_GO = """
DROP TRIGGER keep_register ON partnership_record;
DROP FUNCTION keep_register();
"""


class Migration(migrations.Migration):
    dependencies = [("partnership", "0003_freeze_minutes")]
    operations = [migrations.RunSQL(KEEP, LET_GO)]
