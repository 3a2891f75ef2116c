import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FREEZE = """
CREATE FUNCTION keep_submitted_education() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY[
        'state', 'submitted_by_id', 'submitted_at', 'document_id', 'pages', 'accepted_by_id', 'accepted_at',
        'returned_because'
    ];
BEGIN
    IF OLD.state = 'accepted' OR OLD.state = 'submitted' AND (
        TG_OP = 'DELETE' OR to_jsonb(OLD) - moving <> to_jsonb(NEW) - moving
    ) THEN
        RAISE EXCEPTION 'A submitted education report is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION keep_submitted_education_section() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM schools_educationreport
        WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.report_id ELSE OLD.report_id END
            AND state IN ('submitted', 'accepted')
    ) THEN
        RAISE EXCEPTION 'A submitted education report is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON schools_educationreport
    FOR EACH ROW EXECUTE FUNCTION keep_submitted_education();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON schools_educationsection
    FOR EACH ROW EXECUTE FUNCTION keep_submitted_education_section();
"""
THAW = """
DROP TRIGGER frozen ON schools_educationsection;
DROP TRIGGER frozen ON schools_educationreport;
DROP FUNCTION keep_submitted_education_section();
DROP FUNCTION keep_submitted_education();
"""


class Migration(migrations.Migration):
    dependencies = [("schools", "0006_settings")]

    operations = [
        migrations.CreateModel(
            name="EducationReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.CharField(help_text="Such as STE-2025-RUTLAND.", max_length=40, unique=True),
                ),
                (
                    "begins",
                    models.PositiveSmallIntegerField(help_text="The year in which the academic year begins."),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafting", "Being written"),
                            ("submitted", "Submitted to the partnership"),
                            ("accepted", "Accepted"),
                        ],
                        default="drafting",
                        max_length=10,
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(
                        default=1, help_text="Counts every change of words and figures."
                    ),
                ),
                (
                    "drafted_at",
                    models.DateTimeField(blank=True, help_text="When its figures were computed.", null=True),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("returned_because", models.TextField(blank=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="education_reports",
                        to="partnership.organisation",
                    ),
                ),
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
                    "submitted_by",
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
                "ordering": ["-begins", "authority__name"],
            },
        ),
        migrations.CreateModel(
            name="EducationSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("adherence", "Confirmation that schools and other education providers are "),
                            ("inspections", "Ofsted report results published during the year, and issues "),
                            ("action", "What action has been taken to address concerns"),
                            ("survey", "Analysis of responses to the Schools Safeguarding Survey or "),
                            ("activity", "Other key areas identified through the activity of Local Aut"),
                            ("support", "Other training and safeguarding activity undertaken by the l"),
                        ],
                        max_length=12,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("draft", models.TextField(blank=True, help_text="What the data say, in sentences.")),
                ("tables", models.JSONField(default=list, help_text="Of caption, columns, rows and source.")),
                ("text", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="schools.educationreport",
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
                "ordering": ["report", "position"],
            },
        ),
        migrations.CreateModel(
            name="EducationText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(
                        help_text="That it made, or that it was written over if set aside."
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("aside", models.BooleanField(default=False)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="schools.educationsection",
                    ),
                ),
            ],
            options={
                "ordering": ["-saved_at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="educationreport",
            constraint=models.UniqueConstraint(
                fields=("authority", "begins"), name="education_report_once_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="educationreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("document", None),
                        ("state", "drafting"),
                        ("submitted_at", None),
                        ("submitted_by", None),
                    ),
                    models.Q(
                        ("document__isnull", False),
                        ("state__in", ["submitted", "accepted"]),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="education_report_submitted_by_at_and_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="educationreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("accepted_at__isnull", False), ("accepted_by__isnull", False), ("state", "accepted")
                    ),
                    models.Q(
                        models.Q(("state", "accepted"), _negated=True),
                        ("accepted_at", None),
                        ("accepted_by", None),
                    ),
                    _connector="OR",
                ),
                name="education_report_accepted_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="educationsection",
            constraint=models.UniqueConstraint(fields=("report", "code"), name="education_section_once"),
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
