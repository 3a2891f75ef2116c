import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0014_disputes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="questionnaire",
            name="basis",
            field=models.CharField(
                choices=[
                    ("duty", "A duty to answer"),
                    ("invitation", "An invitation to answer"),
                    ("anonymous", "A survey that does not know who answers"),
                ],
                default="duty",
                max_length=10,
            ),
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
                        help_text="What for, and what will be done with it: whoever answers reads this."
                    ),
                ),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField(help_text="The last day on which it may be answered.")),
                (
                    "minimum",
                    models.PositiveSmallIntegerField(
                        default=10, help_text="How many people must be in a group before its answers show."
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
                            ("", "No breakdown: everybody together"),
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
            },
        ),
        migrations.CreateModel(
            name="SpentForm",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="partnership.survey"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
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
            },
        ),
        migrations.CreateModel(
            name="SurveyReply",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
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
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
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
            },
        ),
        migrations.CreateModel(
            name="SurveyText",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("text", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "To be looked at"),
                            ("released", "As it was written"),
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
            },
        ),
        migrations.CreateModel(
            name="SurveyTicket",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
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
                    models.PositiveSmallIntegerField(help_text="How many people were heard. Never who."),
                ),
                ("place", models.CharField(blank=True, max_length=200)),
                ("facilitator", models.CharField(help_text="By office, never a name.", max_length=200)),
                ("asked", models.TextField()),
                ("heard", models.TextField(help_text="Themes, one a line, in words that identify nobody.")),
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
                (
                    "survey",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="said",
                        to="partnership.survey",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="said",
                        to="partnership.voicesession",
                    ),
                ),
            ],
            options={
                "ordering": ["-heard_on", "-pk"],
                "abstract": False,
            },
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
                        help_text="Such as YR-2025, or the policy's title and version.", max_length=100
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
            },
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("opens_on__lte", models.F("closes_on"))), name="survey_dates_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("minimum__gte", 5)), name="survey_minimum_protects"
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opened_at", None), ("opened_by", None)),
                    models.Q(("opened_at__isnull", False), ("opened_by__isnull", False)),
                    _connector="OR",
                ),
                name="survey_opened_by_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on", None),
                    models.Q(models.Q(("closed_because", ""), _negated=True), ("opened_at__isnull", False)),
                    _connector="OR",
                ),
                name="survey_closed_early_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("breakdown_question", None), ("breakdown", "question"), _connector="OR"),
                name="survey_breakdown_question_where_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveylink",
            constraint=models.UniqueConstraint(fields=("survey", "place"), name="survey_place_once"),
        ),
        migrations.AddConstraint(
            model_name="surveylink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code__isnull", False), ("kind", "shared")),
                    models.Q(("code", None), ("kind", "single")),
                    _connector="OR",
                ),
                name="survey_link_code_where_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveylink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stopped_at", None), ("stopped_because", "")),
                    models.Q(("stopped_at__isnull", False), models.Q(("stopped_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="survey_link_stopped_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveychoice",
            constraint=models.UniqueConstraint(fields=("reply", "question"), name="survey_choice_once"),
        ),
        migrations.AddConstraint(
            model_name="surveytext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("looked_at_by", None), ("state", "waiting")),
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("looked_at_by__isnull", False)),
                    _connector="OR",
                ),
                name="survey_text_looked_at_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveytext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withheld"), ("text", "")),
                    models.Q(
                        models.Q(("state", "withheld"), _negated=True), models.Q(("text", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="survey_text_withheld_is_gone",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveytext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["blanked", "withheld"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="survey_text_taken_out_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="voicesession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("how_many__gt", 0),
                    models.Q(("heard", ""), _negated=True),
                    models.Q(("asked", ""), _negated=True),
                ),
                name="voice_session_heard_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="said",
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
                name="said_put_forward_before_let_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="said",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("let_out_by", None),
                    models.Q(("let_out_by", models.F("put_forward_by")), _negated=True),
                    _connector="OR",
                ),
                name="said_let_out_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="said",
            constraint=models.CheckConstraint(
                condition=models.Q(("said", ""), _negated=True), name="said_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="said",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="said",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("put_forward_at", None), models.Q(("outcome", ""), _negated=True), _connector="OR"
                ),
                name="said_public_with_an_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="voiceuse",
            constraint=models.UniqueConstraint(fields=("said", "kind", "reference"), name="voice_use_once"),
        ),
    ]
