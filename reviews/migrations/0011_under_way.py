import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FREEZE = """
CREATE FUNCTION keep_under_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Progress checks and drafts are frozen: % is refused', TG_OP;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_progresscheck
    FOR EACH ROW EXECUTE FUNCTION keep_under_way();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_reviewdraft
    FOR EACH ROW EXECUTE FUNCTION keep_under_way();
"""

UNDO = """
DROP TRIGGER frozen ON reviews_reviewdraft;
DROP TRIGGER frozen ON reviews_progresscheck;
DROP FUNCTION keep_under_way();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0002_guard_record"),
        ("reviews", "0010_commissioning"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PractitionerEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("workshop", "Learning event or workshop"),
                            ("conversation", "Conversations one by one"),
                            ("group", "Group discussion"),
                            ("written", "Questions answered in writing"),
                        ],
                        max_length=15,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(help_text="How many practitioners took part.")),
                ("heard", models.TextField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="practitioner_events",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["review", "-held_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReviewerNotes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "appointment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="reviews.reviewerappointment",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "reviewer notes",
            },
        ),
        migrations.CreateModel(
            name="ReviewMeeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("attendance", models.TextField(help_text="By organisation and office.")),
                ("decisions", models.TextField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["review", "-held_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ProgressCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checked_on", models.DateField()),
                (
                    "time",
                    models.CharField(
                        choices=[
                            ("on_time", "On time"),
                            ("at_risk", "At risk of being late"),
                            ("late", "Late"),
                        ],
                        max_length=10,
                        verbose_name="time taken",
                    ),
                ),
                (
                    "quality",
                    models.CharField(
                        choices=[
                            ("good", "Good"),
                            ("concerns", "Some concerns"),
                            ("poor", "Not good enough"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(help_text="What this rests on, and what is to be done.")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress_check",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress_checks",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["review", "-checked_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True), name="progress_check_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("final", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True)),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_draft",
                        to="partnership.document",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="reviews.review",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["review", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "version"), name="review_draft_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SharedPaper",
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
                            ("rapid_review", "The rapid review report"),
                            ("chronology", "The merged chronology"),
                            ("answer", "One agency’s answer"),
                            ("document", "A document"),
                        ],
                        max_length=15,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=150)),
                ("shared_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("unshared_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.informationanswer",
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
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shared_papers",
                        to="reviews.review",
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
                    "unshared_by",
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
                "ordering": ["review", "shared_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer__isnull", False), ("document", None), ("kind", "answer")),
                            models.Q(
                                ("answer", None),
                                ("document__isnull", False),
                                ("kind", "document"),
                                models.Q(("title", ""), _negated=True),
                            ),
                            models.Q(
                                ("answer", None),
                                ("document", None),
                                ("kind__in", ["rapid_review", "chronology"]),
                            ),
                            _connector="OR",
                        ),
                        name="shared_paper_is_what_it_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unshared_at", None), ("unshared_by", None)),
                            models.Q(("unshared_at__isnull", False), ("unshared_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="shared_paper_unshared_by_and_at_together",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind__in", ["rapid_review", "chronology"]), ("unshared_at", None)
                        ),
                        fields=("review", "kind"),
                        name="shared_paper_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "answer"), ("unshared_at", None)),
                        fields=("review", "answer"),
                        name="shared_answer_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WrittenRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answer", models.TextField(blank=True)),
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
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="written_requests",
                        to="reviews.reviewerappointment",
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
                        related_name="written_request",
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
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="written_requests",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["review", "-asked_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(
                                    models.Q(("answer", ""), _negated=True),
                                    ("document__isnull", False),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="written_request_answered_with_something",
                    )
                ],
            },
        ),
        migrations.RunSQL(FREEZE, UNDO),
    ]
