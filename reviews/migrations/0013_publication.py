"""How a review is published, what is told about it, and what the public may choose by."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FILL = """
UPDATE reviews_artefact SET keep_until = ((live_at AT TIME ZONE 'Europe/London')::date + interval '12 months')::date
WHERE live_at IS NOT NULL;
"""

# What was decided, said, refused, told or read out of a file is frozen, as signatures are.
FROZEN = ("publicationdecision", "reportcomment", "signoffrefusal", "telling", "correctioncheck", "wording")

FREEZE = """
CREATE OR REPLACE FUNCTION keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.live_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE'
        OR (NEW.review_id, NEW.kind, NEW.title, NEW.document_id, NEW.live_at, NEW.publish_at, NEW.keep_until)
        IS DISTINCT FROM
        (OLD.review_id, OLD.kind, OLD.title, OLD.document_id, OLD.live_at, OLD.publish_at, OLD.keep_until)
        OR NOT (NEW.state = OLD.state OR OLD.state = 'live' AND NEW.state IN ('withdrawn', 'archived'))
    THEN
        RAISE EXCEPTION 'What was published is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_improvement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (NEW.review_id, NEW.text, NEW.proposed_by_id) IS DISTINCT FROM (OLD.review_id, OLD.text, OLD.proposed_by_id)
        OR OLD.checked_at IS NOT NULL
        AND (NEW.checked_by_id, NEW.checked_at, NEW.passed) IS DISTINCT FROM (OLD.checked_by_id, OLD.checked_at, OLD.passed)
    THEN
        RAISE EXCEPTION 'What was proposed and checked is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_improvement
    FOR EACH ROW EXECUTE FUNCTION keep_improvement();

CREATE FUNCTION keep_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.applied_at IS NOT NULL OR OLD.turned_down_at IS NOT NULL
        OR (NEW.review_id, NEW.old, NEW.new, NEW.reason, NEW.proposed_by_id)
        IS DISTINCT FROM (OLD.review_id, OLD.old, OLD.new, OLD.reason, OLD.proposed_by_id)
    THEN
        RAISE EXCEPTION 'What was proposed and checked is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_correction
    FOR EACH ROW EXECUTE FUNCTION keep_correction();
""" + "".join(
    f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_{table} "
    "FOR EACH ROW EXECUTE FUNCTION keep_signed();\n"
    for table in FROZEN
)

AS_IT_WAS = """
CREATE OR REPLACE FUNCTION keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.live_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR (NEW.review_id, NEW.kind, NEW.title, NEW.document_id, NEW.live_at, NEW.publish_at)
        IS DISTINCT FROM (OLD.review_id, OLD.kind, OLD.title, OLD.document_id, OLD.live_at, OLD.publish_at)
        OR NOT (NEW.state = OLD.state OR OLD.state = 'live' AND NEW.state = 'withdrawn')
    THEN
        RAISE EXCEPTION 'What was published is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
"""

UNDO = (
    AS_IT_WAS + "DROP TRIGGER frozen ON reviews_improvement; DROP FUNCTION keep_improvement();"
    "DROP TRIGGER frozen ON reviews_correction; DROP FUNCTION keep_correction();"
    + "".join(f"DROP TRIGGER frozen ON reviews_{table};" for table in FROZEN)
)


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0002_guard_record"),
        ("reviews", "0012_families"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old", models.TextField()),
                ("new", models.TextField()),
                ("reason", models.TextField()),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("turned_down_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-proposed_at"],
            },
        ),
        migrations.CreateModel(
            name="CorrectionCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("passed", models.BooleanField()),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["checked_at"],
            },
        ),
        migrations.CreateModel(
            name="Improvement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("passed", models.BooleanField(blank=True, null=True)),
                ("note", models.TextField(blank=True, help_text="Why it did not pass.")),
                ("taken_down_at", models.DateTimeField(blank=True, null=True)),
                ("taken_down_reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-checked_at", "-proposed_at"],
            },
        ),
        migrations.CreateModel(
            name="PublicationDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("full", "The full report"),
                            ("summary", "A summary instead of the report"),
                            ("improvements", "The improvements made, and no report"),
                            ("repository", "Anonymously, through the national repository"),
                            ("withheld", "Withheld"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reasons", models.TextField(blank=True)),
                ("instead", models.TextField(blank=True, help_text="What is published instead.")),
                (
                    "none_fit_because",
                    models.TextField(
                        blank=True, help_text="Why nothing about improvements can be published."
                    ),
                ),
                (
                    "discussed_on",
                    models.DateField(
                        blank=True, help_text="When the exception was discussed with the Panel.", null=True
                    ),
                ),
                ("discussed", models.TextField(blank=True, help_text="What the Panel said to it.")),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("board_manager", "Board manager"),
                            ("board_officer", "Board officer"),
                            ("learning_officer", "Learning officer"),
                            ("administrator", "Business unit administrator"),
                            ("independent_advisor", "Independent Advisor"),
                            ("signatory", "Statutory partner signatory"),
                            ("partner_lead", "Partner lead"),
                            ("group_chair", "Group chair"),
                            ("group_member", "Group member"),
                            ("external_reviewer", "External reviewer"),
                            ("school_lead", "School safeguarding lead"),
                            ("practitioner", "Practitioner"),
                            ("observer", "Participating observer"),
                        ],
                        max_length=30,
                    ),
                ),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-decided_at", "-pk"],
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
                ("text", models.TextField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SignOffRefusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("office", models.CharField(max_length=200)),
                ("reasons", models.TextField()),
                ("refused_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["refused_at"],
            },
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("not_in_full", "Why the report is not published in full"),
                            ("delay", "Why publication comes after its time limit"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "recipient",
                    models.CharField(
                        choices=[
                            ("panel", "Child Safeguarding Practice Review Panel"),
                            ("secretary_of_state", "Secretary of State"),
                        ],
                        max_length=20,
                    ),
                ),
                ("told_on", models.DateField()),
                ("said", models.TextField(help_text="What they were told, without anybody's name.")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["told_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                (
                    "beside",
                    models.JSONField(default=list, help_text="Alternative texts, bookmarks and links."),
                ),
                ("read", models.BooleanField(default=False)),
            ],
        ),
        migrations.AddField(
            model_name="anonymitycheck",
            name="looked_for",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="anonymitycheck",
            name="warned_of",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="How many warnings they had before them."
            ),
        ),
        migrations.AddField(
            model_name="artefact",
            name="archived_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="artefact",
            name="archived_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="artefact",
            name="archived_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="artefact",
            name="copies_deadline",
            field=models.OneToOneField(
                blank=True,
                help_text="Of the planned day.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies_of",
                to="partnership.deadline",
            ),
        ),
        migrations.AddField(
            model_name="artefact",
            name="keep_until",
            field=models.DateField(
                blank=True,
                help_text="Before this day it is not archived; stored when it went live.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="artefact",
            name="planned_on",
            field=models.DateField(
                blank=True, help_text="The day on which it is meant to go live.", null=True
            ),
        ),
        migrations.AddField(
            model_name="artefact",
            name="words",
            field=django.contrib.postgres.search.SearchVectorField(
                editable=False, help_text="For the public's search: only while live.", null=True
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="asked_by",
            field=models.CharField(
                choices=[
                    ("court", "A court"),
                    ("police", "The police"),
                    ("coroner", "A coroner"),
                    ("other", "Somebody else"),
                ],
                default="other",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="deadline",
            field=models.OneToOneField(
                blank=True,
                help_text="To ask again by then.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hold",
                to="partnership.deadline",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="age_stage",
            field=models.CharField(
                choices=[
                    ("baby", "Babies"),
                    ("early", "Early years"),
                    ("school", "Primary school age"),
                    ("teens", "Teenagers"),
                    ("several", "Several ages, or not said"),
                ],
                default="several",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="public_kind",
            field=models.CharField(
                choices=[
                    ("practice_review", "Local child safeguarding practice review"),
                    ("learning_review", "Local learning review"),
                    ("thematic", "Thematic review"),
                    ("serious_case_review", "Serious case review of the former board"),
                ],
                default="practice_review",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="repository_link",
            field=models.URLField(
                blank=True, help_text="Its page in the national repository of case reviews."
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="themes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("neglect", "Neglect"),
                        ("physical", "Physical harm"),
                        ("babies", "Injuries to babies"),
                        ("sexual", "Sexual abuse"),
                        ("exploitation", "Exploitation outside the home"),
                        ("domestic", "Domestic abuse"),
                        ("mental_health", "Mental health and self-harm"),
                        ("substances", "Alcohol and drugs in the family"),
                        ("violence", "Serious youth violence"),
                        ("looked_after", "Children in care and care leavers"),
                        ("disability", "Disabled children"),
                        ("sleep", "Safer sleep"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AlterField(
            model_name="artefact",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("checking", "Anonymity being checked"),
                    ("signing", "For sign-off"),
                    ("ready", "Ready to be scheduled"),
                    ("scheduled", "Scheduled"),
                    ("live", "Published"),
                    ("withdrawn", "Withdrawn"),
                    ("archived", "Archived"),
                ],
                default="draft",
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="artefact",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="artefact_words"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="artefact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["live", "archived"]), _negated=True),
                    ("keep_until__isnull", False),
                    _connector="OR",
                ),
                name="artefact_live_until_at_least",
            ),
        ),
        migrations.AddConstraint(
            model_name="artefact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("archived_at", None), ("archived_by", None)),
                    models.Q(
                        ("archived_at__isnull", False),
                        ("archived_by__isnull", False),
                        models.Q(("archived_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="artefact_archived_by_at_and_why_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="artefact",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "live"), ("words", None), _connector="OR"),
                name="artefact_is_searched_only_while_live",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="reviews.review"
            ),
        ),
        migrations.AddField(
            model_name="correctioncheck",
            name="checked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="correctioncheck",
            name="correction",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="reviews.correction"
            ),
        ),
        migrations.AddField(
            model_name="improvement",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="improvement",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="improvement",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="improvements", to="reviews.review"
            ),
        ),
        migrations.AddField(
            model_name="improvement",
            name="taken_down_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="publicationdecision",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="publicationdecision",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.edition"
            ),
        ),
        migrations.AddField(
            model_name="publicationdecision",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publication_decisions",
                to="reviews.review",
            ),
        ),
        migrations.AddField(
            model_name="publicationdecision",
            name="supersedes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="superseded_by",
                to="reviews.publicationdecision",
            ),
        ),
        migrations.AddField(
            model_name="reportcomment",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.document",
            ),
        ),
        migrations.AddField(
            model_name="reportcomment",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reportcomment",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="reviews.review"
            ),
        ),
        migrations.AddField(
            model_name="signoffrefusal",
            name="artefact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="refusals", to="reviews.artefact"
            ),
        ),
        migrations.AddField(
            model_name="signoffrefusal",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.document"
            ),
        ),
        migrations.AddField(
            model_name="signoffrefusal",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.organisation"
            ),
        ),
        migrations.AddField(
            model_name="signoffrefusal",
            name="refused_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="telling",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tellings",
                to="reviews.publicationdecision",
            ),
        ),
        migrations.AddField(
            model_name="telling",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="telling",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="tellings", to="reviews.review"
            ),
        ),
        migrations.AddField(
            model_name="wording",
            name="document",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="wording", to="partnership.document"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("applied_at", None), ("turned_down_at", None)),
                fields=("review",),
                name="one_open_correction_a_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("applied_at", None), ("turned_down_at", None), _connector="OR"),
                name="correction_applied_or_turned_down",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctioncheck",
            constraint=models.UniqueConstraint(
                fields=("correction", "checked_by"), name="correction_checked_once_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="improvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_at", None), ("checked_by", None), ("passed", None)),
                    models.Q(
                        ("checked_at__isnull", False),
                        ("checked_by__isnull", False),
                        ("passed__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="improvement_checked_by_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="improvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by", None),
                    models.Q(("checked_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="improvement_checked_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="improvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_down_at", None), ("taken_down_by", None)),
                    models.Q(
                        ("taken_down_at__isnull", False),
                        ("taken_down_by__isnull", False),
                        models.Q(("taken_down_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="improvement_taken_down_by_at_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mode", "full"),
                    models.Q(
                        models.Q(("reasons", ""), _negated=True),
                        models.Q(("instead", ""), _negated=True),
                        models.Q(("discussed", ""), _negated=True),
                        ("discussed_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="publication_not_in_full_has_its_reasons",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supersedes", None),
                    models.Q(("supersedes", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="publication_supersedes_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="signoffrefusal",
            constraint=models.UniqueConstraint(
                fields=("artefact", "document", "organisation"), name="sign_off_refused_once_a_partner"
            ),
        ),
        migrations.AddConstraint(
            model_name="signoffrefusal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="sign_off_refused_with_reasons"
            ),
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about", "not_in_full"), ("decision__isnull", False)),
                    models.Q(("about", "delay"), ("decision", None)),
                    _connector="OR",
                ),
                name="telling_of_a_decision_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.UniqueConstraint(
                fields=("decision", "recipient"), name="told_of_a_decision_once"
            ),
        ),
        migrations.RunSQL(FREEZE, UNDO),
    ]
