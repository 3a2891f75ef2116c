import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FREEZE = """
CREATE FUNCTION keep_commissioning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Terms of reference and approvals are frozen: % is refused', TG_OP;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_terms
    FOR EACH ROW EXECUTE FUNCTION keep_commissioning();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_approval
    FOR EACH ROW EXECUTE FUNCTION keep_commissioning();
"""

UNDO = """
DROP TRIGGER frozen ON reviews_approval;
DROP TRIGGER frozen ON reviews_terms;
DROP FUNCTION keep_commissioning();
"""


def carry_terms_over(apps, schema_editor):
    """What stood at the review itself becomes the first version of its terms of reference."""
    Terms = apps.get_model("reviews", "Terms")
    for review in apps.get_model("reviews", "Review").objects.exclude(terms=""):
        Terms.objects.create(review=review, questions=review.terms)


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0002_guard_record"),
        ("reviews", "0009_panel"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=10,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("reason", models.TextField(help_text="What it pays for, or why it changed.")),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["review", "-version"],
            },
        ),
        migrations.CreateModel(
            name="CostShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10)),
                ("agreed_on", models.DateField(blank=True, null=True)),
                ("agreed_by_office", models.CharField(blank=True, max_length=200)),
                (
                    "evidence",
                    models.TextField(
                        blank=True, help_text="Where the agreement is to be found, if it was not given here."
                    ),
                ),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["cost", "organisation__name"],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_office", models.CharField(max_length=200)),
                ("taken_on", models.DateField()),
                ("said", models.TextField()),
            ],
            options={
                "ordering": ["candidate", "taken_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RemovalAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("office", models.CharField(max_length=200)),
                ("agreed_on", models.DateField()),
            ],
            options={
                "ordering": ["appointment", "organisation__name"],
            },
        ),
        migrations.CreateModel(
            name="Reviewer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                (
                    "office",
                    models.CharField(
                        help_text="The office or firm through which they are reached.", max_length=200
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("experience", models.TextField()),
                ("previous_work", models.TextField(blank=True)),
                ("methods", models.TextField(blank=True)),
                ("qualifications", models.TextField(blank=True)),
                (
                    "interests",
                    models.TextField(
                        blank=True, help_text="Interests declared that could become a conflict."
                    ),
                ),
                ("since_on", models.DateField()),
                ("revision", models.PositiveIntegerField(default=1)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("off_on", models.DateField(blank=True, null=True)),
                ("off_reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Terms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("questions", models.TextField()),
                ("period_from", models.DateField(blank=True, null=True)),
                ("period_to", models.DateField(blank=True, null=True)),
                ("methodology", models.TextField(blank=True)),
                (
                    "why",
                    models.TextField(blank=True, help_text="Why this version replaced the one before it."),
                ),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["review", "-version"],
            },
        ),
        migrations.AddField(
            model_name="reviewerappointment",
            name="panel_told_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reviewerappointment",
            name="panel_told_on",
            field=models.DateField(blank=True, help_text="When the Panel was told who reviews.", null=True),
        ),
        migrations.AddField(
            model_name="reviewerappointment",
            name="removed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reviewerappointment",
            name="removed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reviewerappointment",
            name="removed_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="reviewerappointment",
            name="no_conflict",
            field=models.BooleanField(
                default=False,
                help_text="No conflict of interest stands in the way: none, or one that is dealt with.",
            ),
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("put_forward_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("shortlisted", models.BooleanField(blank=True, null=True)),
                ("shortlist_reason", models.TextField(blank=True)),
                (
                    "conflict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "They declare that they have none"),
                            ("declared", "They declare one"),
                        ],
                        max_length=10,
                    ),
                ),
                ("conflict_what", models.TextField(blank=True)),
                ("conflict_dealt_with", models.TextField(blank=True)),
                (
                    "work_assessed",
                    models.TextField(
                        blank=True, help_text="Which earlier work was read, and how good it is."
                    ),
                ),
                ("interviewed_on", models.DateField(blank=True, null=True)),
                (
                    "interviewed_for_partnership",
                    models.CharField(blank=True, help_text="By office.", max_length=200),
                ),
                (
                    "interviewed_for_group",
                    models.CharField(blank=True, help_text="By office.", max_length=200),
                ),
                ("interview_notes", models.TextField(blank=True)),
                ("chosen", models.BooleanField(blank=True, null=True)),
                ("chosen_reason", models.TextField(blank=True)),
                (
                    "put_forward_by",
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
                        related_name="candidates",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["review", "reviewer__name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("approved", models.BooleanField()),
                ("reasons", models.TextField()),
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
                (
                    "decided_by",
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
                        related_name="approvals",
                        to="reviews.review",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="reviews.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["review", "-decided_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="reviewerappointment",
            name="candidate",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="reviews.candidate",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewerappointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("panel_told_by", None), ("panel_told_on", None)),
                    models.Q(("panel_told_by__isnull", False), ("panel_told_on__isnull", False)),
                    _connector="OR",
                ),
                name="reviewer_panel_told_on_and_by_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewerappointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removed_by", None), ("removed_on", None)),
                    models.Q(
                        ("ends_on__lte", models.F("removed_on")),
                        ("removed_by__isnull", False),
                        ("removed_on__isnull", False),
                        models.Q(("removed_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reviewer_removed_by_on_and_why_together",
            ),
        ),
        migrations.AddField(
            model_name="cost",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="costs", to="reviews.review"
            ),
        ),
        migrations.AddField(
            model_name="cost",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="cost",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.cost"
            ),
        ),
        migrations.AddField(
            model_name="costshare",
            name="cost",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="reviews.cost"
            ),
        ),
        migrations.AddField(
            model_name="costshare",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.organisation"
            ),
        ),
        migrations.AddField(
            model_name="costshare",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reference",
            name="candidate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="references", to="reviews.candidate"
            ),
        ),
        migrations.AddField(
            model_name="reference",
            name="taken_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="removalagreement",
            name="appointment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="removal_agreements",
                to="reviews.reviewerappointment",
            ),
        ),
        migrations.AddField(
            model_name="removalagreement",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.organisation"
            ),
        ),
        migrations.AddField(
            model_name="reviewer",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reviewer",
            name="off_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reviewer",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="reviewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="candidacies", to="reviews.reviewer"
            ),
        ),
        migrations.AddField(
            model_name="terms",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="terms_versions",
                to="reviews.review",
            ),
        ),
        migrations.AddField(
            model_name="terms",
            name="set_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="terms",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.terms"
            ),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=models.UniqueConstraint(fields=("review", "version"), name="cost_version_once"),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)), name="cost_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="cost_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="costshare",
            constraint=models.UniqueConstraint(
                fields=("cost", "organisation"), name="cost_share_once_a_partner"
            ),
        ),
        migrations.AddConstraint(
            model_name="costshare",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="cost_share_of_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="costshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("agreed_by_office", ""),
                        ("agreed_on", None),
                        ("recorded_at", None),
                        ("recorded_by", None),
                    ),
                    models.Q(
                        ("agreed_on__isnull", False),
                        ("recorded_at__isnull", False),
                        ("recorded_by__isnull", False),
                        models.Q(("agreed_by_office", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="cost_share_agreed_by_whom_and_when_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="removalagreement",
            constraint=models.UniqueConstraint(
                fields=("appointment", "organisation"), name="removal_agreement_once_a_partner"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("off_on", None)), fields=("person",), name="reviewer_on_register_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("off_by", None), ("off_on", None)),
                    models.Q(
                        ("off_by__isnull", False),
                        ("off_on__isnull", False),
                        models.Q(("off_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reviewer_off_by_on_and_why_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(fields=("review", "reviewer"), name="candidate_once"),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("chosen", True)),
                fields=("review",),
                name="candidate_one_chosen_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("shortlisted", None), models.Q(("shortlist_reason", ""), _negated=True), _connector="OR"
                ),
                name="candidate_shortlist_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("chosen", None), models.Q(("chosen_reason", ""), _negated=True), _connector="OR"
                ),
                name="candidate_choice_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("chosen", None), ("chosen", False), ("shortlisted", True), _connector="OR"
                ),
                name="candidate_chosen_was_shortlisted",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interviewed_on", None),
                    models.Q(
                        models.Q(("interviewed_for_partnership", ""), _negated=True),
                        models.Q(("interviewed_for_group", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="candidate_interviewed_by_both",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("conflict", "declared"), _negated=True),
                    models.Q(("conflict_what", ""), _negated=True),
                    _connector="OR",
                ),
                name="candidate_conflict_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(
                fields=("review", "version"), name="terms_of_review_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period_from", None),
                    ("period_to", None),
                    ("period_to__gte", models.F("period_from")),
                    _connector="OR",
                ),
                name="terms_period_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.CheckConstraint(
                condition=models.Q(("version", 1), models.Q(("why", ""), _negated=True), _connector="OR"),
                name="terms_changed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="approval_has_reasons"
            ),
        ),
        migrations.RunPython(carry_terms_over, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(
            model_name="review",
            name="terms",
        ),
        migrations.RunSQL(FREEZE, UNDO),
    ]
