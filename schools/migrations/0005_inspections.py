import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schools", "0004_chasing")]

    operations = [
        migrations.CreateModel(
            name="Concern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reasons",
                    models.JSONField(help_text="Why it is a concern, in sentences, by rules.inspections."),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_because", models.TextField(blank=True)),
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
                        blank=True,
                        help_text="When it is looked at next.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_concern",
                        to="partnership.deadline",
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ConcernEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("done_on", models.DateField()),
                ("text", models.TextField()),
                ("outcome", models.TextField(blank=True)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "action",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.action",
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="schools.concern",
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
                "verbose_name_plural": "concern entries",
                "ordering": ["concern", "done_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(help_text="Of the inspection, whatever its version.", max_length=80),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("urn_at_time", models.PositiveIntegerField(verbose_name="URN at the time")),
                (
                    "inspectorate",
                    models.CharField(
                        choices=[
                            ("ofsted", "Ofsted"),
                            ("isi", "Independent Schools Inspectorate"),
                            ("other", "Another inspectorate"),
                        ],
                        default="ofsted",
                        max_length=10,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=30, verbose_name="inspection number")),
                (
                    "framework",
                    models.CharField(
                        choices=[
                            ("report_card", "Report card (renewed framework, from November 2025)"),
                            ("graded", "Graded inspection (earlier framework)"),
                            ("ungraded", "Ungraded inspection (earlier framework)"),
                            ("standards", "Independent school standards"),
                        ],
                        max_length=12,
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=150, verbose_name="type of inspection")),
                ("starts_on", models.DateField(verbose_name="inspected from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="inspected until")),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "overall",
                    models.CharField(
                        blank=True, help_text="In the inspectorate’s words, if there is one.", max_length=100
                    ),
                ),
                (
                    "safeguarding",
                    models.CharField(
                        choices=[
                            ("met", "Safeguarding standards met"),
                            ("not_met", "Safeguarding standards not met"),
                            ("effective", "Safeguarding effective"),
                            ("not_effective", "Safeguarding not effective"),
                            ("not_said", "Nothing said of safeguarding"),
                        ],
                        default="not_said",
                        max_length=15,
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "None"),
                            ("SM", "Special measures"),
                            ("SWK", "Serious weaknesses"),
                            ("RSI", "Requires significant improvement"),
                        ],
                        max_length=3,
                        verbose_name="category of concern",
                    ),
                ),
                (
                    "areas",
                    models.JSONField(default=list, help_text="[area, grade] in the inspectorate’s words."),
                ),
                ("link", models.URLField(blank=True, max_length=300)),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="schools.inspection",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="concern",
            name="inspection",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="concern", to="schools.inspection"
            ),
        ),
        migrations.CreateModel(
            name="InspectionFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("checksum", models.CharField(help_text="SHA-256 of the file.", max_length=64)),
                ("applied_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "counts",
                    models.JSONField(
                        default=dict, help_text="Rows read, and inspections new, corrected and unchanged."
                    ),
                ),
                (
                    "applied_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Nobody: a command.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-applied_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="inspection",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="schools.inspectionfile",
            ),
        ),
        migrations.CreateModel(
            name="InspectionNote",
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
                            ("praised", "What was praised"),
                            ("issue", "What the inspectors want to see improved"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="schools.inspection",
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
                "ordering": ["inspection", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_because", ""), ("closed_by", None), ("closed_on", None)),
                    models.Q(
                        ("closed_by__isnull", False),
                        ("closed_on__isnull", False),
                        models.Q(("closed_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="concern_closed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.UniqueConstraint(fields=("key", "version"), name="inspection_version_once"),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="inspection_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entered_by__isnull", False), ("file", None)),
                    models.Q(("entered_by", None), ("file__isnull", False)),
                    _connector="OR",
                ),
                name="inspection_from_a_file_or_a_person",
            ),
        ),
    ]
