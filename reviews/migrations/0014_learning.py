import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import partnership.models.documents


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0003_action_updates"),
        ("reviews", "0013_publication"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("rapid_review", "Rapid review"),
                            ("review", "Local child safeguarding practice review"),
                            ("local_review", "Local review"),
                            ("national", "National review"),
                        ],
                        max_length=20,
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Accepted"), ("not_accepted", "Not accepted")],
                        max_length=20,
                    ),
                ),
                ("answer_reason", models.TextField(blank=True)),
                (
                    "answered_on",
                    models.DateField(blank=True, help_text="When the group answered.", null=True),
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
                    "answer_recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="reviews.case",
                    ),
                ),
            ],
            options={
                "ordering": ["case", "number"],
            },
        ),
        migrations.CreateModel(
            name="CaseAction",
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
                        related_name="case_link",
                        to="partnership.action",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_links",
                        to="reviews.case",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_links",
                        to="reviews.recommendation",
                    ),
                ),
            ],
            options={
                "ordering": ["case", "action__original_target_on", "action"],
            },
        ),
        migrations.CreateModel(
            name="Briefing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=150)),
                ("theme", models.CharField(blank=True, max_length=100)),
                ("what_happened", models.TextField(blank=True)),
                ("why_it_matters", models.TextField(blank=True)),
                ("what_we_learnt", models.TextField(blank=True)),
                ("do_differently", models.TextField(blank=True)),
                ("questions", models.TextField(blank=True)),
                ("find_out_more", models.TextField(blank=True)),
                ("background", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("agreed", "Agreed")], default="draft", max_length=10
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
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
                    "artefact",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefing",
                        to="reviews.artefact",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefings",
                        to="reviews.case",
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
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-saved_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed_at", None),
                                ("agreed_by", None),
                                ("document", None),
                                ("state", "draft"),
                            ),
                            models.Q(
                                ("agreed_at__isnull", False),
                                ("agreed_by__isnull", False),
                                ("document__isnull", False),
                                ("state", "agreed"),
                            ),
                            _connector="OR",
                        ),
                        name="briefing_agreed_by_at_and_as_what_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by", None),
                            models.Q(("agreed_by", models.F("written_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="briefing_agreed_by_somebody_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseLearning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("for_public", models.BooleanField(default=False)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("kept_back_because", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="learning_links",
                        to="reviews.case",
                    ),
                ),
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
                    "point",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_link",
                        to="partnership.learningpoint",
                    ),
                ),
            ],
            options={
                "ordering": ["case", "point__noted_at", "point"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at", None), ("checked_by", None)),
                            models.Q(
                                ("checked_at__isnull", False),
                                ("checked_by__isnull", False),
                                ("for_public", True),
                            ),
                            _connector="OR",
                        ),
                        name="case_learning_checked_by_and_at_together",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Dissemination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("audience", models.CharField(max_length=200)),
                (
                    "product",
                    models.CharField(
                        choices=[
                            ("briefing", "Seven-minute briefing"),
                            ("bulletin", "Bulletin"),
                            ("training", "Training"),
                            ("team_meeting", "Team meeting"),
                            ("webinar", "Webinar"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "reached",
                    models.PositiveIntegerField(
                        blank=True, help_text="How many people it reached.", null=True
                    ),
                ),
                ("shown_by", models.TextField(blank=True, help_text="What shows that it was read or used.")),
                ("planned_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disseminations",
                        to="reviews.case",
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dissemination",
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
                        verbose_name="whose task it is",
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
                "ordering": ["case", "deadline__due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reached", None), ("shown_by", "")),
                            models.Q(("reached__isnull", False), models.Q(("shown_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="dissemination_reach_and_what_shows_it_together",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidencePack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(help_text="For whom it is made, by office.", max_length=300)),
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
                ("claim", models.UUIDField(blank=True, help_text="Which worker's turn it is.", null=True)),
                (
                    "alive_at",
                    models.DateTimeField(
                        blank=True, help_text="When that worker last showed life.", null=True
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("file", models.FileField(blank=True, upload_to=partnership.models.documents.stored_name)),
                ("size", models.PositiveBigIntegerField(blank=True, help_text="Bytes.", null=True)),
                ("checksum", models.CharField(blank=True, help_text="SHA-256, hexadecimal.", max_length=64)),
                (
                    "members",
                    models.PositiveIntegerField(blank=True, help_text="How many files are in it.", null=True),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_packs",
                        to="reviews.case",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=("case",),
                        name="evidence_pack_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("expires_at__isnull", False),
                                ("finished_at__isnull", False),
                                ("size__isnull", False),
                                ("state", "done"),
                                ("checksum__regex", "^[0-9a-f]{64}$"),
                                models.Q(
                                    models.Q(("removed_at", None), models.Q(("file", ""), _negated=True)),
                                    models.Q(("file", ""), ("removed_at__isnull", False)),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                models.Q(("state", "done"), _negated=True),
                                ("checksum", ""),
                                ("expires_at", None),
                                ("file", ""),
                                ("removed_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_pack_done_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("alive_at__isnull", False), ("claim__isnull", False), ("state", "running")
                            ),
                            models.Q(("state", "running"), _negated=True),
                            _connector="OR",
                        ),
                        name="evidence_pack_running_is_somebodys",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutsideReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("panel", "The national Panel"),
                            ("partnership", "Another safeguarding partnership"),
                            ("other", "Somebody else"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "source_name",
                    models.CharField(
                        blank=True, help_text="Whose it is, where that needs saying.", max_length=200
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True)),
                ("address", models.URLField(blank=True, max_length=400)),
                ("summary", models.TextField()),
                ("themes", models.CharField(blank=True, max_length=200)),
                ("registered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("considered_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nothing", "Nothing more to do here"),
                            ("actions", "Actions"),
                            ("learning", "A learning point"),
                            ("shared", "Shared as it is"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reasons", models.TextField(blank=True)),
                (
                    "actions",
                    models.ManyToManyField(
                        blank=True, related_name="outside_reviews", to="partnership.action"
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outside_review",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.group"
                    ),
                ),
                (
                    "learning_points",
                    models.ManyToManyField(
                        blank=True, related_name="outside_reviews", to="partnership.learningpoint"
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
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-registered_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("considered_on", None),
                                ("outcome", ""),
                                ("reasons", ""),
                                ("recorded_by", None),
                            ),
                            models.Q(
                                ("considered_on__isnull", False),
                                ("recorded_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("reasons", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outside_review_considered_when_by_whom_and_why",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="recommendation_number_once"),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="recommendation_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answer_recorded_by", None), ("answered_on", None)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        models.Q(("answer_reason", ""), _negated=True),
                        ("answer_recorded_by__isnull", False),
                        ("answered_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="recommendation_answered_when_by_whom_and_why",
            ),
        ),
    ]
