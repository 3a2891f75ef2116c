"""How a review is published, what is told about it, and what the public may choose by."""

from django.db import migrations

FROZEN = ("publicationdecision", "reportcomment", "signoffrefusal", "telling", "correctioncheck", "wording")

FREEZE = """
CREATE OR REPLACE FUNCTION keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.live_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE'
        OR (NEW.review_id, NEW.kind, NEW.title, NEW.document_id, NEW.live_at, NEW.publish_at, NEW.keep_until)
        IS DISTINCT FROM
        (OLD.review_id, OLD.kind, OLD.title, OLD.document_id, OLD.live_at, OLD.publish_at, OLD.keep_until)
        OR NOT (NEW.state = OLD.state OR OLD.state = 'live' AND NEW.state IN ('withdrawn', 'archived'))
    THEN
        RAISE EXCEPTION 'What was published is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_improvement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (NEW.review_id, NEW.text, NEW.proposed_by_id) IS DISTINCT FROM (OLD.review_id, OLD.text, OLD.proposed_by_id)
        OR OLD.checked_at IS NOT NULL
        AND (NEW.checked_by_id, NEW.checked_at, NEW.passed) IS DISTINCT FROM (OLD.checked_by_id, OLD.checked_at, OLD.passed)
    THEN
        RAISE EXCEPTION 'What was proposed and checked is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_improvement
    FOR EACH ROW EXECUTE FUNCTION keep_improvement();

CREATE FUNCTION keep_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.applied_at IS NOT NULL OR OLD.turned_down_at IS NOT NULL
        OR (NEW.review_id, NEW.old, NEW.new, NEW.reason, NEW.proposed_by_id)
        IS DISTINCT FROM (OLD.review_id, OLD.old, OLD.new, OLD.reason, OLD.proposed_by_id)
    THEN
        RAISE EXCEPTION 'What was proposed and checked is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_correction
    FOR EACH ROW EXECUTE FUNCTION keep_correction();
""" + "".join(
    f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_{table} "
    "FOR EACH ROW EXECUTE FUNCTION keep_signed();\n"
    for table in FROZEN
)

AS_IT_WAS = """
CREATE OR REPLACE FUNCTION keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.live_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR (NEW.review_id, NEW.kind, NEW.title, NEW.document_id, NEW.live_at, NEW.publish_at)
        IS DISTINCT FROM (OLD.review_id, OLD.kind, OLD.title, OLD.document_id, OLD.live_at, OLD.publish_at)
        OR NOT (NEW.state = OLD.state OR OLD.state = 'live' AND NEW.state = 'withdrawn')
    THEN
        RAISE EXCEPTION 'What was published is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
"""

UNDO = (
    AS_IT_WAS + "DROP TRIGGER frozen ON reviews_improvement; DROP FUNCTION keep_improvement();"
    "DROP TRIGGER frozen ON reviews_correction; DROP FUNCTION keep_correction();"
    + "".join(f"DROP TRIGGER frozen ON reviews_{table};" for table in FROZEN)
)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0010_freeze_families")]

    operations = [migrations.RunSQL(FREEZE, UNDO)]
