import datetime
import uuid
from decimal import Decimal

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import partnership.models.documents
from partnership.migrations._together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "email",
                            models.EmailField(max_length=254, unique=True, verbose_name="email address"),
                        ),
                        ("name", models.CharField(max_length=150)),
                        ("telephone", models.CharField(blank=True, max_length=40)),
                        ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                        (
                            "post",
                            models.CharField(
                                choices=[
                                    ("each", "Each letter as it is written"),
                                    ("daily", "One letter a day"),
                                ],
                                default="each",
                                max_length=10,
                                verbose_name="how letters come",
                            ),
                        ),
                        (
                            "post_declined",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="Kinds of letter that they do not want; rules.letters.OPTIONAL says which may be declined.",
                                size=None,
                            ),
                        ),
                        (
                            "steps_put_away",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("board_manager", "Board manager"),
                                        ("board_officer", "Board officer"),
                                        ("learning_officer", "Learning officer"),
                                        ("administrator", "Business unit administrator"),
                                        ("independent_advisor", "Independent Advisor"),
                                        ("signatory", "Statutory partner signatory"),
                                        ("partner_lead", "Partner lead"),
                                        ("group_chair", "Group chair"),
                                        ("group_member", "Group member"),
                                        ("external_reviewer", "External reviewer"),
                                        ("school_lead", "School safeguarding lead"),
                                        ("education_lead", "Education lead of a local authority"),
                                        ("trainer", "Trainer"),
                                        ("practitioner", "Practitioner"),
                                        ("observer", "Participating observer"),
                                    ],
                                    max_length=30,
                                ),
                                blank=True,
                                default=list,
                                help_text="Roles whose first steps they no longer want to see on their home page.",
                                size=None,
                            ),
                        ),
                        (
                            "invented",
                            models.BooleanField(
                                default=False, editable=False, help_text="Exists only in the demo."
                            ),
                        ),
                        ("joined_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "verbose_name_plural": "people",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("decide", "To decide"),
                                    ("discuss", "To discuss"),
                                    ("note", "To note"),
                                ],
                                default="discuss",
                                max_length=10,
                            ),
                        ),
                        (
                            "standing",
                            models.CharField(
                                blank=True,
                                help_text="The standing item's code, such as young_people; empty for others.",
                                max_length=40,
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    (
                                        "everybody",
                                        "Everybody at the meeting, observers and virtual members too",
                                    ),
                                    ("members", "Members only"),
                                    ("restricted", "Only members who may read cases"),
                                ],
                                default="everybody",
                                max_length=12,
                            ),
                        ),
                        (
                            "presenter",
                            models.CharField(
                                blank=True, help_text="By office, never a name.", max_length=200
                            ),
                        ),
                        ("minutes_allotted", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["meeting", "position"],
                    },
                ),
                migrations.CreateModel(
                    name="Budget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                help_text="The calendar year in which it begins.",
                                validators=[
                                    django.core.validators.MinValueValidator(2000),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                            ),
                        ),
                        (
                            "total",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=12,
                                validators=[django.core.validators.MinValueValidator(0)],
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("published", "As published"),
                                    ("open", "Open"),
                                    ("closed", "Closed"),
                                ],
                                default="published",
                                max_length=10,
                            ),
                        ),
                        (
                            "sharing",
                            models.CharField(
                                choices=[
                                    ("equal", "Equally"),
                                    ("percentages", "By percentages"),
                                    ("amounts", "By agreed amounts"),
                                ],
                                default="amounts",
                                max_length=12,
                            ),
                        ),
                        (
                            "forecasting",
                            models.CharField(
                                choices=[("month", "Month by month"), ("quarter", "Quarter by quarter")],
                                default="quarter",
                                max_length=8,
                            ),
                        ),
                        (
                            "variance_per_cent",
                            models.DecimalField(decimal_places=1, default=Decimal("10"), max_digits=5),
                        ),
                        (
                            "variance_pounds",
                            models.DecimalField(decimal_places=2, default=Decimal("500"), max_digits=12),
                        ),
                    ],
                    options={
                        "ordering": ["-year", "pot"],
                    },
                ),
                migrations.CreateModel(
                    name="Heartbeat",
                    fields=[
                        ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ("beat_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Pot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("scope", models.TextField()),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Scale",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Series",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("described", models.TextField(blank=True)),
                        ("inherited", models.BooleanField(default=False, help_text="From the former board.")),
                    ],
                    options={
                        "verbose_name_plural": "series",
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="Action",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("detail", models.TextField(blank=True)),
                        (
                            "origin",
                            models.CharField(
                                help_text="What it came from: an opaque reference.", max_length=40
                            ),
                        ),
                        (
                            "restricted",
                            models.BooleanField(
                                default=False,
                                help_text="It tells of a case: only for whoever may read cases, and whoever does it.",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("in_progress", "In progress"),
                                    ("claimed", "Claimed done"),
                                    ("verified", "Verified"),
                                    ("embedded", "Embedded in practice"),
                                    ("withdrawn", "No longer needed"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("original_target_on", models.DateField()),
                        ("target_on", models.DateField()),
                        ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("evidence", models.TextField(blank=True)),
                        ("claimed_at", models.DateTimeField(blank=True, null=True)),
                        ("verified_at", models.DateTimeField(blank=True, null=True)),
                        ("embedded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "embedded_evidence",
                            models.TextField(blank=True, help_text="Which later audit shows it."),
                        ),
                        (
                            "claimed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "embedded_by",
                            models.ForeignKey(
                                blank=True,
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
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "verified_by",
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
                        "ordering": ["target_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("claimed_at", None), ("claimed_by", None)),
                                    models.Q(("claimed_at__isnull", False), ("claimed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="action_claimed_by_and_at_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verified_at", None), ("verified_by", None)),
                                    models.Q(("verified_at__isnull", False), ("verified_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="action_verified_by_and_at_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("embedded_at", None), ("embedded_by", None)),
                                    models.Q(("embedded_at__isnull", False), ("embedded_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="action_embedded_by_and_at_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verified_by", None),
                                    models.Q(("verified_by", models.F("claimed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="action_verified_by_someone_else",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("embedded_by", None),
                                    models.Q(("embedded_by", models.F("claimed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="action_embedded_by_someone_else",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionUpload",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rows",
                            models.JSONField(
                                help_text="[row number, cells by heading] of each row that changes something."
                            ),
                        ),
                        ("notes", models.JSONField(default=list)),
                        ("held_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="action_upload",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["by"],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        (
                            "number",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
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
                        (
                            "rows",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Of a table: a list of texts for each row. Of evidence: what each piece is, as Evidence.row says.",
                            ),
                        ),
                        ("not_applicable", models.BooleanField(default=False)),
                        ("not_applicable_reason", models.TextField(blank=True)),
                        (
                            "why_changed",
                            models.TextField(
                                blank=True,
                                help_text="Why a number differs so much from that of the return before.",
                            ),
                        ),
                        (
                            "to_review",
                            models.BooleanField(
                                default=False,
                                help_text="Brought forward, and nobody has said yet that it still holds.",
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "carried_from",
                            models.ForeignKey(
                                blank=True,
                                help_text="Last return's answer, brought forward.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.answer",
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["question__section__position", "question__position"],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetEdition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("figures", models.JSONField()),
                        ("checksum", models.CharField(max_length=64)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "superseded_at",
                            models.DateTimeField(
                                blank=True, help_text="When the figures changed.", null=True
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
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="partnership.budget",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["budget", "-version"],
                        "constraints": [
                            models.UniqueConstraint(fields=("budget", "version"), name="budget_edition_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("superseded_at", None)),
                                fields=("budget",),
                                name="budget_edition_one_in_force",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "planned",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=12,
                                validators=[django.core.validators.MinValueValidator(0)],
                            ),
                        ),
                        ("explained", models.TextField(blank=True)),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="partnership.budget",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("budget", "name"), name="budget_line_once"),
                            models.CheckConstraint(
                                condition=models.Q(("planned__gte", 0)), name="budget_line_not_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("secret_hash", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-made_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("person",),
                                name="calendar_feed_one_open_a_person",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseCost",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("case_reference", models.CharField(max_length=40)),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("pays_for", models.CharField(max_length=200)),
                        ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("replaced_because", models.TextField(blank=True)),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_costs",
                                to="partnership.budget",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaces",
                                to="partnership.casecost",
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case_reference", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="case_cost_of_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("replaced_by", None),
                                    models.Q(("replaced_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="case_cost_replaced_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClosedDays",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "closed days",
                        "ordering": ["starts_on", "ends_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="closed_days_end_after_they_start",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConcernContact",
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
                                blank=True,
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
                        ("name", models.CharField(max_length=200)),
                        ("telephone", models.CharField(blank=True, max_length=40)),
                        ("out_of_hours", models.CharField(blank=True, max_length=40)),
                        ("address", models.URLField(blank=True)),
                        ("note", models.TextField(blank=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("source", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("name",), name="concern_contact_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asks", models.TextField(help_text="What those who are asked should look at.")),
                        ("text", models.TextField(blank=True)),
                        ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("original_closes_on", models.DateField()),
                        (
                            "closes_on",
                            models.DateField(help_text="The last day on which comments are taken."),
                        ),
                        (
                            "settled_at",
                            models.DateTimeField(blank=True, help_text="When revising began.", null=True),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                    ],
                    options={
                        "ordering": ["-opened_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_at", None), ("settled_by", None)),
                                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="consultation_settled_by_and_at_together",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationAsked",
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
                                default=False, help_text="They looked, and have no comments."
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="asked",
                                to="partnership.consultation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation__name", "group__name"],
                    },
                ),
                migrations.CreateModel(
                    name="Comment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "section",
                            models.CharField(
                                blank=True, help_text="Which part; empty for the whole.", max_length=200
                            ),
                        ),
                        ("text", models.TextField()),
                        ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("taken_up", "Taken up"),
                                    ("in_part", "Taken up in part"),
                                    ("not_taken_up", "Not taken up"),
                                    ("noted", "Noted"),
                                ],
                                max_length=12,
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
                            "asked",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comments",
                                to="partnership.consultationasked",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked__consultation", "said_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="policy_comment_says_something",
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
                                name="policy_comment_answered_when_by_whom_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationExtension",
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
                        ("extended_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extensions",
                                to="partnership.consultation",
                            ),
                        ),
                        (
                            "extended_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["extended_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Contribution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=12,
                                validators=[django.core.validators.MinValueValidator(0)],
                            ),
                        ),
                        (
                            "per_cent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Where percentages were agreed.",
                                max_digits=7,
                                null=True,
                            ),
                        ),
                        (
                            "stated_share",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                help_text="Per cent, as the published document rounds it.",
                                max_digits=4,
                                null=True,
                            ),
                        ),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contributions",
                                to="partnership.budget",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-amount", "organisation__name"],
                    },
                ),
                migrations.CreateModel(
                    name="Cycle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("accepted", "Accepted: its meetings are planned"),
                                    ("dropped", "Dropped"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                    ],
                    options={
                        "ordering": ["-proposed_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "proposed")),
                                fields=("starts_on",),
                                name="cycle_one_proposal_for_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_at", None), ("settled_by", None), ("state", "proposed")
                                    ),
                                    models.Q(
                                        models.Q(("state", "proposed"), _negated=True),
                                        ("settled_at__isnull", False),
                                        ("settled_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="cycle_settled_by_and_at_together",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deadline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "duty",
                            models.CharField(
                                help_text="The clock's name in rules, such as rapid_review.", max_length=40
                            ),
                        ),
                        ("label", models.CharField(max_length=200)),
                        ("reference", models.CharField(max_length=40)),
                        ("path", models.CharField(max_length=200)),
                        (
                            "force",
                            models.CharField(
                                choices=[
                                    ("statutory", "Statutory duty"),
                                    ("guidance", "Expected by national guidance"),
                                    ("local", "Local target"),
                                ],
                                default="local",
                                max_length=10,
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("rule", models.CharField(max_length=200)),
                        ("source", models.CharField(max_length=200)),
                        (
                            "confirmed",
                            models.BooleanField(
                                default=True, help_text="Whether the source of the rule was seen."
                            ),
                        ),
                        ("calendar", models.CharField(blank=True, max_length=80)),
                        ("due_on", models.DateField()),
                        ("target_on", models.DateField(blank=True, null=True)),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("board_manager", "Board manager"),
                                    ("board_officer", "Board officer"),
                                    ("learning_officer", "Learning officer"),
                                    ("administrator", "Business unit administrator"),
                                    ("independent_advisor", "Independent Advisor"),
                                    ("signatory", "Statutory partner signatory"),
                                    ("partner_lead", "Partner lead"),
                                    ("group_chair", "Group chair"),
                                    ("group_member", "Group member"),
                                    ("external_reviewer", "External reviewer"),
                                    ("school_lead", "School safeguarding lead"),
                                    ("education_lead", "Education lead of a local authority"),
                                    ("trainer", "Trainer"),
                                    ("practitioner", "Practitioner"),
                                    ("observer", "Participating observer"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "restricted",
                            models.BooleanField(
                                default=False,
                                help_text="It tells of a case: only for whoever may read cases, and of whom it is asked.",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("done_on", models.DateField(blank=True, null=True)),
                        (
                            "late",
                            models.BooleanField(
                                blank=True, help_text="Stored when it is done, never recomputed.", null=True
                            ),
                        ),
                        ("late_reason", models.TextField(blank=True)),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True, help_text="No longer due, though never done.", null=True
                            ),
                        ),
                        ("ended_reason", models.TextField(blank=True)),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deadlines",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "superseded_by",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supersedes",
                                to="partnership.deadline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_on", None), ("ended_on", None)),
                                fields=["due_on"],
                                name="deadline_outstanding",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_on", None), ("late", None)),
                                    models.Q(("done_on__isnull", False), ("late__isnull", False)),
                                    _connector="OR",
                                ),
                                name="deadline_late_is_known_when_done",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("late", True), _negated=True),
                                    models.Q(("late_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="deadline_late_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("done_on", None), ("ended_on", None), _connector="OR"),
                                name="deadline_done_or_ended_not_both",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None),
                                    models.Q(("ended_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="deadline_ended_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("late", None),
                                    models.Q(("done_on__gt", models.F("due_on")), ("late", True)),
                                    models.Q(("done_on__lte", models.F("due_on")), ("late", False)),
                                    _connector="OR",
                                ),
                                name="deadline_late_agrees_with_its_dates",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="consultationasked",
                    name="deadline",
                    field=models.ForeignKey(
                        help_text="The one that runs.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.deadline",
                    ),
                ),
                migrations.CreateModel(
                    name="DisputePolicy",
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
                                    ("partners", "Disputes between partners"),
                                    ("practitioners", "Practitioners' escalations"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("in_force_on", models.DateField()),
                        ("principles", models.TextField(blank=True)),
                        ("source", models.CharField(max_length=300)),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "added_by",
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
                        "verbose_name_plural": "dispute policies",
                        "ordering": ["kind", "-in_force_on", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "version"), name="dispute_policy_version_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisputeStage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=200)),
                        ("acts", models.CharField(help_text="Who acts, by office.", max_length=200)),
                        (
                            "asked",
                            models.CharField(
                                choices=[
                                    ("raiser", "Who raised it"),
                                    ("other", "The other organisation"),
                                    ("unit", "The business unit"),
                                    ("advisor", "The Independent Advisor"),
                                ],
                                help_text="In whose diary its date stands.",
                                max_length=10,
                            ),
                        ),
                        (
                            "limit",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Working days.", null=True
                            ),
                        ),
                        (
                            "urgent_limit",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Working days.", null=True
                            ),
                        ),
                        (
                            "runs_out",
                            models.CharField(
                                blank=True, help_text="What happens when it runs out.", max_length=400
                            ),
                        ),
                        (
                            "partnership_acts",
                            models.BooleanField(
                                default=False, help_text="The partnership itself steps in at this stage."
                            ),
                        ),
                        (
                            "final",
                            models.BooleanField(
                                default=False, help_text="All statutory partners decide at this stage."
                            ),
                        ),
                        ("source", models.CharField(max_length=300)),
                        (
                            "confirmed",
                            models.BooleanField(
                                default=False, help_text="Whether the source of the limit was seen."
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stages",
                                to="partnership.disputepolicy",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["policy", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("policy", "position"), name="dispute_stage_position_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("limit", None), ("limit__gt", 0), _connector="OR"),
                                    models.Q(
                                        ("urgent_limit", None), ("urgent_limit__gt", 0), _connector="OR"
                                    ),
                                ),
                                name="dispute_stage_limits_are_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("file", models.FileField(upload_to=partnership.models.documents.stored_name)),
                        (
                            "download_name",
                            models.CharField(help_text="Neutral; made by the portal.", max_length=120),
                        ),
                        ("content_type", models.CharField(max_length=100)),
                        ("size", models.PositiveBigIntegerField(help_text="Bytes.")),
                        ("checksum", models.CharField(help_text="SHA-256, hexadecimal.", max_length=64)),
                        (
                            "scan",
                            models.CharField(
                                choices=[
                                    ("clean", "Scanned, clean"),
                                    ("infected", "Infected"),
                                    ("unscanned", "Not scanned"),
                                ],
                                default="unscanned",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "kept_by",
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
                                related_name="replaced_by",
                                to="partnership.document",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-kept_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("checksum__regex", "^[0-9a-f]{64}$")),
                                name="document_checksum_is_sha256",
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="consultation",
                    name="document",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.document",
                    ),
                ),
                migrations.CreateModel(
                    name="ChildDeathReport",
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
                                choices=[("activity", "Report on activity"), ("yearly", "Yearly report")],
                                max_length=10,
                            ),
                        ),
                        ("covers_from", models.DateField()),
                        ("covers_until", models.DateField()),
                        ("asked_on", models.DateField()),
                        ("received_on", models.DateField(blank=True, null=True)),
                        ("summary", models.TextField(blank=True)),
                        (
                            "notified",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="deaths notified"
                            ),
                        ),
                        (
                            "reviewed",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="reviews completed"
                            ),
                        ),
                        (
                            "modifiable",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="reviews that found modifiable factors"
                            ),
                        ),
                        (
                            "given_also_to",
                            models.CharField(
                                blank=True,
                                help_text="Other partnerships that had the same report.",
                                max_length=200,
                            ),
                        ),
                        (
                            "considered_as",
                            models.TextField(blank=True, help_text="What the meeting said to it."),
                        ),
                        ("published_on", models.DateField(blank=True, null=True)),
                        ("address", models.URLField(blank=True, max_length=400)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                                related_name="child_death_report",
                                to="partnership.deadline",
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
                    ],
                    options={
                        "ordering": ["-covers_until", "kind", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("covers_until__gt", models.F("covers_from"))),
                                name="child_death_report_covers_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("received_on", None), ("summary", "")),
                                    models.Q(
                                        ("received_on__isnull", False),
                                        models.Q(("summary", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="child_death_report_received_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("address", ""), ("published_on", None)),
                                    models.Q(
                                        ("kind", "yearly"),
                                        ("published_on__isnull", False),
                                        models.Q(("address", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="child_death_report_published_when_and_where",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionUpdate",
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
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="updates",
                                to="partnership.action",
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
                            "document",
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
                        "ordering": ["written_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="action_update_says_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("code", models.SlugField(max_length=20, unique=True)),
                        ("title", models.CharField(max_length=200)),
                        (
                            "guidance",
                            models.CharField(
                                choices=[
                                    ("2018", "Working Together 2018"),
                                    ("2023", "Working Together 2023"),
                                    ("2026", "Working Together 2026"),
                                ],
                                max_length=4,
                            ),
                        ),
                        ("published_on", models.DateField(blank=True, null=True)),
                        (
                            "decides_reviews",
                            models.CharField(
                                choices=[
                                    ("board_manager", "Board manager"),
                                    ("board_officer", "Board officer"),
                                    ("learning_officer", "Learning officer"),
                                    ("administrator", "Business unit administrator"),
                                    ("independent_advisor", "Independent Advisor"),
                                    ("signatory", "Statutory partner signatory"),
                                    ("partner_lead", "Partner lead"),
                                    ("group_chair", "Group chair"),
                                    ("group_member", "Group member"),
                                    ("external_reviewer", "External reviewer"),
                                    ("school_lead", "School safeguarding lead"),
                                    ("education_lead", "Education lead of a local authority"),
                                    ("trainer", "Trainer"),
                                    ("practitioner", "Practitioner"),
                                    ("observer", "Participating observer"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "chairs_partnership",
                            models.CharField(
                                choices=[
                                    ("board_manager", "Board manager"),
                                    ("board_officer", "Board officer"),
                                    ("learning_officer", "Learning officer"),
                                    ("administrator", "Business unit administrator"),
                                    ("independent_advisor", "Independent Advisor"),
                                    ("signatory", "Statutory partner signatory"),
                                    ("partner_lead", "Partner lead"),
                                    ("group_chair", "Group chair"),
                                    ("group_member", "Group member"),
                                    ("external_reviewer", "External reviewer"),
                                    ("school_lead", "School safeguarding lead"),
                                    ("education_lead", "Education lead of a local authority"),
                                    ("trainer", "Trainer"),
                                    ("practitioner", "Practitioner"),
                                    ("observer", "Participating observer"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("summary", models.TextField(blank=True)),
                        ("next_review_on", models.DateField(blank=True, null=True)),
                        ("reasons_for_changes", models.TextField(blank=True)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=1, help_text="How often the draft was saved."
                            ),
                        ),
                        ("saved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "put_forward_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Since then it waits for endorsements, and nobody writes in it.",
                                null=True,
                            ),
                        ),
                        (
                            "published_without",
                            models.TextField(
                                blank=True,
                                help_text="Why it was published before every statutory partner had endorsed it.",
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
                        "ordering": ["-starts_on"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="edition_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_on", None), ("starts_on__isnull", False), _connector="OR"
                                ),
                                name="edition_published_has_a_first_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("said", models.TextField()),
                        ("should_say", models.TextField()),
                        ("reason", models.TextField()),
                        ("corrected_on", models.DateField()),
                        ("corrected_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "corrected_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="partnership.edition",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["corrected_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ArrangementsReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reviewed_on", models.DateField(blank=True, null=True)),
                        ("found", models.TextField(blank=True)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
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
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="arrangements_review",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="partnership.edition",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-deadline__due_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("found", ""),
                                        ("recorded_at", None),
                                        ("recorded_by", None),
                                        ("reviewed_on", None),
                                    ),
                                    models.Q(
                                        ("recorded_at__isnull", False),
                                        ("recorded_by__isnull", False),
                                        ("reviewed_on__isnull", False),
                                        models.Q(("found", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="arrangements_review_done_says_what_was_found",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Escalation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference", models.CharField(max_length=40, unique=True)),
                        (
                            "priority",
                            models.CharField(
                                choices=[
                                    ("urgent", "Urgent: a child may not be safe until it is settled"),
                                    ("standard", "Standard"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "child_reference",
                            models.CharField(
                                help_text="The raising agency's own, opaque reference.", max_length=40
                            ),
                        ),
                        ("about", models.TextField()),
                        ("raised_on", models.DateField()),
                        ("outcome", models.TextField(blank=True)),
                        ("resolved_on", models.DateField(blank=True, null=True)),
                        (
                            "deadline",
                            models.ForeignKey(
                                blank=True,
                                help_text="Of the stage it is in.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="escalations",
                                to="partnership.disputepolicy",
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
                            "resolved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "stage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.disputestage",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-raised_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("about", ""), _negated=True),
                                name="escalation_says_about_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", ""), ("resolved_by", None), ("resolved_on", None)),
                                    models.Q(
                                        ("resolved_by__isnull", False),
                                        ("resolved_on__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="escalation_resolved_when_by_whom_and_how",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EscalationStep",
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
                                    ("raised", "Raised"),
                                    ("told", "Answer or step"),
                                    ("moved", "Taken to the next stage"),
                                    ("resolved", "Resolved"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField()),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "escalation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="partnership.escalation",
                            ),
                        ),
                        (
                            "stage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.disputestage",
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
                        "ordering": ["written_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveBigIntegerField(editable=False, null=True, unique=True)),
                        ("at", models.DateTimeField(editable=False)),
                        ("actor_id", models.CharField(blank=True, max_length=20)),
                        ("actor", models.CharField(help_text="Who, by office.", max_length=200)),
                        ("verb", models.CharField(max_length=40)),
                        ("noun", models.CharField(max_length=60)),
                        ("noun_id", models.CharField(max_length=40)),
                        (
                            "label",
                            models.CharField(
                                help_text="An opaque reference, never a name of a child.", max_length=200
                            ),
                        ),
                        ("facts", models.JSONField(default=dict)),
                        ("why", models.TextField(blank=True)),
                        ("previous_hash", models.CharField(default="", editable=False, max_length=64)),
                        ("hash", models.CharField(default="", editable=False, max_length=64)),
                    ],
                    options={
                        "ordering": ["-position"],
                        "indexes": [
                            models.Index(fields=["noun", "noun_id"], name="event_about"),
                            models.Index(fields=["actor_id", "noun", "verb"], name="event_did"),
                        ],
                    },
                ),
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
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="partnership.answer",
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
                    ],
                    options={
                        "verbose_name_plural": "evidence",
                        "ordering": ["answer", "added_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("document__isnull", False), ("link", "")),
                                    models.Q(("document", None), models.Q(("link", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="evidence_is_a_file_or_a_link",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None), ("until__gte", models.F("dated_on")), _connector="OR"
                                ),
                                name="evidence_dates_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Forecast",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period_on", models.DateField(help_text="Its first day.")),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="forecasts",
                                to="partnership.budgetline",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["line", "period_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("line", "period_on"), name="forecast_once_a_period"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Group",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("code", models.SlugField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=200)),
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("partnership", "The partnership"),
                                    ("delivery", "Planning and delivery"),
                                    ("subgroup", "Sub-group"),
                                    ("advisory", "Advisory group"),
                                    ("reference", "Reference group"),
                                    ("linked", "Linked panel"),
                                    ("task_and_finish", "Task and finish group"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "meets",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("quarterly", "Quarterly"),
                                    ("between", "Between the Planning and Delivery Group's meetings"),
                                    ("as_needed", "As needed"),
                                    ("", "Not stated"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "reviews_cases",
                            models.BooleanField(
                                default=False, help_text="Its chair and members may read cases."
                            ),
                        ),
                        (
                            "outcome",
                            models.TextField(
                                blank=True, help_text="What a group that has finished leaves behind."
                            ),
                        ),
                        ("ended_because", models.TextField(blank=True)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="partnership.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "name"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="group_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "task_and_finish"), _negated=True),
                                    ("ends_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="group_task_and_finish_has_an_end",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="deadline",
                    name="group",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="partnership.group",
                    ),
                ),
                migrations.AddField(
                    model_name="consultationasked",
                    name="group",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.group",
                    ),
                ),
                migrations.CreateModel(
                    name="Circular",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference", models.CharField(max_length=40, unique=True)),
                        ("question", models.TextField()),
                        ("background", models.TextField(blank=True)),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    (
                                        "everybody",
                                        "Everybody at the meeting, observers and virtual members too",
                                    ),
                                    ("members", "Members only"),
                                    ("restricted", "Only members who may read cases"),
                                ],
                                default="members",
                                max_length=12,
                            ),
                        ),
                        ("replies_by", models.DateField()),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agreed", "Agreed"),
                                    (
                                        "opposed",
                                        "Not agreed: somebody was against, so the next meeting decides",
                                    ),
                                    (
                                        "not_enough",
                                        "Not agreed: too few replied, so the next meeting decides",
                                    ),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "quorum",
                            models.TextField(blank=True, help_text="How the replies were judged, in words."),
                        ),
                        ("judged_from", models.JSONField(blank=True, default=dict)),
                        ("ruling", models.TextField(blank=True)),
                        ("ruling_of", models.CharField(blank=True, max_length=200)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="circulars",
                                to="partnership.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at", None), ("closed_by", None), ("result", "")),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("closed_by__isnull", False),
                                        models.Q(("result", ""), _negated=True),
                                        models.Q(("quorum", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="circular_closed_when_by_whom_and_how",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("audience", "everybody"), _negated=True),
                                name="circular_is_for_members",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChildDeathShare",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("shared_on", models.DateField()),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shares",
                                to="partnership.childdeathreport",
                            ),
                        ),
                        (
                            "shared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["shared_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "group"), name="child_death_report_shared_once"
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="childdeathreport",
                    name="panel",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_death_reports",
                        to="partnership.group",
                    ),
                ),
                migrations.CreateModel(
                    name="ChildDeathConcern",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference", models.CharField(max_length=20, unique=True)),
                        (
                            "direction",
                            models.CharField(
                                choices=[("to_panel", "To the panel"), ("from_panel", "From the panel")],
                                max_length=10,
                            ),
                        ),
                        ("their_reference", models.CharField(blank=True, max_length=40)),
                        ("passed_on", models.DateField()),
                        (
                            "office",
                            models.CharField(
                                help_text="Which office passed it on, never a name.", max_length=200
                            ),
                        ),
                        ("acknowledged_on", models.DateField(blank=True, null=True)),
                        (
                            "acknowledged_by",
                            models.CharField(
                                blank=True, help_text="By which office, never a name.", max_length=200
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("referred", "Taken up as a referral"),
                                    ("known", "Known already"),
                                    ("review", "Part of a child death review"),
                                    ("nothing", "Nothing more to do"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "noted_by",
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
                                related_name="child_death_concern",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "panel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-passed_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reference__regex", "^CDC-[0-9]{4}-[0-9]{3,}$")),
                                name="child_death_concern_reference_opaque",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("their_reference", ""),
                                    ("their_reference__regex", "^[A-Z0-9][A-Z0-9/-]*[0-9]$"),
                                    _connector="OR",
                                ),
                                name="child_death_concern_their_reference_opaque",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("acknowledged_by", ""), ("acknowledged_on", None), ("outcome", "")
                                    ),
                                    models.Q(
                                        ("acknowledged_on__isnull", False),
                                        models.Q(("acknowledged_by", ""), _negated=True),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="child_death_concern_acknowledged_when_by_whom",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="action",
                    name="group",
                    field=models.ForeignKey(
                        blank=True,
                        help_text="On whose log it is.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="partnership.group",
                    ),
                ),
                migrations.CreateModel(
                    name="HighlightReport",
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
                                    ("asked", "Not sent yet"),
                                    ("sent", "Sent"),
                                    ("sent_back", "Sent back with a question"),
                                    ("received", "Received"),
                                    ("dropped", "No longer asked for"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("done", models.TextField(blank=True, verbose_name="what was done")),
                        ("risks", models.TextField(blank=True, verbose_name="what is at risk")),
                        ("decisions", models.TextField(blank=True, verbose_name="decisions asked for")),
                        ("learning", models.TextField(blank=True, verbose_name="what was learnt")),
                        (
                            "voice",
                            models.TextField(
                                blank=True,
                                verbose_name="how the voice of children and young people was considered",
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("question", models.TextField(blank=True, help_text="With which it was sent back.")),
                        ("received_at", models.DateTimeField(blank=True, null=True)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                                related_name="highlight_report",
                                to="partnership.deadline",
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
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="highlight_reports",
                                to="partnership.group",
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                    ],
                    options={
                        "ordering": ["-meeting__starts_at", "group__position", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_at", None), ("sent_by", None)),
                                    models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="highlight_report_sent_by_and_at_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("received_at", None), ("received_by", None)),
                                    models.Q(("received_at__isnull", False), ("received_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="highlight_report_received_by_and_at_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["sent", "received"]), _negated=True),
                                    models.Q(
                                        models.Q(("voice", ""), _negated=True),
                                        models.Q(("done", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="highlight_report_sent_answers_the_voice_question",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "sent_back"), _negated=True),
                                    models.Q(("question", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="highlight_report_sent_back_with_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HighlightShare",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "outside",
                            models.CharField(
                                blank=True, help_text="An office or a body, never a name.", max_length=200
                            ),
                        ),
                        ("shared_on", models.DateField()),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.group",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shares",
                                to="partnership.highlightreport",
                            ),
                        ),
                        (
                            "shared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["shared_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("group__isnull", False), ("outside", "")),
                                    models.Q(("group", None), models.Q(("outside", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="highlight_shared_with_one",
                            ),
                            models.UniqueConstraint(
                                fields=("report", "group", "outside"),
                                name="highlight_shared_once",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Income",
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
                                    ("grant", "Grant"),
                                    ("training", "Training income"),
                                    ("brought_forward", "Brought forward from last year"),
                                    ("other", "Other income"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("described", models.CharField(max_length=200)),
                        (
                            "restricted_to",
                            models.CharField(
                                blank=True,
                                help_text="What alone it may be spent on; empty where it may be anything.",
                                max_length=200,
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("received_on", models.DateField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True)),
                        ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incomes",
                                to="partnership.budget",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reverses",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversed_by",
                                to="partnership.income",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["kind", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reverses", None), models.Q(("amount", 0), _negated=True)),
                                    models.Q(
                                        ("reverses__isnull", False), models.Q(("reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="income_taken_back_by_a_second_entry",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("secret_hash", models.CharField(max_length=64, unique=True)),
                        ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("expires_at", models.DateTimeField()),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "invited_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-invited_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Invoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference", models.CharField(max_length=60)),
                        ("invoiced_on", models.DateField()),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("withdrawn_on", models.DateField(blank=True, null=True)),
                        ("withdrawn_because", models.TextField(blank=True)),
                        (
                            "contribution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invoices",
                                to="partnership.contribution",
                            ),
                        ),
                        (
                            "deadline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
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
                    ],
                    options={
                        "ordering": ["invoiced_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="invoice_of_something"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("contribution", "reference"),
                                name="invoice_reference_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_on", None),
                                    models.Q(("withdrawn_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="invoice_withdrawn_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemAction",
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
                                related_name="meeting_link",
                                to="partnership.action",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="action_links",
                                to="partnership.agendaitem",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["item", "action"],
                    },
                ),
                migrations.CreateModel(
                    name="ItemMinutes",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        (
                            "interests",
                            models.TextField(
                                blank=True, help_text="Interests declared, by office, and what followed."
                            ),
                        ),
                        ("deferred", models.BooleanField(default=False)),
                        (
                            "ruling",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("go_on", "May go on"),
                                    ("deferred", "Deferred to the next meeting"),
                                    ("advice", "Taken as advice, to be ratified at the next meeting"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("ruling_words", models.TextField(blank=True)),
                        ("revision", models.PositiveIntegerField(default=0)),
                        ("saved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "carried_to",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carried_from",
                                to="partnership.agendaitem",
                            ),
                        ),
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="minuted",
                                to="partnership.agendaitem",
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
                        "verbose_name_plural": "minutes of items",
                        "ordering": ["item__meeting", "item__position"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revision", 0), ("saved_at", None), ("written_by", None)),
                                    models.Q(
                                        ("revision__gt", 0),
                                        ("saved_at__isnull", False),
                                        ("written_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="item_minutes_saved_by_whom_and_when",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LearningPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField()),
                        ("theme", models.CharField(blank=True, max_length=100)),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("review", "Case review"),
                                    ("audit", "Audit"),
                                    ("return", "Assurance return"),
                                    ("dispute", "Dispute"),
                                    ("national", "National or another area's review"),
                                    ("other", "Elsewhere"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                help_text="An opaque reference of what taught it.", max_length=40
                            ),
                        ),
                        ("public", models.BooleanField(default=False)),
                        ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-noted_at"],
                    },
                ),
                migrations.AddField(
                    model_name="escalation",
                    name="learning_points",
                    field=models.ManyToManyField(
                        blank=True, related_name="escalations", to="partnership.learningpoint"
                    ),
                ),
                migrations.CreateModel(
                    name="Letter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=200, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                help_text="Its template: templates/email/<kind>.txt", max_length=40
                            ),
                        ),
                        (
                            "address",
                            models.EmailField(
                                blank=True,
                                help_text="Where there is no person, such as the Panel's mailbox.",
                                max_length=254,
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=40)),
                        ("subject", models.CharField(max_length=200)),
                        ("label", models.CharField(blank=True, max_length=200)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "path",
                            models.CharField(
                                blank=True, help_text="Where the link leads. Wiped if secret.", max_length=300
                            ),
                        ),
                        (
                            "secret",
                            models.BooleanField(
                                default=False, help_text="The link is a way in: wipe it once sent."
                            ),
                        ),
                        (
                            "urgent",
                            models.BooleanField(default=False, help_text="Not to wait for a daily letter."),
                        ),
                        (
                            "calendar",
                            models.TextField(
                                blank=True,
                                db_default="",
                                help_text="An .ics that goes with it, as it was promised.",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(blank=True, help_text="Which reminder it is.", max_length=20),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("promised", "To be sent"),
                                    ("sent", "Sent"),
                                    ("cancelled", "No longer needed"),
                                    ("failed", "Could not be sent"),
                                    ("returned", "Came back"),
                                    ("held", "Waits for an address that works"),
                                ],
                                default="promised",
                                max_length=10,
                            ),
                        ),
                        ("state_reason", models.CharField(blank=True, max_length=200)),
                        ("promised_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("try_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "sent_to",
                            models.EmailField(
                                blank=True,
                                db_default="",
                                help_text="The address of that day.",
                                max_length=254,
                            ),
                        ),
                        (
                            "came_back",
                            models.PositiveSmallIntegerField(
                                db_default=0, default=0, help_text="How many times."
                            ),
                        ),
                        (
                            "action",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="partnership.action",
                            ),
                        ),
                        (
                            "deadline",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-promised_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "promised")),
                                fields=["try_at"],
                                name="letter_waiting",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_at__isnull", False), ("state__in", ["sent", "returned"])),
                                    models.Q(
                                        models.Q(("state__in", ["sent", "returned"]), _negated=True),
                                        ("sent_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="letter_sent_has_its_instant",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recipient__isnull", False),
                                    models.Q(("address", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="letter_goes_somewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("deadline", None), ("action", None), _connector="OR"),
                                name="letter_reminds_of_one_thing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LinkedBoard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("code", models.SlugField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        (
                            "area",
                            models.CharField(
                                blank=True,
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
                        ("note", models.TextField(blank=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("source", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "ordering": ["position"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="linkedboard_ends_after_it_starts",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BoardInformation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("what", models.CharField(max_length=200)),
                        ("detail", models.TextField(blank=True)),
                        ("passed_on", models.DateField()),
                        (
                            "office",
                            models.CharField(
                                help_text="By which office it was passed, never a name.", max_length=200
                            ),
                        ),
                        ("audience", models.CharField(help_text="Who there may read it.", max_length=200)),
                        ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "board",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="information",
                                to="partnership.linkedboard",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-passed_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="BoardContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("office", models.CharField(help_text="An office, never a name.", max_length=200)),
                        (
                            "email",
                            models.EmailField(blank=True, help_text="A shared mailbox.", max_length=254),
                        ),
                        (
                            "board",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contacts",
                                to="partnership.linkedboard",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["board", "-starts_on", "-pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="boardcontact_ends_after_it_starts",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BoardAssurance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("question", models.TextField()),
                        ("asked_on", models.DateField()),
                        (
                            "asked_of",
                            models.CharField(
                                help_text="The office that was asked, never a name.", max_length=200
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked"),
                                    ("received", "Received, to be judged"),
                                    ("satisfied", "Satisfied"),
                                    ("again", "Asked again"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("received_on", models.DateField(blank=True, null=True)),
                        ("says", models.TextField(blank=True, verbose_name="what it says")),
                        ("judged_on", models.DateField(blank=True, null=True)),
                        (
                            "judgement",
                            models.TextField(blank=True, help_text="Why it is enough, or what is missing."),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "again",
                            models.OneToOneField(
                                blank=True,
                                help_text="Asked instead.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follows",
                                to="partnership.boardassurance",
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
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="board_assurance",
                                to="partnership.deadline",
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
                            "board",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assurances",
                                to="partnership.linkedboard",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("received_on", None), ("says", ""), ("state", "asked")),
                                    models.Q(
                                        models.Q(("state", "asked"), _negated=True),
                                        models.Q(("says", ""), _negated=True),
                                        ("received_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="board_assurance_received_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("judged_on", None),
                                        ("judgement", ""),
                                        ("state__in", ["asked", "received"]),
                                    ),
                                    models.Q(
                                        ("judged_on__isnull", False),
                                        ("state__in", ["satisfied", "again"]),
                                        models.Q(("judgement", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="board_assurance_judged_when_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                                help_text="Opaque, such as CRG-2026-04.", max_length=40, unique=True
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ordinary", "Ordinary meeting"),
                                    ("extraordinary", "Extraordinary meeting"),
                                    ("joint", "Joint meeting"),
                                    ("leadership", "Leadership discussion with a neighbouring partnership"),
                                ],
                                default="ordinary",
                                max_length=20,
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("place", models.CharField(blank=True, max_length=200)),
                        (
                            "joining",
                            models.URLField(blank=True, help_text="The address of an online meeting."),
                        ),
                        ("led_by_young_people", models.BooleanField(default=False)),
                        (
                            "with_whom",
                            models.CharField(
                                blank=True, help_text="Of a joint meeting or discussion.", max_length=200
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("called", "Called: agenda sent"),
                                    ("held", "Held: minutes not yet confirmed"),
                                    ("confirmed", "Minutes confirmed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        (
                            "sequence",
                            models.PositiveIntegerField(
                                default=0, help_text="How often its time or place has changed."
                            ),
                        ),
                        ("cancelled_because", models.TextField(blank=True)),
                        ("planned_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="partnership.group",
                            ),
                        ),
                        (
                            "papers_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers_of",
                                to="partnership.deadline",
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
                        "ordering": ["starts_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="meeting_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "cancelled"), _negated=True),
                                    models.Q(("cancelled_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="meeting_cancelled_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ["joint", "leadership"]), _negated=True),
                                    models.Q(("with_whom", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="meeting_joint_says_with_whom",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="highlightreport",
                    name="meeting",
                    field=models.ForeignKey(
                        help_text="At which it is received.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="highlight_reports",
                        to="partnership.meeting",
                    ),
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "reference",
                            models.CharField(
                                help_text="Opaque, such as CRG-2026-D03.", max_length=40, unique=True
                            ),
                        ),
                        ("decided_on", models.DateField()),
                        ("text", models.TextField()),
                        (
                            "dissent",
                            models.TextField(blank=True, help_text="Who saw it differently, in their words."),
                        ),
                        (
                            "owner_office",
                            models.CharField(
                                blank=True, help_text="Whose it is to carry out.", max_length=200
                            ),
                        ),
                        ("inquorate", models.BooleanField(default=False)),
                        (
                            "as_advice",
                            models.BooleanField(default=False, help_text="Taken as advice, to be ratified."),
                        ),
                        ("ratified_at", models.DateTimeField(blank=True, null=True)),
                        ("review_said", models.TextField(blank=True)),
                        ("withdrawn_because", models.TextField(blank=True)),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "circular",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision",
                                to="partnership.circular",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="partnership.agendaitem",
                            ),
                        ),
                        (
                            "ratified_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "review",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision_to_review",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="partnership.group",
                            ),
                        ),
                        (
                            "ratified_in",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ratified_decisions",
                                to="partnership.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-decided_on", "-year", "-number", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "year", "number"),
                                name="decision_number_once_a_group_and_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("circular", None), ("item__isnull", False)),
                                    models.Q(("circular__isnull", False), ("item", None)),
                                    _connector="OR",
                                ),
                                name="decision_at_a_meeting_or_by_correspondence",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="decision_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ratified_at", None), ("ratified_by", None), ("ratified_in", None)
                                    ),
                                    models.Q(
                                        ("ratified_at__isnull", False),
                                        ("ratified_by__isnull", False),
                                        ("ratified_in__isnull", False),
                                        ("inquorate", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="decision_ratified_in_by_and_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("as_advice", False), ("inquorate", True), _connector="OR"
                                ),
                                name="decision_advice_only_without_quorum",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CycleRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("quarter", models.PositiveSmallIntegerField()),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        (
                            "remark",
                            models.CharField(
                                blank=True, help_text="Why it is not as the group likes it.", max_length=300
                            ),
                        ),
                        ("left_out", models.BooleanField(default=False)),
                        ("led_by_young_people", models.BooleanField(default=False)),
                        (
                            "adjusted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="partnership.cycle",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.group",
                            ),
                        ),
                        (
                            "meeting",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposed_as",
                                to="partnership.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("cycle", "group", "quarter"), name="cycle_row_once_a_quarter"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="cycle_row_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("left_out", False), ("meeting", None), _connector="OR"),
                                name="cycle_row_left_out_has_no_meeting",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="circular",
                    name="reported_in",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reported_circulars",
                        to="partnership.meeting",
                    ),
                ),
                migrations.AddField(
                    model_name="childdeathreport",
                    name="considered_at",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.meeting",
                    ),
                ),
                migrations.CreateModel(
                    name="BusinessPlan",
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
                            "reference",
                            models.CharField(help_text="Such as BP-2026.", max_length=40, unique=True),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("introduction", models.TextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drafting", "Being written"),
                                    ("consultation", "Consulted on"),
                                    ("approved", "Approved"),
                                    ("closed", "Reviewed and closed"),
                                ],
                                default="drafting",
                                max_length=15,
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("approved_on", models.DateField(blank=True, null=True)),
                        (
                            "approved_by_decision",
                            models.CharField(
                                blank=True,
                                help_text="Reference of the meeting and its decision.",
                                max_length=200,
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        (
                            "review",
                            models.TextField(blank=True, help_text="Outcome, when it was closed."),
                        ),
                        ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                help_text="The PDF the public gets.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
                            ),
                        ),
                        (
                            "approved_at_meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-starts_on", "-pk"],
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
                                name="businessplan_put_forward_before_let_out",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("let_out_by", None),
                                    models.Q(("let_out_by", models.F("put_forward_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="businessplan_let_out_by_somebody_else",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                                name="plan_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_on", None), ("state__in", ["drafting", "consultation"])
                                    ),
                                    models.Q(
                                        ("approved_on__isnull", False),
                                        ("state__in", ["approved", "closed"]),
                                        models.Q(("approved_by_decision", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_approved_on_and_by_what_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    models.Q(
                                        ("closed_on__isnull", False), models.Q(("review", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_closed_after_review",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("put_forward_at", None),
                                    ("state__in", ["approved", "closed"]),
                                    _connector="OR",
                                ),
                                name="plan_public_once_approved",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("let_out_at", None), ("document__isnull", False), _connector="OR"
                                ),
                                name="plan_public_with_its_file",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="agendaitem",
                    name="meeting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="partnership.meeting",
                    ),
                ),
                migrations.AddField(
                    model_name="action",
                    name="meeting",
                    field=models.ForeignKey(
                        blank=True,
                        help_text="That asked for it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="partnership.meeting",
                    ),
                ),
                migrations.CreateModel(
                    name="MeetingHabit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "weekday",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Monday"),
                                    (1, "Tuesday"),
                                    (2, "Wednesday"),
                                    (3, "Thursday"),
                                    (4, "Friday"),
                                ],
                                default=2,
                            ),
                        ),
                        ("starts", models.TimeField(default=datetime.time(10, 0), verbose_name="begins at")),
                        ("lasts", models.PositiveSmallIntegerField(default=120, help_text="Minutes.")),
                        ("place", models.CharField(blank=True, max_length=200)),
                        (
                            "joining",
                            models.URLField(blank=True, help_text="The address of an online meeting."),
                        ),
                        (
                            "papers_due_days",
                            models.PositiveSmallIntegerField(
                                default=8,
                                help_text="Working days before a meeting by which its papers are in.",
                            ),
                        ),
                        (
                            "sent_out_days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                help_text="Working days before a meeting by which agenda and papers go.",
                            ),
                        ),
                        (
                            "group",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="habit",
                                to="partnership.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["group"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("papers_due_days__gte", models.F("sent_out_days"))),
                                name="habit_papers_are_in_before_they_go",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("lasts__gt", 0), ("weekday__lt", 5)),
                                name="habit_on_a_weekday",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Minutes",
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
                                    ("draft", "Being written"),
                                    ("with_chair", "With the chair"),
                                    ("agreed", "Agreed by the chair, to be circulated"),
                                    ("circulated", "Circulated as a draft"),
                                    ("confirmed", "Confirmed"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        (
                            "kept_by",
                            models.CharField(
                                blank=True,
                                help_text="Of a joint meeting: which partnership wrote them.",
                                max_length=200,
                            ),
                        ),
                        ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("sent_to_chair_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "as_sent",
                            models.JSONField(
                                blank=True, default=dict, help_text="What the chair was sent, by item."
                            ),
                        ),
                        ("chair_said", models.TextField(blank=True)),
                        (
                            "answered_of",
                            models.CharField(
                                blank=True, help_text="Which office answered for the chair.", max_length=200
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("circulated_at", models.DateTimeField(blank=True, null=True)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "amendments",
                            models.TextField(blank=True, help_text="What the next meeting put right."),
                        ),
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
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "circulated_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
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
                            "confirmed_in",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confirmed_minutes",
                                to="partnership.meeting",
                            ),
                        ),
                        (
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="minutes",
                                to="partnership.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "minutes",
                        "ordering": ["-meeting__starts_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_by__isnull", False),
                                        ("confirmed_in__isnull", False),
                                        ("state", "confirmed"),
                                        ("confirmed_at__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("state", "confirmed"), _negated=True),
                                        ("confirmed_at", None),
                                        ("confirmed_by", None),
                                        ("confirmed_in", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="minutes_confirmed_in_by_and_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("circulated_at__isnull", False),
                                        ("state__in", ["circulated", "confirmed"]),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["circulated", "confirmed"]), _negated=True),
                                        ("circulated_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="minutes_circulated_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MinutesAddition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whose readers read it; none: about who attended.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="additions",
                                to="partnership.agendaitem",
                            ),
                        ),
                        (
                            "minutes",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="additions",
                                to="partnership.minutes",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["added_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="minutes_addition_says_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MinutesCopy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "capacity",
                            models.CharField(help_text="The kind of their seat that day.", max_length=20),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("draft", "As a draft"), ("confirmed", "As confirmed")],
                                max_length=10,
                            ),
                        ),
                        ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "minutes",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="partnership.minutes",
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
                    ],
                    options={
                        "verbose_name_plural": "copies of minutes",
                        "ordering": ["minutes", "kind", "person__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("minutes", "person", "kind"), name="minutes_copy_once_a_kind"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MinutesPaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    (
                                        "everybody",
                                        "Everybody at the meeting, observers and virtual members too",
                                    ),
                                    ("members", "Members only"),
                                    ("restricted", "Only members who may read cases"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "fingerprint",
                            models.CharField(help_text="SHA-256 of what it holds.", max_length=64),
                        ),
                        ("pages", models.PositiveSmallIntegerField()),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
                            ),
                        ),
                        (
                            "minutes",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="partnership.minutes",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["minutes", "audience", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("minutes", "audience", "fingerprint"),
                                name="minutes_paper_once_as_it_reads",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Organisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("code", models.SlugField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("short_name", models.CharField(blank=True, max_length=60)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("local_authority", "Local authority"),
                                    ("district", "District or borough council"),
                                    ("police", "Police"),
                                    ("health_commissioner", "Health commissioner"),
                                    ("health_provider", "Health provider"),
                                    ("probation", "Probation"),
                                    ("fire", "Fire and rescue"),
                                    ("court_service", "Family court service"),
                                    ("ambulance", "Ambulance service"),
                                    ("voluntary", "Voluntary and community sector"),
                                    ("school", "School or college"),
                                    ("early_years", "Early years setting"),
                                    ("residential", "Children's home"),
                                    ("fostering", "Fostering agency"),
                                    ("youth_custody", "Youth custody provider"),
                                    ("national", "National body"),
                                    ("partnership", "Safeguarding partnership or board"),
                                    ("other", "Other"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "area",
                            models.CharField(
                                blank=True,
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
                        ("ended_because", models.TextField(blank=True)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "also_serves",
                            models.ForeignKey(
                                blank=True,
                                help_text="The safeguarding partnership next door, for which its one return may do as well.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                                verbose_name="also serves the area of",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="predecessors",
                                to="partnership.organisation",
                                verbose_name="followed by",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="organisation_ends_after_it_starts",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InKind",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("described", models.CharField(max_length=200)),
                        (
                            "value",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                        ),
                        ("valued_how", models.CharField(blank=True, max_length=200)),
                        ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("withdrawn_because", models.TextField(blank=True)),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="in_kind",
                                to="partnership.budget",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                    ],
                    options={
                        "ordering": ["organisation__name", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", None),
                                    models.Q(("value__gt", 0), models.Q(("valued_how", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="in_kind_value_says_how_it_was_valued",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormerName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("name", models.CharField(max_length=200)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="former_names",
                                to="partnership.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation", "starts_on"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="formername_ends_after_it_starts",
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="escalation",
                    name="raised_for",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                migrations.AddField(
                    model_name="escalation",
                    name="raised_with",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                migrations.CreateModel(
                    name="Endorsement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("office", models.CharField(max_length=200)),
                        ("endorsed_on", models.DateField(blank=True, null=True)),
                        (
                            "on_paper",
                            models.BooleanField(
                                default=False, help_text="The manager wrote down what was signed on paper."
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="endorsements",
                                to="partnership.edition",
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "organisation"), name="endorsement_once_a_partner"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("recorded_at", None), ("recorded_by", None)),
                                    models.Q(
                                        ("endorsed_on__isnull", False),
                                        ("recorded_at__isnull", False),
                                        ("recorded_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="endorsement_recorded_has_its_day",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="deadline",
                    name="organisation",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="partnership.organisation",
                    ),
                ),
                migrations.AddField(
                    model_name="contribution",
                    name="organisation",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="partnership.organisation",
                    ),
                ),
                migrations.AddField(
                    model_name="consultationasked",
                    name="organisation",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                migrations.CreateModel(
                    name="Committee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("code", models.SlugField(max_length=80, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cabinet", "Cabinet"),
                                    ("scrutiny", "Overview and scrutiny committee"),
                                    ("health", "Health and Wellbeing Board"),
                                    ("other", "Another body"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="committees",
                                to="partnership.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "name"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="committee_ends_after_it_starts",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Challenge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference", models.CharField(max_length=40, unique=True)),
                        (
                            "raised_by_office",
                            models.CharField(help_text="Who challenged, by office or group.", max_length=200),
                        ),
                        ("subject", models.CharField(max_length=200)),
                        ("about", models.TextField()),
                        ("raised_on", models.DateField()),
                        ("response", models.TextField(blank=True)),
                        ("responded_on", models.DateField(blank=True, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("changed", "Practice or policy changed"),
                                    ("assured", "The answer gave assurance"),
                                    ("guidance", "Guidance is needed"),
                                    ("escalated", "Taken further"),
                                    ("not_accepted", "Not accepted"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("outcome_text", models.TextField(blank=True)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("logged_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            "logged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "response_written_by",
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
                            models.ForeignKey(
                                help_text="For the answer.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "learning_points",
                            models.ManyToManyField(
                                blank=True, related_name="challenges", to="partnership.learningpoint"
                            ),
                        ),
                        (
                            "raised_for",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whose challenge.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "raised_with",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="challenges",
                                to="partnership.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-raised_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("about", ""), _negated=True),
                                name="challenge_says_about_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("responded_on", None),
                                        ("response", ""),
                                        ("response_written_by", None),
                                    ),
                                    models.Q(
                                        ("responded_on__isnull", False),
                                        ("response_written_by__isnull", False),
                                        models.Q(("response", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="challenge_answered_when_and_by_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_by", None),
                                        ("closed_on", None),
                                        ("outcome", ""),
                                        ("outcome_text", ""),
                                    ),
                                    models.Q(
                                        ("closed_by__isnull", False),
                                        ("closed_on__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                        models.Q(("outcome_text", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="challenge_closed_when_by_whom_and_how",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseCostShare",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("office", models.CharField(blank=True, max_length=200)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
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
                        (
                            "cost",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shares",
                                to="partnership.casecost",
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
                    ],
                    options={
                        "ordering": ["cost", "organisation__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("cost", "organisation"), name="case_cost_share_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_at", None), ("agreed_by", None)),
                                    models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="case_cost_agreed_by_and_at_together",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetApproval",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("office", models.CharField(blank=True, max_length=200)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("comment", models.TextField(blank=True)),
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
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="approvals",
                                to="partnership.budgetedition",
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
                    ],
                    options={
                        "ordering": ["edition", "organisation__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "organisation"), name="budget_approval_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at", None), ("approved_by", None)),
                                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="budget_approved_by_and_at_together",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="action",
                    name="organisation",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="partnership.organisation",
                    ),
                ),
                migrations.CreateModel(
                    name="Pack",
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
                            "audience",
                            models.CharField(
                                choices=[
                                    (
                                        "everybody",
                                        "Everybody at the meeting, observers and virtual members too",
                                    ),
                                    ("members", "Members only"),
                                    ("restricted", "Only members who may read cases"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "fingerprint",
                            models.CharField(
                                blank=True, help_text="SHA-256 of all that it is made of.", max_length=64
                            ),
                        ),
                        ("pages", models.PositiveIntegerField(blank=True, null=True)),
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
                                related_name="pack",
                                to="partnership.document",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="packs",
                                to="partnership.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["meeting", "-asked_at", "-pk"],
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
                                name="pack_running_is_somebodys",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["waiting", "running"])),
                                fields=("meeting", "audience"),
                                name="pack_one_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("document__isnull", False),
                                        ("finished_at__isnull", False),
                                        ("pages__gt", 0),
                                        ("state", "done"),
                                        ("fingerprint__regex", "^[0-9a-f]{64}$"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "done"), _negated=True),
                                        ("document", None),
                                        ("pages", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="pack_done_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Paper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    (
                                        "everybody",
                                        "Everybody at the meeting, observers and virtual members too",
                                    ),
                                    ("members", "Members only"),
                                    ("restricted", "Only members who may read cases"),
                                ],
                                default="everybody",
                                max_length=12,
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("position", models.PositiveSmallIntegerField()),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_because", models.TextField(blank=True)),
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
                                blank=True,
                                help_text="Of whom it is asked.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paper",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="partnership.agendaitem",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["item", "position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "position"), name="paper_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at", None), ("withdrawn_because", "")),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="paper_withdrawn_has_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "pages",
                            models.PositiveSmallIntegerField(blank=True, help_text="Of the PDF.", null=True),
                        ),
                        ("text", models.TextField(blank=True, help_text="In Markdown.")),
                        ("late", models.BooleanField(help_text="Handed in after it was due.")),
                        ("late_reason", models.TextField(blank=True)),
                        ("handed_in_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("allowed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "allowed_by",
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
                                related_name="paper_version",
                                to="partnership.document",
                            ),
                        ),
                        (
                            "handed_in_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="partnership.paper",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["paper", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("paper", "number"), name="paper_version_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("document", None),
                                        ("pages", None),
                                        models.Q(("text", ""), _negated=True),
                                    ),
                                    models.Q(("document__isnull", False), ("pages__gt", 0), ("text", "")),
                                    _connector="OR",
                                ),
                                name="paper_version_is_a_file_or_a_text",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("allowed_at", None), ("allowed_by", None)),
                                    models.Q(
                                        ("allowed_at__isnull", False),
                                        ("allowed_by__isnull", False),
                                        ("late", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="paper_version_allowed_by_and_at_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("late", False),
                                    models.Q(("late_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="paper_version_late_has_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("statutory_partner", "Statutory safeguarding partner"),
                                    ("planning_and_delivery", "Member of the Planning and Delivery Group"),
                                    ("virtual", "Virtual member, who receives minutes and attends as needed"),
                                    ("delegate", "Through a nominated delegate"),
                                    ("reference_group", "Through a reference group"),
                                    ("local_authority", "Through the local authority"),
                                    ("commissioner", "Through its commissioners"),
                                    ("on_request", "Gives assurance when asked"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "through",
                            models.CharField(
                                blank=True, help_text="Which delegate, group or body.", max_length=200
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participations",
                                to="partnership.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation__name"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="participation_ends_after_it_starts",
                            ),
                            models.UniqueConstraint(
                                fields=("organisation", "kind", "starts_on"),
                                name="participation_once_a_kind",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartnerDispute",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference", models.CharField(max_length=40, unique=True)),
                        ("subject", models.CharField(max_length=200)),
                        ("about", models.TextField()),
                        ("case_reference", models.CharField(blank=True, max_length=40)),
                        ("raised_on", models.DateField()),
                        ("advice", models.TextField(blank=True)),
                        (
                            "advice_office",
                            models.CharField(blank=True, help_text="Who advised, by office.", max_length=200),
                        ),
                        ("advised_on", models.DateField(blank=True, null=True)),
                        ("decision", models.TextField(blank=True)),
                        ("response", models.TextField(blank=True, help_text="The answer to the advice.")),
                        (
                            "follows",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "It follows the advice"),
                                    ("in_part", "It follows the advice in part"),
                                    ("no", "It goes against the advice"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "against_because",
                            models.TextField(blank=True, help_text="Why the advice was not followed."),
                        ),
                        ("unanimous", models.BooleanField(blank=True, null=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("outcome", models.TextField(blank=True, help_text="Outcome.")),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "advice_recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            models.ForeignKey(
                                blank=True,
                                help_text="Of the stage it is in.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "decision_recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "learning_points",
                            models.ManyToManyField(
                                blank=True, related_name="disputes", to="partnership.learningpoint"
                            ),
                        ),
                        (
                            "parties",
                            models.ManyToManyField(related_name="disputes", to="partnership.organisation"),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disputes",
                                to="partnership.disputepolicy",
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
                            "raised_for",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "stage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.disputestage",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-raised_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("about", ""), _negated=True),
                                name="partner_dispute_says_about_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("advice", ""),
                                        ("advice_office", ""),
                                        ("advice_recorded_by", None),
                                        ("advised_on", None),
                                    ),
                                    models.Q(
                                        ("advice_recorded_by__isnull", False),
                                        ("advised_on__isnull", False),
                                        models.Q(("advice", ""), _negated=True),
                                        models.Q(("advice_office", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="partner_dispute_advice_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_on", None),
                                        ("decision", ""),
                                        ("decision_recorded_by", None),
                                        ("unanimous", None),
                                        ("against_because", ""),
                                        ("follows", ""),
                                        ("response", ""),
                                    ),
                                    models.Q(
                                        ("decided_on__isnull", False),
                                        ("decision_recorded_by__isnull", False),
                                        ("unanimous__isnull", False),
                                        models.Q(("decision", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="partner_dispute_decision_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_on", None),
                                    ("advice", ""),
                                    models.Q(
                                        models.Q(("response", ""), _negated=True),
                                        models.Q(("follows", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="partner_dispute_advice_is_answered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("follows__in", ["", "yes"]),
                                    models.Q(("against_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="partner_dispute_against_advice_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at", None), ("closed_by", None)),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("closed_by__isnull", False),
                                        models.Q(("decision", ""), _negated=True),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="partner_dispute_closed_once_decided",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisputeStep",
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
                                    ("raised", "Raised"),
                                    ("told", "Step"),
                                    ("moved", "Taken to the next stage"),
                                    ("advised", "Advice given"),
                                    ("decided", "Decided"),
                                    ("closed", "Closed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField()),
                        ("taken_on", models.DateField()),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "stage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.disputestage",
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
                            "dispute",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="partnership.partnerdispute",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["written_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="DisputePosition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("agrees", models.BooleanField(help_text="With what is proposed to settle it.")),
                        ("position", models.TextField()),
                        (
                            "legal_advice",
                            models.CharField(
                                choices=[
                                    ("taken", "Own legal advice taken"),
                                    ("not_taken", "No legal advice taken"),
                                    ("not_said", "Not said"),
                                ],
                                default="not_said",
                                help_text="Whether, and never what it says.",
                                max_length=10,
                            ),
                        ),
                        (
                            "own_words",
                            models.BooleanField(help_text="Given by somebody who signs for that partner."),
                        ),
                        ("given_on", models.DateField()),
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "dispute",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="positions",
                                to="partnership.partnerdispute",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["written_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("position", ""), _negated=True),
                                name="dispute_position_says_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("received_on", models.DateField()),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("reason", models.TextField(blank=True)),
                        ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "invoice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="partnership.invoice",
                            ),
                        ),
                        (
                            "reverses",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversed_by",
                                to="partnership.payment",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["received_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount__gt", 0), ("reverses", None)),
                                    models.Q(
                                        ("amount__lt", 0),
                                        ("reverses__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="payment_taken_back_by_a_second_entry",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanConsultation",
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
                        ("answer", models.TextField(blank=True)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        ("changed_plan", models.BooleanField(default=False)),
                        (
                            "no_comments",
                            models.BooleanField(
                                default=False, help_text="It considered the plan and had nothing to say."
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consultations",
                                to="partnership.businessplan",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["plan", "committee__position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "committee"), name="committee_consulted_once"
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
                                name="consultation_considered_and_said",
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
                                name="consultation_answers_comments",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanQuarter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("put_forward_at", models.DateTimeField(blank=True, null=True)),
                        ("let_out_at", models.DateTimeField(blank=True, null=True)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "missing_because",
                            models.TextField(blank=True, help_text="Why it closed without every entry."),
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="quarters",
                                to="partnership.businessplan",
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
                    ],
                    options={
                        "ordering": ["plan", "starts_on"],
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
                                name="planquarter_put_forward_before_let_out",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("let_out_by", None),
                                    models.Q(("let_out_by", models.F("put_forward_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="planquarter_let_out_by_somebody_else",
                            ),
                            models.UniqueConstraint(fields=("plan", "starts_on"), name="plan_quarter_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at", None), ("closed_by", None)),
                                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plan_quarter_closed_by_and_at_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("put_forward_at", None), ("closed_at__isnull", False), _connector="OR"
                                ),
                                name="plan_quarter_public_once_closed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanVariation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("what", models.TextField()),
                        ("before", models.TextField(blank=True, help_text="What it said before.")),
                        ("after", models.TextField(blank=True, help_text="What it says since.")),
                        ("reason", models.TextField()),
                        ("decided_on", models.DateField()),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="variations",
                                to="partnership.businessplan",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["plan", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "number"), name="variation_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("what", ""), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                ),
                                name="variation_says_what_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Policy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("threshold", "Threshold document"),
                                    ("policy", "Policy"),
                                    ("procedure", "Procedure"),
                                    ("protocol", "Protocol"),
                                    ("guidance", "Guidance"),
                                ],
                                max_length=12,
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
                                default="LR",
                                max_length=20,
                            ),
                        ),
                        (
                            "summary",
                            models.CharField(
                                help_text="Who it is for and what it helps them do. It is published.",
                                max_length=400,
                            ),
                        ),
                        (
                            "review_months",
                            models.PositiveSmallIntegerField(
                                help_text="How long until it is looked at again."
                            ),
                        ),
                        ("registered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("withdrawn_on", models.DateField(blank=True, null=True)),
                        ("withdrawn_because", models.TextField(blank=True, help_text="It is published.")),
                        (
                            "group",
                            models.ForeignKey(
                                help_text="Who owns it.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="policies",
                                to="partnership.group",
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "review_deadline",
                            models.ForeignKey(
                                blank=True,
                                help_text="The one that runs.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                        "verbose_name_plural": "policies",
                        "ordering": ["title"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "threshold"), ("withdrawn_on", None)),
                                fields=("kind", "area"),
                                name="policy_one_threshold_document_an_area",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("review_months__gt", 0)),
                                name="policy_is_reviewed_some_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdrawn_because", ""),
                                        ("withdrawn_by", None),
                                        ("withdrawn_on", None),
                                    ),
                                    models.Q(
                                        ("withdrawn_by__isnull", False),
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="policy_withdrawn_when_by_whom_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PolicyVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("consultation", "Out for consultation"),
                                    ("revised", "Being revised after consultation"),
                                    ("approved", "Approved, not yet published"),
                                    ("published", "Published"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        ("text", models.TextField(blank=True, help_text="Markdown.")),
                        (
                            "what_changed",
                            models.TextField(
                                blank=True, help_text="What changed since the last version, and why."
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("not_consulted_because", models.TextField(blank=True)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "approved_on",
                            models.DateField(blank=True, help_text="When the group decided.", null=True),
                        ),
                        (
                            "decision",
                            models.TextField(blank=True, help_text="What was decided, in the group's words."),
                        ),
                        ("in_force_on", models.DateField(blank=True, null=True)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("dropped_because", models.TextField(blank=True)),
                        (
                            "approval_deadline",
                            models.ForeignKey(
                                blank=True,
                                help_text="Put to its group until.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
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
                            "approved_in",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.meeting",
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
                            "policy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="partnership.policy",
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
                            "saved_by",
                            models.ForeignKey(
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
                        "ordering": ["policy", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("policy", "number"), name="policy_version_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "consultation", "revised", "approved"])
                                ),
                                fields=("policy",),
                                name="policy_one_version_under_way",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_at", None),
                                        ("approved_by", None),
                                        ("approved_on", None),
                                        ("decision", ""),
                                        models.Q(("state__in", ["approved", "published"]), _negated=True),
                                    ),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                        ("approved_on__isnull", False),
                                        models.Q(("decision", ""), _negated=True),
                                        ("state__in", ["approved", "published"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="policy_version_approved_when_by_whom_and_how",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("in_force_on", None),
                                        ("published_at", None),
                                        ("published_by", None),
                                        models.Q(("state", "published"), _negated=True),
                                    ),
                                    models.Q(
                                        ("in_force_on__isnull", False),
                                        ("published_at__isnull", False),
                                        ("published_by__isnull", False),
                                        ("state", "published"),
                                    ),
                                    _connector="OR",
                                ),
                                name="policy_version_published_when_and_by_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "revised", "dropped"]),
                                    models.Q(
                                        models.Q(
                                            models.Q(("text", ""), _negated=True),
                                            ("document__isnull", False),
                                            _connector="OR",
                                        ),
                                        models.Q(("what_changed", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="policy_version_says_something_and_what_changed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "dropped"), _negated=True),
                                    models.Q(("dropped_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="policy_version_dropped_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="consultation",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="partnership.policyversion",
                    ),
                ),
                migrations.AddField(
                    model_name="budget",
                    name="pot",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budgets",
                        to="partnership.pot",
                    ),
                ),
                migrations.CreateModel(
                    name="Power",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("what", models.CharField(max_length=200)),
                        (
                            "office",
                            models.CharField(
                                help_text="The office that holds it, never a name.", max_length=200
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="powers",
                                to="partnership.edition",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "what"), name="power_once_an_edition")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Priority",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        (
                            "young_peoples",
                            models.BooleanField(
                                default=False, help_text="Young people asked for it themselves."
                            ),
                        ),
                        ("rationale", models.TextField(blank=True)),
                        (
                            "outcome",
                            models.TextField(blank=True, help_text="What good looks like for children."),
                        ),
                        ("measure", models.TextField(blank=True, help_text="How we will know.")),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("dropped_on", models.DateField(blank=True, null=True)),
                        (
                            "lead_group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.group",
                            ),
                        ),
                        (
                            "lead_organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="priorities",
                                to="partnership.businessplan",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["plan", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "number"), name="priority_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lead_group__isnull", False), ("lead_organisation", None)),
                                    models.Q(("lead_group", None), ("lead_organisation__isnull", False)),
                                    _connector="OR",
                                ),
                                name="priority_has_one_lead",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanAction",
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
                                related_name="plan_link",
                                to="partnership.action",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="action_links",
                                to="partnership.priority",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["priority", "action__original_target_on", "action"],
                    },
                ),
                migrations.CreateModel(
                    name="Progress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rag",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("red", "Red: off track"),
                                    ("amber", "Amber: at risk"),
                                    ("green", "Green: on track"),
                                    ("done", "Done"),
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
                        ("narrative", models.TextField(blank=True)),
                        (
                            "next_steps",
                            models.TextField(blank=True, help_text="What will be done about red or amber."),
                        ),
                        ("revision", models.PositiveIntegerField(default=0)),
                        ("written_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="partnership.priority",
                            ),
                        ),
                        (
                            "quarter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="partnership.planquarter",
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
                        "ordering": ["quarter", "priority__number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("quarter", "priority"), name="progress_once_a_quarter"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("direction", ""),
                                        ("narrative", ""),
                                        ("rag", ""),
                                        ("written_at", None),
                                        ("written_by", None),
                                    ),
                                    models.Q(
                                        models.Q(("rag", ""), _negated=True),
                                        models.Q(("direction", ""), _negated=True),
                                        models.Q(("narrative", ""), _negated=True),
                                        ("written_at__isnull", False),
                                        ("written_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="progress_written_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rag__in", ["red", "amber"]), _negated=True),
                                    models.Q(("next_steps", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="progress_red_and_amber_say_what_next",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("code", models.SlugField(max_length=60)),
                        ("text", models.CharField(max_length=500)),
                        ("guidance", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("scale", "A choice on a scale"),
                                    ("text", "Text"),
                                    ("number", "A number"),
                                    ("date", "A date"),
                                    ("yes_no", "Yes or no"),
                                    ("table", "A table"),
                                    ("evidence", "Evidence: files and links"),
                                ],
                                default="text",
                                max_length=10,
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=40)),
                        ("required", models.BooleanField(default=True)),
                        (
                            "may_not_apply",
                            models.BooleanField(
                                default=False, help_text="May be answered 'does not apply', with a reason."
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                blank=True,
                                help_text="What it is about, such as voice_of_the_child.",
                                max_length=40,
                            ),
                        ),
                        (
                            "columns",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Of a table, in order: title, and kind, which is text or number.",
                            ),
                        ),
                        (
                            "asked_if_values",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Which answers to it: points of its scale or yes and no, as text.",
                            ),
                        ),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=1, help_text="The version's own count when this was last changed."
                            ),
                        ),
                        (
                            "asked_if",
                            models.ForeignKey(
                                blank=True,
                                help_text="An earlier question of the same version, on whose answer this one is asked.",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opens",
                                to="partnership.question",
                            ),
                        ),
                        (
                            "scale",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions",
                                to="partnership.scale",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["section__position", "position"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "scale"), ("scale__isnull", False)),
                                    models.Q(models.Q(("kind", "scale"), _negated=True), ("scale", None)),
                                    _connector="OR",
                                ),
                                name="question_on_a_scale_names_it",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "table"), models.Q(("columns", []), _negated=True)),
                                    models.Q(models.Q(("kind", "table"), _negated=True), ("columns", [])),
                                    _connector="OR",
                                ),
                                name="question_table_has_columns",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("asked_if", None), ("asked_if_values", [])),
                                    models.Q(
                                        ("asked_if__isnull", False),
                                        models.Q(("asked_if_values", []), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="question_asked_if_says_when",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="answer",
                    name="question",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="partnership.question",
                    ),
                ),
                migrations.CreateModel(
                    name="Questionnaire",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60)),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("title", models.CharField(max_length=200)),
                        ("introduction", models.TextField(blank=True)),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("duty", "A duty to answer"),
                                    ("invitation", "An invitation to answer"),
                                    ("anonymous", "A survey that does not know who answers"),
                                ],
                                default="duty",
                                max_length=10,
                            ),
                        ),
                        ("frozen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "offered_at",
                            models.DateTimeField(
                                blank=True,
                                default=django.utils.timezone.now,
                                help_text="When rounds could begin to ask it; empty while it is written.",
                                null=True,
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "must_ask",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Topics that every version has a required question about.",
                            ),
                        ),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=1, help_text="Counts what people changed while it was written."
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Nobody, if it came with the portal.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["code", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code", "version"), name="questionnaire_version_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Record",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference", models.CharField(max_length=40, unique=True)),
                        ("title", models.CharField(max_length=200)),
                        ("held_at", models.CharField(max_length=200, verbose_name="where it is")),
                        ("from_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("to_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("basis", models.CharField(max_length=200, verbose_name="basis for keeping it")),
                        (
                            "retention",
                            models.CharField(
                                choices=[
                                    ("inquiry", "May matter to an inquiry into child abuse"),
                                    ("case_review", "Case reviews and what was gathered for them"),
                                    ("minutes", "Minutes and papers of the board and its groups"),
                                    ("audit", "Multi-agency audits"),
                                    ("policy", "Policies no longer in force"),
                                    ("training", "Training records"),
                                    ("finance", "Financial records"),
                                    ("complaint", "Complaints and appeals"),
                                    ("office", "Everyday administration"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("case_reference", models.CharField(blank=True, max_length=40)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("kept", "Kept"),
                                    ("transferred", "Transferred to an archive"),
                                    ("disposed", "Disposed of"),
                                ],
                                default="kept",
                                max_length=12,
                            ),
                        ),
                        ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "deadline",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="partnership.series",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["reference"],
                    },
                ),
                migrations.CreateModel(
                    name="RetentionReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("answers", models.JSONField(help_text="The checklist's answers, by code.")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("keep", "Keep it"),
                                    ("transfer", "Transfer it to an archive"),
                                    ("dispose", "Propose to dispose of it"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("keep_until", models.DateField(blank=True, null=True)),
                        ("archive", models.CharField(blank=True, max_length=200)),
                        ("reason", models.TextField()),
                        ("reviewed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="partnership.record",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-reviewed_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("keep_until__isnull", False), ("outcome", "keep")),
                                    models.Q(("outcome", "keep"), _negated=True),
                                    _connector="OR",
                                ),
                                name="retention_review_keep_says_until",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "transfer"), _negated=True),
                                    models.Q(("archive", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="retention_review_names_the_archive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Disposal",
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
                                    ("proposed", "Waiting for a second person"),
                                    ("declined", "Not agreed"),
                                    ("agreed", "Agreed, not carried out yet"),
                                    ("done", "Carried out"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        (
                            "answer",
                            models.TextField(
                                blank=True, help_text="Why the second person agreed, or did not."
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("shredded", "Shredded as confidential waste"),
                                    ("erased", "Erased electronically, with its copies"),
                                    ("both", "Paper shredded and copies erased"),
                                    ("transferred", "Handed over to the archive"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True)),
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
                        (
                            "deadline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disposals",
                                to="partnership.record",
                            ),
                        ),
                        (
                            "review",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disposal",
                                to="partnership.retentionreview",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-proposed_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agreed_by", None),
                                    models.Q(("agreed_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="disposal_agreed_by_somebody_else",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["agreed", "done"]), _negated=True),
                                    models.Q(("agreed_by__isnull", False), ("agreed_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="disposal_agreed_by_whom_and_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True),
                                    models.Q(
                                        ("certificate__isnull", False),
                                        ("done_by__isnull", False),
                                        ("done_on__isnull", False),
                                        models.Q(("method", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="disposal_done_how_when_by_whom_and_shown",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["proposed", "agreed"])),
                                fields=("record",),
                                name="disposal_one_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Return",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                blank=True,
                                help_text="Of an audit: the case, by its reference in that audit.",
                                max_length=40,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Not submitted"),
                                    ("submitted", "Submitted"),
                                    ("reopened", "Submitted, and open again"),
                                    ("dropped", "No longer asked for"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "declared_office",
                            models.CharField(
                                blank=True, help_text="The executive lead's office.", max_length=200
                            ),
                        ),
                        (
                            "checksum",
                            models.CharField(
                                blank=True, help_text="SHA-256 of the answers as submitted.", max_length=64
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assurance_return",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="returns",
                                to="partnership.organisation",
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
                        "ordering": ["organisation__name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("checksum", ""),
                                        ("state__in", ["draft", "dropped"]),
                                        ("submitted_at", None),
                                        ("submitted_by", None),
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
                            )
                        ],
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
                                blank=True,
                                help_text="The last day on which it may be submitted again.",
                                null=True,
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reopening",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "to_decide",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "assurance_return",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reopenings",
                                to="partnership.return",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None), ("refused_at", None)),
                                fields=("assurance_return",),
                                name="reopening_one_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="reopening_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opened_at", None), ("refused_at", None), _connector="OR"
                                ),
                                name="reopening_opened_or_refused",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("deadline", None), ("opened_at", None), ("until", None)),
                                    models.Q(
                                        ("deadline__isnull", False),
                                        ("opened_at__isnull", False),
                                        ("until__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="reopening_opened_until_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Chase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("lead", "To the lead"),
                                    ("signatory", "To the signatory, and the lead"),
                                    ("chief_officer", "To the chief officer, by office"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "office",
                            models.CharField(
                                blank=True,
                                help_text="Of whoever was written to, never a name.",
                                max_length=200,
                            ),
                        ),
                        (
                            "address",
                            models.EmailField(
                                blank=True,
                                help_text="A shared mailbox, where they have no account.",
                                max_length=254,
                            ),
                        ),
                        ("sent_on", models.DateField()),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "assurance_return",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="chases",
                                to="partnership.return",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["assurance_return", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assurance_return", "step"), name="chase_once_a_step"
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="answer",
                    name="assurance_return",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="partnership.return",
                    ),
                ),
                migrations.CreateModel(
                    name="ReturnEscalation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("chair", "The chair of the group takes it up"),
                                    ("action", "An action for the agency"),
                                    ("challenge", "A challenge in the challenge log"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("why", models.TextField()),
                        ("escalated_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            "assurance_return",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="escalations",
                                to="partnership.return",
                            ),
                        ),
                        (
                            "challenge",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.challenge",
                            ),
                        ),
                        (
                            "escalated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["assurance_return", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assurance_return", "way"), name="return_escalated_once_a_way"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("action", None), ("challenge__isnull", False), ("way", "challenge")
                                    ),
                                    models.Q(
                                        models.Q(("way", "challenge"), _negated=True),
                                        ("action__isnull", False),
                                        ("challenge", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="return_escalation_leads_somewhere",
                            ),
                        ],
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
                        (
                            "assurance_return",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="partnership.return",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["assurance_return", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assurance_return", "number"), name="return_version_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Round",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("assurance", "Assurance"),
                                    ("audit", "The agencies' tools of a multi-agency audit"),
                                    ("schools", "The yearly safeguarding return of schools"),
                                ],
                                default="assurance",
                                max_length=10,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("reference", models.CharField(max_length=40, unique=True)),
                        ("about_from", models.DateField(verbose_name="period from")),
                        ("about_until", models.DateField(verbose_name="period until")),
                        ("opens_on", models.DateField()),
                        ("due_on", models.DateField()),
                        (
                            "closes_on",
                            models.DateField(
                                help_text="The last day on which a late or reopened return may be submitted."
                            ),
                        ),
                        (
                            "reopens_on",
                            models.DateField(
                                blank=True,
                                help_text="From this day agencies may reopen what they submitted themselves; empty if only when agreed.",
                                null=True,
                            ),
                        ),
                        ("message", models.TextField(blank=True)),
                        (
                            "run_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="The local authority that carries it out on the partnership's behalf, among its schools.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "questionnaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="partnership.questionnaire",
                            ),
                        ),
                        (
                            "shared_with",
                            models.ForeignKey(
                                blank=True,
                                help_text="The partnership next door that takes the same return of whoever serves both.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-due_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opens_on__lte", models.F("due_on")),
                                    ("due_on__lte", models.F("closes_on")),
                                ),
                                name="round_dates_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reopens_on", None),
                                    models.Q(
                                        ("reopens_on__gte", models.F("due_on")),
                                        ("reopens_on__lte", models.F("closes_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="round_reopens_between_due_and_close",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("about_from__lte", models.F("about_until"))),
                                name="round_period_in_order",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="return",
                    name="round",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="partnership.round",
                    ),
                ),
                migrations.CreateModel(
                    name="PlannedRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("about_from", models.DateField(blank=True, null=True, verbose_name="period from")),
                        ("about_until", models.DateField(blank=True, null=True, verbose_name="period until")),
                        ("opens_on", models.DateField(blank=True, null=True)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("reopens_on", models.DateField(blank=True, null=True)),
                        ("closes_on", models.DateField(blank=True, null=True)),
                        ("message", models.TextField(blank=True)),
                        (
                            "opens_by_itself",
                            models.BooleanField(
                                default=False, help_text="On the day from which it can be answered."
                            ),
                        ),
                        (
                            "could_not",
                            models.TextField(
                                blank=True, help_text="Why it did not open by itself when it should have."
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("discarded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisations",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="partnership.organisation"
                            ),
                        ),
                        (
                            "shared_with",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "questionnaire",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.questionnaire",
                            ),
                        ),
                        (
                            "round",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="planned",
                                to="partnership.round",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["opens_on", "title", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("round", None), ("discarded_at", None), _connector="OR"),
                                name="planned_round_opened_or_discarded",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opens_by_itself", False), ("opens_on__isnull", False), _connector="OR"
                                ),
                                name="planned_round_opens_itself_on_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Said",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("put_forward_at", models.DateTimeField(blank=True, null=True)),
                        ("let_out_at", models.DateTimeField(blank=True, null=True)),
                        ("reference", models.CharField(max_length=40, unique=True)),
                        ("said", models.TextField(help_text="In their sense, without who or which case.")),
                        ("theme", models.CharField(blank=True, max_length=100)),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("children", "Children and young people"),
                                    ("parents", "Parents"),
                                    ("carers", "Carers"),
                                    ("practitioners", "Practitioners"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("survey", "A survey"),
                                    ("session", "A session"),
                                    ("advocate", "An advocate"),
                                    ("family", "A family, through a report without any detail of the case"),
                                    ("practitioner", "A practitioner"),
                                    ("other", "Elsewhere"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("heard_on", models.DateField()),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("done", "Done"), ("begun", "Begun"), ("not_done", "Not done")],
                                max_length=10,
                            ),
                        ),
                        ("done", models.TextField(blank=True)),
                        ("why_not", models.TextField(blank=True)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        ("told_how", models.CharField(blank=True, max_length=300)),
                        ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
                            ),
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
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                help_text="Who was to do it.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
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
                        "ordering": ["-heard_on", "-pk"],
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
                                name="said_put_forward_before_let_out",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("let_out_by", None),
                                    models.Q(("let_out_by", models.F("put_forward_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="said_let_out_by_somebody_else",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("said", ""), _negated=True), name="said_says_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_by", None),
                                        ("answered_on", None),
                                        ("done", ""),
                                        ("outcome", ""),
                                        ("why_not", ""),
                                    ),
                                    models.Q(
                                        ("answered_by__isnull", False),
                                        ("answered_on__isnull", False),
                                        ("outcome__in", ["done", "begun"]),
                                        models.Q(("done", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("answered_by__isnull", False),
                                        ("answered_on__isnull", False),
                                        ("outcome", "not_done"),
                                        models.Q(("why_not", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="said_answered_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("put_forward_at", None),
                                    models.Q(("outcome", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="said_public_with_an_answer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Driver",
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
                                    ("review", "A review"),
                                    ("audit", "An audit or assurance"),
                                    ("inspection", "An inspection"),
                                    ("voice", "What children, families or practitioners said"),
                                    ("data", "Figures"),
                                    ("national", "National policy or learning"),
                                    ("plan", "The plan before this one"),
                                    ("other", "Something else"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.CharField(max_length=500)),
                        (
                            "learning_point",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drives",
                                to="partnership.learningpoint",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drivers",
                                to="partnership.priority",
                            ),
                        ),
                        (
                            "said",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drives",
                                to="partnership.said",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["priority", "kind", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("priority", "kind", "words"), name="driver_once"),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True), name="driver_says_something"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        (
                            "listing",
                            models.CharField(
                                default="diary", help_text="The name of the list's address.", max_length=80
                            ),
                        ),
                        (
                            "query",
                            models.CharField(
                                blank=True,
                                help_text="Filter and order, as the address holds them.",
                                max_length=1000,
                            ),
                        ),
                        (
                            "opens_first",
                            models.BooleanField(
                                default=False, help_text="What the list shows when nothing is asked."
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saved_views",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "listing", "name"), name="saved_view_name_once_a_list"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("opens_first", True)),
                                fields=("person", "listing"),
                                name="saved_view_one_opens_first",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScalePoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("value", models.SmallIntegerField()),
                        ("label", models.CharField(max_length=100)),
                        ("descriptor", models.TextField(blank=True)),
                        (
                            "scale",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="points",
                                to="partnership.scale",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["scale", "-value"],
                        "constraints": [
                            models.UniqueConstraint(fields=("scale", "value"), name="scale_point_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Seat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "office",
                            models.CharField(
                                help_text="The office that holds it, never a name.", max_length=200
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("chair", "Chair"),
                                    ("member", "Member"),
                                    ("observer", "Participating observer"),
                                    ("virtual", "Virtual member"),
                                    ("co_opted", "Co-opted"),
                                ],
                                default="member",
                                max_length=20,
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="partnership.group",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="partnership.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["group", "kind", "office"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="seat_ends_after_it_starts",
                            ),
                            models.UniqueConstraint(
                                fields=("group", "organisation", "office", "starts_on"),
                                name="seat_once",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "capacity",
                            models.CharField(
                                choices=[
                                    ("chair", "Chair"),
                                    ("member", "Member"),
                                    ("observer", "Participating observer"),
                                    ("virtual", "Virtual member"),
                                    ("co_opted", "Co-opted"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("substitute", models.BooleanField(default=False)),
                        ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invited_to",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitees",
                                to="partnership.meeting",
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.seat",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["meeting", "seat", "substitute", "person"],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "person"), name="invitee_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CircularReply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "capacity",
                            models.CharField(
                                choices=[
                                    ("chair", "Chair"),
                                    ("member", "Member"),
                                    ("co_opted", "Co-opted"),
                                    ("observer", "Participating observer"),
                                    ("virtual", "Virtual member"),
                                    ("guest", "Invited guest"),
                                    ("office", "In attendance for the business unit"),
                                    ("neighbour", "Representative of the other partnership"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("organisation_name", models.CharField(blank=True, max_length=200)),
                        ("office", models.CharField(max_length=200)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("for", "For"), ("against", "Against"), ("abstained", "Abstained")],
                                max_length=10,
                            ),
                        ),
                        ("words", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Who gave it, or wrote down how it came.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "circular",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="partnership.circular",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                help_text="Who held it.",
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="circular_reply",
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
                            "seat",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.seat",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "circular replies",
                        "ordering": ["circular", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("circular", "seat"), name="circular_reply_once_a_seat"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="circular_reply_answered_by_whom_and_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appointment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("board_manager", "Board manager"),
                                    ("board_officer", "Board officer"),
                                    ("learning_officer", "Learning officer"),
                                    ("administrator", "Business unit administrator"),
                                    ("independent_advisor", "Independent Advisor"),
                                    ("signatory", "Statutory partner signatory"),
                                    ("partner_lead", "Partner lead"),
                                    ("group_chair", "Group chair"),
                                    ("group_member", "Group member"),
                                    ("external_reviewer", "External reviewer"),
                                    ("school_lead", "School safeguarding lead"),
                                    ("education_lead", "Education lead of a local authority"),
                                    ("trainer", "Trainer"),
                                    ("practitioner", "Practitioner"),
                                    ("observer", "Participating observer"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("office", models.CharField(blank=True, max_length=200)),
                        (
                            "substitute",
                            models.BooleanField(
                                default=False, help_text="Stands in, with similar delegated authority."
                            ),
                        ),
                        (
                            "authority",
                            models.CharField(
                                blank=True,
                                help_text="By which office the similar authority was given, and where that is kept.",
                                max_length=200,
                            ),
                        ),
                        ("authority_confirmed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "authority_confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="partnership.seat",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["person", "role"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="appointment_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "board_manager",
                                            "board_officer",
                                            "learning_officer",
                                            "administrator",
                                            "independent_advisor",
                                            "signatory",
                                            "partner_lead",
                                            "group_chair",
                                            "group_member",
                                            "external_reviewer",
                                            "school_lead",
                                            "education_lead",
                                            "trainer",
                                            "practitioner",
                                            "observer",
                                        ],
                                    )
                                ),
                                name="appointment_role_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("role__in", ["group_chair", "group_member", "observer"]),
                                        ("seat__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("role__in", ["group_chair", "group_member", "observer"]),
                                            _negated=True,
                                        ),
                                        ("seat__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="appointment_seated_role_has_a_seat",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "role__in",
                                            [
                                                "partner_lead",
                                                "signatory",
                                                "school_lead",
                                                "education_lead",
                                                "practitioner",
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    ("organisation__isnull", False),
                                    _connector="OR",
                                ),
                                name="appointment_for_an_organisation_names_it",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("authority", ""),
                                        ("authority_confirmed_at", None),
                                        ("authority_confirmed_by", None),
                                    ),
                                    models.Q(
                                        ("authority_confirmed_at__isnull", False),
                                        ("authority_confirmed_by__isnull", False),
                                        ("substitute", True),
                                        models.Q(("authority", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="appointment_authority_of_a_substitute_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Section",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("guidance", models.TextField(blank=True)),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=1, help_text="The version's own count when this was last changed."
                            ),
                        ),
                        (
                            "questionnaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sections",
                                to="partnership.questionnaire",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["questionnaire", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("questionnaire", "position"), name="section_position_once"
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="question",
                    name="section",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="partnership.section",
                    ),
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
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, help_text="When it was withdrawn.", null=True),
                        ),
                        (
                            "appointment",
                            models.ForeignKey(
                                blank=True,
                                help_text="Of somebody who was brought in for this, and leaves with it.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.appointment",
                            ),
                        ),
                        (
                            "assurance_return",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assignments",
                                to="partnership.return",
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="section_assignment",
                                to="partnership.deadline",
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
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="section_assignments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.section",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["section__position", "given_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("assurance_return", "section", "person"),
                                name="section_given_once_to_each",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ended_by", None)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="section_assignment_ended_by_and_at_together",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hold",
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
                                    ("court", "Court proceedings"),
                                    ("inquiry", "Public inquiry"),
                                    ("police", "Police investigation"),
                                    ("complaint", "Complaint"),
                                    ("foi", "Request for information"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("asked_by_office", models.CharField(max_length=200)),
                        ("why", models.TextField()),
                        ("from_on", models.DateField()),
                        ("lifted_on", models.DateField(blank=True, null=True)),
                        ("lifted_because", models.TextField(blank=True)),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "placed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holds",
                                to="partnership.record",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holds",
                                to="partnership.series",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-from_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("record__isnull", False), ("series", None)),
                                    models.Q(("record", None), ("series__isnull", False)),
                                    _connector="OR",
                                ),
                                name="hold_on_a_record_or_a_series",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lifted_by", None), ("lifted_on", None)),
                                    models.Q(
                                        ("lifted_by__isnull", False),
                                        ("lifted_on__isnull", False),
                                        models.Q(("lifted_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hold_lifted_by_whom_when_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SettingCount",
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
                        ("kind", models.CharField(max_length=80)),
                        ("count", models.PositiveIntegerField()),
                        ("academies", models.PositiveIntegerField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="setting_counts",
                                to="partnership.edition",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["area", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "area", "kind"), name="setting_count_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sitting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("chaired_by", models.CharField(help_text="Who chaired, by office.", max_length=200)),
                        (
                            "uncalled_because",
                            models.TextField(
                                blank=True, help_text="Why it was held although no agenda had been sent."
                            ),
                        ),
                        (
                            "quorate",
                            models.BooleanField(help_text="Nothing where it lies with the chair.", null=True),
                        ),
                        ("quorum", models.TextField(help_text="How it was judged, in words.")),
                        (
                            "judged_from",
                            models.JSONField(
                                help_text="The rule, whom it names, and each row that was counted."
                            ),
                        ),
                        ("judged_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "ruling",
                            models.TextField(
                                blank=True, help_text="What the chair ruled where there was no quorum."
                            ),
                        ),
                        (
                            "ruling_of",
                            models.CharField(blank=True, help_text="Who ruled, by office.", max_length=200),
                        ),
                        ("ruled_at", models.DateTimeField(blank=True, null=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sitting",
                                to="partnership.meeting",
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
                            "ruled_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="The chair, or who wrote the chair's words down.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["meeting"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ruled_at", None),
                                        ("ruled_by", None),
                                        ("ruling", ""),
                                        ("ruling_of", ""),
                                    ),
                                    models.Q(
                                        models.Q(("ruling", ""), _negated=True),
                                        models.Q(("ruling_of", ""), _negated=True),
                                        ("ruled_at__isnull", False),
                                        ("ruled_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="sitting_ruled_what_by_whom_and_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("quorate", True), ("ruling", "")),
                                    ("quorate", False),
                                    ("quorate", None),
                                    _connector="OR",
                                ),
                                name="sitting_with_a_quorum_needs_no_ruling",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "capacity",
                            models.CharField(
                                choices=[
                                    ("chair", "Chair"),
                                    ("member", "Member"),
                                    ("co_opted", "Co-opted"),
                                    ("observer", "Participating observer"),
                                    ("virtual", "Virtual member"),
                                    ("guest", "Invited guest"),
                                    ("office", "In attendance for the business unit"),
                                    ("neighbour", "Representative of the other partnership"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "organisation_name",
                            models.CharField(
                                blank=True, help_text="As it was called that day.", max_length=200
                            ),
                        ),
                        ("office", models.CharField(blank=True, max_length=200)),
                        (
                            "presence",
                            models.CharField(
                                choices=[
                                    ("present", "Present"),
                                    ("substitute", "Substitute with similar delegated authority"),
                                    ("stand_in", "Substitute without authority"),
                                    ("apologies", "Apologies"),
                                    ("absent", "Absent"),
                                    ("vacant", "Nobody holds the seat"),
                                    ("not_expected", "Not expected: receives the minutes"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "instead",
                            models.CharField(
                                blank=True, help_text="Who came instead (office, not name).", max_length=200
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, help_text="Such as for which part of the meeting.", max_length=200
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                help_text="Who held the seat that day, where the portal knows.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                help_text="For whom they count.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="partnership.seat",
                            ),
                        ),
                        (
                            "sitting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendees",
                                to="partnership.sitting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sitting", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sitting", "position"), name="attendee_position_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("seat__isnull", False)),
                                fields=("sitting", "seat"),
                                name="attendee_seat_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation_name", ""), _negated=True),
                                    models.Q(("office", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendee_says_who",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("presence__in", ["substitute", "stand_in"]), _negated=True),
                                    models.Q(("instead", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendee_says_who_came_instead",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("seat__isnull", False),
                                        models.Q(
                                            ("capacity__in", ("guest", "office", "neighbour")), _negated=True
                                        ),
                                    ),
                                    models.Q(
                                        ("capacity__in", ("guest", "office", "neighbour")), ("seat", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="attendee_without_a_seat_is_listed_apart",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Spending",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("spent_on", models.DateField()),
                        (
                            "supplier",
                            models.CharField(
                                choices=[
                                    ("host", "The authority that hosts the business unit"),
                                    ("public", "Another public body"),
                                    ("company", "Company"),
                                    ("self_employed", "Self-employed person"),
                                    ("charity", "Charity or voluntary organisation"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("described", models.CharField(max_length=200)),
                        (
                            "reference",
                            models.CharField(blank=True, help_text="Of the order or invoice.", max_length=60),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("reason", models.TextField(blank=True)),
                        ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="spending",
                                to="partnership.budgetline",
                            ),
                        ),
                        (
                            "reverses",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversed_by",
                                to="partnership.spending",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "spending",
                        "ordering": ["-spent_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount", 0), _negated=True),
                                    models.Q(
                                        ("reverses", None),
                                        models.Q(("reason", ""), _negated=True),
                                        _connector="OR",
                                    ),
                                ),
                                name="spending_taken_back_by_a_second_entry",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Stance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organisation_name",
                            models.CharField(help_text="As it was called that day.", max_length=200),
                        ),
                        (
                            "position",
                            models.CharField(
                                choices=[("for", "For"), ("against", "Against"), ("abstained", "Abstained")],
                                max_length=10,
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stances",
                                to="partnership.decision",
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
                    ],
                    options={
                        "ordering": ["decision", "organisation_name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "organisation"), name="stance_once_a_partner"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StandingItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("code", models.SlugField(max_length=40)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("decide", "To decide"),
                                    ("discuss", "To discuss"),
                                    ("note", "To note"),
                                ],
                                default="discuss",
                                max_length=10,
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    (
                                        "everybody",
                                        "Everybody at the meeting, observers and virtual members too",
                                    ),
                                    ("members", "Members only"),
                                    ("restricted", "Only members who may read cases"),
                                ],
                                default="everybody",
                                max_length=12,
                            ),
                        ),
                        (
                            "presenter",
                            models.CharField(
                                blank=True, help_text="By office, never a name.", max_length=200
                            ),
                        ),
                        ("minutes_allotted", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="standing_items",
                                to="partnership.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["group", "position", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="standingitem_ends_after_it_starts",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on", None)),
                                fields=("group", "code"),
                                name="standing_item_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SubjectRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference", models.CharField(max_length=20, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("subject_access", "Subject access: somebody's own data"),
                                    ("foi", "Freedom of information"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "subject_kind",
                            models.CharField(
                                choices=[
                                    ("case", "A case"),
                                    ("record", "A record of the register"),
                                    ("person", "A person who signs in to the portal"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                help_text="An opaque reference, or the number of a person.", max_length=40
                            ),
                        ),
                        ("asked_for", models.TextField(blank=True)),
                        ("received_on", models.DateField()),
                        ("extended_because", models.TextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Being answered"),
                                    ("decided", "Decided, to be checked"),
                                    ("checked", "Checked, to be released"),
                                    ("released", "Answered"),
                                    ("closed", "Answered: nothing released"),
                                ],
                                default="received",
                                max_length=10,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("released", "Everything is released"),
                                    ("part", "A part is released"),
                                    ("withheld", "Everything is withheld"),
                                    ("not_held", "Nothing is held"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("exemption", models.CharField(blank=True, max_length=40)),
                        ("reasons", models.TextField(blank=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "things",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Keys of what was held when it was decided: nothing else goes out.",
                            ),
                        ),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_back_because", models.TextField(blank=True)),
                        ("registered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "checked_by",
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-received_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by", None),
                                    models.Q(("checked_by", models.F("decided_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="subject_request_checked_by_somebody_else",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["checked", "released", "closed"]), _negated=True),
                                    models.Q(("checked_by__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="subject_request_answered_only_when_checked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Survey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference", models.CharField(max_length=40, unique=True)),
                        ("title", models.CharField(max_length=200)),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("children", "Children and young people"),
                                    ("parents", "Parents"),
                                    ("carers", "Carers"),
                                    ("practitioners", "Practitioners"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "purpose",
                            models.TextField(
                                help_text="Type, and what will be done with it: whoever answers reads this."
                            ),
                        ),
                        ("opens_on", models.DateField()),
                        (
                            "closes_on",
                            models.DateField(help_text="The last day on which it may be answered."),
                        ),
                        (
                            "minimum",
                            models.PositiveSmallIntegerField(
                                default=10,
                                help_text="How many people must be in a group before its answers show.",
                            ),
                        ),
                        (
                            "minimum_source",
                            models.CharField(
                                default="Our choice: none of the partnership's documents names a number",
                                max_length=200,
                            ),
                        ),
                        (
                            "breakdown",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "No breakdown: everyone together"),
                                    ("place", "By where the link was used"),
                                    ("question", "By the answer to one question, such as age"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "closed_on",
                            models.DateField(
                                blank=True, help_text="Where it was closed before its last day.", null=True
                            ),
                        ),
                        ("closed_because", models.TextField(blank=True)),
                        (
                            "breakdown_question",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.question",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "questionnaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="surveys",
                                to="partnership.questionnaire",
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
                        "ordering": ["-opens_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("opens_on__lte", models.F("closes_on"))),
                                name="survey_dates_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minimum__gte", 5)), name="survey_minimum_protects"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("opened_at", None), ("opened_by", None)),
                                    models.Q(("opened_at__isnull", False), ("opened_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="survey_opened_by_and_at_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on", None),
                                    models.Q(
                                        models.Q(("closed_because", ""), _negated=True),
                                        ("opened_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="survey_closed_early_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("breakdown_question", None), ("breakdown", "question"), _connector="OR"
                                ),
                                name="survey_breakdown_question_where_asked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpentForm",
                    fields=[
                        ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        (
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="partnership.survey",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.AddField(
                    model_name="said",
                    name="survey",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="said",
                        to="partnership.survey",
                    ),
                ),
                migrations.CreateModel(
                    name="SurveyLink",
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
                                    ("shared", "One link that many use, such as on a poster"),
                                    ("single", "Many links that each open once, such as on cards"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                help_text="Where it is used, such as “youth clubs, Melton”.", max_length=100
                            ),
                        ),
                        ("code", models.CharField(blank=True, max_length=20, null=True, unique=True)),
                        ("until", models.DateField(help_text="The last day on which it opens.")),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                        ("stopped_because", models.TextField(blank=True)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="partnership.survey",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["survey", "place", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("survey", "place"), name="survey_place_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code__isnull", False), ("kind", "shared")),
                                    models.Q(("code", None), ("kind", "single")),
                                    _connector="OR",
                                ),
                                name="survey_link_code_where_shared",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stopped_at", None), ("stopped_because", "")),
                                    models.Q(
                                        ("stopped_at__isnull", False),
                                        models.Q(("stopped_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="survey_link_stopped_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyReply",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("week", models.DateField()),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="partnership.surveylink",
                            ),
                        ),
                        (
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replies",
                                to="partnership.survey",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyChoice",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("value", models.SmallIntegerField()),
                        ("label", models.CharField(max_length=100)),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.question",
                            ),
                        ),
                        (
                            "reply",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="choices",
                                to="partnership.surveyreply",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("reply", "question"), name="survey_choice_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyText",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "To be looked at"),
                                    ("released", "Shown in full"),
                                    ("blanked", "Parts taken out"),
                                    ("withheld", "Taken out as a whole"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(
                                blank=True, help_text="Why something was taken out, without saying what."
                            ),
                        ),
                        (
                            "looked_at_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.question",
                            ),
                        ),
                        (
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="texts",
                                to="partnership.survey",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("looked_at_by", None), ("state", "waiting")),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True),
                                        ("looked_at_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="survey_text_looked_at_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withheld"), ("text", "")),
                                    models.Q(
                                        models.Q(("state", "withheld"), _negated=True),
                                        models.Q(("text", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="survey_text_withheld_is_gone",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["blanked", "withheld"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="survey_text_taken_out_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyTicket",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("secret_hash", models.CharField(max_length=64, unique=True)),
                        ("spent", models.BooleanField(default=False)),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tickets",
                                to="partnership.surveylink",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TargetChange",
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
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="target_changes",
                                to="partnership.action",
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["changed_at"],
                    },
                ),
                migrations.CreateModel(
                    name="TermsOfReference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("in_force_on", models.DateField()),
                        ("remit", models.TextField()),
                        ("membership", models.TextField()),
                        ("frequency", models.TextField()),
                        ("quorum", models.TextField(blank=True, help_text="As the document words it.")),
                        (
                            "quorum_rule",
                            models.CharField(
                                choices=[
                                    ("all_of", "All of them"),
                                    ("some_of", "So many of them"),
                                    ("chair", "The chair rules each time"),
                                ],
                                default="chair",
                                max_length=10,
                            ),
                        ),
                        ("quorum_count", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "quorum_of",
                            models.CharField(
                                choices=[
                                    ("partners", "The statutory partners"),
                                    ("members", "The organisations with a member's seat"),
                                    ("chosen", "The organisations named here"),
                                ],
                                default="members",
                                max_length=20,
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("draft", models.BooleanField(default=False)),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=1, help_text="How often the draft was saved."
                            ),
                        ),
                        ("saved_at", models.DateTimeField(blank=True, null=True)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reason",
                            models.TextField(
                                blank=True, help_text="Why this version took the place of the one before."
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="terms",
                                to="partnership.group",
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
                            "quorum_organisations",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="partnership.organisation"
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
                        "ordering": ["group", "-version"],
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "version"), name="terms_version_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("quorum_count__gt", 0), ("quorum_rule", "some_of")),
                                    models.Q(
                                        models.Q(("quorum_rule", "some_of"), _negated=True),
                                        ("quorum_count", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="terms_quorum_count_where_it_counts",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("draft", True)),
                                fields=("group",),
                                name="terms_one_draft_a_group",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at", None), ("published_by", None)),
                                    models.Q(
                                        ("draft", False),
                                        ("published_at__isnull", False),
                                        ("published_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="terms_published_by_and_at_together",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="sitting",
                    name="terms",
                    field=models.ForeignKey(
                        blank=True,
                        help_text="The version in force that day.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.termsofreference",
                    ),
                ),
                migrations.CreateModel(
                    name="Upload",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                help_text="What they are for, such as spending:12.", max_length=40
                            ),
                        ),
                        (
                            "rows",
                            models.JSONField(
                                default=list, help_text="[number, cells] in the order of the columns."
                            ),
                        ),
                        (
                            "notes",
                            models.JSONField(default=list, help_text="What was left out, in sentences."),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["made_at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("purpose", "by"), name="upload_one_each")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VoiceSession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference", models.CharField(max_length=40, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("advisory", "Young People's Advisory Group meeting"),
                                    ("led", "Session of the partnership led by young people"),
                                    ("visit", "Visit"),
                                    ("focus", "Focus group"),
                                    ("forum", "Forum or council, such as a youth council"),
                                    ("other", "Something else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("children", "Children and young people"),
                                    ("parents", "Parents"),
                                    ("carers", "Carers"),
                                    ("practitioners", "Practitioners"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("held_on", models.DateField()),
                        (
                            "how_many",
                            models.PositiveSmallIntegerField(
                                help_text="How many people were heard. Never who."
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=200)),
                        (
                            "facilitator",
                            models.CharField(help_text="By office, never a name.", max_length=200),
                        ),
                        ("asked", models.TextField()),
                        (
                            "heard",
                            models.TextField(help_text="Themes, one a line, in words that identify nobody."),
                        ),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.group",
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
                        "ordering": ["-held_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("how_many__gt", 0),
                                    models.Q(("heard", ""), _negated=True),
                                    models.Q(("asked", ""), _negated=True),
                                ),
                                name="voice_session_heard_somebody",
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="said",
                    name="session",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="said",
                        to="partnership.voicesession",
                    ),
                ),
                migrations.CreateModel(
                    name="VoiceUse",
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
                                    ("report", "Yearly report or highlight report"),
                                    ("policy", "Policy or procedure"),
                                    ("training", "Training"),
                                    ("audit", "Audit or other assurance"),
                                    ("other", "Something else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                help_text="Such as YR-2025, or the policy's title and version.",
                                max_length=100,
                            ),
                        ),
                        ("how", models.TextField(blank=True)),
                        ("noted_on", models.DateField(default=django.utils.timezone.localdate)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "said",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uses",
                                to="partnership.said",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["said", "noted_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("said", "kind", "reference"), name="voice_use_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Withheld",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.CharField(
                                help_text="The thing's own key, such as letter-12.", max_length=80
                            ),
                        ),
                        ("exemption", models.CharField(max_length=40)),
                        ("reason", models.TextField()),
                        ("marked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "marked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="withheld",
                                to="partnership.subjectrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "withheld",
                        "ordering": ["request", "item"],
                        "constraints": [
                            models.UniqueConstraint(fields=("request", "item"), name="withheld_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearClosing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("figures", models.JSONField()),
                        ("checksum", models.CharField(max_length=64)),
                        ("closed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("reopened_at", models.DateTimeField(blank=True, null=True)),
                        ("reopened_because", models.TextField(blank=True)),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closings",
                                to="partnership.budget",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reopened_by",
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
                        "ordering": ["budget", "-closed_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reopened_at", None), ("reopened_by", None)),
                                    models.Q(
                                        ("reopened_at__isnull", False),
                                        ("reopened_by__isnull", False),
                                        models.Q(("reopened_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="year_reopened_by_whom_when_and_why",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YoungPeoplesYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(help_text="The 1st of April.")),
                        (
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="young_peoples_year",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                help_text="Whose session they lead.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-starts_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "starts_on"), name="young_peoples_year_once"
                            )
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="highlightreport",
                    constraint=models.UniqueConstraint(
                        fields=("group", "meeting"), name="highlight_report_once_a_meeting"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childdeathreport",
                    constraint=models.UniqueConstraint(
                        fields=("panel", "kind", "covers_from", "covers_until"),
                        name="child_death_report_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childdeathreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("considered_as", ""), ("considered_at", None)),
                            models.Q(
                                ("considered_at__isnull", False),
                                ("received_on__isnull", False),
                                models.Q(("considered_as", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="child_death_report_considered_where_and_how",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agendaitem",
                    constraint=models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("meeting", "position"),
                        name="agenda_position_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agendaitem",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("standing", ""), _negated=True),
                        fields=("meeting", "standing"),
                        name="agenda_standing_item_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="escalation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("raised_for", models.F("raised_with")), _negated=True),
                        name="escalation_is_between_two_agencies",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="deadline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("group", None),
                                ("organisation__isnull", False),
                                ("owner", None),
                                ("role", ""),
                            ),
                            models.Q(
                                ("group__isnull", False),
                                ("organisation", None),
                                ("owner", None),
                                ("role", ""),
                            ),
                            models.Q(
                                ("group", None),
                                ("organisation", None),
                                ("owner__isnull", False),
                                ("role", ""),
                            ),
                            models.Q(
                                ("group", None),
                                ("organisation", None),
                                ("owner", None),
                                models.Q(("role", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="deadline_is_asked_of_exactly_one",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contribution",
                    constraint=models.UniqueConstraint(
                        fields=("budget", "organisation"), name="contribution_once_a_partner"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consultationasked",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("group", None), ("organisation__isnull", False)),
                            models.Q(("group__isnull", False), ("organisation", None)),
                            _connector="OR",
                        ),
                        name="consultation_asks_an_agency_or_a_group",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consultationasked",
                    constraint=models.UniqueConstraint(
                        fields=("consultation", "organisation", "group"),
                        name="consultation_asks_once",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="action",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("organisation__isnull", False), ("owner__isnull", False), _connector="OR"
                        ),
                        name="action_has_somebody_to_do_it",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consultation",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("settled_at", None)),
                        fields=("version",),
                        name="consultation_one_open_a_version",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="budget",
                    constraint=models.UniqueConstraint(fields=("pot", "year"), name="budget_once_a_year"),
                ),
                migrations.AddConstraint(
                    model_name="answer",
                    constraint=models.UniqueConstraint(
                        fields=("assurance_return", "question"), name="answer_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="return",
                    constraint=models.UniqueConstraint(
                        fields=("round", "organisation", "about"), name="return_once_a_round"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="question",
                    constraint=models.UniqueConstraint(
                        fields=("section", "position"), name="question_position_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="question",
                    constraint=models.UniqueConstraint(fields=("section", "code"), name="question_code_once"),
                ),
                migrations.CreateModel(
                    name="LibraryItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("put_forward_at", models.DateTimeField(blank=True, null=True)),
                        ("let_out_at", models.DateTimeField(blank=True, null=True)),
                        ("title", models.CharField(max_length=150)),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("seven_minute", "Seven-minute briefing"),
                                    ("briefing", "Briefing"),
                                    ("bulletin", "Bulletin"),
                                    ("leaflet", "Leaflet"),
                                    ("poster", "Poster"),
                                    ("advice", "Advice"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "audiences",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("children", "Children and young people"),
                                        ("parents", "Parents and carers"),
                                        ("practitioners", "People who work with children"),
                                        ("schools", "Schools and other settings"),
                                        ("leaders", "Managers and leaders"),
                                    ],
                                    max_length=15,
                                ),
                                size=None,
                            ),
                        ),
                        (
                            "themes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("neglect", "Neglect"),
                                        ("physical", "Physical harm"),
                                        ("babies", "Injuries to babies"),
                                        ("sexual", "Sexual abuse"),
                                        ("exploitation", "Exploitation outside the home"),
                                        ("domestic", "Domestic abuse"),
                                        ("mental_health", "Mental health and self-harm"),
                                        ("substances", "Alcohol and drugs in the family"),
                                        ("violence", "Serious youth violence"),
                                        ("looked_after", "Children in care and care leavers"),
                                        ("disability", "Disabled children"),
                                        ("sleep", "Safer sleep"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("en", "English"),
                                    ("ar", "Arabic"),
                                    ("bn", "Bengali"),
                                    ("gu", "Gujarati"),
                                    ("hi", "Hindi"),
                                    ("ps", "Pashto"),
                                    ("pl", "Polish"),
                                    ("pt", "Portuguese"),
                                    ("pa", "Punjabi"),
                                    ("ro", "Romanian"),
                                    ("so", "Somali"),
                                    ("uk", "Ukrainian"),
                                    ("ur", "Urdu"),
                                    ("cy", "Welsh"),
                                ],
                                default="en",
                                max_length=2,
                            ),
                        ),
                        (
                            "summary",
                            models.CharField(
                                help_text="What it is for. This is shown in lists and search results.",
                                max_length=300,
                            ),
                        ),
                        ("text", models.TextField(blank=True, help_text="Markdown.")),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "first_out_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Since when the public knows of it, taken back since or not.",
                                null=True,
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                    ],
                    options={
                        "ordering": ["-added_at", "-pk"],
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
                                name="libraryitem_put_forward_before_let_out",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("let_out_by", None),
                                    models.Q(("let_out_by", models.F("put_forward_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="libraryitem_let_out_by_somebody_else",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True),
                                    models.Q(("summary", ""), _negated=True),
                                    ("audiences__len__gt", 0),
                                ),
                                name="library_item_says_what_it_is_and_for_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("put_forward_at", None),
                                    models.Q(("text", ""), _negated=True),
                                    ("document__isnull", False),
                                    _connector="OR",
                                ),
                                name="library_item_public_with_something_to_read",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("let_out_at", None), ("first_out_at__isnull", False), _connector="OR"
                                ),
                                name="library_item_public_since",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactDetails",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                        ),
                        ("telephone", models.CharField(blank=True, max_length=40)),
                        (
                            "hours",
                            models.CharField(
                                blank=True, help_text="When somebody answers the telephone.", max_length=100
                            ),
                        ),
                        ("postal", models.TextField(blank=True, verbose_name="postal address")),
                        ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "contact details",
                        "ordering": ["-pk"],
                    },
                ),
            ]
        )
    ]
