import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FREEZE = """
CREATE FUNCTION keep_agreed_needs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    agreed boolean;
BEGIN
    IF TG_TABLE_NAME = 'training_needsanalysis' THEN
        IF OLD.state = 'agreed' THEN
            RAISE EXCEPTION 'An agreed needs analysis is frozen';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_TABLE_NAME = 'training_needevidence' THEN
        IF TG_OP <> 'INSERT' AND OLD.standing = 'picked' THEN
            SELECT state = 'agreed' INTO agreed FROM training_needsanalysis WHERE year = OLD.year;
        END IF;
    ELSIF TG_TABLE_NAME = 'training_need' THEN
        SELECT state = 'agreed' INTO agreed FROM training_needsanalysis
        WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.analysis_id ELSE OLD.analysis_id END;
    ELSE
        SELECT a.state = 'agreed' INTO agreed
        FROM training_need n JOIN training_needsanalysis a ON a.id = n.analysis_id
        WHERE n.id = CASE WHEN TG_OP = 'INSERT' THEN NEW.need_id ELSE OLD.need_id END;
    END IF;
    IF agreed THEN
        RAISE EXCEPTION 'An agreed needs analysis is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON training_needsanalysis
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_needs();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON training_need
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_needs();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON training_needscore
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_needs();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON training_need_evidence
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_needs();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON training_needevidence
    FOR EACH ROW EXECUTE FUNCTION keep_agreed_needs();
"""

THAW = """
DROP TRIGGER frozen ON training_needevidence;
DROP TRIGGER frozen ON training_need_evidence;
DROP TRIGGER frozen ON training_needscore;
DROP TRIGGER frozen ON training_need;
DROP TRIGGER frozen ON training_needsanalysis;
DROP FUNCTION keep_agreed_needs();
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="course",
            name="revision",
            field=models.PositiveIntegerField(default=1, help_text="Counts every change of its words."),
        ),
        migrations.AddField(
            model_name="session",
            name="revision",
            field=models.PositiveIntegerField(default=1, help_text="Counts every change of it."),
        ),
        migrations.AddField(
            model_name="venue",
            name="contact",
            field=models.CharField(
                blank=True, help_text="Whom staff ask; not shown publicly.", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="given_up",
            field=models.BooleanField(default=False, help_text="No session is planned there any more."),
        ),
        migrations.CreateModel(
            name="NeedEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("key", models.CharField(help_text="What it is of, such as learning:12.", max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("priority", "Priorities of the business plan"),
                            ("learning", "Learning from reviews, audits and elsewhere"),
                            ("returns", "Agencies’ returns"),
                            ("survey", "Practitioners’ survey"),
                            ("evaluation", "Evaluation of last year’s training"),
                            ("audit", "Multi-agency audits"),
                            ("national", "National issues"),
                            ("partners", "Partners and sub-groups"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField()),
                ("source", models.CharField(blank=True, max_length=300)),
                ("link", models.URLField(blank=True, help_text="Where it was published.", max_length=500)),
                (
                    "path",
                    models.CharField(
                        blank=True,
                        help_text="Where in the portal it is read, for whoever may.",
                        max_length=200,
                    ),
                ),
                ("known_on", models.DateField()),
                (
                    "standing",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("picked", "Picked"), ("left", "Left out")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Nobody: the portal did.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name_plural": "need evidence",
                "ordering": ["kind", "-known_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="NeedsAnalysis",
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
                        help_text="The year in whose April it begins.", unique=True
                    ),
                ),
                ("reference", models.CharField(help_text="Such as LNA-2026.", max_length=20, unique=True)),
                ("called", models.CharField(help_text="What it was called when it began.", max_length=100)),
                (
                    "criteria",
                    models.JSONField(help_text="By which needs were scored, as they stood when it began."),
                ),
                (
                    "scale",
                    models.JSONField(help_text="The points of a score and their words, as they stood then."),
                ),
                (
                    "introduction",
                    models.TextField(blank=True, help_text="What was asked, of whom, and when."),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("gathering", "Being gathered"),
                            ("scoring", "Being scored"),
                            ("with_group", "Before the group"),
                            ("agreed", "Agreed"),
                        ],
                        default="gathering",
                        max_length=12,
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(
                        default=1, help_text="Counts every change of its words or needs."
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.deadline",
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
                "verbose_name_plural": "needs analyses",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=150)),
                ("able_to", models.TextField(help_text="What people must be able to do.")),
                ("audience", models.CharField(max_length=300)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Level 1: everybody who meets children"),
                            (2, "Level 2: regular work with children"),
                            (3, "Level 3: work with children at risk"),
                            (4, "Level 4: leads and managers"),
                        ]
                    ),
                ),
                (
                    "people",
                    models.PositiveIntegerField(blank=True, help_text="How many people need it.", null=True),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("taken_up", "Taken up"), ("not_taken_up", "Not taken up")],
                        max_length=12,
                    ),
                ),
                ("why", models.TextField(blank=True, help_text="Why it was taken up or not.")),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        help_text="Last year’s.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="training.need",
                    ),
                ),
                ("courses", models.ManyToManyField(blank=True, related_name="needs", to="training.course")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evidence",
                    models.ManyToManyField(blank=True, related_name="needs", to="training.needevidence"),
                ),
                (
                    "analysis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="training.needsanalysis",
                    ),
                ),
            ],
            options={
                "ordering": ["analysis", "number"],
            },
        ),
        migrations.CreateModel(
            name="NeedScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion", models.SlugField(max_length=40)),
                ("value", models.PositiveSmallIntegerField()),
                ("scored_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="training.need"
                    ),
                ),
                (
                    "scored_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["need", "criterion", "scored_by"],
            },
        ),
        migrations.CreateModel(
            name="PoolTrainer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="Days on which they can, and the like.", max_length=300
                    ),
                ),
                ("observed_on", models.DateField(blank=True, null=True)),
                (
                    "observed",
                    models.TextField(blank=True, help_text="What was seen when they were last watched."),
                ),
                (
                    "left_on",
                    models.DateField(blank=True, help_text="Since when they teach no more.", null=True),
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
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pool_entry",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("teaches", models.ManyToManyField(blank=True, related_name="pool", to="training.course")),
            ],
            options={
                "ordering": ["person__name"],
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True)),
                (
                    "budget",
                    models.DecimalField(
                        decimal_places=2, default=0, help_text="In pounds, for the year.", max_digits=12
                    ),
                ),
                (
                    "margin_percent",
                    models.PositiveSmallIntegerField(help_text="Of places and budget, kept free."),
                ),
                ("margin_source", models.CharField(max_length=300)),
                ("introduction", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planning", "Being planned"),
                            ("with_group", "Before the group"),
                            ("agreed", "Agreed"),
                        ],
                        default="planning",
                        max_length=12,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("returned_because", models.TextField(blank=True)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("agreed_how", models.CharField(blank=True, max_length=200)),
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
                    "analysis",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programme",
                        to="training.needsanalysis",
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
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="MarginUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "issue",
                    models.CharField(help_text="What came up since the needs were agreed.", max_length=300),
                ),
                ("used_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="margin_use",
                        to="training.session",
                    ),
                ),
                (
                    "used_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="margin_uses",
                        to="training.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["programme", "used_at"],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sessions", models.PositiveSmallIntegerField(default=0)),
                ("places", models.PositiveIntegerField(default=0)),
                (
                    "cost",
                    models.DecimalField(
                        decimal_places=2, default=0, help_text="Planned, in pounds.", max_digits=12
                    ),
                ),
                (
                    "need",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="line", to="training.need"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="training.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["programme", "need__number"],
            },
        ),
        migrations.CreateModel(
            name="Commission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "provider",
                    models.CharField(help_text="The organisation that provides it.", max_length=200),
                ),
                (
                    "in_house",
                    models.BooleanField(
                        default=False, help_text="Partners’ own trainers, without a contract."
                    ),
                ),
                ("chosen_how", models.TextField(help_text="How it was chosen, and who else was asked.")),
                (
                    "cost",
                    models.DecimalField(
                        decimal_places=2, help_text="For the whole time, in pounds.", max_digits=12
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("contract", models.CharField(blank=True, help_text="Its reference.", max_length=60)),
                ("quality", models.TextField(blank=True, help_text="What was looked at and found.")),
                ("quality_checked_on", models.DateField(blank=True, null=True)),
                (
                    "review_on",
                    models.DateField(blank=True, help_text="When it is looked at again.", null=True),
                ),
                ("review", models.TextField(blank=True, help_text="What the last review said.")),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commissions",
                        to="training.course",
                    ),
                ),
                (
                    "trainers",
                    models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL),
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
                "ordering": ["-starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="commission_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost__gte", 0)), name="commission_cost_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quality", ""), ("quality_checked_on", None)),
                            models.Q(
                                models.Q(("quality", ""), _negated=True),
                                ("quality_checked_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="commission_quality_and_its_day_together",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="needevidence",
            constraint=models.UniqueConstraint(fields=("year", "key"), name="need_evidence_once_a_year"),
        ),
        migrations.AddConstraint(
            model_name="needevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="need_evidence_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="needevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("judged_by", None), ("standing", "proposed")),
                    models.Q(models.Q(("standing", "proposed"), _negated=True), ("judged_by__isnull", False)),
                    _connector="OR",
                ),
                name="need_evidence_judged_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="needsanalysis",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "agreed"), _negated=True),
                        ("agreed_at", None),
                        ("agreed_by", None),
                        ("agreed_how", ""),
                    ),
                    models.Q(
                        ("agreed_at__isnull", False),
                        ("agreed_by__isnull", False),
                        ("state", "agreed"),
                        models.Q(("agreed_how", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="needs_agreed_by_at_and_how_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(fields=("analysis", "number"), name="need_number_once"),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(fields=("analysis", "carried_from"), name="need_carried_once"),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision", ""), models.Q(("why", ""), _negated=True), _connector="OR"),
                name="need_decided_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="needscore",
            constraint=models.UniqueConstraint(
                fields=("need", "criterion", "scored_by"), name="need_scored_once_by_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="pooltrainer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("observed", ""), ("observed_on", None)),
                    models.Q(("observed_on__isnull", False), models.Q(("observed", ""), _negated=True)),
                    _connector="OR",
                ),
                name="pool_trainer_observed_and_its_day_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("margin_percent__lt", 100)), name="programme_margin_is_a_part"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("budget__gte", 0)), name="programme_budget_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "agreed"), _negated=True),
                        ("agreed_at", None),
                        ("agreed_by", None),
                        ("agreed_how", ""),
                    ),
                    models.Q(
                        ("agreed_at__isnull", False),
                        ("agreed_by__isnull", False),
                        ("state", "agreed"),
                        models.Q(("agreed_how", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="programme_agreed_by_at_and_how_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="marginuse",
            constraint=models.CheckConstraint(
                condition=models.Q(("issue", ""), _negated=True), name="margin_use_names_its_issue"
            ),
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
