"""Disputes, practitioners' escalations and the challenge log; what was written down is frozen."""

from django.db import migrations

FROZEN = ("disputepolicy", "disputestage", "disputestep", "disputeposition", "escalationstep")

FREEZE = """
CREATE FUNCTION keep_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was written down is frozen: % of % is refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE FUNCTION keep_partner_dispute() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'A dispute that was raised stays, and one that has closed is frozen: % is refused', TG_OP;
    END IF;
    IF (NEW.reference, NEW.policy_id, NEW.about, NEW.raised_for_id, NEW.raised_on)
        IS DISTINCT FROM (OLD.reference, OLD.policy_id, OLD.about, OLD.raised_for_id, OLD.raised_on)
        OR OLD.advised_on IS NOT NULL AND (NEW.advice, NEW.advice_office, NEW.advised_on)
            IS DISTINCT FROM (OLD.advice, OLD.advice_office, OLD.advised_on)
        OR OLD.decided_on IS NOT NULL
            AND (NEW.decision, NEW.response, NEW.follows, NEW.against_because, NEW.unanimous, NEW.decided_on)
            IS DISTINCT FROM
            (OLD.decision, OLD.response, OLD.follows, OLD.against_because, OLD.unanimous, OLD.decided_on)
    THEN
        RAISE EXCEPTION 'How a dispute was raised, its advice and its decision are frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_partnerdispute
    FOR EACH ROW EXECUTE FUNCTION keep_partner_dispute();

CREATE FUNCTION keep_escalation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.resolved_on IS NOT NULL THEN
        RAISE EXCEPTION 'An escalation stays, and one that was resolved is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_escalation
    FOR EACH ROW EXECUTE FUNCTION keep_escalation();

CREATE FUNCTION keep_challenge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.closed_on IS NOT NULL OR OLD.responded_on IS NOT NULL
        AND (NEW.response, NEW.responded_on) IS DISTINCT FROM (OLD.response, OLD.responded_on)
    THEN
        RAISE EXCEPTION 'A challenge stays, and what was answered is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_challenge
    FOR EACH ROW EXECUTE FUNCTION keep_challenge();
""" + "".join(
    f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_{table} "
    "FOR EACH ROW EXECUTE FUNCTION keep_step();\n"
    for table in FROZEN
)

UNDO = (
    "".join(f"DROP TRIGGER frozen ON partnership_{table};" for table in FROZEN)
    + "DROP FUNCTION keep_step();"
    + "".join(
        f"DROP TRIGGER frozen ON partnership_{table}; DROP FUNCTION {function}();"
        for table, function in (
            ("partnerdispute", "keep_partner_dispute"),
            ("escalation", "keep_escalation"),
            ("challenge", "keep_challenge"),
        )
    )
)


class Migration(migrations.Migration):
    dependencies = [("partnership", "0005_freeze_policies")]
    operations = [migrations.RunSQL(FREEZE, UNDO)]
