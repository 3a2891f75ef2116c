"""Scrutiny: its tables, and triggers that keep what was shared, given and sent as it was."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

GUARD = """
CREATE FUNCTION keep_moderated_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assurance_moderation m
        WHERE m.state <> 'moderating' AND m.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.moderation_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.moderation_id END)
    ) THEN
        RAISE EXCEPTION 'A moderated score changes only while the return is moderated';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_moderatedscore
    FOR EACH ROW EXECUTE FUNCTION keep_moderated_score();

CREATE FUNCTION keep_agency_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assurance_moderation m JOIN assurance_moderatedscore s ON s.moderation_id = m.id
        WHERE m.state <> 'shared' AND s.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.score_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.score_id END)
    ) THEN
        RAISE EXCEPTION 'An agency replies only while the moderated scores are with it';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_agencyreply
    FOR EACH ROW EXECUTE FUNCTION keep_agency_reply();

CREATE FUNCTION keep_scrutiny_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was decided or given in scrutiny is frozen';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_scoredecision
    FOR EACH ROW EXECUTE FUNCTION keep_scrutiny_row();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_verification
    FOR EACH ROW WHEN (OLD.given_at IS NOT NULL) EXECUTE FUNCTION keep_scrutiny_row();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_moderation
    FOR EACH ROW WHEN (OLD.state = 'final') EXECUTE FUNCTION keep_scrutiny_row();

CREATE FUNCTION keep_verification_sample() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assurance_verification v
        WHERE v.given_at IS NOT NULL AND v.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.verification_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.verification_id END)
    ) THEN
        RAISE EXCEPTION 'What was decided or given in scrutiny is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON assurance_verificationsample
    FOR EACH ROW EXECUTE FUNCTION keep_verification_sample();

CREATE FUNCTION keep_sent_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'sent' AND (TG_OP = 'DELETE' OR OLD.acknowledged_at IS NOT NULL OR
        to_jsonb(OLD) - 'acknowledged_by_id' - 'acknowledged_at' - 'acknowledgement'
        <> to_jsonb(NEW) - 'acknowledged_by_id' - 'acknowledged_at' - 'acknowledgement') THEN
        RAISE EXCEPTION 'A feedback letter that was sent is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_feedbackletter
    FOR EACH ROW EXECUTE FUNCTION keep_sent_letter();
"""

UNDO = """
DROP TRIGGER frozen ON assurance_feedbackletter;
DROP FUNCTION keep_sent_letter();
DROP TRIGGER frozen ON assurance_verificationsample;
DROP FUNCTION keep_verification_sample();
DROP TRIGGER frozen ON assurance_moderation;
DROP TRIGGER frozen ON assurance_verification;
DROP TRIGGER frozen ON assurance_scoredecision;
DROP FUNCTION keep_scrutiny_row();
DROP TRIGGER frozen ON assurance_agencyreply;
DROP FUNCTION keep_agency_reply();
DROP TRIGGER frozen ON assurance_moderatedscore;
DROP FUNCTION keep_moderated_score();
"""


class Migration(migrations.Migration):
    dependencies = [("assurance", "0002_guard_yearly_report"), ("partnership", "0011_freeze_questionnaires")]

    operations = [
        migrations.CreateModel(
            name="ChallengeEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("place", models.CharField(blank=True, max_length=200)),
                ("joining", models.URLField(blank=True, help_text="The address of an online event.")),
                (
                    "chaired_by",
                    models.CharField(blank=True, help_text="By office, never a name.", max_length=200),
                ),
                (
                    "message",
                    models.TextField(
                        blank=True, help_text="What agencies are asked to bring and to be ready for."
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Being planned"),
                            ("invited", "Agencies are invited"),
                            ("held", "Held"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("cancelled_because", models.TextField(blank=True)),
                ("planned_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.meeting",
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
                "ordering": ["-starts_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="EventSlot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField(default=20)),
                (
                    "attendance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("came", "Came"),
                            ("apologies", "Sent apologies"),
                            ("absent", "Did not come"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "came_for_it",
                    models.CharField(blank=True, help_text="Who came, by office.", max_length=200),
                ),
                ("notes", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("noted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assurance_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="event_slots",
                        to="partnership.return",
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        blank=True,
                        help_text="Of the presentation.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="event_slot",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="assurance.challengeevent",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "presentation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.document",
                    ),
                ),
            ],
            options={
                "ordering": ["event", "starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="EventChallenge",
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
                        related_name="event_link",
                        to="partnership.challenge",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenge_links",
                        to="assurance.eventslot",
                    ),
                ),
            ],
            options={
                "ordering": ["slot", "challenge"],
            },
        ),
        migrations.CreateModel(
            name="FeedbackLetter",
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
                        choices=[("draft", "Draft"), ("approved", "Approved"), ("sent", "Sent")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("opening", models.TextField(blank=True)),
                ("strengths", models.TextField(blank=True)),
                ("areas", models.TextField(blank=True, verbose_name="areas to work on")),
                ("closing", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("contents", models.JSONField(blank=True, default=dict)),
                ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("acknowledgement", models.TextField(blank=True)),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assurance_return",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback_letter",
                        to="partnership.return",
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
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ["assurance_return__organisation__name"],
            },
        ),
        migrations.CreateModel(
            name="LetterBatch",
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
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="assurance.feedbackletter",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_batches",
                        to="partnership.round",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ModeratedScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    models.SmallIntegerField(blank=True, help_text="The point on the scale.", null=True),
                ),
                (
                    "label",
                    models.CharField(blank=True, help_text="That point's label on the day.", max_length=100),
                ),
                ("scale_name", models.CharField(blank=True, max_length=200)),
                ("not_applicable", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True)),
                (
                    "as_self",
                    models.BooleanField(default=False, help_text="Agreed as the agency assessed itself."),
                ),
                (
                    "answer_revision",
                    models.PositiveIntegerField(
                        default=0, help_text="Of the agency's answer as the moderator read it."
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("moderated_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "moderated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moderated_scores",
                        to="partnership.question",
                    ),
                ),
            ],
            options={
                "ordering": ["moderation", "question__section__position", "question__position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgencyReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.CharField(
                        choices=[("accept", "We accept it"), ("dispute", "The facts are not right")],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "score",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply",
                        to="assurance.moderatedscore",
                    ),
                ),
            ],
            options={
                "ordering": ["score"],
            },
        ),
        migrations.CreateModel(
            name="Moderation",
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
                            ("moderating", "Being moderated"),
                            ("shared", "With the agency"),
                            ("disputed", "With the Independent Advisor"),
                            ("replied", "To be made final"),
                            ("final", "Final"),
                        ],
                        default="moderating",
                        max_length=12,
                    ),
                ),
                (
                    "panel",
                    models.CharField(
                        blank=True,
                        help_text="Which panel or group agreed the scores, by office or group.",
                        max_length=200,
                    ),
                ),
                ("panel_on", models.DateField(blank=True, help_text="When it agreed them.", null=True)),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "shared_at",
                    models.DateTimeField(
                        blank=True, help_text="When the agency could first read it.", null=True
                    ),
                ),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "unanswered",
                    models.BooleanField(
                        default=False, help_text="It became final without a reply: the window had closed."
                    ),
                ),
                (
                    "assurance_return",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moderation",
                        to="partnership.return",
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        blank=True,
                        help_text="Of the reply.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moderation",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "learning_points",
                    models.ManyToManyField(
                        blank=True, related_name="moderations", to="partnership.learningpoint"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it agreed them.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "replied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review_deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputed_moderation",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "shared_by",
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
                "ordering": ["assurance_return"],
            },
        ),
        migrations.AddField(
            model_name="moderatedscore",
            name="moderation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="assurance.moderation"
            ),
        ),
        migrations.CreateModel(
            name="ScoreDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    models.SmallIntegerField(blank=True, help_text="The point on the scale.", null=True),
                ),
                (
                    "label",
                    models.CharField(blank=True, help_text="That point's label on the day.", max_length=100),
                ),
                ("scale_name", models.CharField(blank=True, max_length=200)),
                ("not_applicable", models.BooleanField(default=False)),
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reply",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="assurance.agencyreply",
                    ),
                ),
            ],
            options={
                "ordering": ["reply"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ScrutinyAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("gap", models.TextField()),
                (
                    "action",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scrutiny_link",
                        to="partnership.action",
                    ),
                ),
                (
                    "assurance_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scrutiny_actions",
                        to="partnership.return",
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
            ],
            options={
                "ordering": ["assurance_return", "action__original_target_on", "action"],
            },
        ),
        migrations.CreateModel(
            name="LookBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        choices=[("stuck", "It has stuck"), ("partly", "In part"), ("not", "It has not")],
                        max_length=10,
                    ),
                ),
                ("shown_by", models.TextField(help_text="What in the later return, or elsewhere, shows it.")),
                ("looked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "assurance_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="look_backs",
                        to="partnership.return",
                    ),
                ),
                (
                    "looked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="look_backs",
                        to="assurance.scrutinyaction",
                    ),
                ),
            ],
            options={
                "ordering": ["assurance_return", "link"],
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "view",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("verified", "Verified"),
                            ("in_part", "Verified in part"),
                            ("not", "Not verified"),
                        ],
                        max_length=10,
                    ),
                ),
                ("statement", models.TextField(blank=True)),
                ("given_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assurance_return",
                    models.ForeignKey(
                        blank=True,
                        help_text="None where it is about the round as a whole.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verifications",
                        to="partnership.return",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verifications",
                        to="partnership.round",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-begun_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="VerificationSample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("looked_into", models.TextField(blank=True, help_text="Which files, records or people.")),
                (
                    "found",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("shows", "The evidence shows what the answer says"),
                            ("partly", "The evidence shows some of it"),
                            ("does_not", "The evidence does not show it"),
                            ("none", "There was no evidence to look at"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("drawn", models.BooleanField(default=False, help_text="Drawn by lot rather than chosen.")),
                ("looked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.answer"
                    ),
                ),
                (
                    "verification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="samples",
                        to="assurance.verification",
                    ),
                ),
            ],
            options={
                "ordering": ["verification", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="challengeevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="challenge_event_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="challengeevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), _negated=True),
                    models.Q(("cancelled_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="challenge_event_cancelled_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="challengeevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place", ""), _negated=True),
                    models.Q(("joining", ""), _negated=True),
                    _connector="OR",
                ),
                name="challenge_event_is_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="eventslot",
            constraint=models.UniqueConstraint(fields=("event", "assurance_return"), name="event_slot_once"),
        ),
        migrations.AddConstraint(
            model_name="eventslot",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gt", 0)), name="event_slot_lasts"
            ),
        ),
        migrations.AddConstraint(
            model_name="eventslot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("noted_at", None), ("noted_by", None)),
                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                    _connector="OR",
                ),
                name="event_slot_noted_by_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedbackletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("approved_by", None), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True),
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="feedback_letter_approved_by_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedbackletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("document__isnull", False),
                        ("sent_at__isnull", False),
                        ("sent_by__isnull", False),
                        ("state", "sent"),
                    ),
                    models.Q(
                        models.Q(("state", "sent"), _negated=True),
                        ("acknowledged_at", None),
                        ("document", None),
                        ("sent_at", None),
                        ("sent_by", None),
                    ),
                    _connector="OR",
                ),
                name="feedback_letter_sent_by_at_and_as_what_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedbackletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("acknowledged_at", None), ("acknowledged_by", None)),
                    models.Q(("acknowledged_at__isnull", False), ("acknowledged_by__isnull", False)),
                    _connector="OR",
                ),
                name="feedback_letter_acknowledged_by_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("alive_at__isnull", False), ("claim__isnull", False), ("state", "running")),
                    models.Q(("state", "running"), _negated=True),
                    _connector="OR",
                ),
                name="letterbatch_running_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterbatch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=("round",),
                name="letter_batch_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="moderation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shared_at", None), ("shared_by", None)),
                    models.Q(("shared_at__isnull", False), ("shared_by__isnull", False)),
                    _connector="OR",
                ),
                name="moderation_shared_by_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="moderation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replied_at", None), ("replied_by", None)),
                    models.Q(("replied_at__isnull", False), ("replied_by__isnull", False)),
                    _connector="OR",
                ),
                name="moderation_replied_by_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="moderation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("settled_at__isnull", False), ("settled_by__isnull", False), ("state", "final")
                    ),
                    models.Q(
                        models.Q(("state", "final"), _negated=True),
                        ("settled_at", None),
                        ("settled_by", None),
                    ),
                    _connector="OR",
                ),
                name="moderation_settled_by_and_at_once_final",
            ),
        ),
        migrations.AddConstraint(
            model_name="moderation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "moderating"),
                    models.Q(("deadline__isnull", False), ("shared_at__isnull", False)),
                    _connector="OR",
                ),
                name="moderation_shared_before_it_goes_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="moderatedscore",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("not_applicable", False),
                        ("value__isnull", False),
                        models.Q(("label", ""), _negated=True),
                        models.Q(("scale_name", ""), _negated=True),
                    ),
                    models.Q(("label", ""), ("not_applicable", True), ("scale_name", ""), ("value", None)),
                    _connector="OR",
                ),
                name="moderatedscore_is_a_point_or_does_not_apply",
            ),
        ),
        migrations.AddConstraint(
            model_name="moderatedscore",
            constraint=models.UniqueConstraint(
                fields=("moderation", "question"), name="moderated_score_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="scoredecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("not_applicable", False),
                        ("value__isnull", False),
                        models.Q(("label", ""), _negated=True),
                        models.Q(("scale_name", ""), _negated=True),
                    ),
                    models.Q(("label", ""), ("not_applicable", True), ("scale_name", ""), ("value", None)),
                    _connector="OR",
                ),
                name="scoredecision_is_a_point_or_does_not_apply",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoredecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="score_decision_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="scrutinyaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("gap", ""), _negated=True), name="scrutiny_action_says_which_gap"
            ),
        ),
        migrations.AddConstraint(
            model_name="lookback",
            constraint=models.UniqueConstraint(fields=("link", "assurance_return"), name="look_back_once"),
        ),
        migrations.AddConstraint(
            model_name="lookback",
            constraint=models.CheckConstraint(
                condition=models.Q(("shown_by", ""), _negated=True), name="look_back_says_what_shows_it"
            ),
        ),
        migrations.AddConstraint(
            model_name="verification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("given_at", None), ("view", "")),
                    models.Q(
                        ("given_at__isnull", False),
                        models.Q(("view", ""), _negated=True),
                        models.Q(("statement", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="verification_given_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="verification",
            constraint=models.UniqueConstraint(
                condition=models.Q(("given_at", None)),
                fields=("round", "assurance_return", "verified_by"),
                name="verification_one_draft",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="verificationsample",
            constraint=models.UniqueConstraint(
                fields=("verification", "answer"), name="verification_sample_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="verificationsample",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("found", ""), ("looked_at", None)),
                    models.Q(("looked_at__isnull", False), models.Q(("found", ""), _negated=True)),
                    _connector="OR",
                ),
                name="verification_sample_looked_at_and_found_together",
            ),
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
