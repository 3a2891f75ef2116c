"""Evidence, helpers, reopening, and submissions that nothing changes."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FREEZE = """
CREATE FUNCTION question_is_asked(question bigint, of_return bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
    opener bigint;
    opens jsonb;
BEGIN
    LOOP
        SELECT q.asked_if_id, q.asked_if_values INTO opener, opens FROM partnership_question q WHERE q.id = question;
        IF opener IS NULL THEN
            RETURN true;
        END IF;
        PERFORM 1 FROM partnership_answer a
            WHERE a.assurance_return_id = of_return AND a.question_id = opener AND NOT a.not_applicable
              AND opens ? coalesce(a.value::text, a.text);
        IF NOT FOUND THEN
            RETURN false;
        END IF;
        question := opener;
    END LOOP;
END $$;

CREATE FUNCTION keep_submitted_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM partnership_answer a JOIN partnership_return r ON r.id = a.assurance_return_id
        WHERE r.state = 'submitted' AND a.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.answer_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.answer_id END)
    ) THEN
        RAISE EXCEPTION 'The evidence of a submitted return is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_evidence
    FOR EACH ROW EXECUTE FUNCTION keep_submitted_evidence();

CREATE FUNCTION keep_return_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was submitted is kept as it was';
END $$;

CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_returnversion
    FOR EACH ROW EXECUTE FUNCTION keep_return_version();

CREATE FUNCTION keep_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'draft' THEN
        RETURN NEW;
    END IF;
    IF NEW.state = 'draft' OR NEW.round_id <> OLD.round_id OR NEW.organisation_id <> OLD.organisation_id
       OR NEW.about <> OLD.about THEN
        RAISE EXCEPTION 'What was submitted stays submitted';
    END IF;
    IF OLD.state = 'submitted' AND (NEW.submitted_at, NEW.submitted_by_id, NEW.declared_office, NEW.checksum)
       IS DISTINCT FROM (OLD.submitted_at, OLD.submitted_by_id, OLD.declared_office, OLD.checksum) THEN
        RAISE EXCEPTION 'A submitted return is frozen';
    END IF;
    IF NEW.state = 'reopened' AND OLD.state = 'submitted' AND NOT EXISTS (
        SELECT 1 FROM partnership_returnversion v WHERE v.assurance_return_id = OLD.id AND v.checksum = OLD.checksum
    ) THEN
        RAISE EXCEPTION 'A return is reopened only when what was submitted is kept';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER frozen BEFORE UPDATE ON partnership_return
    FOR EACH ROW EXECUTE FUNCTION keep_submission();
"""

THAW = """
DROP TRIGGER frozen ON partnership_return;
DROP FUNCTION keep_submission();
DROP TRIGGER frozen ON partnership_returnversion;
DROP FUNCTION keep_return_version();
DROP TRIGGER frozen ON partnership_evidence;
DROP FUNCTION keep_submitted_evidence();
DROP FUNCTION question_is_asked(bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("partnership", "0008_question_kinds")]

    operations = [
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("link", models.URLField(blank=True, max_length=500)),
                (
                    "dated_on",
                    models.DateField(
                        help_text="When it was written, or when its figures were counted.",
                        verbose_name="date of it",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="The last day on which it still holds.", null=True
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "evidence",
                "ordering": ["answer", "added_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.TextField()),
                ("answer", models.TextField(blank=True, help_text="What staff said to it.")),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="The last day on which it may be submitted again.", null=True
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "submitted_again",
                    models.BooleanField(
                        blank=True,
                        help_text="Once ended: whether it was; otherwise the earlier submission stands.",
                        null=True,
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReturnVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "answers",
                    models.JSONField(
                        help_text="What the checksum is of, as rules.questionnaires.as_plain says it."
                    ),
                ),
                ("checksum", models.CharField(max_length=64)),
                ("submitted_at", models.DateTimeField()),
                ("declared_office", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["assurance_return", "-number"],
            },
        ),
        migrations.CreateModel(
            name="SectionAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "done_at",
                    models.DateTimeField(
                        blank=True, help_text="When they said that it is finished.", null=True
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, help_text="When it was withdrawn.", null=True)),
            ],
            options={
                "ordering": ["section__position", "given_at", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="return",
            name="return_submitted_by_and_at_together",
        ),
        migrations.AddField(
            model_name="round",
            name="reopens_on",
            field=models.DateField(
                blank=True,
                help_text="From this day agencies may reopen what they submitted themselves; empty if only when agreed.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="answer",
            name="rows",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Of a table: a list of texts for each row. Of evidence: what each piece is, as Evidence.row says.",
            ),
        ),
        migrations.AlterField(
            model_name="return",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Not submitted"),
                    ("submitted", "Submitted"),
                    ("reopened", "Submitted, and open again"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("checksum", ""), ("state", "draft"), ("submitted_at", None), ("submitted_by", None)
                    ),
                    models.Q(
                        ("state__in", ["submitted", "reopened"]),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                        models.Q(("checksum", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="return_submitted_by_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reopens_on", None),
                    models.Q(
                        ("reopens_on__gte", models.F("due_on")), ("reopens_on__lte", models.F("closes_on"))
                    ),
                    _connector="OR",
                ),
                name="round_reopens_between_due_and_close",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="answer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="partnership.answer"
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.document",
            ),
        ),
        migrations.AddField(
            model_name="reopening",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reopening",
            name="assurance_return",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reopenings",
                to="partnership.return",
            ),
        ),
        migrations.AddField(
            model_name="reopening",
            name="deadline",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reopening",
                to="partnership.deadline",
            ),
        ),
        migrations.AddField(
            model_name="reopening",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reopening",
            name="to_decide",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.deadline",
            ),
        ),
        migrations.AddField(
            model_name="returnversion",
            name="assurance_return",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="partnership.return"
            ),
        ),
        migrations.AddField(
            model_name="returnversion",
            name="submitted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sectionassignment",
            name="appointment",
            field=models.ForeignKey(
                blank=True,
                help_text="Of somebody who was brought in for this, and leaves with it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.appointment",
            ),
        ),
        migrations.AddField(
            model_name="sectionassignment",
            name="assurance_return",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assignments",
                to="partnership.return",
            ),
        ),
        migrations.AddField(
            model_name="sectionassignment",
            name="deadline",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="section_assignment",
                to="partnership.deadline",
            ),
        ),
        migrations.AddField(
            model_name="sectionassignment",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sectionassignment",
            name="given_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sectionassignment",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="section_assignments",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sectionassignment",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.section"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document__isnull", False), ("link", "")),
                    models.Q(("document", None), models.Q(("link", ""), _negated=True)),
                    _connector="OR",
                ),
                name="evidence_is_a_file_or_a_link",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("dated_on")), _connector="OR"),
                name="evidence_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None), ("refused_at", None)),
                fields=("assurance_return",),
                name="reopening_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="reopening_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(("opened_at", None), ("refused_at", None), _connector="OR"),
                name="reopening_opened_or_refused",
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deadline", None), ("opened_at", None), ("until", None)),
                    models.Q(
                        ("deadline__isnull", False), ("opened_at__isnull", False), ("until__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="reopening_opened_until_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnversion",
            constraint=models.UniqueConstraint(
                fields=("assurance_return", "number"), name="return_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionassignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("assurance_return", "section", "person"),
                name="section_given_once_to_each",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="section_assignment_ended_by_and_at_together",
            ),
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
