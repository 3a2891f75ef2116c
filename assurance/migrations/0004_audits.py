"""Multi-agency audits and the timetable of quality assurance. Grades of cases are only added."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

GUARD = """
CREATE FUNCTION keep_case_grade() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A grade of a case stays as it was given: give another one instead';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_casegrade
    FOR EACH ROW EXECUTE FUNCTION keep_case_grade();

CREATE FUNCTION keep_audit_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assurance_audit a
        WHERE a.stage IN ('reported', 'closed') AND a.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.audit_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.audit_id END)
    ) THEN
        RAISE EXCEPTION 'What a reported audit found stays as it was reported';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_auditline
    FOR EACH ROW EXECUTE FUNCTION keep_audit_finding();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_auditrecommendation
    FOR EACH ROW EXECUTE FUNCTION keep_audit_finding();
"""

UNGUARD = """
DROP TRIGGER frozen ON assurance_auditrecommendation;
DROP TRIGGER frozen ON assurance_auditline;
DROP FUNCTION keep_audit_finding();
DROP TRIGGER frozen ON assurance_casegrade;
DROP FUNCTION keep_case_grade();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("assurance", "0003_scrutiny"),
        ("partnership", "0010_rounds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Audit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(help_text="Such as AUD-2026-1.", max_length=40, unique=True)),
                ("theme", models.CharField(max_length=200)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("thematic", "Thematic: one question across cases"),
                            ("general", "General: the quality of all the work"),
                            ("deep_dive", "Deep dive: one focus area in depth"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("review", "A case review"),
                            ("indicator", "An indicator"),
                            ("audit", "An earlier audit: this is a re-audit"),
                            ("training", "Feedback from training"),
                            ("policy", "A new or changed policy"),
                            ("other", "Something else"),
                        ],
                        help_text="What the theme comes from.",
                        max_length=12,
                    ),
                ),
                ("why", models.TextField()),
                (
                    "practice_focus",
                    models.CharField(
                        help_text="Which cases the sample is drawn from, such as all strategy discussions of May.",
                        max_length=300,
                    ),
                ),
                ("period_from", models.DateField(verbose_name="looked at from")),
                ("period_until", models.DateField(verbose_name="looked at until")),
                ("commissioned_on", models.DateField()),
                ("tools_due_on", models.DateField()),
                ("report_due_on", models.DateField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("commissioned", "Commissioned: cases are being chosen"),
                            ("auditing", "Agencies fill in their tools"),
                            ("discussing", "Discussed together"),
                            ("writing", "Report is being written"),
                            ("reported", "Reported"),
                            ("closed", "Closed"),
                            ("stopped", "Stopped"),
                        ],
                        default="commissioned",
                        max_length=12,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("summary", models.TextField(blank=True, help_text="What the report says first.")),
                ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reported_on", models.DateField(blank=True, null=True)),
                ("reaudit_on", models.DateField(blank=True, null=True)),
                ("no_reaudit_because", models.TextField(blank=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "difference",
                    models.TextField(blank=True, help_text="What difference it made, when it was closed."),
                ),
                ("stopped_because", models.TextField(blank=True)),
                ("commissioned_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("agencies", models.ManyToManyField(related_name="audits", to="partnership.organisation")),
                (
                    "commissioned_at_meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "commissioned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "earlier",
                    models.ForeignKey(
                        blank=True,
                        help_text="Audited again.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="re_audits",
                        to="assurance.audit",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        help_text="That commissioned it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.group",
                    ),
                ),
                (
                    "learning_point",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tested_by",
                        to="partnership.learningpoint",
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.questionnaire",
                    ),
                ),
                (
                    "reaudit_deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "report_deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "round",
                    models.OneToOneField(
                        blank=True,
                        help_text="Of the agencies' tools.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audit",
                        to="partnership.round",
                    ),
                ),
                (
                    "scale",
                    models.ForeignKey(
                        help_text="In which grades are given.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.scale",
                    ),
                ),
            ],
            options={
                "ordering": ["-commissioned_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AuditCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "place",
                    models.PositiveIntegerField(
                        blank=True, help_text="On the agency's list, where drawn.", null=True
                    ),
                ),
                ("age_band", models.CharField(blank=True, max_length=20)),
                ("ethnicity", models.CharField(blank=True, max_length=20)),
                ("disability", models.CharField(blank=True, max_length=20)),
                ("plan", models.CharField(blank=True, max_length=20)),
                ("replaced_because", models.TextField(blank=True)),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="assurance.audit",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacement",
                        to="assurance.auditcase",
                    ),
                ),
            ],
            options={
                "ordering": ["audit", "number"],
            },
        ),
        migrations.CreateModel(
            name="AuditLearning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="learning_links",
                        to="assurance.audit",
                    ),
                ),
                (
                    "point",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audit_link",
                        to="partnership.learningpoint",
                    ),
                ),
            ],
            options={
                "ordering": ["audit", "point__noted_at", "point"],
            },
        ),
        migrations.CreateModel(
            name="AuditLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("question", models.CharField(max_length=300)),
                ("finding", models.TextField(blank=True)),
                (
                    "judgement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("good", "Good practice"),
                            ("mixed", "Good in places"),
                            ("develop", "Needs work"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("improved", "Improved"),
                            ("same", "The same"),
                            ("needs_work", "Still needs work"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "change_words",
                    models.TextField(blank=True, help_text="What shows the change, or that there is none."),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="assurance.audit",
                    ),
                ),
                (
                    "earlier_line",
                    models.ForeignKey(
                        blank=True,
                        help_text="Of the audit before.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assurance.auditline",
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
                "ordering": ["audit", "number"],
            },
        ),
        migrations.CreateModel(
            name="AuditPresentation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("presented_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presentations",
                        to="assurance.audit",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presents_audit",
                        to="partnership.paper",
                    ),
                ),
                (
                    "presented_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["audit", "presented_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AuditRecommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommendations",
                        to="assurance.audit",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="assurance.auditline",
                    ),
                ),
            ],
            options={
                "ordering": ["audit", "number"],
            },
        ),
        migrations.CreateModel(
            name="AuditAction",
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
                        related_name="audit_link",
                        to="partnership.action",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_links",
                        to="assurance.auditrecommendation",
                    ),
                ),
            ],
            options={
                "ordering": ["recommendation", "action__original_target_on", "action"],
            },
        ),
        migrations.CreateModel(
            name="AuditTool",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("set_aside_because", models.TextField(blank=True)),
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assurance_return",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audit_tool",
                        to="partnership.return",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tools",
                        to="assurance.auditcase",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "set_aside_by",
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
                "ordering": ["case", "organisation__name"],
            },
        ),
        migrations.CreateModel(
            name="CaseVoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "whose",
                    models.CharField(
                        choices=[
                            ("practitioner", "A practitioner who works with the family"),
                            ("parent", "A parent or carer"),
                            ("child", "The child or young person"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "included",
                    models.CharField(
                        choices=[
                            ("spoke", "Somebody spoke with them"),
                            ("wrote", "They wrote, or filled in a form"),
                            ("record", "Only what the record says that they said"),
                            ("no", "They were not included"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("given", "They agreed to take part"),
                            ("declined", "They were asked, and did not want to"),
                            ("not_asked", "They were not asked"),
                            (
                                "not_needed",
                                "No consent is needed: they work for an agency, or only the record was read",
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("consent_on", models.DateField(blank=True, null=True)),
                ("not_included_because", models.TextField(blank=True)),
                (
                    "said",
                    models.TextField(
                        blank=True, help_text="What they think of the help, without who they are."
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voices",
                        to="assurance.auditcase",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                        verbose_name="who asked them",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["case", "whose", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ImmediateConcern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("concern", models.TextField()),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("response", models.TextField(blank=True)),
                ("responded_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True, help_text="Why it may be closed.")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="assurance.auditcase",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "organisation",
                    models.ForeignKey(
                        help_text="That is to make the child safe.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "responded_by",
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
                "ordering": ["-raised_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="JointSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("planned_on", models.DateField()),
                ("place", models.CharField(blank=True, max_length=200)),
                ("held_on", models.DateField(blank=True, null=True)),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="assurance.audit",
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
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it is one of a group's.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["audit", "number"],
            },
        ),
        migrations.CreateModel(
            name="CaseGrade",
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
                        choices=[("joint", "Joint grade"), ("moderated", "Moderated grade")], max_length=10
                    ),
                ),
                ("value", models.SmallIntegerField()),
                ("label", models.CharField(help_text="That point's label on the day.", max_length=100)),
                ("scale_name", models.CharField(max_length=200)),
                ("reason", models.TextField(blank=True)),
                ("good_practice", models.TextField(blank=True)),
                ("given_on", models.DateField()),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grades",
                        to="assurance.auditcase",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grades",
                        to="assurance.jointsession",
                    ),
                ),
            ],
            options={
                "ordering": ["case", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Selection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[("lot", "Drawn by lot"), ("chosen", "Chosen for a reason")], max_length=10
                    ),
                ),
                ("focus", models.CharField(help_text="What the list holds.", max_length=300)),
                (
                    "pool",
                    models.PositiveIntegerField(
                        blank=True, help_text="How many cases are on the list.", null=True
                    ),
                ),
                (
                    "reason",
                    models.TextField(blank=True, help_text="Why these, where they were not drawn by lot."),
                ),
                ("selected_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="selections",
                        to="assurance.audit",
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "selected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["audit", "pk"],
            },
        ),
        migrations.AddField(
            model_name="auditcase",
            name="selection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="assurance.selection"
            ),
        ),
        migrations.CreateModel(
            name="SessionAttendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("came", models.BooleanField()),
                (
                    "office",
                    models.CharField(
                        blank=True, help_text="Who came, by office and never by name.", max_length=200
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendance",
                        to="assurance.jointsession",
                    ),
                ),
            ],
            options={
                "ordering": ["session", "organisation__name"],
            },
        ),
        migrations.CreateModel(
            name="TimetableEntry",
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
                            ("deep_dive", "Deep dive"),
                            ("qa_event", "Annual quality assurance event"),
                            ("peer_review", "External peer review"),
                            ("audit", "Multi-agency audit"),
                            ("section_11", "Section 11 self-assessment"),
                            ("agency_reports", "Agency assurance reports"),
                            ("survey", "Practitioner survey"),
                            ("focus", "Focus area of a meeting"),
                            ("re_audit", "Re-audit"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "planned_on",
                    models.DateField(
                        help_text="The day, or the last day of the quarter in which it is planned."
                    ),
                ),
                ("whole_quarter", models.BooleanField(default=False, help_text="Some time in that quarter.")),
                ("done_on", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True, help_text="What came of it, in a sentence or two.")),
                ("dropped_because", models.TextField(blank=True)),
                ("planned_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "audit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="timetable_entries",
                        to="assurance.audit",
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
                    "group",
                    models.ForeignKey(
                        help_text="That leads it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.group",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.priority",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.round",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.survey",
                    ),
                ),
            ],
            options={
                "ordering": ["planned_on", "kind", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TimetableMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old", models.DateField()),
                ("new", models.DateField()),
                ("reason", models.TextField()),
                ("moved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="assurance.timetableentry",
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["entry", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TimetableRefresh",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(help_text="The first of April of its first year.", unique=True),
                ),
                (
                    "added",
                    models.PositiveSmallIntegerField(help_text="How many entries it put on the timetable."),
                ),
                ("refreshed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.businessplan",
                    ),
                ),
                (
                    "refreshed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on"],
            },
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(("period_from__lte", models.F("period_until"))),
                name="audit_period_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(("tools_due_on__lte", models.F("report_due_on"))),
                name="audit_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("document__isnull", False),
                        ("reported_on__isnull", False),
                        ("stage__in", ["reported", "closed"]),
                    ),
                    models.Q(
                        models.Q(("stage__in", ["reported", "closed"]), _negated=True),
                        ("document", None),
                        ("reported_on", None),
                    ),
                    _connector="OR",
                ),
                name="audit_reported_with_its_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage__in", ["reported", "closed"]), _negated=True),
                    models.Q(("no_reaudit_because", ""), ("reaudit_on__isnull", False)),
                    models.Q(("reaudit_on", None), models.Q(("no_reaudit_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="audit_says_whether_it_is_done_again",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "stopped"), _negated=True),
                    models.Q(("stopped_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="audit_stopped_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "closed"), _negated=True),
                    models.Q(("closed_on__isnull", False), models.Q(("difference", ""), _negated=True)),
                    _connector="OR",
                ),
                name="audit_closed_says_what_difference",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", "audit"), _negated=True), ("earlier__isnull", False), _connector="OR"
                ),
                name="audit_again_names_the_earlier_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditline",
            constraint=models.UniqueConstraint(fields=("audit", "number"), name="audit_line_number_once"),
        ),
        migrations.AddConstraint(
            model_name="auditline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finding", ""), ("judgement", ""), ("written_at", None), ("written_by", None)),
                    models.Q(
                        models.Q(("finding", ""), _negated=True),
                        models.Q(("judgement", ""), _negated=True),
                        ("written_at__isnull", False),
                        ("written_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="audit_line_written_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("change", ""), models.Q(("change_words", ""), _negated=True), _connector="OR"
                ),
                name="audit_line_change_says_what_shows_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditrecommendation",
            constraint=models.UniqueConstraint(
                fields=("audit", "number"), name="audit_recommendation_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditrecommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="audit_recommendation_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="audittool",
            constraint=models.UniqueConstraint(fields=("case", "organisation"), name="audit_tool_once"),
        ),
        migrations.AddConstraint(
            model_name="audittool",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("set_aside_at", None), ("set_aside_because", ""), ("set_aside_by", None)),
                    models.Q(
                        ("set_aside_at__isnull", False),
                        ("set_aside_by__isnull", False),
                        models.Q(("set_aside_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="audit_tool_set_aside_by_at_and_why_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="casevoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("included", "no"),
                        ("said", ""),
                        models.Q(("not_included_because", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("included", "no"), _negated=True),
                        models.Q(("said", ""), _negated=True),
                        ("not_included_because", ""),
                    ),
                    _connector="OR",
                ),
                name="case_voice_said_something_or_why_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="casevoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consent", "given"), ("consent_on__isnull", False)),
                    models.Q(models.Q(("consent", "given"), _negated=True), ("consent_on", None)),
                    _connector="OR",
                ),
                name="case_voice_consent_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="immediateconcern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("responded_at", None), ("responded_by", None), ("response", "")),
                    models.Q(
                        ("responded_at__isnull", False),
                        ("responded_by__isnull", False),
                        models.Q(("response", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="immediate_concern_answered_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="immediateconcern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None), ("outcome", "")),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        ("responded_at__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="immediate_concern_closed_after_its_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointsession",
            constraint=models.UniqueConstraint(fields=("audit", "number"), name="joint_session_number_once"),
        ),
        migrations.AddConstraint(
            model_name="casegrade",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "joint"), ("session__isnull", False)),
                    models.Q(("kind", "moderated"), ("session", None)),
                    _connector="OR",
                ),
                name="case_grade_joint_in_a_session",
            ),
        ),
        migrations.AddConstraint(
            model_name="casegrade",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "moderated"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="case_grade_moderated_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="selection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("how", "lot"), ("pool__gt", 0)),
                    models.Q(("how", "chosen"), ("pool", None), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="selection_by_lot_or_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditcase",
            constraint=models.UniqueConstraint(fields=("audit", "number"), name="audit_case_number_once"),
        ),
        migrations.AddConstraint(
            model_name="auditcase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("place__isnull", False)),
                fields=("selection", "place"),
                name="audit_case_place_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaced_at", None), ("replaced_because", ""), ("replaced_by", None)),
                    models.Q(
                        ("replaced_at__isnull", False),
                        ("replaced_by__isnull", False),
                        models.Q(("replaced_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="audit_case_replaced_by_at_and_why_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessionattendance",
            constraint=models.UniqueConstraint(
                fields=("session", "organisation"), name="session_attendance_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="timetableentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_on", None), ("dropped_because", ""), _connector="OR"),
                name="timetable_done_or_dropped_not_both",
            ),
        ),
        migrations.AddConstraint(
            model_name="timetablemove",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="timetable_move_says_why"
            ),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
