"""Disputes, practitioners' escalations and the challenge log; what was written down is frozen."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FROZEN = ("disputepolicy", "disputestage", "disputestep", "disputeposition", "escalationstep")

FREEZE = """
CREATE FUNCTION keep_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was written down is frozen: % of % is refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE FUNCTION keep_partner_dispute() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'A dispute that was raised stays, and one that has closed is frozen: % is refused', TG_OP;
    END IF;
    IF (NEW.reference, NEW.policy_id, NEW.about, NEW.raised_for_id, NEW.raised_on)
        IS DISTINCT FROM (OLD.reference, OLD.policy_id, OLD.about, OLD.raised_for_id, OLD.raised_on)
        OR OLD.advised_on IS NOT NULL AND (NEW.advice, NEW.advice_office, NEW.advised_on)
            IS DISTINCT FROM (OLD.advice, OLD.advice_office, OLD.advised_on)
        OR OLD.decided_on IS NOT NULL
            AND (NEW.decision, NEW.response, NEW.follows, NEW.against_because, NEW.unanimous, NEW.decided_on)
            IS DISTINCT FROM
            (OLD.decision, OLD.response, OLD.follows, OLD.against_because, OLD.unanimous, OLD.decided_on)
    THEN
        RAISE EXCEPTION 'How a dispute was raised, its advice and its decision are frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_partnerdispute
    FOR EACH ROW EXECUTE FUNCTION keep_partner_dispute();

CREATE FUNCTION keep_escalation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.resolved_on IS NOT NULL THEN
        RAISE EXCEPTION 'An escalation stays, and one that was resolved is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_escalation
    FOR EACH ROW EXECUTE FUNCTION keep_escalation();

CREATE FUNCTION keep_challenge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.closed_on IS NOT NULL OR OLD.responded_on IS NOT NULL
        AND (NEW.response, NEW.responded_on) IS DISTINCT FROM (OLD.response, OLD.responded_on)
    THEN
        RAISE EXCEPTION 'A challenge stays, and what was answered is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_challenge
    FOR EACH ROW EXECUTE FUNCTION keep_challenge();
""" + "".join(
    f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_{table} "
    "FOR EACH ROW EXECUTE FUNCTION keep_step();\n"
    for table in FROZEN
)

UNDO = (
    "".join(f"DROP TRIGGER frozen ON partnership_{table};" for table in FROZEN)
    + "DROP FUNCTION keep_step();"
    + "".join(
        f"DROP TRIGGER frozen ON partnership_{table}; DROP FUNCTION {function}();"
        for table, function in (
            ("partnerdispute", "keep_partner_dispute"),
            ("escalation", "keep_escalation"),
            ("challenge", "keep_challenge"),
        )
    )
)


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0013_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="DisputePolicy",
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
                            ("partners", "Disputes between partners"),
                            ("practitioners", "Practitioners' escalations"),
                        ],
                        max_length=14,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("in_force_on", models.DateField()),
                ("principles", models.TextField(blank=True)),
                ("source", models.CharField(max_length=300)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
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
                "verbose_name_plural": "dispute policies",
                "ordering": ["kind", "-in_force_on", "-version"],
            },
        ),
        migrations.CreateModel(
            name="DisputeStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("acts", models.CharField(help_text="Who acts, by office.", max_length=200)),
                (
                    "asked",
                    models.CharField(
                        choices=[
                            ("raiser", "Who raised it"),
                            ("other", "The other organisation"),
                            ("unit", "The business unit"),
                            ("advisor", "The Independent Advisor"),
                        ],
                        help_text="In whose diary its date stands.",
                        max_length=10,
                    ),
                ),
                ("limit", models.PositiveSmallIntegerField(blank=True, help_text="Working days.", null=True)),
                (
                    "urgent_limit",
                    models.PositiveSmallIntegerField(blank=True, help_text="Working days.", null=True),
                ),
                (
                    "runs_out",
                    models.CharField(blank=True, help_text="What happens when it runs out.", max_length=400),
                ),
                (
                    "partnership_acts",
                    models.BooleanField(
                        default=False, help_text="The partnership itself steps in at this stage."
                    ),
                ),
                (
                    "final",
                    models.BooleanField(
                        default=False, help_text="All statutory partners decide at this stage."
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                (
                    "confirmed",
                    models.BooleanField(default=False, help_text="Whether the source of the limit was seen."),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="partnership.disputepolicy",
                    ),
                ),
            ],
            options={
                "ordering": ["policy", "position"],
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=40, unique=True)),
                (
                    "priority",
                    models.CharField(
                        choices=[
                            ("urgent", "Urgent: a child may not be safe until it is settled"),
                            ("standard", "Standard"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "child_reference",
                    models.CharField(help_text="The raising agency's own, opaque reference.", max_length=40),
                ),
                ("about", models.TextField()),
                ("raised_on", models.DateField()),
                ("outcome", models.TextField(blank=True)),
                ("resolved_on", models.DateField(blank=True, null=True)),
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        help_text="Of the stage it is in.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "learning_points",
                    models.ManyToManyField(
                        blank=True, related_name="escalations", to="partnership.learningpoint"
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="partnership.disputepolicy",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "raised_with",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.disputestage",
                    ),
                ),
            ],
            options={
                "ordering": ["-raised_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="EscalationStep",
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
                            ("raised", "Raised"),
                            ("told", "Answer or step"),
                            ("moved", "Taken to the next stage"),
                            ("resolved", "Resolved"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="partnership.escalation",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.disputestage",
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
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PartnerDispute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("subject", models.CharField(max_length=200)),
                ("about", models.TextField()),
                ("case_reference", models.CharField(blank=True, max_length=40)),
                ("raised_on", models.DateField()),
                ("advice", models.TextField(blank=True)),
                (
                    "advice_office",
                    models.CharField(blank=True, help_text="Who advised, by office.", max_length=200),
                ),
                ("advised_on", models.DateField(blank=True, null=True)),
                ("decision", models.TextField(blank=True)),
                ("response", models.TextField(blank=True, help_text="The answer to the advice.")),
                (
                    "follows",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "It follows the advice"),
                            ("in_part", "It follows the advice in part"),
                            ("no", "It goes against the advice"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "against_because",
                    models.TextField(blank=True, help_text="Why the advice was not followed."),
                ),
                ("unanimous", models.BooleanField(blank=True, null=True)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True, help_text="What came of it.")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "advice_recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
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
                    models.ForeignKey(
                        blank=True,
                        help_text="Of the stage it is in.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "decision_recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "learning_points",
                    models.ManyToManyField(
                        blank=True, related_name="disputes", to="partnership.learningpoint"
                    ),
                ),
                ("parties", models.ManyToManyField(related_name="disputes", to="partnership.organisation")),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="partnership.disputepolicy",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.disputestage",
                    ),
                ),
            ],
            options={
                "ordering": ["-raised_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="DisputeStep",
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
                            ("raised", "Raised"),
                            ("told", "Step"),
                            ("moved", "Taken to the next stage"),
                            ("advised", "Advice given"),
                            ("decided", "Decided"),
                            ("closed", "Closed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("taken_on", models.DateField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.disputestage",
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
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="partnership.partnerdispute",
                    ),
                ),
            ],
            options={
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DisputePosition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agrees", models.BooleanField(help_text="With what is proposed to settle it.")),
                ("position", models.TextField()),
                (
                    "legal_advice",
                    models.CharField(
                        choices=[
                            ("taken", "Own legal advice taken"),
                            ("not_taken", "No legal advice taken"),
                            ("not_said", "Not said"),
                        ],
                        default="not_said",
                        help_text="Whether, and never what it says.",
                        max_length=10,
                    ),
                ),
                ("own_words", models.BooleanField(help_text="Given by somebody who signs for that partner.")),
                ("given_on", models.DateField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
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
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="partnership.partnerdispute",
                    ),
                ),
            ],
            options={
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Challenge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=40, unique=True)),
                (
                    "raised_by_office",
                    models.CharField(help_text="Who challenged, by office or group.", max_length=200),
                ),
                ("subject", models.CharField(max_length=200)),
                ("about", models.TextField()),
                ("raised_on", models.DateField()),
                ("response", models.TextField(blank=True)),
                ("responded_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("changed", "Practice or policy changed"),
                            ("assured", "The answer gave assurance"),
                            ("guidance", "Guidance is needed"),
                            ("escalated", "Taken further"),
                            ("not_accepted", "Not accepted"),
                        ],
                        max_length=14,
                    ),
                ),
                ("outcome_text", models.TextField(blank=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("logged_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "closed_by",
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
                    models.ForeignKey(
                        help_text="For the answer.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "learning_points",
                    models.ManyToManyField(
                        blank=True, related_name="challenges", to="partnership.learningpoint"
                    ),
                ),
                (
                    "logged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_for",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose challenge.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "raised_with",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "response_written_by",
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
                "ordering": ["-raised_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("about", ""), _negated=True), name="challenge_says_about_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("responded_on", None), ("response", ""), ("response_written_by", None)),
                            models.Q(
                                ("responded_on__isnull", False),
                                ("response_written_by__isnull", False),
                                models.Q(("response", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="challenge_answered_when_and_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_by", None),
                                ("closed_on", None),
                                ("outcome", ""),
                                ("outcome_text", ""),
                            ),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("closed_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("outcome_text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="challenge_closed_when_by_whom_and_how",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="disputepolicy",
            constraint=models.UniqueConstraint(
                fields=("kind", "version"), name="dispute_policy_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="disputestage",
            constraint=models.UniqueConstraint(
                fields=("policy", "position"), name="dispute_stage_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="disputestage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("limit", None), ("limit__gt", 0), _connector="OR"),
                    models.Q(("urgent_limit", None), ("urgent_limit__gt", 0), _connector="OR"),
                ),
                name="dispute_stage_limits_are_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.CheckConstraint(
                condition=models.Q(("raised_for", models.F("raised_with")), _negated=True),
                name="escalation_is_between_two_agencies",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.CheckConstraint(
                condition=models.Q(("about", ""), _negated=True), name="escalation_says_about_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("resolved_by", None), ("resolved_on", None)),
                    models.Q(
                        ("resolved_by__isnull", False),
                        ("resolved_on__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="escalation_resolved_when_by_whom_and_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerdispute",
            constraint=models.CheckConstraint(
                condition=models.Q(("about", ""), _negated=True), name="partner_dispute_says_about_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerdispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("advice", ""),
                        ("advice_office", ""),
                        ("advice_recorded_by", None),
                        ("advised_on", None),
                    ),
                    models.Q(
                        ("advice_recorded_by__isnull", False),
                        ("advised_on__isnull", False),
                        models.Q(("advice", ""), _negated=True),
                        models.Q(("advice_office", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="partner_dispute_advice_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerdispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_on", None),
                        ("decision", ""),
                        ("decision_recorded_by", None),
                        ("unanimous", None),
                        ("against_because", ""),
                        ("follows", ""),
                        ("response", ""),
                    ),
                    models.Q(
                        ("decided_on__isnull", False),
                        ("decision_recorded_by__isnull", False),
                        ("unanimous__isnull", False),
                        models.Q(("decision", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="partner_dispute_decision_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerdispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_on", None),
                    ("advice", ""),
                    models.Q(
                        models.Q(("response", ""), _negated=True), models.Q(("follows", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="partner_dispute_advice_is_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerdispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("follows__in", ["", "yes"]),
                    models.Q(("against_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="partner_dispute_against_advice_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerdispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None)),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        models.Q(("decision", ""), _negated=True),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="partner_dispute_closed_once_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="disputeposition",
            constraint=models.CheckConstraint(
                condition=models.Q(("position", ""), _negated=True), name="dispute_position_says_something"
            ),
        ),
        migrations.RunSQL(FREEZE, UNDO),
    ]
