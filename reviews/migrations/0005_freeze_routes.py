"""Routes other than a rapid review and a review of our own, closing and reopening; what was chosen is frozen."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_what_was_chosen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was chosen is frozen: % is refused', TG_OP;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_routechoice
    FOR EACH ROW EXECUTE FUNCTION keep_what_was_chosen();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_closure
    FOR EACH ROW EXECUTE FUNCTION keep_what_was_chosen();

CREATE FUNCTION keep_what_was_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.agreed IS NOT NULL OR TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'What two people settled is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_notmet
    FOR EACH ROW EXECUTE FUNCTION keep_what_was_agreed();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_reopening
    FOR EACH ROW EXECUTE FUNCTION keep_what_was_agreed();
"""

UNDO = """
DROP TRIGGER frozen ON reviews_reopening;
DROP TRIGGER frozen ON reviews_notmet;
DROP FUNCTION keep_what_was_agreed();
DROP TRIGGER frozen ON reviews_closure;
DROP TRIGGER frozen ON reviews_routechoice;
DROP FUNCTION keep_what_was_chosen();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0004_freeze_intake")]

    operations = [migrations.RunSQL(FREEZE, UNDO)]
