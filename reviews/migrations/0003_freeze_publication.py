"""Signatures, checks and recorded copies are frozen, and so is what was published, but for its withdrawal."""

from django.db import migrations

SIGNED = ("anonymitycheck", "signoff", "advancecopy")

FREEZE = """
CREATE FUNCTION keep_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was checked, signed or sent is frozen: % of % is refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE FUNCTION keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_artefact
    FOR EACH ROW EXECUTE FUNCTION keep_published();
""" + "".join(
    f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_{table} "
    "FOR EACH ROW EXECUTE FUNCTION keep_signed();\n"
    for table in SIGNED
)

UNDO = (
    "DROP TRIGGER frozen ON reviews_artefact; DROP FUNCTION keep_published();"
    + "".join(f"DROP TRIGGER frozen ON reviews_{table};" for table in SIGNED)
    + "DROP FUNCTION keep_signed();"
)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_freeze_decisions")]

    operations = [migrations.RunSQL(FREEZE, UNDO)]
