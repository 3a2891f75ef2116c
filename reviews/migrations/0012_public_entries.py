"""What the public finds reviews by: one row for each of which something is live, kept by the database itself.

No operation has to think of it, and none can forget it: whatever changes what the public may read changes the entry
in the same statement, and with the last live file it is gone.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

TABLE = """
DROP INDEX artefact_words;  -- nobody looks there any more

CREATE TABLE reviews_publicentry (
    review_id bigint PRIMARY KEY REFERENCES reviews_review (id) DEFERRABLE INITIALLY DEFERRED,
    newest timestamptz NOT NULL,
    names text NOT NULL,
    words tsvector NOT NULL
);
CREATE INDEX public_entry_newest ON reviews_publicentry (newest DESC, review_id);
CREATE INDEX public_entry_words ON reviews_publicentry USING gin (words);
CREATE INDEX public_entry_names ON reviews_publicentry USING gin (names gin_trgm_ops);

CREATE AGGREGATE words_together (tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');

CREATE FUNCTION enter_for_public(changed bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever changes another part of the same review waits here, and then reads what the first one left.
    PERFORM 1 FROM reviews_review WHERE id = ANY (changed) ORDER BY id FOR NO KEY UPDATE;
    WITH live AS (
        SELECT review_id, max(live_at) AS newest, string_agg(title, E'\\n' ORDER BY id) AS titles,
               words_together(words ORDER BY id) AS words
        FROM reviews_artefact WHERE state = 'live' AND review_id = ANY (changed) GROUP BY review_id
    ), learnt AS (
        SELECT r.id AS review_id, string_agg(p.text, E'\\n' ORDER BY p.id) AS texts
        FROM reviews_review r
        JOIN reviews_case c ON c.id = r.case_id
        JOIN partnership_learningpoint p ON p.reference = c.reference AND p.origin = 'review' AND p.public
        WHERE r.id = ANY (changed) GROUP BY r.id
    ), better AS (
        SELECT review_id, string_agg(text, E'\\n' ORDER BY id) AS texts
        FROM reviews_improvement
        WHERE checked_at IS NOT NULL AND passed AND taken_down_at IS NULL AND review_id = ANY (changed)
        GROUP BY review_id
    ), gone AS (
        DELETE FROM reviews_publicentry e
        WHERE e.review_id = ANY (changed) AND NOT EXISTS (SELECT 1 FROM live WHERE live.review_id = e.review_id)
    )
    INSERT INTO reviews_publicentry (review_id, newest, names, words)
    SELECT r.id, live.newest, lower(concat_ws(E'\\n', r.public_title, live.titles)),
           to_tsvector('english', concat_ws(E'\\n', r.public_title, r.abstract, live.titles, learnt.texts, better.texts))
           || coalesce(live.words, '')
    FROM live
    JOIN reviews_review r ON r.id = live.review_id
    LEFT JOIN learnt ON learnt.review_id = r.id
    LEFT JOIN better ON better.review_id = r.id
    ON CONFLICT (review_id) DO UPDATE
        SET newest = excluded.newest, names = excluded.names, words = excluded.words;
END $$;

CREATE FUNCTION enter_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM enter_for_public(ARRAY[NEW.id]);
    RETURN NULL;
END $$;
CREATE TRIGGER enter AFTER UPDATE OF public_title, abstract, case_id ON reviews_review
    FOR EACH ROW EXECUTE FUNCTION enter_review();

CREATE FUNCTION enter_part_of_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM enter_for_public(ARRAY[OLD.review_id]);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM enter_for_public(ARRAY[NEW.review_id]);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER enter AFTER INSERT OR DELETE OR UPDATE OF state, live_at, title, words, review_id ON reviews_artefact
    FOR EACH ROW EXECUTE FUNCTION enter_part_of_review();
CREATE TRIGGER enter AFTER INSERT OR DELETE OR UPDATE ON reviews_improvement
    FOR EACH ROW EXECUTE FUNCTION enter_part_of_review();

CREATE FUNCTION enter_learning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM enter_for_public(ARRAY(
        SELECT r.id FROM reviews_review r JOIN reviews_case c ON c.id = r.case_id
        WHERE c.reference IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.reference END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.reference END)
    ));
    RETURN NULL;
END $$;
CREATE TRIGGER enter AFTER INSERT OR DELETE OR UPDATE ON partnership_learningpoint
    FOR EACH ROW EXECUTE FUNCTION enter_learning();

SELECT enter_for_public(ARRAY(SELECT id FROM reviews_review));
"""

UNDO = """
DROP TRIGGER enter ON partnership_learningpoint;
DROP TRIGGER enter ON reviews_improvement;
DROP TRIGGER enter ON reviews_artefact;
DROP TRIGGER enter ON reviews_review;
DROP FUNCTION enter_learning();
DROP FUNCTION enter_part_of_review();
DROP FUNCTION enter_review();
DROP FUNCTION enter_for_public(bigint[]);
DROP AGGREGATE words_together (tsvector);
DROP TABLE reviews_publicentry;
CREATE INDEX artefact_words ON reviews_artefact USING gin (words);
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0011_freeze_published"), ("partnership", "0001_initial")]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(
            TABLE,
            UNDO,
            state_operations=[
                migrations.RemoveIndex(model_name="artefact", name="artefact_words"),
                migrations.CreateModel(
                    name="PublicEntry",
                    fields=[
                        (
                            "review",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                primary_key=True,
                                related_name="entry",
                                serialize=False,
                                to="reviews.review",
                            ),
                        ),
                        (
                            "newest",
                            models.DateTimeField(help_text="When the last of what is live went live."),
                        ),
                        (
                            "names",
                            models.TextField(
                                help_text="Its name and the titles of its live files, in small letters."
                            ),
                        ),
                        ("words", django.contrib.postgres.search.SearchVectorField()),
                    ],
                    options={
                        "ordering": ["-newest", "review_id"],
                        "indexes": [
                            models.Index(
                                models.OrderBy(models.F("newest"), descending=True),
                                "review",
                                name="public_entry_newest",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["words"], name="public_entry_words"
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["names"], name="public_entry_names", opclasses=["gin_trgm_ops"]
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
