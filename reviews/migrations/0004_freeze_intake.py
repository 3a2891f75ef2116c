from django.db import migrations

FREEZE = """
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_authoritydecision
    FOR EACH ROW EXECUTE FUNCTION keep_decision();
"""

UNDO = "DROP TRIGGER frozen ON reviews_authoritydecision;"


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_freeze_publication")]

    operations = [migrations.RunSQL(FREEZE, UNDO)]
