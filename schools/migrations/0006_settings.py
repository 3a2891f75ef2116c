import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schools", "0005_inspections")]

    operations = [
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
                            ("fostering", "Foster agency"),
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
                        blank=True, help_text="The district or town, never an address.", max_length=100
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Where requests are sent.",
                        max_length=254,
                        verbose_name="e-mail address",
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
                            ("letter", "By letter or e-mail"),
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
                ("outcome", models.CharField(help_text="As the inspectorate words it.", max_length=100)),
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
                    models.PositiveIntegerField(help_text="That gave the authority its yearly assurance."),
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
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="early years settings"),
                ),
                (
                    "out_of_school",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="out-of-school clubs"),
                ),
                ("governors", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "mod_welfare",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="MoD welfare team"),
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
                    models.ManyToManyField(blank=True, related_name="engagements", to="schools.school"),
                ),
            ],
            options={
                "ordering": ["-held_on", "-pk"],
                "indexes": [models.Index(fields=["authority", "held_on"], name="engagement_authority_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                            models.Q(
                                ("withdrawn_on__isnull", False),
                                models.Q(("withdrawn_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="engagement_withdrawn_says_why",
                    )
                ],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "followed_up__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("late"), "+", models.F("not_made")
                                ),
                            )
                        ),
                        name="notification_followed_up_fits",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="setting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("urn", ""), _negated=True), fields=("urn",), name="setting_urn_once"
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
                    models.Q(("answered_on__isnull", False), models.Q(("answered_how", ""), _negated=True)),
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
                    models.Q(("closed_on__isnull", False), models.Q(("closed_because", ""), _negated=True)),
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
    ]
