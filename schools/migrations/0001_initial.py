import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from partnership.migrations._together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partnership", "0009_freeze_questionnaires"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Trust",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True)),
                        ("name", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="AskedSchool",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("primary", "Primary"),
                                    ("secondary", "Secondary"),
                                    ("all_through", "All-through"),
                                    ("nursery", "Nursery school"),
                                    ("special", "Special"),
                                    ("pru", "Pupil referral unit or alternative provision"),
                                    ("independent", "Independent"),
                                    ("independent_special", "Independent special"),
                                    ("college", "Further education or sixth form college"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "run",
                            models.CharField(
                                choices=[
                                    ("maintained", "Maintained by the authority"),
                                    ("academy", "Academy or free school"),
                                    ("independent", "Independent"),
                                    ("college", "College"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("type_code", models.CharField(max_length=4)),
                        ("phase_code", models.CharField(blank=True, max_length=4)),
                        (
                            "duty",
                            models.CharField(
                                help_text="Legal duty to keep children safe, as the data say.",
                                max_length=200,
                            ),
                        ),
                        ("stopped_on", models.DateField(blank=True, null=True)),
                        (
                            "stopped_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("closed", "Closed while the round was open"),
                                    ("converted", "Converted: its successor is another school"),
                                    ("excused", "Excused, for a reason"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("stopped_note", models.CharField(blank=True, max_length=500)),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="asked_schools",
                                to="partnership.round",
                            ),
                        ),
                        (
                            "school_return",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="asked_school",
                                to="partnership.return",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ChaseStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rung", models.CharField(max_length=20)),
                        ("label", models.CharField(max_length=100)),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "for_due_on",
                            models.DateField(help_text="By when the return was due as the rung was taken."),
                        ),
                        ("due_on", models.DateField(help_text="From when the rung was due.")),
                        ("taken_on", models.DateField()),
                        ("reply_by", models.DateField(blank=True, null=True)),
                        ("reference", models.CharField(max_length=40)),
                        ("words", models.JSONField(blank=True, default=dict)),
                        (
                            "asked",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="chase_steps",
                                to="schools.askedschool",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked", "taken_on", "position", "pk"],
                    },
                ),
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
                            models.JSONField(
                                help_text="Why it is a concern, in sentences, by rules.inspections."
                            ),
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
                    name="Contact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "office",
                            models.CharField(
                                choices=[
                                    ("lead", "Designated safeguarding lead"),
                                    ("deputy", "Deputy designated safeguarding lead"),
                                    ("head", "Headteacher or principal"),
                                    ("chair", "Chair of governors, trustees or proprietor"),
                                    ("governor", "Safeguarding governor"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        (
                            "email",
                            models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                        ),
                        ("telephone", models.CharField(blank=True, max_length=40)),
                        (
                            "trained_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="last safeguarding training"
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("confirmed_on", models.DateField(blank=True, null=True)),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="school_contacts",
                                to="partnership.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation", "office", "name"],
                    },
                ),
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
                            models.CharField(
                                help_text="Such as STE-2025-RUTLAND.", max_length=40, unique=True
                            ),
                        ),
                        (
                            "begins",
                            models.PositiveSmallIntegerField(
                                help_text="The year in which the academic year begins."
                            ),
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
                            models.DateTimeField(
                                blank=True, help_text="When its figures were computed.", null=True
                            ),
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
                                    (
                                        "adherence",
                                        "Confirmation that schools and other education providers are ",
                                    ),
                                    (
                                        "inspections",
                                        "Ofsted report results published during the year, and issues ",
                                    ),
                                    ("action", "What action has been taken to address concerns"),
                                    (
                                        "survey",
                                        "Analysis of responses to the Schools Safeguarding Survey or ",
                                    ),
                                    (
                                        "activity",
                                        "Other key areas identified through the activity of Local Aut",
                                    ),
                                    (
                                        "support",
                                        "Other training and safeguarding activity undertaken by the l",
                                    ),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("draft", models.TextField(blank=True, help_text="What the data say, in sentences.")),
                        (
                            "tables",
                            models.JSONField(default=list, help_text="Of caption, columns, rows and source."),
                        ),
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
                            models.CharField(
                                help_text="Of the inspection, whatever its version.", max_length=80
                            ),
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
                        (
                            "number",
                            models.CharField(blank=True, max_length=30, verbose_name="inspection number"),
                        ),
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
                        (
                            "kind",
                            models.CharField(blank=True, max_length=150, verbose_name="type of inspection"),
                        ),
                        ("starts_on", models.DateField(verbose_name="inspected from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="inspected until")),
                        ("published_on", models.DateField(blank=True, null=True)),
                        (
                            "overall",
                            models.CharField(
                                blank=True,
                                help_text="In the inspectorate’s words, if there is one.",
                                max_length=100,
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
                            models.JSONField(
                                default=list, help_text="[area, grade] in the inspectorate’s words."
                            ),
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
                    ],
                    options={
                        "ordering": ["-starts_on", "-pk"],
                    },
                ),
                migrations.AddField(
                    model_name="concern",
                    name="inspection",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concern",
                        to="schools.inspection",
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
                                default=dict,
                                help_text="Rows read, and inspections new, corrected and unchanged.",
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
                migrations.CreateModel(
                    name="NotificationCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(help_text="The first day of the quarter.")),
                        (
                            "placed",
                            models.CharField(
                                choices=[
                                    ("out_city", "Our children placed in Leicester City"),
                                    ("out_other", "Our children placed elsewhere outside the area"),
                                    ("in_city", "Leicester City’s children placed here"),
                                    ("in_other", "Other authorities’ children placed here"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("transfer", "Notification of a move"),
                                    ("incident", "Notification of a safeguarding incident"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("in_time", models.PositiveIntegerField()),
                        ("late", models.PositiveIntegerField()),
                        ("not_made", models.PositiveIntegerField()),
                        ("followed_up", models.PositiveIntegerField()),
                        ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
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
                    ],
                    options={
                        "ordering": ["authority", "-starts_on", "placed", "about", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PrintedLetters",
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
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="printed_letters",
                                to="partnership.round",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChaseContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=200, unique=True)),
                        (
                            "office",
                            models.CharField(
                                choices=[
                                    ("lead", "Designated safeguarding lead"),
                                    ("head", "Headteacher or principal"),
                                    ("chair", "Chair of governors"),
                                    ("trust", "Chair of trustees"),
                                    ("proprietor", "Proprietor"),
                                    ("education_lead", "Education lead of the authority"),
                                    ("other", "Another office of the school"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("email", "Email"),
                                    ("post", "Letter by post"),
                                    ("telephone", "Telephone"),
                                    ("meeting", "Meeting or visit"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("on", models.DateField()),
                        (
                            "addressee",
                            models.TextField(
                                blank=True, help_text="Office, school and address, a line each."
                            ),
                        ),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("outcome", models.TextField(blank=True)),
                        ("posted_on", models.DateField(blank=True, null=True)),
                        (
                            "withdrawn_on",
                            models.DateField(
                                blank=True,
                                help_text="No longer to be posted: the return came, or nobody asks any more.",
                                null=True,
                            ),
                        ),
                        (
                            "asked",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="chase_contacts",
                                to="schools.askedschool",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.letter",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Nobody: the portal.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "posted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty for what somebody did beside the ladder.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="schools.chasestep",
                            ),
                        ),
                        (
                            "printed_in",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="schools.printedletters",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked", "on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("checked_on", models.DateField()),
                        ("looked_at", models.TextField()),
                        ("found", models.TextField()),
                        ("works", models.BooleanField(help_text="The procedures are followed.")),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-checked_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="RegisterFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(help_text="What the file was called.", max_length=200)),
                        ("dated_on", models.DateField(verbose_name="date of the file")),
                        ("checksum", models.CharField(help_text="SHA-256, hexadecimal.", max_length=64)),
                        ("size", models.PositiveBigIntegerField(help_text="Bytes.")),
                        ("encoding", models.CharField(max_length=20)),
                        ("rows", models.PositiveIntegerField(help_text="Of the whole country.")),
                        (
                            "kept",
                            models.PositiveIntegerField(help_text="Of the authorities that we look at."),
                        ),
                        ("links_name", models.CharField(blank=True, max_length=200)),
                        ("links_checksum", models.CharField(blank=True, max_length=64)),
                        ("warnings", models.JSONField(default=list, help_text="In sentences.")),
                        ("entries", models.JSONField(default=list)),
                        ("links", models.JSONField(default=list)),
                        (
                            "counts",
                            models.JSONField(default=dict, help_text="How many changes of each kind."),
                        ),
                        (
                            "fingerprint",
                            models.CharField(
                                help_text="Of the register with which it was compared.", max_length=64
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("read", "Read, not applied"),
                                    ("applied", "Applied"),
                                    ("dropped", "Not to be applied"),
                                ],
                                default="read",
                                max_length=10,
                            ),
                        ),
                        ("read_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("compared_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("applied_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "applied_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "read_by",
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
                        "ordering": ["-read_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="RegisterChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("urn", models.PositiveIntegerField(verbose_name="URN")),
                        ("name", models.CharField(max_length=200)),
                        ("postcode", models.CharField(blank=True, max_length=10)),
                        ("authority_code", models.CharField(max_length=3)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("changed", "Changed"),
                                    ("closed", "Closed"),
                                    ("converted", "Converted: one other entry carries it on"),
                                    ("merged", "Became part of another school"),
                                    ("split", "Split into several schools"),
                                    ("missing", "No longer in the file"),
                                    ("back", "In the file again"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("differences", models.JSONField(default=list, help_text="[what, was, is]")),
                        (
                            "followed_by",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "follows",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True, help_text="What applying it does beyond the entry itself."
                            ),
                        ),
                        ("decide", models.TextField(blank=True, help_text="What a person must decide.")),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_how", models.CharField(blank=True, max_length=500)),
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="schools.registerfile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["file", "kind", "name", "urn"],
                    },
                ),
                migrations.CreateModel(
                    name="School",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("urn", models.PositiveIntegerField(unique=True, verbose_name="URN")),
                        (
                            "authority_code",
                            models.CharField(help_text="Such as 855; text, as in the file.", max_length=3),
                        ),
                        (
                            "ours",
                            models.BooleanField(
                                default=True,
                                help_text="The partnership answers for it; the city’s are there only to be looked at.",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(
                                blank=True,
                                help_text="The establishment number within the authority.",
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("primary", "Primary"),
                                    ("secondary", "Secondary"),
                                    ("all_through", "All-through"),
                                    ("nursery", "Nursery school"),
                                    ("special", "Special"),
                                    ("pru", "Pupil referral unit or alternative provision"),
                                    ("independent", "Independent"),
                                    ("independent_special", "Independent special"),
                                    ("college", "Further education or sixth form college"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "run",
                            models.CharField(
                                choices=[
                                    ("maintained", "Maintained by the authority"),
                                    ("academy", "Academy or free school"),
                                    ("independent", "Independent"),
                                    ("college", "College"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("type_code", models.CharField(max_length=4)),
                        ("type_name", models.CharField(max_length=100)),
                        ("group_code", models.CharField(blank=True, max_length=4)),
                        ("group_name", models.CharField(blank=True, max_length=100)),
                        ("status_code", models.CharField(max_length=4)),
                        ("status_name", models.CharField(max_length=100)),
                        ("phase_code", models.CharField(blank=True, max_length=4)),
                        ("phase_name", models.CharField(blank=True, max_length=100)),
                        ("opened_on", models.DateField(blank=True, null=True)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("reason_closed", models.CharField(blank=True, max_length=100)),
                        ("street", models.CharField(blank=True, max_length=200)),
                        ("locality", models.CharField(blank=True, max_length=200)),
                        ("town", models.CharField(blank=True, max_length=100)),
                        ("postcode", models.CharField(blank=True, max_length=10)),
                        ("telephone", models.CharField(blank=True, max_length=30)),
                        ("website", models.CharField(blank=True, max_length=200)),
                        ("lowest_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("highest_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("pupils", models.PositiveIntegerField(blank=True, null=True)),
                        ("boards", models.BooleanField(default=False, help_text="Children board there.")),
                        ("ukprn", models.CharField(blank=True, max_length=10)),
                        (
                            "changed_on",
                            models.DateField(
                                blank=True, help_text="As the national register says.", null=True
                            ),
                        ),
                        (
                            "missing_since",
                            models.DateField(
                                blank=True,
                                help_text="The date of the file in which it no longer stood.",
                                null=True,
                            ),
                        ),
                        (
                            "authority",
                            models.ForeignKey(
                                help_text="The local authority.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="schools_in_area",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="schools",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "trust",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="schools",
                                to="schools.trust",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "urn"],
                    },
                ),
                migrations.AddField(
                    model_name="inspection",
                    name="school",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="schools.school",
                    ),
                ),
                migrations.CreateModel(
                    name="Engagement",
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
                                    ("heads_secondary", "Meeting of heads of secondary schools"),
                                    ("heads_primary", "Meeting of heads of primary schools"),
                                    ("heads_specialist", "Meeting of heads of specialist schools"),
                                    ("leads_forum", "Forum of designated safeguarding leads"),
                                    ("visit", "Keeping-in-touch visit"),
                                    ("social_worker", "Social worker present in schools"),
                                    ("roadshow", "Roadshow"),
                                    ("briefing", "Headteacher briefing"),
                                    ("bulletin", "Education bulletin"),
                                    ("training", "Training or update"),
                                    ("other", "Something else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("held_on", models.DateField()),
                        ("title", models.CharField(max_length=200)),
                        ("shared", models.TextField()),
                        (
                            "by_whom",
                            models.CharField(
                                blank=True, help_text="The office or team that held it.", max_length=200
                            ),
                        ),
                        (
                            "early_years",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="early years settings"
                            ),
                        ),
                        (
                            "out_of_school",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="out-of-school clubs"
                            ),
                        ),
                        ("governors", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "mod_welfare",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="MoD welfare team"
                            ),
                        ),
                        ("others", models.PositiveIntegerField(blank=True, null=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("withdrawn_on", models.DateField(blank=True, null=True)),
                        ("withdrawn_because", models.CharField(blank=True, max_length=500)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="engagements",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "documents",
                            models.ManyToManyField(blank=True, related_name="+", to="partnership.document"),
                        ),
                        (
                            "priorities",
                            models.ManyToManyField(blank=True, related_name="+", to="partnership.priority"),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "schools",
                            models.ManyToManyField(
                                blank=True, related_name="engagements", to="schools.school"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-held_on", "-pk"],
                    },
                ),
                migrations.AddField(
                    model_name="askedschool",
                    name="school",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asked", to="schools.school"
                    ),
                ),
                migrations.CreateModel(
                    name="SchoolLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("other_urn", models.PositiveIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                help_text="The register’s word, such as Successor.", max_length=100
                            ),
                        ),
                        ("linked_on", models.DateField(blank=True, null=True)),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="schools.school",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["school", "linked_on"],
                    },
                ),
                migrations.CreateModel(
                    name="SchoolSigning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "office",
                            models.CharField(
                                choices=[
                                    ("head", "Headteacher or principal"),
                                    ("chair", "Chair of governors, trustees or proprietor"),
                                    ("governor", "Safeguarding governor"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "checksum",
                            models.CharField(help_text="Of the answers that they were shown.", max_length=64),
                        ),
                        (
                            "asked_name",
                            models.CharField(
                                help_text="Who was asked, as the school’s contacts say.", max_length=150
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="email address")),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "name",
                            models.CharField(
                                blank=True, help_text="As they gave it when they signed.", max_length=150
                            ),
                        ),
                        ("comment", models.TextField(blank=True)),
                        (
                            "signed_at",
                            models.DateTimeField(
                                blank=True, help_text="When they signed, or commented.", null=True
                            ),
                        ),
                        ("sent_back_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Asked no longer: of somebody else now, or of other answers.",
                                null=True,
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signings",
                                to="schools.askedschool",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Setting",
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
                                    ("early_years", "Early years provider"),
                                    ("childrens_home", "Children’s home"),
                                    ("fostering", "Fostering agency"),
                                    ("custody", "Youth custody outside the area"),
                                    ("out_of_school", "Out-of-school setting"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("urn", models.CharField(blank=True, max_length=12, verbose_name="Ofsted reference")),
                        ("provider", models.CharField(blank=True, max_length=200)),
                        ("places", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "area",
                            models.CharField(
                                blank=True,
                                help_text="The district or town, never an address.",
                                max_length=100,
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True,
                                help_text="Where requests are sent.",
                                max_length=254,
                                verbose_name="email address",
                            ),
                        ),
                        ("placed_checked_on", models.DateField(blank=True, null=True)),
                        ("opened_on", models.DateField(blank=True, null=True)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settings",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "organisation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="setting",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "placed_from",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Authorities whose looked-after children are there.",
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation__name"],
                    },
                ),
                migrations.CreateModel(
                    name="AssuranceRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference", models.CharField(max_length=20, unique=True)),
                        ("question", models.TextField()),
                        (
                            "because",
                            models.TextField(
                                blank=True, help_text="What gave rise to it, for those who keep the setting."
                            ),
                        ),
                        ("sent_to", models.EmailField(blank=True, max_length=254)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("chased", models.PositiveSmallIntegerField(default=0)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        (
                            "answered_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("link", "By the link in the letter"),
                                    ("letter", "By letter or email"),
                                    ("visit", "At a visit or meeting"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("answered_office", models.CharField(blank=True, max_length=200)),
                        ("answer", models.TextField(blank=True)),
                        (
                            "judged",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("assured", "Assured"),
                                    ("partly", "Assured in part"),
                                    ("not", "Not assured"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("judged_why", models.TextField(blank=True)),
                        ("judged_on", models.DateField(blank=True, null=True)),
                        ("stopped_because", models.CharField(blank=True, max_length=500)),
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
                            "judged_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_down_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="schools.setting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SettingIssue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("inspected_on", models.DateField()),
                        (
                            "outcome",
                            models.CharField(help_text="As the inspectorate words it.", max_length=100),
                        ),
                        (
                            "raised",
                            models.TextField(
                                help_text="What the report raised, good or bad, in words that identify no child."
                            ),
                        ),
                        (
                            "concern",
                            models.BooleanField(
                                default=True, help_text="A concern, rather than good practice alone."
                            ),
                        ),
                        (
                            "children_there",
                            models.BooleanField(
                                help_text="Looked-after children of an authority here were placed there."
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("closed_because", models.TextField(blank=True)),
                        (
                            "action",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.action",
                            ),
                        ),
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
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="schools.setting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-inspected_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SettingFollowUp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField()),
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follow_ups",
                                to="schools.settingissue",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["written_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SettingsCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("counted_on", models.DateField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("group", "Nurseries and pre-schools"),
                                    ("childminders", "Childminders"),
                                    ("out_of_school", "Out-of-school clubs and holiday schemes"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "assured",
                            models.PositiveIntegerField(
                                help_text="That gave the authority its yearly assurance."
                            ),
                        ),
                        (
                            "concerns",
                            models.PositiveIntegerField(
                                default=0, help_text="About which the authority has a concern open."
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
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
                    ],
                    options={
                        "ordering": ["authority", "kind", "-counted_on", "-pk"],
                    },
                ),
                migrations.AddField(
                    model_name="askedschool",
                    name="trust",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked",
                        to="schools.trust",
                    ),
                ),
                migrations.CreateModel(
                    name="ChaseHold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("held_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("ended_because", models.CharField(blank=True, max_length=500)),
                        (
                            "asked",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="chase_holds",
                                to="schools.askedschool",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "held_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked", "from_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until_on__gte", models.F("from_on"))),
                                name="chase_hold_dates",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None)),
                                fields=("asked",),
                                name="chase_hold_one_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_because", ""), ("ended_by", None), ("ended_on", None)),
                                    models.Q(
                                        ("ended_by__isnull", False),
                                        ("ended_on__isnull", False),
                                        models.Q(("ended_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="chase_hold_ended_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChaseReply",
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
                                    ("will_send", "They will send it by a date"),
                                    ("asks_longer", "They need more time"),
                                    ("assured", "They gave written assurance instead of the return"),
                                    ("disputes", "They say they do not need to send it"),
                                    ("other", "Something else"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "office",
                            models.CharField(
                                choices=[
                                    ("lead", "Designated safeguarding lead"),
                                    ("head", "Headteacher or principal"),
                                    ("chair", "Chair of governors"),
                                    ("trust", "Chair of trustees"),
                                    ("proprietor", "Proprietor"),
                                    ("education_lead", "Education lead of the authority"),
                                    ("other", "Another office of the school"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("received_on", models.DateField()),
                        ("text", models.TextField(blank=True)),
                        ("expected_on", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "asked",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="chase_replies",
                                to="schools.askedschool",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                help_text="The letter whose link they answered by; empty if somebody of ours wrote it down.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="schools.chasecontact",
                            ),
                        ),
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
                            "recorded_by",
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
                        "verbose_name_plural": "chase replies",
                        "ordering": ["asked", "received_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("contact", None), ("recorded_by__isnull", False)),
                                    models.Q(("contact__isnull", False), ("recorded_by", None)),
                                    _connector="OR",
                                ),
                                name="chase_reply_by_a_person_or_a_link",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "will_send"), _negated=True),
                                    ("expected_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="chase_reply_expected_on_a_day",
                            ),
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="chasestep",
                    constraint=models.UniqueConstraint(
                        fields=("asked", "rung", "for_due_on"), name="chase_step_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contact",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ends_on", None), models.Q(("office", "deputy"), _negated=True)),
                        fields=("organisation", "office"),
                        name="school_contact_one_an_office",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contact",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_by", None), ("confirmed_on", None)),
                            models.Q(("confirmed_by__isnull", False), ("confirmed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="school_contact_confirmed_on_and_by",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contact",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="school_contact_ends_after",
                    ),
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
                                ("accepted_at__isnull", False),
                                ("accepted_by__isnull", False),
                                ("state", "accepted"),
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
                    constraint=models.UniqueConstraint(
                        fields=("report", "code"), name="education_section_once"
                    ),
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
                    model_name="notificationcount",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "followed_up__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("late"), "+", models.F("not_made")
                                ),
                            )
                        ),
                        name="notification_followed_up_fits",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="printedletters",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("alive_at__isnull", False), ("claim__isnull", False), ("state", "running")
                            ),
                            models.Q(("state", "running"), _negated=True),
                            _connector="OR",
                        ),
                        name="printedletters_running_is_somebodys",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="printedletters",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=("round",),
                        name="printed_letters_one_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="chasecontact",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("posted_by", None), ("posted_on", None)),
                            models.Q(
                                ("channel", "post"),
                                ("posted_by__isnull", False),
                                ("posted_on__isnull", False),
                                ("withdrawn_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="chase_contact_posted_on_and_by",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="chasecontact",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", "email"), ("letter__isnull", False)),
                            models.Q(models.Q(("channel", "email"), _negated=True), ("letter", None)),
                            _connector="OR",
                        ),
                        name="chase_contact_by_email_has_its_letter",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="registerfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applied_at__isnull", False), ("state", "applied")),
                            models.Q(models.Q(("state", "applied"), _negated=True), ("applied_at", None)),
                            _connector="OR",
                        ),
                        name="register_file_applied_says_when",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="registerchange",
                    constraint=models.UniqueConstraint(
                        fields=("file", "urn"), name="register_change_once_a_file"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="registerchange",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("settled_by", None), ("settled_how", "")),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                models.Q(("settled_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="register_change_settled_by_and_how",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="inspection",
                    constraint=models.UniqueConstraint(
                        fields=("key", "version"), name="inspection_version_once"
                    ),
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
                migrations.AddIndex(
                    model_name="engagement",
                    index=models.Index(fields=["authority", "held_on"], name="engagement_authority_day"),
                ),
                migrations.AddConstraint(
                    model_name="engagement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                            models.Q(
                                ("withdrawn_on__isnull", False),
                                models.Q(("withdrawn_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="engagement_withdrawn_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="schoollink",
                    constraint=models.UniqueConstraint(
                        fields=("school", "other_urn", "kind"), name="school_link_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="schoolsigning",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("sent_back_at", None), ("signed_at", None)),
                        fields=("asked_school", "office"),
                        name="school_signing_asked_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="schoolsigning",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("signed_at__isnull", False)),
                        fields=("asked_school", "office", "checksum"),
                        name="school_signing_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="schoolsigning",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("signed_at", None),
                            models.Q(
                                ("sent_back_at", None),
                                ("ended_at", None),
                                models.Q(("name", ""), _negated=True),
                                ("signed_at__gte", models.F("asked_at")),
                            ),
                            _connector="OR",
                        ),
                        name="school_signing_signed_by_a_name",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="schoolsigning",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("sent_back_at", None),
                            models.Q(
                                ("ended_at", None),
                                ("office", "head"),
                                models.Q(("comment", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="school_signing_sent_back_for_a_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="setting",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("urn", ""), _negated=True),
                        fields=("urn",),
                        name="setting_urn_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="setting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("opened_on", None),
                            ("closed_on", None),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="setting_closes_after_it_opens",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assurancerequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_how", ""), ("answered_office", ""), ("answered_on", None)),
                            models.Q(
                                ("answered_on__isnull", False), models.Q(("answered_how", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="setting_request_answered_on_and_how",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assurancerequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judged", ""), ("judged_by", None), ("judged_on", None)),
                            models.Q(
                                ("answered_on__isnull", False),
                                ("judged_by__isnull", False),
                                ("judged_on__isnull", False),
                                models.Q(("judged", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="setting_request_judged_once_answered",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="settingissue",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_because", ""), ("closed_on", None)),
                            models.Q(
                                ("closed_on__isnull", False), models.Q(("closed_because", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="setting_issue_closed_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="settingscount",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("assured__lte", models.F("number")), ("concerns__lte", models.F("number"))
                        ),
                        name="settings_count_parts_fit",
                    ),
                ),
                migrations.AddIndex(
                    model_name="school",
                    index=models.Index(fields=["authority", "kind"], name="school_authority_kind"),
                ),
                migrations.AddConstraint(
                    model_name="school",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("opened_on", None),
                            ("closed_on", None),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="school_closes_after_it_opens",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="askedschool",
                    constraint=models.UniqueConstraint(
                        fields=("round", "school"), name="asked_school_once_a_round"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="askedschool",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stopped_because", ""), ("stopped_on", None)),
                            models.Q(
                                ("stopped_on__isnull", False),
                                models.Q(("stopped_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="asked_school_stopped_says_why",
                    ),
                ),
            ]
        )
    ]
