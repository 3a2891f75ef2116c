import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FREEZE = """
CREATE FUNCTION keep_agreed_training_evaluation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'agreed' THEN
        RAISE EXCEPTION 'An agreed evaluation is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON training_yearlyevaluation
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_training_evaluation();
"""
THAW = """
DROP TRIGGER frozen ON training_yearlyevaluation;
DROP FUNCTION keep_agreed_training_evaluation();
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0004_attendance")]

    operations = [
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "moment",
                    models.CharField(
                        choices=[("before", "Before"), ("after", "Straight after"), ("later", "Later")],
                        max_length=10,
                    ),
                ),
                (
                    "respondent",
                    models.CharField(
                        choices=[("learner", "Learner"), ("manager", "Learner’s manager")], max_length=10
                    ),
                ),
                ("asked_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("reminded_on", models.DateField(blank=True, null=True)),
                (
                    "answered_on",
                    models.DateField(
                        blank=True, help_text="The day only: an instant could tell who.", null=True
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="training.booking",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="training.guest",
                    ),
                ),
            ],
            options={
                "ordering": ["booking", "guest", "asked_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "moment",
                    models.CharField(
                        choices=[("before", "Before"), ("after", "Straight after"), ("later", "Later")],
                        max_length=10,
                    ),
                ),
                (
                    "respondent",
                    models.CharField(
                        choices=[("learner", "Learner"), ("manager", "Learner’s manager")], max_length=10
                    ),
                ),
                ("asked", models.CharField(max_length=20)),
                ("text", models.TextField()),
                (
                    "hidden_because",
                    models.CharField(
                        blank=True,
                        help_text="It could tell who somebody is, and is not shown.",
                        max_length=300,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="training.session",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "moment",
                    models.CharField(
                        choices=[("before", "Before"), ("after", "Straight after"), ("later", "Later")],
                        max_length=10,
                    ),
                ),
                (
                    "respondent",
                    models.CharField(
                        choices=[("learner", "Learner"), ("manager", "Learner’s manager")], max_length=10
                    ),
                ),
                (
                    "offset_days",
                    models.SmallIntegerField(help_text="From the day of the session; before it is negative."),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="training.course",
                    ),
                ),
            ],
            options={
                "ordering": ["course", "offset_days", "respondent"],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=200)),
                ("retired_on", models.DateField(blank=True, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="training.course",
                    ),
                ),
            ],
            options={
                "ordering": ["course", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reaction", models.CharField(blank=True, max_length=20)),
                ("value", models.PositiveSmallIntegerField()),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="training.evaluation",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="training.statement",
                    ),
                ),
            ],
            options={
                "ordering": ["evaluation", "pk"],
            },
        ),
        migrations.CreateModel(
            name="YearlyEvaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(help_text="In which it began.", unique=True)),
                ("figures", models.JSONField(help_text="As operations.yearly_evaluation.gather made them.")),
                ("gathered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("difference", models.TextField(blank=True, verbose_name="what difference it made")),
                ("not_changed", models.TextField(blank=True, verbose_name="what did not change")),
                ("next_year", models.TextField(blank=True, verbose_name="what it means for next year")),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("writing", "Being written"),
                            ("with_group", "With the group"),
                            ("agreed", "Agreed"),
                        ],
                        default="writing",
                        max_length=10,
                    ),
                ),
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
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.group"
                    ),
                ),
            ],
            options={
                "ordering": ["-year"],
            },
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                fields=("booking", "moment", "respondent"), name="evaluation_asked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                fields=("guest", "moment", "respondent"), name="evaluation_guest_asked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("booking__isnull", False), ("guest", None)),
                    models.Q(
                        ("booking", None),
                        ("guest__isnull", False),
                        ("respondent", "learner"),
                        models.Q(("moment", "before"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="evaluation_of_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("asked_on"))),
                name="evaluation_closes_after_it_opens",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(
                fields=("course", "moment", "respondent"), name="evaluation_stage_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(("respondent", "learner"), ("moment", "later"), _connector="OR"),
                name="evaluation_manager_is_asked_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("moment", "before"), ("offset_days__lt", 0)),
                    models.Q(models.Q(("moment", "before"), _negated=True), ("offset_days__gte", 0)),
                    _connector="OR",
                ),
                name="evaluation_stage_on_its_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(
                fields=("evaluation", "statement", "reaction"), name="score_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reaction", ""), ("statement__isnull", False)),
                    models.Q(("statement", None), models.Q(("reaction", ""), _negated=True)),
                    _connector="OR",
                ),
                name="score_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gte", 1), ("value__lte", 5)), name="score_on_the_scale"
            ),
        ),
        migrations.AddConstraint(
            model_name="yearlyevaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "agreed"), _negated=True), ("agreed_at", None), ("agreed_by", None)
                    ),
                    models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False), ("state", "agreed")),
                    _connector="OR",
                ),
                name="yearly_evaluation_agreed_by_and_at",
            ),
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
