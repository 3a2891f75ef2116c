"""The work around the yearly report: earlier texts, kept drafts, comments, committees and companions."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

GUARD = """
CREATE FUNCTION keep_report_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A kept draft is frozen: keep another instead';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE ON assurance_reportsnapshot
    FOR EACH ROW EXECUTE FUNCTION keep_report_snapshot();

CREATE FUNCTION keep_public_companion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.let_out_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM assurance_yearlyreport r WHERE r.id = OLD.report_id AND r.state = 'published'
    ) THEN
        RAISE EXCEPTION 'What is published beside a yearly report is frozen: write a correction instead';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_companion
    FOR EACH ROW EXECUTE FUNCTION keep_public_companion();

CREATE FUNCTION keep_finished_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('done', 'failed') THEN
        RAISE EXCEPTION 'A finished paper is frozen: print it again instead';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER finished BEFORE UPDATE OR DELETE ON assurance_reportpaper
    FOR EACH ROW EXECUTE FUNCTION keep_finished_paper();
"""

UNDO = """
DROP TRIGGER finished ON assurance_reportpaper;
DROP FUNCTION keep_finished_paper();
DROP TRIGGER frozen ON assurance_companion;
DROP FUNCTION keep_public_companion();
DROP TRIGGER frozen ON assurance_reportsnapshot;
DROP FUNCTION keep_report_snapshot();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("assurance", "0006_doing"),
        ("partnership", "0008_question_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="reportcopy",
            name="proof",
            field=models.ForeignKey(
                blank=True,
                help_text="Such as the receipt.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.document",
            ),
        ),
        migrations.CreateModel(
            name="Companion",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("plan-on-a-page", "Business plan on one page"),
                            ("for-children", "Summary for children and young people"),
                        ],
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "correction_note",
                    models.TextField(blank=True, help_text="What is corrected, for readers."),
                ),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "heard_on",
                    models.DateField(
                        blank=True, help_text="When young people were asked about it.", null=True
                    ),
                ),
                (
                    "heard_from",
                    models.CharField(blank=True, help_text="Which group, never who.", max_length=200),
                ),
                ("heard_said", models.TextField(blank=True)),
                ("heard_changed", models.TextField(blank=True, help_text="What was changed because of it.")),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="companions",
                        to="assurance.yearlyreport",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="assurance.companion",
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
                "ordering": ["report", "kind", "-version"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportPaper",
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
                ("claim", models.UUIDField(blank=True, help_text="Which worker's turn it is.", null=True)),
                (
                    "alive_at",
                    models.DateTimeField(
                        blank=True, help_text="When that worker last showed life.", null=True
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("content", models.CharField(help_text="SHA-256 of what is printed.", max_length=64)),
                ("html", models.TextField(blank=True, help_text="The HTML edition, as it is shown.")),
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
                    "companion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="assurance.companion",
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
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="companion",
            name="paper",
            field=models.ForeignKey(
                blank=True,
                help_text="What is let out.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="assurance.reportpaper",
            ),
        ),
        migrations.CreateModel(
            name="ReportSnapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("comments", "Shown to members for comments"),
                            ("committee", "Sent to a committee"),
                            ("scrutiny", "Sent to the Independent Advisor"),
                            ("endorsement", "Sent to the statutory partners"),
                            ("kept", "Kept by hand"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("title", models.CharField(max_length=200)),
                (
                    "sections",
                    models.JSONField(
                        help_text="Each section's key, kind, title, text and difference, in order."
                    ),
                ),
                ("checksum", models.CharField(help_text="SHA-256 of its words and figures.", max_length=64)),
                ("taken_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "gather",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assurance.gather",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="snapshots",
                        to="assurance.yearlyreport",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["report", "-number"],
            },
        ),
        migrations.AddField(
            model_name="reportpaper",
            name="snapshot",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="papers",
                to="assurance.reportsnapshot",
            ),
        ),
        migrations.CreateModel(
            name="ReportConsultation",
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
                    models.BooleanField(default=False, help_text="It considered it and had nothing to say."),
                ),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "what_changed",
                    models.TextField(blank=True, help_text="What was changed in the report because of it."),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consultations",
                        to="assurance.yearlyreport",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="assurance.reportsnapshot",
                    ),
                ),
            ],
            options={
                "ordering": ["report", "deadline__due_on", "committee__position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CommentWindow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asks", models.TextField(help_text="What members should look at.")),
                ("closes_on", models.DateField(help_text="The last day on which comments are taken.")),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Nobody, where its day had come.",
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="windows",
                        to="assurance.yearlyreport",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="windows",
                        to="assurance.reportsnapshot",
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at"],
            },
        ),
        migrations.CreateModel(
            name="RequirementAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("requirement", models.SlugField(max_length=40)),
                ("why_not", models.TextField(blank=True, help_text="Why it does not apply this year.")),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requirement_answers",
                        to="assurance.yearlyreport",
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
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="assurance.reportsection",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SectionText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("origin", models.PositiveBigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("introduction", "Introduction"),
                            ("arrangements", "Arrangements"),
                            ("priority", "Priority"),
                            ("no_progress", "Little or no progress"),
                            ("voice", "Voice of children and families"),
                            ("decisions", "Decisions and actions"),
                            ("reviews", "Case reviews"),
                            ("training", "Training"),
                            ("assurance", "Assurance"),
                            ("changes", "Changes to the arrangements"),
                            ("money", "Money"),
                            ("other", "Another chapter"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                ("difference", models.TextField(blank=True)),
                (
                    "revision",
                    models.PositiveIntegerField(help_text="The section's revision when this was written."),
                ),
                (
                    "set_aside",
                    models.BooleanField(
                        default=False, help_text="A colleague had saved before: it stands nowhere."
                    ),
                ),
                ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="assurance.yearlyreport",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it stands.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="texts",
                        to="assurance.reportsection",
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
                "ordering": ["report", "origin", "-written_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CommentAsked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "nothing_to_say",
                    models.BooleanField(default=False, help_text="They have read it, and have no comments."),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked",
                        to="assurance.commentwindow",
                    ),
                ),
            ],
            options={
                "ordering": ["person__name"],
                "constraints": [
                    models.UniqueConstraint(fields=("window", "person"), name="report_comment_asked_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "section",
                    models.PositiveBigIntegerField(
                        blank=True, help_text="Its key in the kept draft; empty for the whole.", null=True
                    ),
                ),
                ("section_title", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField()),
                ("office", models.CharField(help_text="As what they spoke, that day.", max_length=200)),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("partly", "Accepted in part"),
                            ("not", "Not accepted"),
                        ],
                        max_length=10,
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
                    "window",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="assurance.commentwindow",
                    ),
                ),
            ],
            options={
                "ordering": ["window", "said_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="report_comment_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("section", None), ("section_title", "")),
                            models.Q(
                                ("section__isnull", False), models.Q(("section_title", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="report_comment_names_its_section",
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
                        name="report_comment_answered_when_by_whom_and_why",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="companion",
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
                name="companion_put_forward_before_let_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="companion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("let_out_by", None),
                    models.Q(("let_out_by", models.F("put_forward_by")), _negated=True),
                    _connector="OR",
                ),
                name="companion_let_out_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="companion",
            constraint=models.UniqueConstraint(
                fields=("report", "kind", "version"), name="companion_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="companion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("let_out_at", None)),
                fields=("report", "kind"),
                name="companion_one_draft_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="companion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("supersedes", None), ("version", 1)),
                    models.Q(
                        ("supersedes__isnull", False),
                        ("version__gt", 1),
                        models.Q(("correction_note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="companion_correction_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="companion",
            constraint=models.CheckConstraint(
                condition=models.Q(("let_out_at", None), ("paper__isnull", False), _connector="OR"),
                name="companion_public_with_its_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="companion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("heard_changed", ""), ("heard_from", ""), ("heard_on", None), ("heard_said", "")
                    ),
                    models.Q(
                        ("heard_on__isnull", False),
                        models.Q(("heard_from", ""), _negated=True),
                        models.Q(("heard_said", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="companion_heard_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportsnapshot",
            constraint=models.UniqueConstraint(fields=("report", "number"), name="snapshot_number_once"),
        ),
        migrations.AddConstraint(
            model_name="reportpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("alive_at__isnull", False), ("claim__isnull", False), ("state", "running")),
                    models.Q(("state", "running"), _negated=True),
                    _connector="OR",
                ),
                name="reportpaper_running_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("companion", None), ("snapshot__isnull", False)),
                    models.Q(("companion__isnull", False), ("snapshot", None)),
                    _connector="OR",
                ),
                name="report_paper_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportpaper",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=("snapshot",),
                name="report_paper_one_a_draft_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportpaper",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=("companion",),
                name="report_paper_one_a_companion_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("document__isnull", False),
                        ("finished_at__isnull", False),
                        ("state", "done"),
                        models.Q(("html", ""), _negated=True),
                    ),
                    models.Q(models.Q(("state", "done"), _negated=True), ("document", None), ("html", "")),
                    _connector="OR",
                ),
                name="report_paper_done_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportconsultation",
            constraint=models.UniqueConstraint(
                fields=("report", "committee", "snapshot"), name="report_committee_asked_once_a_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportconsultation",
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
                name="report_consultation_considered_and_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportconsultation",
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
                name="report_consultation_answers_comments",
            ),
        ),
        migrations.AddConstraint(
            model_name="commentwindow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("report",),
                name="report_comments_one_window_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementanswer",
            constraint=models.UniqueConstraint(
                fields=("report", "requirement"), name="requirement_answered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("section__isnull", False), ("why_not", "")),
                    models.Q(("section", None), models.Q(("why_not", ""), _negated=True)),
                    _connector="OR",
                ),
                name="requirement_answered_or_why_not",
            ),
        ),
        migrations.AddIndex(
            model_name="sectiontext",
            index=models.Index(fields=["report", "origin", "-written_at"], name="section_text_latest"),
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
