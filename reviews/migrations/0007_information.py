"""Answers as rows: the first question, chronology, episodes, actions, versions; what is sent stays as it is."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# Answers sent before there were rows: their episodes become one row, and the day of sending that of sign-off.
KEEP_WHAT_WAS_SENT = """
ALTER TABLE reviews_informationanswer DISABLE TRIGGER frozen;
UPDATE reviews_informationanswer
    SET signed_off_on = (submitted_at AT TIME ZONE 'Europe/London')::date WHERE submitted_at IS NOT NULL;
INSERT INTO reviews_practiceepisode (key, answer_id, title, "when", happened, why, good)
    SELECT gen_random_uuid(), id, 'Key episodes', '', key_episodes, '', ''
    FROM reviews_informationanswer WHERE key_episodes <> '';
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
ALTER TABLE reviews_informationanswer ENABLE TRIGGER frozen;
"""

ROWS = ("chronologyrow", "practiceepisode", "immediateaction")
SAID = ("involvementreply", "chaser")

GUARD = """
CREATE FUNCTION keep_rows_of_submitted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM reviews_informationanswer a WHERE a.submitted_at IS NOT NULL
            AND a.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.answer_id END,
                         CASE WHEN TG_OP <> 'DELETE' THEN NEW.answer_id END)
    ) THEN
        RAISE EXCEPTION 'A submitted answer is frozen: % of % is refused', TG_OP, TG_TABLE_NAME;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
FREEZE = "".join(
    f"CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON reviews_{table} "
    "FOR EACH ROW EXECUTE FUNCTION keep_rows_of_submitted();\n"
    for table in ROWS
) + "".join(
    f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_{table} "
    "FOR EACH ROW EXECUTE FUNCTION keep_signed();\n"
    for table in SAID
)
UNDO = "".join(f"DROP TRIGGER frozen ON reviews_{table};" for table in (*ROWS, *SAID))


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0006_routes"),
        ("partnership", "0002_guard_record"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Chaser",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chased_on", models.DateField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("letter", "By letter from the portal"),
                            ("spoken", "By telephone or in person, and by letter"),
                        ],
                        default="letter",
                        max_length=10,
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="What was said. The agency does not see it."),
                ),
            ],
            options={
                "ordering": ["-chased_on"],
            },
        ),
        migrations.CreateModel(
            name="ChronologyRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "on",
                    models.DateField(
                        blank=True, help_text="The first day of the month or year that is known.", null=True
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "That day"),
                            ("month", "Some time in that month"),
                            ("year", "Some time in that year"),
                            ("unknown", "Not known"),
                        ],
                        default="day",
                        max_length=10,
                    ),
                ),
                ("at", models.TimeField(blank=True, null=True)),
                ("source", models.CharField(blank=True, help_text="Which record says so.", max_length=200)),
                ("event", models.TextField()),
                (
                    "child_seen",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("not_applicable", "Not applicable"),
                            ("not_recorded", "Not recorded"),
                        ],
                        default="not_recorded",
                        max_length=15,
                    ),
                ),
                (
                    "child_heard",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("not_applicable", "Not applicable"),
                            ("not_recorded", "Not recorded"),
                        ],
                        default="not_recorded",
                        max_length=15,
                    ),
                ),
                ("response", models.TextField(blank=True, help_text="What the agency did.")),
                ("comment", models.TextField(blank=True, help_text="What the agency thinks of it now.")),
            ],
            options={
                "ordering": [
                    models.OrderBy(models.F("on"), nulls_last=True),
                    models.OrderBy(models.F("at"), nulls_first=True),
                    "pk",
                ],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChronologyUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rows",
                    models.JSONField(default=list, help_text="[number, cells] in the order of the columns."),
                ),
                ("notes", models.JSONField(default=list, help_text="What was left out, in sentences.")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="ImmediateAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("what", models.TextField()),
                ("office", models.CharField(blank=True, max_length=200)),
                ("done_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InvolvementReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        choices=[
                            ("yes", "Yes, we were involved"),
                            ("no", "No, we were not involved"),
                            ("looking", "We are still looking"),
                        ],
                        max_length=10,
                    ),
                ),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name_plural": "involvement replies",
                "ordering": ["said_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PracticeEpisode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("title", models.CharField(max_length=200)),
                ("when", models.CharField(blank=True, max_length=200)),
                ("happened", models.TextField()),
                ("why", models.TextField(blank=True)),
                ("good", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.AlterModelOptions(
            name="informationrequest",
            options={"ordering": ["organisation__name", "pk"]},
        ),
        migrations.RemoveConstraint(
            model_name="informationanswer",
            name="information_answer_submitted_whole",
        ),
        migrations.RemoveConstraint(
            model_name="informationrequest",
            name="information_request_once",
        ),
        migrations.AddField(
            model_name="informationanswer",
            name="learning",
            field=models.TextField(blank=True, help_text="What the agency has learnt for itself."),
        ),
        migrations.AddField(
            model_name="informationanswer",
            name="period_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="informationanswer",
            name="period_to",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="informationanswer",
            name="records_secured",
            field=models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No, not yet")], max_length=3),
        ),
        migrations.AddField(
            model_name="informationanswer",
            name="signed_off_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="informationrequest",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="informationrequest",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="informationrequest",
            name="ended_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="informationrequest",
            name="involvement_deadline",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="involvement_request",
                to="partnership.deadline",
            ),
        ),
        migrations.AddField(
            model_name="informationrequest",
            name="looks_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="informationrequest",
            name="looks_to",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="informationanswer",
            name="immediate_action",
            field=models.TextField(
                blank=True,
                help_text="Whatever the rows of actions do not say; or why nothing was needed at once.",
            ),
        ),
        migrations.AlterField(
            model_name="informationrequest",
            name="scope",
            field=models.TextField(help_text="Whom and what to look for, by role and never by name."),
        ),
        migrations.AddConstraint(
            model_name="informationanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period_from", None),
                    ("period_to", None),
                    ("period_from__lte", models.F("period_to")),
                    _connector="OR",
                ),
                name="information_answer_period_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="informationrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("case", "organisation"),
                name="information_request_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="informationrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("looks_from", None),
                    ("looks_to", None),
                    ("looks_from__lte", models.F("looks_to")),
                    _connector="OR",
                ),
                name="information_request_period_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="informationrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None), ("ended_reason", "")),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(("ended_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="information_request_ended_with_a_reason",
            ),
        ),
        migrations.AddField(
            model_name="chaser",
            name="chased_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="chaser",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="chasers",
                to="reviews.informationrequest",
            ),
        ),
        migrations.AddField(
            model_name="chronologyrow",
            name="answer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="reviews.informationanswer",
            ),
        ),
        migrations.AddField(
            model_name="chronologyupload",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="chronologyupload",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="uploads",
                to="reviews.informationrequest",
            ),
        ),
        migrations.AddField(
            model_name="immediateaction",
            name="answer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="actions",
                to="reviews.informationanswer",
            ),
        ),
        migrations.AddField(
            model_name="involvementreply",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replies",
                to="reviews.informationrequest",
            ),
        ),
        migrations.AddField(
            model_name="involvementreply",
            name="said_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="practiceepisode",
            name="answer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="episodes",
                to="reviews.informationanswer",
            ),
        ),
        migrations.AddConstraint(
            model_name="chaser",
            constraint=models.UniqueConstraint(fields=("request", "chased_on"), name="chaser_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="chronologyrow",
            constraint=models.UniqueConstraint(fields=("answer", "key"), name="chronologyrow_key_once"),
        ),
        migrations.AddConstraint(
            model_name="chronologyrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("on", None), ("precision", "unknown")),
                    models.Q(("on__isnull", False), ("precision__in", ["day", "month", "year"])),
                    _connector="OR",
                ),
                name="chronology_row_date_as_precise_as_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="chronologyrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("at", None), ("precision", "day"), _connector="OR"),
                name="chronology_row_time_of_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="chronologyupload",
            constraint=models.UniqueConstraint(fields=("request", "by"), name="chronology_upload_one_each"),
        ),
        migrations.AddConstraint(
            model_name="immediateaction",
            constraint=models.UniqueConstraint(fields=("answer", "key"), name="immediateaction_key_once"),
        ),
        migrations.AddConstraint(
            model_name="involvementreply",
            constraint=models.CheckConstraint(
                condition=models.Q(("said__in", ["yes", "no", "looking"])), name="involvement_said"
            ),
        ),
        migrations.AddConstraint(
            model_name="practiceepisode",
            constraint=models.UniqueConstraint(fields=("answer", "key"), name="practiceepisode_key_once"),
        ),
        migrations.RunSQL(KEEP_WHAT_WAS_SENT, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="informationanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("submitted_at", None), ("submitted_by", None)),
                    models.Q(
                        ("signed_off_on__isnull", False),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                        models.Q(("involvement", ""), _negated=True),
                        models.Q(("signed_off_office", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="information_answer_submitted_whole",
            ),
        ),
        migrations.RemoveField(
            model_name="informationanswer",
            name="key_episodes",
        ),
        migrations.RunSQL(GUARD, "DROP FUNCTION keep_rows_of_submitted();"),
        migrations.RunSQL(FREEZE, UNDO),
    ]
