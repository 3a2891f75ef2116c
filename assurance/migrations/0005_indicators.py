import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assurance", "0004_audits"), ("partnership", "0008_question_kinds")]

    operations = [
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
                            ("neither", "Neither: it prompts a question"),
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
                            ("snapshot", "How it stood on the last day, or over the last twelve months"),
                        ],
                        default="within",
                        max_length=10,
                    ),
                ),
                (
                    "geography",
                    models.CharField(
                        choices=[
                            ("each", "Leicestershire and Rutland, each by itself"),
                            ("together", "Leicestershire and Rutland, in one figure"),
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
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                ("target", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
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
                    models.DateField(help_text="First day of the first period for which figures are wanted."),
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
                    models.DateField(blank=True, help_text="Empty for the first: since ever.", null=True),
                ),
                ("text", models.TextField()),
                ("numerator", models.CharField(blank=True, max_length=300)),
                ("denominator", models.CharField(blank=True, max_length=300)),
                ("comparable", models.BooleanField(default=True, help_text="With the version before it.")),
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
                ("value", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
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
                ("reason", models.CharField(blank=True, help_text="Why it was changed.", max_length=300)),
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
            },
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
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("retired_because", ""), ("retired_on", None)),
                    models.Q(("retired_on__isnull", False), models.Q(("retired_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="indicator_retired_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code", ""), _negated=True),
                    models.Q(("name", ""), _negated=True),
                    models.Q(("challenge_question", ""), _negated=True),
                ),
                name="indicator_asks_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="definition",
            constraint=models.UniqueConstraint(
                fields=("indicator", "version"), name="definition_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="definition",
            constraint=models.UniqueConstraint(
                fields=("indicator", "valid_from"), name="definition_from_a_day_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="definition",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="definition_says_what_is_counted"
            ),
        ),
        migrations.AddConstraint(
            model_name="definition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("comparable", True),
                    models.Q(models.Q(("break_because", ""), _negated=True), ("valid_from__isnull", False)),
                    _connector="OR",
                ),
                name="definition_break_has_a_reason_and_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorperiod",
            constraint=models.UniqueConstraint(
                fields=("indicator", "starts_on"), name="indicator_period_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("commentary", ""), ("commentary_at", None), ("commentary_by", None)),
                    models.Q(
                        models.Q(("commentary", ""), _negated=True),
                        ("commentary_at__isnull", False),
                        ("commentary_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="indicator_commentary_by_whom_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.UniqueConstraint(
                fields=("period", "area", "category", "revision"), name="figure_revision_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stands", True)),
                fields=("period", "area", "category"),
                name="figure_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(("revision", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="figure_changed_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("numerator", None), ("numerator__gte", 0), _connector="OR"),
                    models.Q(("denominator", None), ("denominator__gte", 0), _connector="OR"),
                ),
                name="figure_counts_from_nought",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("absent_because", ""),
                        models.Q(("denominator", None), ("numerator", None), ("value", None), _negated=True),
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
        ),
    ]
