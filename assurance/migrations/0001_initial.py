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
                    name="Rendering",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("attempt", models.PositiveSmallIntegerField(default=1)),
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
                        (
                            "content",
                            models.CharField(help_text="SHA-256 of what is rendered.", max_length=64),
                        ),
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
                        "constraints": [
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
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sections",
                                to="assurance.yearlyreport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["report", "position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind__in", ["priority", "other"]), _negated=True),
                                fields=("report", "kind"),
                                name="report_section_kind_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "priority"), ("difference", ""), _connector="OR"),
                                name="report_difference_of_a_priority",
                            ),
                        ],
                    },
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
                migrations.AddField(
                    model_name="rendering",
                    name="report",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renderings",
                        to="assurance.yearlyreport",
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
            ]
        )
    ]
