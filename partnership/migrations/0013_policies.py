"""Policies, their versions and consultations; what was published, consulted on or said is frozen."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FREEZE = """
CREATE FUNCTION keep_policy_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'published' THEN
        RAISE EXCEPTION 'A published policy is frozen: write a new version instead';
    END IF;
    IF OLD.state IN ('approved', 'consultation') AND (TG_OP = 'DELETE' OR NEW.state <> 'revised' AND
        (NEW.text, NEW.document_id, NEW.what_changed) IS DISTINCT FROM (OLD.text, OLD.document_id, OLD.what_changed))
    THEN
        RAISE EXCEPTION 'What was approved or is consulted on stays as it is: take it back for revision first';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_policyversion
    FOR EACH ROW EXECUTE FUNCTION keep_policy_version();

CREATE FUNCTION keep_policy_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.asked_id, NEW.section, NEW.text, NEW.said_by_id, NEW.said_at)
        IS DISTINCT FROM (OLD.asked_id, OLD.section, OLD.text, OLD.said_by_id, OLD.said_at)
    THEN
        RAISE EXCEPTION 'What was said in a consultation is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_comment
    FOR EACH ROW EXECUTE FUNCTION keep_policy_comment();

CREATE FUNCTION keep_consultation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.version_id, NEW.text, NEW.document_id, NEW.asks, NEW.original_closes_on)
        IS DISTINCT FROM (OLD.version_id, OLD.text, OLD.document_id, OLD.asks, OLD.original_closes_on)
    THEN
        RAISE EXCEPTION 'What was consulted on is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_consultation
    FOR EACH ROW EXECUTE FUNCTION keep_consultation();
"""

UNDO = """
DROP TRIGGER frozen ON partnership_consultation; DROP FUNCTION keep_consultation();
DROP TRIGGER frozen ON partnership_comment; DROP FUNCTION keep_policy_comment();
DROP TRIGGER frozen ON partnership_policyversion; DROP FUNCTION keep_policy_version();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0012_records"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asks", models.TextField(help_text="What those who are asked should look at.")),
                ("text", models.TextField(blank=True)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("original_closes_on", models.DateField()),
                ("closes_on", models.DateField(help_text="The last day on which comments are taken.")),
                ("settled_at", models.DateTimeField(blank=True, help_text="When revising began.", null=True)),
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
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "ordering": ["-opened_at"],
            },
        ),
        migrations.CreateModel(
            name="ConsultationAsked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "nothing_to_say",
                    models.BooleanField(default=False, help_text="They looked, and have no comments."),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked",
                        to="partnership.consultation",
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        help_text="The one that runs.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.deadline",
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["organisation__name", "group__name"],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        blank=True, help_text="Which part; empty for the whole.", max_length=200
                    ),
                ),
                ("text", models.TextField()),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("taken_up", "Taken up"),
                            ("in_part", "Taken up in part"),
                            ("not_taken_up", "Not taken up"),
                            ("noted", "Noted"),
                        ],
                        max_length=12,
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
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="partnership.consultationasked",
                    ),
                ),
            ],
            options={
                "ordering": ["asked__consultation", "said_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ConsultationExtension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old", models.DateField()),
                ("new", models.DateField()),
                ("reason", models.TextField()),
                ("extended_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extensions",
                        to="partnership.consultation",
                    ),
                ),
                (
                    "extended_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["extended_at"],
            },
        ),
        migrations.CreateModel(
            name="Policy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("threshold", "Threshold document"),
                            ("policy", "Policy"),
                            ("procedure", "Procedure"),
                            ("protocol", "Protocol"),
                            ("guidance", "Guidance"),
                        ],
                        max_length=12,
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
                        default="LR",
                        max_length=20,
                    ),
                ),
                (
                    "summary",
                    models.CharField(
                        help_text="Whom it helps to do what. The public reads it.", max_length=400
                    ),
                ),
                (
                    "review_months",
                    models.PositiveSmallIntegerField(help_text="How long until it is looked at again."),
                ),
                ("registered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_because", models.TextField(blank=True, help_text="The public reads it.")),
                (
                    "group",
                    models.ForeignKey(
                        help_text="Who owns it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policies",
                        to="partnership.group",
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
                (
                    "review_deadline",
                    models.ForeignKey(
                        blank=True,
                        help_text="The one that runs.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "withdrawn_by",
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
                "verbose_name_plural": "policies",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="PolicyVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("consultation", "Out for consultation"),
                            ("revised", "Being revised after consultation"),
                            ("approved", "Approved, not yet published"),
                            ("published", "Published"),
                            ("dropped", "Dropped"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(blank=True, help_text="Markdown.")),
                (
                    "what_changed",
                    models.TextField(blank=True, help_text="What changed since the last version, and why."),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("not_consulted_because", models.TextField(blank=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("approved_on", models.DateField(blank=True, help_text="When the group decided.", null=True)),
                (
                    "decision",
                    models.TextField(blank=True, help_text="What was decided, in the group's words."),
                ),
                ("in_force_on", models.DateField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_because", models.TextField(blank=True)),
                (
                    "approval_deadline",
                    models.ForeignKey(
                        blank=True,
                        help_text="Put to its group until.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.deadline",
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
                    "approved_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.meeting",
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
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="partnership.policy",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ["policy", "-number"],
            },
        ),
        migrations.AddField(
            model_name="consultation",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultations",
                to="partnership.policyversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultationasked",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("group", None), ("organisation__isnull", False)),
                    models.Q(("group__isnull", False), ("organisation", None)),
                    _connector="OR",
                ),
                name="consultation_asks_an_agency_or_a_group",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultationasked",
            constraint=models.UniqueConstraint(
                fields=("consultation", "organisation", "group"),
                name="consultation_asks_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="policy_comment_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""), ("answer_text", ""), ("answered_at", None), ("answered_by", None)
                    ),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        models.Q(("answer_text", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="policy_comment_answered_when_by_whom_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "threshold"), ("withdrawn_on", None)),
                fields=("kind", "area"),
                name="policy_one_threshold_document_an_area",
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(
                condition=models.Q(("review_months__gt", 0)), name="policy_is_reviewed_some_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_because", ""), ("withdrawn_by", None), ("withdrawn_on", None)),
                    models.Q(
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_on__isnull", False),
                        models.Q(("withdrawn_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="policy_withdrawn_when_by_whom_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.UniqueConstraint(
                fields=("policy", "number"), name="policy_version_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "consultation", "revised", "approved"])),
                fields=("policy",),
                name="policy_one_version_under_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_at", None),
                        ("approved_by", None),
                        ("approved_on", None),
                        ("decision", ""),
                        models.Q(("state__in", ["approved", "published"]), _negated=True),
                    ),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        ("approved_on__isnull", False),
                        models.Q(("decision", ""), _negated=True),
                        ("state__in", ["approved", "published"]),
                    ),
                    _connector="OR",
                ),
                name="policy_version_approved_when_by_whom_and_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("in_force_on", None),
                        ("published_at", None),
                        ("published_by", None),
                        models.Q(("state", "published"), _negated=True),
                    ),
                    models.Q(
                        ("in_force_on__isnull", False),
                        ("published_at__isnull", False),
                        ("published_by__isnull", False),
                        ("state", "published"),
                    ),
                    _connector="OR",
                ),
                name="policy_version_published_when_and_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "revised", "dropped"]),
                    models.Q(
                        models.Q(
                            models.Q(("text", ""), _negated=True),
                            ("document__isnull", False),
                            _connector="OR",
                        ),
                        models.Q(("what_changed", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="policy_version_says_something_and_what_changed",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "dropped"), _negated=True),
                    models.Q(("dropped_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="policy_version_dropped_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at", None)),
                fields=("version",),
                name="consultation_one_open_a_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("settled_by", None)),
                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                    _connector="OR",
                ),
                name="consultation_settled_by_and_at_together",
            ),
        ),
        migrations.RunSQL(FREEZE, UNDO),
    ]
