"""The day on which a copy or the rapid review was sent may change, beside a correction that keeps what stood there."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION keep_copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'sent_on' = to_jsonb(OLD) - 'sent_on' AND EXISTS (
        SELECT FROM reviews_sentcorrection
        WHERE copy_id = OLD.id AND before = OLD.sent_on AND sent_on = NEW.sent_on
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'What was checked, signed or sent is frozen: % of % is refused', TG_OP, TG_TABLE_NAME;
END $$;
DROP TRIGGER frozen ON reviews_advancecopy;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_advancecopy
    FOR EACH ROW EXECUTE FUNCTION keep_copy();

CREATE FUNCTION keep_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND to_jsonb(NEW) - '{happened_on,deadline_id}'::text[] = to_jsonb(OLD) - '{happened_on,deadline_id}'::text[]
        AND EXISTS (
            SELECT FROM reviews_sentcorrection
            WHERE message_id = OLD.id AND before = OLD.happened_on AND sent_on = NEW.happened_on
        )
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'What was said stays as it was said: % of % is refused', TG_OP, TG_TABLE_NAME;
END $$;
DROP TRIGGER frozen ON reviews_panelmessage;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_panelmessage
    FOR EACH ROW EXECUTE FUNCTION keep_message();

CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_sentcorrection
    FOR EACH ROW EXECUTE FUNCTION keep_signed();
"""

UNDO = """
DROP TRIGGER frozen ON reviews_sentcorrection;
DROP TRIGGER frozen ON reviews_panelmessage;
DROP FUNCTION keep_message();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_panelmessage
    FOR EACH ROW EXECUTE FUNCTION keep_said();
DROP TRIGGER frozen ON reviews_advancecopy;
DROP FUNCTION keep_copy();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_advancecopy
    FOR EACH ROW EXECUTE FUNCTION keep_signed();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0012_public_entries")]

    operations = [migrations.RunSQL(FREEZE, UNDO)]
