import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# A closed quarter's entries stay as they were, whatever reaches the table.
FREEZE = """
CREATE FUNCTION keep_closed_quarter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM partnership_planquarter q
        WHERE q.closed_at IS NOT NULL AND q.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.quarter_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.quarter_id END)
    ) THEN
        RAISE EXCEPTION 'A closed quarter is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_progress
    FOR EACH ROW EXECUTE FUNCTION keep_closed_quarter();
"""
THAW = """
DROP TRIGGER frozen ON partnership_progress;
DROP FUNCTION keep_closed_quarter();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0015_voice"),
    ]

    operations = [
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
                ("reference", models.CharField(help_text="Such as BP-2026.", max_length=40, unique=True)),
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
                        blank=True, help_text="Reference of the meeting and its decision.", max_length=200
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("review", models.TextField(blank=True, help_text="What became of it, when it was closed.")),
                ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
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
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
            },
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
                (
                    "no_comments",
                    models.BooleanField(
                        default=False, help_text="It considered the plan and had nothing to say."
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("changed_plan", models.BooleanField(default=False)),
                ("answered_on", models.DateField(blank=True, null=True)),
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
                    models.BooleanField(default=False, help_text="Young people asked for it themselves."),
                ),
                ("rationale", models.TextField(blank=True)),
                ("outcome", models.TextField(blank=True, help_text="What good looks like for children.")),
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
                    "said",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drives",
                        to="partnership.said",
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
            ],
            options={
                "ordering": ["priority", "kind", "pk"],
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
            },
        ),
        migrations.AddConstraint(
            model_name="businessplan",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="businessplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("let_out_by", None),
                    models.Q(("let_out_by", models.F("put_forward_by")), _negated=True),
                    _connector="OR",
                ),
                name="businessplan_let_out_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="businessplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="plan_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="businessplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_on", None), ("state__in", ["drafting", "consultation"])),
                    models.Q(
                        ("approved_on__isnull", False),
                        ("state__in", ["approved", "closed"]),
                        models.Q(("approved_by_decision", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="plan_approved_on_and_by_what_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="businessplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("closed_on__isnull", False), models.Q(("review", ""), _negated=True)),
                    _connector="OR",
                ),
                name="plan_closed_after_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="businessplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("put_forward_at", None), ("state__in", ["approved", "closed"]), _connector="OR"
                ),
                name="plan_public_once_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="businessplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("let_out_at", None), ("document__isnull", False), _connector="OR"),
                name="plan_public_with_its_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="committee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on", None),
                    ("ends_on", None),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="committee_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="planconsultation",
            constraint=models.UniqueConstraint(fields=("plan", "committee"), name="committee_consulted_once"),
        ),
        migrations.AddConstraint(
            model_name="planconsultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("comments", ""), ("considered_on", None), ("no_comments", False)),
                    models.Q(("comments", ""), ("considered_on__isnull", False), ("no_comments", True)),
                    models.Q(
                        ("considered_on__isnull", False),
                        ("no_comments", False),
                        models.Q(("comments", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="consultation_considered_and_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="planconsultation",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="planquarter",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="planquarter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("let_out_by", None),
                    models.Q(("let_out_by", models.F("put_forward_by")), _negated=True),
                    _connector="OR",
                ),
                name="planquarter_let_out_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="planquarter",
            constraint=models.UniqueConstraint(fields=("plan", "starts_on"), name="plan_quarter_once"),
        ),
        migrations.AddConstraint(
            model_name="planquarter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None)),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="plan_quarter_closed_by_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="planquarter",
            constraint=models.CheckConstraint(
                condition=models.Q(("put_forward_at", None), ("closed_at__isnull", False), _connector="OR"),
                name="plan_quarter_public_once_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="planvariation",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="variation_number_once"),
        ),
        migrations.AddConstraint(
            model_name="planvariation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("what", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                ),
                name="variation_says_what_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="priority_number_once"),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lead_group__isnull", False), ("lead_organisation", None)),
                    models.Q(("lead_group", None), ("lead_organisation__isnull", False)),
                    _connector="OR",
                ),
                name="priority_has_one_lead",
            ),
        ),
        migrations.AddConstraint(
            model_name="driver",
            constraint=models.UniqueConstraint(fields=("priority", "kind", "words"), name="driver_once"),
        ),
        migrations.AddConstraint(
            model_name="driver",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="driver_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="progress",
            constraint=models.UniqueConstraint(
                fields=("quarter", "priority"), name="progress_once_a_quarter"
            ),
        ),
        migrations.AddConstraint(
            model_name="progress",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="progress",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rag__in", ["red", "amber"]), _negated=True),
                    models.Q(("next_steps", ""), _negated=True),
                    _connector="OR",
                ),
                name="progress_red_and_amber_say_what_next",
            ),
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
