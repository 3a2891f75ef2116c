import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from partnership.migrations._together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partnership", "0001_initial"),
        ("partnership", "__first__"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Audit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(help_text="Such as AUD-2026-1.", max_length=40, unique=True),
                        ),
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
                            models.TextField(
                                blank=True, help_text="What difference it made, when it was closed."
                            ),
                        ),
                        ("stopped_because", models.TextField(blank=True)),
                        ("commissioned_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "agencies",
                            models.ManyToManyField(related_name="audits", to="partnership.organisation"),
                        ),
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
                                help_text="Re-audited.",
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("period_from__lte", models.F("period_until"))),
                                name="audit_period_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tools_due_on__lte", models.F("report_due_on"))),
                                name="audit_dates_in_order",
                            ),
                            models.CheckConstraint(
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage__in", ["reported", "closed"]), _negated=True),
                                    models.Q(("no_reaudit_because", ""), ("reaudit_on__isnull", False)),
                                    models.Q(
                                        ("reaudit_on", None),
                                        models.Q(("no_reaudit_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="audit_says_whether_it_is_done_again",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "stopped"), _negated=True),
                                    models.Q(("stopped_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="audit_stopped_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "closed"), _negated=True),
                                    models.Q(
                                        ("closed_on__isnull", False),
                                        models.Q(("difference", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="audit_closed_says_what_difference",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("source", "audit"), _negated=True),
                                    ("earlier__isnull", False),
                                    _connector="OR",
                                ),
                                name="audit_again_names_the_earlier_one",
                            ),
                        ],
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audit", "number"), name="audit_case_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("replaced_at", None), ("replaced_because", ""), ("replaced_by", None)
                                    ),
                                    models.Q(
                                        ("replaced_at__isnull", False),
                                        ("replaced_by__isnull", False),
                                        models.Q(("replaced_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="audit_case_replaced_by_at_and_why_together",
                            ),
                        ],
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
                            models.TextField(
                                blank=True, help_text="What shows the change, or that there is none."
                            ),
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audit", "number"), name="audit_line_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("finding", ""),
                                        ("judgement", ""),
                                        ("written_at", None),
                                        ("written_by", None),
                                    ),
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("change", ""),
                                    models.Q(("change_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="audit_line_change_says_what_shows_it",
                            ),
                        ],
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audit", "number"), name="audit_recommendation_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="audit_recommendation_says_something",
                            ),
                        ],
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
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "organisation"), name="audit_tool_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("set_aside_at", None),
                                        ("set_aside_because", ""),
                                        ("set_aside_by", None),
                                    ),
                                    models.Q(
                                        ("set_aside_at__isnull", False),
                                        ("set_aside_by__isnull", False),
                                        models.Q(("set_aside_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="audit_tool_set_aside_by_at_and_why_together",
                            ),
                        ],
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
                                    ("spoke", "Someone spoke with them"),
                                    ("wrote", "They wrote or filled in a form"),
                                    ("record", "Only what the record says they said"),
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
                                    ("withdrawn", "They agreed, and no longer do"),
                                    (
                                        "not_needed",
                                        "Consent not needed: they work for an agency, or only the record was read",
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
                        "constraints": [
                            models.CheckConstraint(
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("consent", "given"), ("consent_on__isnull", False)),
                                    models.Q(
                                        models.Q(("consent", "given"), _negated=True), ("consent_on", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="case_voice_consent_has_its_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChallengeEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("reference", models.CharField(max_length=40, unique=True)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("joining", models.URLField(blank=True, help_text="The address of an online event.")),
                        (
                            "chaired_by",
                            models.CharField(
                                blank=True, help_text="By office, never a name.", max_length=200
                            ),
                        ),
                        (
                            "message",
                            models.TextField(
                                blank=True, help_text="What agencies are asked to bring and to be ready for."
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Being planned"),
                                    ("invited", "Agencies invited"),
                                    ("held", "Held"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("cancelled_because", models.TextField(blank=True)),
                        ("planned_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("revision", models.PositiveIntegerField(default=1)),
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
                    ],
                    options={
                        "ordering": ["-starts_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="challenge_event_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "cancelled"), _negated=True),
                                    models.Q(("cancelled_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="challenge_event_cancelled_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("place", ""), _negated=True),
                                    models.Q(("joining", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="challenge_event_is_somewhere",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommentWindow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asks", models.TextField(help_text="What members should look at.")),
                        (
                            "closes_on",
                            models.DateField(help_text="The last day on which comments are taken."),
                        ),
                        ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Nobody, where its day had come.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-opened_at"],
                    },
                ),
                migrations.CreateModel(
                    name="CommentAsked",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "nothing_to_say",
                            models.BooleanField(
                                default=False, help_text="They have read it, and have no comments."
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "window",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="asked",
                                to="assurance.commentwindow",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["person__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("window", "person"), name="report_comment_asked_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Companion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("put_forward_at", models.DateTimeField(blank=True, null=True)),
                        ("let_out_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("plan-on-a-page", "Business plan on one page"),
                                    ("for-children", "Summary for children and young people"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "correction_note",
                            models.TextField(blank=True, help_text="What is corrected, for readers."),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("text", models.TextField(blank=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "heard_on",
                            models.DateField(
                                blank=True, help_text="When young people were asked about it.", null=True
                            ),
                        ),
                        (
                            "heard_from",
                            models.CharField(blank=True, help_text="Which group, never who.", max_length=200),
                        ),
                        ("heard_said", models.TextField(blank=True)),
                        (
                            "heard_changed",
                            models.TextField(blank=True, help_text="What was changed because of it."),
                        ),
                        (
                            "let_out_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "put_forward_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "supersedes",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="assurance.companion",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["report", "kind", "-version"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("let_out_at", None),
                                        ("let_out_by", None),
                                        ("put_forward_at", None),
                                        ("put_forward_by", None),
                                    ),
                                    models.Q(
                                        ("let_out_at", None),
                                        ("let_out_by", None),
                                        ("put_forward_at__isnull", False),
                                        ("put_forward_by__isnull", False),
                                    ),
                                    models.Q(
                                        ("let_out_at__isnull", False),
                                        ("let_out_by__isnull", False),
                                        ("put_forward_at__isnull", False),
                                        ("put_forward_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="companion_put_forward_before_let_out",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("let_out_by", None),
                                    models.Q(("let_out_by", models.F("put_forward_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="companion_let_out_by_somebody_else",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("supersedes", None), ("version", 1)),
                                    models.Q(
                                        ("supersedes__isnull", False),
                                        ("version__gt", 1),
                                        models.Q(("correction_note", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="companion_correction_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("heard_changed", ""),
                                        ("heard_from", ""),
                                        ("heard_on", None),
                                        ("heard_said", ""),
                                    ),
                                    models.Q(
                                        ("heard_on__isnull", False),
                                        models.Q(("heard_from", ""), _negated=True),
                                        models.Q(("heard_said", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="companion_heard_whole",
                            ),
                        ],
                    },
                ),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed_at", None),
                                        ("agreed_by", None),
                                        ("state__in", ["drafting", "with_group"]),
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
                            models.CheckConstraint(
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
                        ],
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
                                    ("schools", "Schools and settings"),
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
                        (
                            "key",
                            models.CharField(help_text="What it is of, such as progress:12.", max_length=60),
                        ),
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
                        "constraints": [
                            models.UniqueConstraint(fields=("report", "key"), name="evidence_once_a_report"),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="evidence_says_something",
                            ),
                        ],
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
                                    ("unknown", "The evidence does not tell us"),
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
                            models.ManyToManyField(
                                blank=True, related_name="cited_by", to="assurance.doingevidence"
                            ),
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "priority"), name="statement_once_a_report"
                            )
                        ],
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
                migrations.CreateModel(
                    name="EventSlot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("minutes", models.PositiveSmallIntegerField(default=20)),
                        (
                            "attendance",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("came", "Came"),
                                    ("apologies", "Sent apologies"),
                                    ("absent", "Did not come"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "came_for_it",
                            models.CharField(blank=True, help_text="Who came, by office.", max_length=200),
                        ),
                        ("notes", models.TextField(blank=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("noted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "assurance_return",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="event_slots",
                                to="partnership.return",
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                blank=True,
                                help_text="Of the presentation.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="event_slot",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="assurance.challengeevent",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "presentation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["event", "starts_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("event", "assurance_return"), name="event_slot_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gt", 0)), name="event_slot_lasts"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("noted_at", None), ("noted_by", None)),
                                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="event_slot_noted_by_and_at_together",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventChallenge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "challenge",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="event_link",
                                to="partnership.challenge",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="challenge_links",
                                to="assurance.eventslot",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["slot", "challenge"],
                    },
                ),
                migrations.CreateModel(
                    name="FeedbackLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("approved", "Approved"), ("sent", "Sent")],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("opening", models.TextField(blank=True)),
                        ("strengths", models.TextField(blank=True)),
                        ("areas", models.TextField(blank=True, verbose_name="areas to work on")),
                        ("closing", models.TextField(blank=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("contents", models.JSONField(blank=True, default=dict)),
                        ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                        ("acknowledgement", models.TextField(blank=True)),
                        (
                            "acknowledged_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "assurance_return",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="feedback_letter",
                                to="partnership.return",
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
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["assurance_return__organisation__name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_at", None), ("approved_by", None), ("state", "draft")
                                    ),
                                    models.Q(
                                        models.Q(("state", "draft"), _negated=True),
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="feedback_letter_approved_by_and_at_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("document__isnull", False),
                                        ("sent_at__isnull", False),
                                        ("sent_by__isnull", False),
                                        ("state", "sent"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "sent"), _negated=True),
                                        ("acknowledged_at", None),
                                        ("document", None),
                                        ("sent_at", None),
                                        ("sent_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="feedback_letter_sent_by_at_and_as_what_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("acknowledged_at", None), ("acknowledged_by", None)),
                                    models.Q(
                                        ("acknowledged_at__isnull", False), ("acknowledged_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="feedback_letter_acknowledged_by_and_at_together",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FiguresAsked",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "frequency",
                            models.CharField(
                                choices=[
                                    ("month", "Month"),
                                    ("quarter", "Quarter of the financial year"),
                                    ("year", "Financial year"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=0, help_text="One more with each saving of its figures."
                            ),
                        ),
                        ("saved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
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
                            ),
                        ),
                        (
                            "saved_by",
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
                        "ordering": ["-starts_on", "frequency", "organisation__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "frequency", "starts_on"),
                                name="figures_asked_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Gather",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period_from", models.DateField()),
                        ("period_until", models.DateField()),
                        ("data_on", models.DateField(help_text="The day on which the figures stood so.")),
                        ("data", models.JSONField()),
                        ("checksum", models.CharField(help_text="SHA-256 of the figures.", max_length=64)),
                        ("gathered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "gathered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-gathered_at"],
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("responded_at", None), ("responded_by", None), ("response", "")
                                    ),
                                    models.Q(
                                        ("responded_at__isnull", False),
                                        ("responded_by__isnull", False),
                                        models.Q(("response", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="immediate_concern_answered_whole",
                            ),
                            models.CheckConstraint(
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
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=30, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("count", "A count"),
                                    ("percentage", "A percentage"),
                                    ("rate", "A rate per 10,000"),
                                    ("days", "Days"),
                                    ("other", "Another number, such as a score"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "unit_word",
                            models.CharField(
                                blank=True, help_text="Such as children, days or points.", max_length=40
                            ),
                        ),
                        (
                            "polarity",
                            models.CharField(
                                choices=[
                                    ("higher", "Higher is better"),
                                    ("lower", "Lower is better"),
                                    ("neither", "Neither, it prompts a question"),
                                ],
                                default="neither",
                                max_length=8,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("how_much", "How much do we do?"),
                                    ("how_well", "How well do we do it?"),
                                    ("better_off", "Is anyone better off?"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "frequency",
                            models.CharField(
                                choices=[
                                    ("month", "Month"),
                                    ("quarter", "Quarter of the financial year"),
                                    ("year", "Financial year"),
                                ],
                                default="quarter",
                                max_length=8,
                            ),
                        ),
                        (
                            "counted",
                            models.CharField(
                                choices=[
                                    ("within", "What happened within the period"),
                                    ("to_date", "From 1 April to the end of the period"),
                                    (
                                        "snapshot",
                                        "The position on the last day, or over the last 12 months",
                                    ),
                                ],
                                default="within",
                                max_length=10,
                            ),
                        ),
                        (
                            "geography",
                            models.CharField(
                                choices=[
                                    ("each", "Leicestershire and Rutland, separately"),
                                    ("together", "Leicestershire and Rutland, combined"),
                                    ("leicestershire", "Leicestershire only"),
                                    ("rutland", "Rutland only"),
                                ],
                                default="each",
                                max_length=15,
                            ),
                        ),
                        (
                            "comparators",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("leicestershire", "Leicestershire"),
                                        ("rutland", "Rutland"),
                                        ("leicester", "Leicester"),
                                        ("LR", "Leicestershire and Rutland"),
                                        ("LLR", "Leicester, Leicestershire and Rutland"),
                                        ("region", "East Midlands"),
                                        ("england", "England"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "of_children",
                            models.BooleanField(
                                default=True,
                                help_text="It counts children or families, so that small numbers are not shown.",
                            ),
                        ),
                        (
                            "breakdown",
                            models.CharField(
                                blank=True, help_text="By what it is broken down, such as age.", max_length=60
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "target",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                        ),
                        (
                            "target_words",
                            models.CharField(
                                blank=True, help_text="Whose target, or what is compared.", max_length=200
                            ),
                        ),
                        (
                            "challenge_question",
                            models.TextField(help_text="What somebody ought to ask when it moves."),
                        ),
                        (
                            "owner_office",
                            models.CharField(help_text="Who looks after it, by office.", max_length=200),
                        ),
                        (
                            "asked_from",
                            models.DateField(
                                help_text="First day of the first period for which figures are wanted."
                            ),
                        ),
                        (
                            "source_words",
                            models.CharField(
                                blank=True, help_text="Where the idea or definition is from.", max_length=300
                            ),
                        ),
                        (
                            "confirmed",
                            models.BooleanField(
                                default=True, help_text="Whether the source was seen and agreed here."
                            ),
                        ),
                        ("retired_on", models.DateField(blank=True, null=True)),
                        ("retired_because", models.TextField(blank=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "priorities",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Whose outcome statement it tells about.",
                                related_name="indicators",
                                to="partnership.priority",
                            ),
                        ),
                        (
                            "rutland_source",
                            models.ForeignKey(
                                blank=True,
                                help_text="Who gives Rutland's figures, where it is somebody else.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whose lead is asked for figures; nobody means the business unit.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("retired_because", ""), ("retired_on", None)),
                                    models.Q(
                                        ("retired_on__isnull", False),
                                        models.Q(("retired_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="indicator_retired_when_and_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("breakdown", ""), ("categories", [])),
                                    models.Q(
                                        models.Q(("breakdown", ""), _negated=True),
                                        models.Q(("categories", []), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="indicator_broken_down_by_what_into_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True),
                                    models.Q(("name", ""), _negated=True),
                                    models.Q(("challenge_question", ""), _negated=True),
                                ),
                                name="indicator_asks_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Definition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "valid_from",
                            models.DateField(
                                blank=True, help_text="Empty for the first: since ever.", null=True
                            ),
                        ),
                        ("text", models.TextField()),
                        ("numerator", models.CharField(blank=True, max_length=300)),
                        ("denominator", models.CharField(blank=True, max_length=300)),
                        (
                            "comparable",
                            models.BooleanField(default=True, help_text="With the version before it."),
                        ),
                        ("break_because", models.TextField(blank=True)),
                        ("source_words", models.CharField(blank=True, max_length=300)),
                        ("confirmed", models.BooleanField(default=True)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="definitions",
                                to="assurance.indicator",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["indicator", "version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("indicator", "version"), name="definition_version_once"
                            ),
                            models.UniqueConstraint(
                                fields=("indicator", "valid_from"), name="definition_from_a_day_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="definition_says_what_is_counted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("comparable", True),
                                    models.Q(
                                        models.Q(("break_because", ""), _negated=True),
                                        ("valid_from__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="definition_break_has_a_reason_and_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorPeriod",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("commentary", models.TextField(blank=True, help_text="What it means for children.")),
                        ("commentary_at", models.DateTimeField(blank=True, null=True)),
                        ("revision", models.PositiveIntegerField(default=0)),
                        (
                            "commentary_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="periods",
                                to="assurance.indicator",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["indicator", "starts_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("indicator", "starts_on"), name="indicator_period_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("commentary", ""), ("commentary_at", None), ("commentary_by", None)
                                    ),
                                    models.Q(
                                        models.Q(("commentary", ""), _negated=True),
                                        ("commentary_at__isnull", False),
                                        ("commentary_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="indicator_commentary_by_whom_and_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Figure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "area",
                            models.CharField(
                                choices=[
                                    ("leicestershire", "Leicestershire"),
                                    ("rutland", "Rutland"),
                                    ("leicester", "Leicester"),
                                    ("LR", "Leicestershire and Rutland"),
                                    ("LLR", "Leicester, Leicestershire and Rutland"),
                                    ("region", "East Midlands"),
                                    ("england", "England"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("category", models.CharField(blank=True, max_length=60)),
                        ("numerator", models.BigIntegerField(blank=True, null=True)),
                        (
                            "denominator",
                            models.BigIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(1000000000000)],
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                        ),
                        (
                            "absent_because",
                            models.CharField(blank=True, help_text="Why there is no figure.", max_length=300),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("provisional", "Provisional"), ("final", "Final")],
                                default="final",
                                max_length=12,
                            ),
                        ),
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        (
                            "reason",
                            models.CharField(blank=True, help_text="Why it was changed.", max_length=300),
                        ),
                        ("stands", models.BooleanField(default=True)),
                        ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="assurance.indicatorperiod",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["period", "area", "category", "revision"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("period", "area", "category", "revision"), name="figure_revision_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("stands", True)),
                                fields=("period", "area", "category"),
                                name="figure_stands_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revision", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="figure_changed_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("numerator", None), ("numerator__gte", 0), _connector="OR"),
                                    models.Q(("denominator", None), ("denominator__gte", 0), _connector="OR"),
                                ),
                                name="figure_counts_from_nought",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("absent_because", ""),
                                        models.Q(
                                            ("denominator", None),
                                            ("numerator", None),
                                            ("value", None),
                                            _negated=True,
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(("absent_because", ""), _negated=True),
                                        ("denominator", None),
                                        ("numerator", None),
                                        ("value", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="figure_or_why_not",
                            ),
                        ],
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audit", "number"), name="joint_session_number_once"
                            )
                        ],
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
                                choices=[("joint", "Joint grade"), ("moderated", "Moderated grade")],
                                max_length=10,
                            ),
                        ),
                        ("value", models.SmallIntegerField()),
                        (
                            "label",
                            models.CharField(help_text="That point's label on the day.", max_length=100),
                        ),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "joint"), ("session__isnull", False)),
                                    models.Q(("kind", "moderated"), ("session", None)),
                                    _connector="OR",
                                ),
                                name="case_grade_joint_in_a_session",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "moderated"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="case_grade_moderated_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for the worker"),
                                    ("running", "Being made"),
                                    ("done", "Done"),
                                    ("failed", "Failed"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("attempt", models.PositiveSmallIntegerField(default=1)),
                        ("done", models.PositiveSmallIntegerField(default=0, help_text="Steps done.")),
                        ("total", models.PositiveSmallIntegerField(default=1, help_text="Steps there are.")),
                        ("message", models.CharField(default="Waiting for the worker.", max_length=300)),
                        (
                            "claim",
                            models.UUIDField(blank=True, help_text="Which worker's turn it is.", null=True),
                        ),
                        (
                            "alive_at",
                            models.DateTimeField(
                                blank=True, help_text="When that worker last showed life.", null=True
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="batches",
                                to="assurance.feedbackletter",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letter_batches",
                                to="partnership.round",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("alive_at__isnull", False),
                                        ("claim__isnull", False),
                                        ("state", "running"),
                                    ),
                                    models.Q(("state", "running"), _negated=True),
                                    _connector="OR",
                                ),
                                name="letterbatch_running_is_somebodys",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["waiting", "running"])),
                                fields=("round",),
                                name="letter_batch_one_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ModeratedScore",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "value",
                            models.SmallIntegerField(
                                blank=True, help_text="The point on the scale.", null=True
                            ),
                        ),
                        (
                            "label",
                            models.CharField(
                                blank=True, help_text="That point's label on the day.", max_length=100
                            ),
                        ),
                        ("scale_name", models.CharField(blank=True, max_length=200)),
                        ("not_applicable", models.BooleanField(default=False)),
                        ("note", models.TextField(blank=True)),
                        (
                            "as_self",
                            models.BooleanField(
                                default=False, help_text="Agreed as the agency assessed itself."
                            ),
                        ),
                        (
                            "answer_revision",
                            models.PositiveIntegerField(
                                default=0, help_text="Of the agency's answer as the moderator read it."
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("moderated_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "moderated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moderated_scores",
                                to="partnership.question",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["moderation", "question__section__position", "question__position"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("not_applicable", False),
                                        ("value__isnull", False),
                                        models.Q(("label", ""), _negated=True),
                                        models.Q(("scale_name", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("label", ""),
                                        ("not_applicable", True),
                                        ("scale_name", ""),
                                        ("value", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="moderatedscore_is_a_point_or_does_not_apply",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyReply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "position",
                            models.CharField(
                                choices=[
                                    ("accept", "We accept it"),
                                    ("dispute", "The facts are not correct"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "score",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reply",
                                to="assurance.moderatedscore",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["score"],
                    },
                ),
                migrations.CreateModel(
                    name="Moderation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("moderating", "Being moderated"),
                                    ("shared", "With the agency"),
                                    ("disputed", "With the Independent Advisor"),
                                    ("replied", "To be made final"),
                                    ("final", "Final"),
                                ],
                                default="moderating",
                                max_length=12,
                            ),
                        ),
                        (
                            "panel",
                            models.CharField(
                                blank=True,
                                help_text="Which panel or group agreed the scores, by office or group.",
                                max_length=200,
                            ),
                        ),
                        (
                            "panel_on",
                            models.DateField(blank=True, help_text="When it agreed them.", null=True),
                        ),
                        ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "shared_at",
                            models.DateTimeField(
                                blank=True, help_text="When the agency could first read it.", null=True
                            ),
                        ),
                        ("replied_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "unanswered",
                            models.BooleanField(
                                default=False,
                                help_text="It became final without a reply: the window had closed.",
                            ),
                        ),
                        (
                            "assurance_return",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moderation",
                                to="partnership.return",
                            ),
                        ),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                blank=True,
                                help_text="Of the reply.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moderation",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "learning_points",
                            models.ManyToManyField(
                                blank=True, related_name="moderations", to="partnership.learningpoint"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                help_text="Where it agreed them.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.meeting",
                            ),
                        ),
                        (
                            "replied_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "review_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disputed_moderation",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "shared_by",
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
                        "ordering": ["assurance_return"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("shared_at", None), ("shared_by", None)),
                                    models.Q(("shared_at__isnull", False), ("shared_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="moderation_shared_by_and_at_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("replied_at", None), ("replied_by", None)),
                                    models.Q(("replied_at__isnull", False), ("replied_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="moderation_replied_by_and_at_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        ("settled_by__isnull", False),
                                        ("state", "final"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "final"), _negated=True),
                                        ("settled_at", None),
                                        ("settled_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="moderation_settled_by_and_at_once_final",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "moderating"),
                                    models.Q(("deadline__isnull", False), ("shared_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="moderation_shared_before_it_goes_on",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="moderatedscore",
                    name="moderation",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="assurance.moderation",
                    ),
                ),
                migrations.CreateModel(
                    name="QuestionPut",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "challenge",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.challenge",
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions_put",
                                to="assurance.indicatorperiod",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-challenge__raised_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Rendering",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for the worker"),
                                    ("running", "Being made"),
                                    ("done", "Done"),
                                    ("failed", "Failed"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("attempt", models.PositiveSmallIntegerField(default=1)),
                        ("done", models.PositiveSmallIntegerField(default=0, help_text="Steps done.")),
                        ("total", models.PositiveSmallIntegerField(default=1, help_text="Steps there are.")),
                        ("message", models.CharField(default="Waiting for the worker.", max_length=300)),
                        (
                            "claim",
                            models.UUIDField(blank=True, help_text="Which worker's turn it is.", null=True),
                        ),
                        (
                            "alive_at",
                            models.DateTimeField(
                                blank=True, help_text="When that worker last showed life.", null=True
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "content",
                            models.CharField(help_text="SHA-256 of what is rendered.", max_length=64),
                        ),
                        (
                            "html",
                            models.TextField(blank=True, help_text="The HTML edition, as it will be shown."),
                        ),
                        ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("alive_at__isnull", False),
                                        ("claim__isnull", False),
                                        ("state", "running"),
                                    ),
                                    models.Q(("state", "running"), _negated=True),
                                    _connector="OR",
                                ),
                                name="rendering_running_is_somebodys",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("document__isnull", False),
                                        ("finished_at__isnull", False),
                                        ("state", "done"),
                                        models.Q(("html", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "done"), _negated=True),
                                        ("document", None),
                                        ("html", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="rendering_done_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportComment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "section",
                            models.PositiveBigIntegerField(
                                blank=True,
                                help_text="Its key in the kept draft; empty for the whole.",
                                null=True,
                            ),
                        ),
                        ("section_title", models.CharField(blank=True, max_length=200)),
                        ("text", models.TextField()),
                        (
                            "office",
                            models.CharField(help_text="As what they spoke, that day.", max_length=200),
                        ),
                        ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("partly", "Accepted in part"),
                                    ("not", "Not accepted"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("answer_text", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "said_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "window",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comments",
                                to="assurance.commentwindow",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["window", "said_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="report_comment_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("section", None), ("section_title", "")),
                                    models.Q(
                                        ("section__isnull", False),
                                        models.Q(("section_title", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_comment_names_its_section",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answer_text", ""),
                                        ("answered_at", None),
                                        ("answered_by", None),
                                    ),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        models.Q(("answer_text", ""), _negated=True),
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_comment_answered_when_by_whom_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportPaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for the worker"),
                                    ("running", "Being made"),
                                    ("done", "Done"),
                                    ("failed", "Failed"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("attempt", models.PositiveSmallIntegerField(default=1)),
                        ("done", models.PositiveSmallIntegerField(default=0, help_text="Steps done.")),
                        ("total", models.PositiveSmallIntegerField(default=1, help_text="Steps there are.")),
                        ("message", models.CharField(default="Waiting for the worker.", max_length=300)),
                        (
                            "claim",
                            models.UUIDField(blank=True, help_text="Which worker's turn it is.", null=True),
                        ),
                        (
                            "alive_at",
                            models.DateTimeField(
                                blank=True, help_text="When that worker last showed life.", null=True
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("content", models.CharField(help_text="SHA-256 of what is printed.", max_length=64)),
                        ("html", models.TextField(blank=True, help_text="The HTML edition, as it is shown.")),
                        ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "companion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="papers",
                                to="assurance.companion",
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
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("alive_at__isnull", False),
                                        ("claim__isnull", False),
                                        ("state", "running"),
                                    ),
                                    models.Q(("state", "running"), _negated=True),
                                    _connector="OR",
                                ),
                                name="reportpaper_running_is_somebodys",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["waiting", "running"])),
                                fields=("companion",),
                                name="report_paper_one_a_companion_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("document__isnull", False),
                                        ("finished_at__isnull", False),
                                        ("state", "done"),
                                        models.Q(("html", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "done"), _negated=True),
                                        ("document", None),
                                        ("html", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_paper_done_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="companion",
                    name="paper",
                    field=models.ForeignKey(
                        blank=True,
                        help_text="What is let out.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assurance.reportpaper",
                    ),
                ),
                migrations.CreateModel(
                    name="ReportSection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("introduction", "Introduction"),
                                    ("arrangements", "Arrangements"),
                                    ("priority", "Priority"),
                                    ("no_progress", "Little or no progress"),
                                    ("voice", "Voice of children and families"),
                                    ("decisions", "Decisions and actions"),
                                    ("reviews", "Case reviews"),
                                    ("training", "Training"),
                                    ("assurance", "Assurance"),
                                    ("changes", "Changes to the arrangements"),
                                    ("money", "Money"),
                                    ("other", "Another chapter"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("text", models.TextField(blank=True)),
                        (
                            "difference",
                            models.TextField(
                                blank=True, help_text="What difference did it make to children?"
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["report", "position", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportSnapshot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("comments", "Shown to members for comments"),
                                    ("committee", "Sent to a committee"),
                                    ("scrutiny", "Sent to the Independent Advisor"),
                                    ("endorsement", "Sent to the statutory partners"),
                                    ("kept", "Kept by hand"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200)),
                        ("title", models.CharField(max_length=200)),
                        (
                            "sections",
                            models.JSONField(
                                help_text="Each section's key, kind, title, text and difference, in order."
                            ),
                        ),
                        (
                            "checksum",
                            models.CharField(help_text="SHA-256 of its words and figures.", max_length=64),
                        ),
                        ("taken_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "gather",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assurance.gather",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["report", "-number"],
                    },
                ),
                migrations.AddField(
                    model_name="reportpaper",
                    name="snapshot",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="assurance.reportsnapshot",
                    ),
                ),
                migrations.AddField(
                    model_name="commentwindow",
                    name="snapshot",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="windows",
                        to="assurance.reportsnapshot",
                    ),
                ),
                migrations.CreateModel(
                    name="ScoreDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "value",
                            models.SmallIntegerField(
                                blank=True, help_text="The point on the scale.", null=True
                            ),
                        ),
                        (
                            "label",
                            models.CharField(
                                blank=True, help_text="That point's label on the day.", max_length=100
                            ),
                        ),
                        ("scale_name", models.CharField(blank=True, max_length=200)),
                        ("not_applicable", models.BooleanField(default=False)),
                        ("reason", models.TextField()),
                        ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reply",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision",
                                to="assurance.agencyreply",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["reply"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("not_applicable", False),
                                        ("value__isnull", False),
                                        models.Q(("label", ""), _negated=True),
                                        models.Q(("scale_name", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("label", ""),
                                        ("not_applicable", True),
                                        ("scale_name", ""),
                                        ("value", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="scoredecision_is_a_point_or_does_not_apply",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="score_decision_has_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScrutinyAction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("gap", models.TextField()),
                        (
                            "action",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scrutiny_link",
                                to="partnership.action",
                            ),
                        ),
                        (
                            "assurance_return",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scrutiny_actions",
                                to="partnership.return",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.question",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["assurance_return", "action__original_target_on", "action"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("gap", ""), _negated=True),
                                name="scrutiny_action_says_which_gap",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LookBack",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "finding",
                            models.CharField(
                                choices=[
                                    ("stuck", "It has lasted"),
                                    ("partly", "In part"),
                                    ("not", "It has not"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "shown_by",
                            models.TextField(help_text="What in the later return, or elsewhere, shows it."),
                        ),
                        ("looked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "assurance_return",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="look_backs",
                                to="partnership.return",
                            ),
                        ),
                        (
                            "looked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="look_backs",
                                to="assurance.scrutinyaction",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["assurance_return", "link"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("link", "assurance_return"), name="look_back_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("shown_by", ""), _negated=True),
                                name="look_back_says_what_shows_it",
                            ),
                        ],
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
                                choices=[("lot", "Drawn at random"), ("chosen", "Chosen for a reason")],
                                max_length=10,
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
                            models.TextField(
                                blank=True, help_text="Why these, where they were not drawn at random."
                            ),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("how", "lot"), ("pool__gt", 0)),
                                    models.Q(
                                        ("how", "chosen"),
                                        ("pool", None),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="selection_by_lot_or_for_a_reason",
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="auditcase",
                    name="selection",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="assurance.selection",
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "organisation"), name="session_attendance_once"
                            )
                        ],
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
                        (
                            "whole_quarter",
                            models.BooleanField(default=False, help_text="Some time in that quarter."),
                        ),
                        ("done_on", models.DateField(blank=True, null=True)),
                        (
                            "outcome",
                            models.TextField(blank=True, help_text="Outcome, in a sentence or two."),
                        ),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_on", None), ("dropped_because", ""), _connector="OR"
                                ),
                                name="timetable_done_or_dropped_not_both",
                            )
                        ],
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="timetable_move_says_why",
                            )
                        ],
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
                            models.PositiveSmallIntegerField(
                                help_text="How many entries it put on the timetable."
                            ),
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
                migrations.CreateModel(
                    name="Verification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "view",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("verified", "Verified"),
                                    ("in_part", "Verified in part"),
                                    ("not", "Not verified"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("statement", models.TextField(blank=True)),
                        ("given_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "assurance_return",
                            models.ForeignKey(
                                blank=True,
                                help_text="None where it is about the round as a whole.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verifications",
                                to="partnership.return",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verifications",
                                to="partnership.round",
                            ),
                        ),
                        (
                            "verified_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-begun_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("given_at", None), ("view", "")),
                                    models.Q(
                                        ("given_at__isnull", False),
                                        models.Q(("view", ""), _negated=True),
                                        models.Q(("statement", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="verification_given_whole",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("given_at", None)),
                                fields=("round", "assurance_return", "verified_by"),
                                name="verification_one_draft",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VerificationSample",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "looked_into",
                            models.TextField(blank=True, help_text="Which files, records or people."),
                        ),
                        (
                            "found",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("shows", "The evidence shows what the answer says"),
                                    ("partly", "The evidence shows some of it"),
                                    ("does_not", "The evidence does not show it"),
                                    ("none", "There was no evidence to look at"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        (
                            "drawn",
                            models.BooleanField(
                                default=False, help_text="Drawn at random rather than chosen."
                            ),
                        ),
                        ("looked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.answer",
                            ),
                        ),
                        (
                            "verification",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="samples",
                                to="assurance.verification",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["verification", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("verification", "answer"), name="verification_sample_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("found", ""), ("looked_at", None)),
                                    models.Q(
                                        ("looked_at__isnull", False), models.Q(("found", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="verification_sample_looked_at_and_found_together",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearlyReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period_from", models.DateField()),
                        ("period_until", models.DateField()),
                        ("title", models.CharField(max_length=200)),
                        ("slug", models.SlugField(max_length=40, unique=True)),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "correction_note",
                            models.TextField(blank=True, help_text="What is corrected, for readers."),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drafting", "Being written"),
                                    ("with_scrutiny", "With the Independent Advisor"),
                                    ("endorsing", "With the statutory partners"),
                                    ("rendering", "PDF being made"),
                                    ("rendered", "Ready to publish"),
                                    ("published", "Published"),
                                ],
                                default="drafting",
                                max_length=20,
                            ),
                        ),
                        ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "authors",
                            models.ManyToManyField(
                                help_text="Everybody who wrote some of it.",
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "gather",
                            models.ForeignKey(
                                blank=True,
                                help_text="Figures used.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="assurance.gather",
                            ),
                        ),
                        (
                            "next_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follows_report",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "rendering",
                            models.ForeignKey(
                                blank=True,
                                help_text="What is published.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assurance.rendering",
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
                        (
                            "supersedes",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="assurance.yearlyreport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-period_from", "-version"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period_from__day", 1),
                                    ("period_from__month", 4),
                                    ("period_until__day", 31),
                                    ("period_until__month", 3),
                                    (
                                        "period_until__year",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("period_from__year"), "+", models.Value(1)
                                        ),
                                    ),
                                ),
                                name="report_year_is_april_to_march",
                            ),
                            models.UniqueConstraint(
                                fields=("period_from", "version"), name="report_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "published"), _negated=True),
                                fields=("period_from",),
                                name="report_one_draft_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("supersedes", None), ("version", 1)),
                                    models.Q(
                                        ("supersedes__isnull", False),
                                        ("version__gt", 1),
                                        models.Q(("correction_note", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_correction_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("published_at__isnull", False),
                                        ("published_by__isnull", False),
                                        ("rendering__isnull", False),
                                        ("state", "published"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "published"), _negated=True),
                                        ("published_at", None),
                                        ("published_by", None),
                                        ("rendering", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_published_by_at_and_what_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "drafting"), ("gather__isnull", False), _connector="OR"
                                ),
                                name="report_goes_on_with_figures",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SectionText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("origin", models.PositiveBigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("introduction", "Introduction"),
                                    ("arrangements", "Arrangements"),
                                    ("priority", "Priority"),
                                    ("no_progress", "Little or no progress"),
                                    ("voice", "Voice of children and families"),
                                    ("decisions", "Decisions and actions"),
                                    ("reviews", "Case reviews"),
                                    ("training", "Training"),
                                    ("assurance", "Assurance"),
                                    ("changes", "Changes to the arrangements"),
                                    ("money", "Money"),
                                    ("other", "Another chapter"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("text", models.TextField(blank=True)),
                        ("difference", models.TextField(blank=True)),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                help_text="The section's revision when this was written."
                            ),
                        ),
                        (
                            "set_aside",
                            models.BooleanField(
                                default=False, help_text="A colleague had saved before: it stands nowhere."
                            ),
                        ),
                        ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "section",
                            models.ForeignKey(
                                blank=True,
                                help_text="Status.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="texts",
                                to="assurance.reportsection",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="texts",
                                to="assurance.yearlyreport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["report", "origin", "-written_at", "-pk"],
                        "indexes": [
                            models.Index(
                                fields=["report", "origin", "-written_at"], name="section_text_latest"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScrutinyStatement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "office",
                            models.CharField(
                                blank=True, help_text="The signer's office on the day.", max_length=200
                            ),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "content",
                            models.CharField(
                                blank=True, help_text="SHA-256 of what was signed.", max_length=64
                            ),
                        ),
                        ("void_at", models.DateTimeField(blank=True, null=True)),
                        ("void_reason", models.TextField(blank=True)),
                        ("text", models.TextField(blank=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
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
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="statements",
                                to="assurance.yearlyreport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("content", ""), ("signed_at", None), ("signed_by", None)),
                                    models.Q(
                                        ("signed_at__isnull", False),
                                        ("signed_by__isnull", False),
                                        models.Q(("content", ""), _negated=True),
                                        models.Q(("office", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="scrutinystatement_signed_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("void_at", None), ("void_reason", "")),
                                    models.Q(
                                        ("void_at__isnull", False),
                                        models.Q(("void_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="scrutinystatement_void_says_why",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("void_at", None)),
                                fields=("report",),
                                name="one_statement",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_at", None),
                                    models.Q(("text", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="signed_statement_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequirementAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("requirement", models.SlugField(max_length=40)),
                        (
                            "why_not",
                            models.TextField(blank=True, help_text="Why it does not apply this year."),
                        ),
                        ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "said_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="assurance.reportsection",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="requirement_answers",
                                to="assurance.yearlyreport",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "requirement"), name="requirement_answered_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("section__isnull", False), ("why_not", "")),
                                    models.Q(("section", None), models.Q(("why_not", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="requirement_answered_or_why_not",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="reportsnapshot",
                    name="report",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="snapshots",
                        to="assurance.yearlyreport",
                    ),
                ),
                migrations.AddField(
                    model_name="reportsection",
                    name="report",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="assurance.yearlyreport",
                    ),
                ),
                migrations.CreateModel(
                    name="ReportEndorsement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "office",
                            models.CharField(
                                blank=True, help_text="The signer's office on the day.", max_length=200
                            ),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "content",
                            models.CharField(
                                blank=True, help_text="SHA-256 of what was signed.", max_length=64
                            ),
                        ),
                        ("void_at", models.DateTimeField(blank=True, null=True)),
                        ("void_reason", models.TextField(blank=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="endorsements",
                                to="assurance.yearlyreport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation__name"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("content", ""), ("signed_at", None), ("signed_by", None)),
                                    models.Q(
                                        ("signed_at__isnull", False),
                                        ("signed_by__isnull", False),
                                        models.Q(("content", ""), _negated=True),
                                        models.Q(("office", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reportendorsement_signed_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("void_at", None), ("void_reason", "")),
                                    models.Q(
                                        ("void_at__isnull", False),
                                        models.Q(("void_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reportendorsement_void_says_why",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("void_at", None)),
                                fields=("report", "organisation"),
                                name="endorsement_asked_once_a_partner",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportCopy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recipient", models.CharField(max_length=200)),
                        ("sent_on", models.DateField(blank=True, null=True)),
                        ("how", models.CharField(blank=True, max_length=200)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report_copy",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                blank=True,
                                help_text="Such as the receipt.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="assurance.yearlyreport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["recipient"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "recipient"), name="report_copy_once_a_recipient"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("recorded_at", None), ("recorded_by", None), ("sent_on", None)),
                                    models.Q(
                                        ("recorded_at__isnull", False),
                                        ("recorded_by__isnull", False),
                                        ("sent_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_copy_sent_and_recorded_together",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportConsultation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sent_on", models.DateField()),
                        ("considered_on", models.DateField(blank=True, null=True)),
                        ("comments", models.TextField(blank=True)),
                        (
                            "no_comments",
                            models.BooleanField(
                                default=False, help_text="It considered it and had nothing to say."
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        (
                            "what_changed",
                            models.TextField(
                                blank=True, help_text="What was changed in the report because of it."
                            ),
                        ),
                        (
                            "answer_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "committee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.committee",
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
                            "snapshot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="assurance.reportsnapshot",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consultations",
                                to="assurance.yearlyreport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["report", "deadline__due_on", "committee__position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "committee", "snapshot"),
                                name="report_committee_asked_once_a_draft",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("comments", ""), ("considered_on", None), ("no_comments", False)
                                    ),
                                    models.Q(
                                        ("comments", ""),
                                        ("considered_on__isnull", False),
                                        ("no_comments", True),
                                    ),
                                    models.Q(
                                        ("considered_on__isnull", False),
                                        ("no_comments", False),
                                        models.Q(("comments", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_consultation_considered_and_said",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_on", None)),
                                    models.Q(
                                        ("answered_on__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                        models.Q(("comments", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_consultation_answers_comments",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="rendering",
                    name="report",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renderings",
                        to="assurance.yearlyreport",
                    ),
                ),
                migrations.AddField(
                    model_name="companion",
                    name="report",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="companions",
                        to="assurance.yearlyreport",
                    ),
                ),
                migrations.AddField(
                    model_name="commentwindow",
                    name="report",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="windows",
                        to="assurance.yearlyreport",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="moderatedscore",
                    constraint=models.UniqueConstraint(
                        fields=("moderation", "question"), name="moderated_score_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reportpaper",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("companion", None), ("snapshot__isnull", False)),
                            models.Q(("companion__isnull", False), ("snapshot", None)),
                            _connector="OR",
                        ),
                        name="report_paper_of_one_thing",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reportpaper",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=("snapshot",),
                        name="report_paper_one_a_draft_at_a_time",
                    ),
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
                    model_name="reportsnapshot",
                    constraint=models.UniqueConstraint(
                        fields=("report", "number"), name="snapshot_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reportsection",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["priority", "other"]), _negated=True),
                        fields=("report", "kind"),
                        name="report_section_kind_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reportsection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind", "priority"), ("difference", ""), _connector="OR"),
                        name="report_difference_of_a_priority",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="rendering",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=("report",),
                        name="rendering_one_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="companion",
                    constraint=models.UniqueConstraint(
                        fields=("report", "kind", "version"), name="companion_version_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="companion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("let_out_at", None)),
                        fields=("report", "kind"),
                        name="companion_one_draft_of_a_kind",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="companion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("let_out_at", None), ("paper__isnull", False), _connector="OR"),
                        name="companion_public_with_its_file",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="commentwindow",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("report",),
                        name="report_comments_one_window_open",
                    ),
                ),
            ]
        )
    ]
