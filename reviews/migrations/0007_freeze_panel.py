"""What partners, the Advisor and the Panel said is frozen, and so is every saved version of a report."""

from django.db import migrations

SAID = ("partnerposition", "advice", "conflict", "panelreport", "panelmessage", "rapidreviewrevision")

FREEZE = """
CREATE FUNCTION keep_dispute() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'A dispute is kept as it was: % is refused', TG_OP;
    END IF;
    IF (NEW.case_id, NEW.stage_left, NEW.organisation_id, NEW.about, NEW.raised_by_id, NEW.raised_at)
        IS DISTINCT FROM
        (OLD.case_id, OLD.stage_left, OLD.organisation_id, OLD.about, OLD.raised_by_id, OLD.raised_at)
        OR OLD.advice <> '' AND (NEW.advice, NEW.advice_office, NEW.advised_on)
        IS DISTINCT FROM (OLD.advice, OLD.advice_office, OLD.advised_on)
    THEN
        RAISE EXCEPTION 'What was said in a dispute is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_dispute
    FOR EACH ROW EXECUTE FUNCTION keep_dispute();

CREATE FUNCTION keep_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was said stays as it was said: % of % is refused', TG_OP, TG_TABLE_NAME;
END $$;
""" + "".join(
    f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_{table} FOR EACH ROW EXECUTE FUNCTION keep_said();\n"
    for table in SAID
)

UNDO = (
    "DROP TRIGGER frozen ON reviews_dispute; DROP FUNCTION keep_dispute();"
    + "".join(f"DROP TRIGGER frozen ON reviews_{table};" for table in SAID)
    + "DROP FUNCTION keep_said();"
)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0006_guard_information")]

    operations = [migrations.RunSQL(FREEZE, UNDO)]
