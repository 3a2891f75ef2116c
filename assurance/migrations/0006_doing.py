import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FREEZE = """
CREATE FUNCTION keep_agreed_doing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held bigint;
BEGIN
    IF TG_TABLE_NAME = 'assurance_doingreport' THEN
        IF TG_OP = 'DELETE' THEN
            IF OLD.state IN ('agreed', 'sent') THEN
                RAISE EXCEPTION 'An agreed report is frozen';
            END IF;
            RETURN OLD;
        END IF;
        IF OLD.state IN ('agreed', 'sent') AND (
            NEW.overview <> OLD.overview OR NEW.revision <> OLD.revision OR NEW.reference <> OLD.reference
            OR NEW.state NOT IN ('agreed', 'sent') OR OLD.state = 'sent' AND NEW.document_id <> OLD.document_id
        ) THEN
            RAISE EXCEPTION 'An agreed report is frozen';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_TABLE_NAME = 'assurance_doingstatement_cites' THEN
        SELECT report_id INTO held FROM assurance_doingstatement
        WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.doingstatement_id ELSE OLD.doingstatement_id END;
    ELSIF TG_OP = 'INSERT' THEN
        held := NEW.report_id;
    ELSE
        held := OLD.report_id;
    END IF;
    IF EXISTS (SELECT 1 FROM assurance_doingreport WHERE id = held AND state IN ('agreed', 'sent')) THEN
        RAISE EXCEPTION 'An agreed report is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_doingreport
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_doing();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_doingstatement
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_doing();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_doingevidence
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_doing();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_doingstatement_cites
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_doing();
"""

THAW = """
DROP TRIGGER frozen ON assurance_doingstatement_cites;
DROP TRIGGER frozen ON assurance_doingevidence;
DROP TRIGGER frozen ON assurance_doingstatement;
DROP TRIGGER frozen ON assurance_doingreport;
DROP FUNCTION keep_agreed_doing();
"""


class Migration(migrations.Migration):
    dependencies = [("assurance", "0005_indicators"), ("partnership", "0010_rounds")]

    operations = [
        migrations.CreateModel(
            name="DoingReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.CharField(help_text="Such as HAWD-2026-Q1.", max_length=20, unique=True),
                ),
                ("overview", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafting", "Being written"),
                            ("with_group", "With the Planning and Delivery Group"),
                            ("agreed", "Agreed"),
                            ("sent", "Sent to the Partnership"),
                        ],
                        default="drafting",
                        max_length=12,
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(
                        default=1, help_text="Counts every change of its words and evidence."
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("returned_because", models.TextField(blank=True)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_how",
                    models.CharField(
                        blank=True, help_text="At which meeting, and its decision.", max_length=200
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("authors", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.document",
                    ),
                ),
                (
                    "quarter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doing_report",
                        to="partnership.planquarter",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-quarter__starts_on"],
            },
        ),
        migrations.CreateModel(
            name="DoingEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("progress", "Progress of the plan"),
                            ("returns", "Agencies’ returns"),
                            ("audits", "Audits"),
                            ("reviews", "Reviews"),
                            ("learning", "Learning points"),
                            ("indicators", "Indicators"),
                            ("voice", "Voice of children, families and practitioners"),
                            ("training", "Training"),
                            ("highlights", "Highlight reports"),
                            ("challenges", "Challenges"),
                            ("times", "What fell due"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("key", models.CharField(help_text="What it is of, such as progress:12.", max_length=60)),
                ("words", models.TextField()),
                ("known_on", models.DateField()),
                (
                    "path",
                    models.CharField(
                        blank=True, help_text="Where it is read, for whoever may.", max_length=200
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Nobody, if the portal found it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        help_text="What it says it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.priority",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="assurance.doingreport",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "-known_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DoingStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("outcome", models.TextField()),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("well", "Doing well"),
                            ("partly", "Well in part, with more to explore"),
                            ("explore", "To explore further"),
                            ("unknown", "The evidence does not tell"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("better", "Getting better"),
                            ("steady", "No change"),
                            ("worse", "Getting worse"),
                        ],
                        max_length=10,
                    ),
                ),
                ("well", models.TextField(blank=True)),
                ("explore", models.TextField(blank=True)),
                ("next_steps", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cites",
                    models.ManyToManyField(blank=True, related_name="cited_by", to="assurance.doingevidence"),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doing_statements",
                        to="partnership.priority",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="assurance.doingreport",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["report", "number"],
            },
        ),
        migrations.CreateModel(
            name="DoingAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doing_link",
                        to="partnership.action",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_links",
                        to="assurance.doingstatement",
                    ),
                ),
            ],
            options={
                "ordering": ["statement", "action__original_target_on", "action"],
            },
        ),
        migrations.AddConstraint(
            model_name="doingreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("agreed_at", None), ("agreed_by", None), ("state__in", ["drafting", "with_group"])
                    ),
                    models.Q(
                        ("agreed_at__isnull", False),
                        ("agreed_by__isnull", False),
                        ("state__in", ["agreed", "sent"]),
                        models.Q(("agreed_how", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="doing_agreed_by_at_and_how_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="doingreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("document__isnull", False),
                        ("sent_at__isnull", False),
                        ("sent_by__isnull", False),
                        ("state", "sent"),
                    ),
                    models.Q(
                        models.Q(("state", "sent"), _negated=True),
                        ("document", None),
                        ("sent_at", None),
                        ("sent_by", None),
                    ),
                    _connector="OR",
                ),
                name="doing_sent_by_at_and_what_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="doingevidence",
            constraint=models.UniqueConstraint(fields=("report", "key"), name="evidence_once_a_report"),
        ),
        migrations.AddConstraint(
            model_name="doingevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="evidence_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="doingstatement",
            constraint=models.UniqueConstraint(fields=("report", "priority"), name="statement_once_a_report"),
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
