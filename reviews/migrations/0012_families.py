import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# What passed with a family, what a lawyer found and why something was left out are added and never changed.
FREEZE = """
CREATE FUNCTION keep_before_sign_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Contacts, legal checks and what was gone on without are frozen: % is refused', TG_OP;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_familycontact
    FOR EACH ROW EXECUTE FUNCTION keep_before_sign_off();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_legalcheck
    FOR EACH ROW EXECUTE FUNCTION keep_before_sign_off();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_goneonwithout
    FOR EACH ROW EXECUTE FUNCTION keep_before_sign_off();
"""

UNDO = """
DROP TRIGGER frozen ON reviews_goneonwithout;
DROP TRIGGER frozen ON reviews_legalcheck;
DROP TRIGGER frozen ON reviews_familycontact;
DROP FUNCTION keep_before_sign_off();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0003_action_updates"),
        ("reviews", "0011_under_way"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FamilyMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(help_text="Such as “Mother of child 1”, never a name.", max_length=100),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_yet", "Not told yet"),
                            ("informed", "Told"),
                            ("contributing", "Contributing"),
                            ("declined", "Does not want to take part"),
                            ("report_seen", "Has seen the report"),
                        ],
                        default="not_yet",
                        max_length=15,
                    ),
                ),
                ("not_yet_because", models.TextField(blank=True)),
                (
                    "contact_office",
                    models.CharField(help_text="Who stays in touch with them, by office.", max_length=200),
                ),
                (
                    "advocate",
                    models.CharField(
                        choices=[
                            ("not_offered", "Not offered yet"),
                            ("offered", "Offered"),
                            ("accepted", "Has an advocate"),
                            ("declined", "Does not want one"),
                        ],
                        default="not_offered",
                        max_length=15,
                    ),
                ),
                (
                    "advocate_from",
                    models.CharField(
                        blank=True, help_text="Which service the advocate is of.", max_length=200
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="family", to="reviews.case"
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        blank=True,
                        help_text="When to look again at not having told them.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family_member",
                        to="partnership.deadline",
                    ),
                ),
            ],
            options={
                "ordering": ["case", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FamilyContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("happened_on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("letter", "Letter or leaflet"),
                            ("call", "Call or message"),
                            ("meeting", "Meeting"),
                            ("through_advocate", "Through their advocate or solicitor"),
                            ("contribution", "What they said for the review"),
                            ("sight_of_report", "Sight of the report"),
                            ("put_off", "Decided not to tell them yet"),
                        ],
                        max_length=20,
                    ),
                ),
                ("by_office", models.CharField(max_length=200)),
                ("note", models.TextField(help_text="What was said, without names.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_yet", "Not told yet"),
                            ("informed", "Told"),
                            ("contributing", "Contributing"),
                            ("declined", "Does not want to take part"),
                            ("report_seen", "Has seen the report"),
                        ],
                        help_text="Where it left them.",
                        max_length=15,
                    ),
                ),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="reviews.familymember",
                    ),
                ),
            ],
            options={
                "ordering": ["-happened_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="GoneOnWithout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("accuracy", "The agencies’ check of the facts"),
                            ("legal", "The legal check"),
                            ("family", "The family’s sight of the report"),
                        ],
                        max_length=10,
                    ),
                ),
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
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gone_on_without",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["part"],
            },
        ),
        migrations.CreateModel(
            name="LegalCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checked_on", models.DateField()),
                ("by_office", models.CharField(max_length=200)),
                (
                    "finding",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing stands against signing it off"),
                            ("changes", "Changes are needed first"),
                            ("wait", "It cannot be signed off yet, because of other proceedings"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_checks",
                        to="reviews.reviewdraft",
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
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_checks",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["-checked_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AccuracyCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("right", "The facts about our work are right"),
                            ("wrong", "Something about our work is wrong"),
                        ],
                        max_length=10,
                    ),
                ),
                ("corrections", models.TextField(blank=True)),
                ("signed_off_office", models.CharField(blank=True, max_length=200)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("response", models.TextField(blank=True, help_text="What was changed, or why it was not.")),
                ("responded_at", models.DateTimeField(blank=True, null=True)),
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
                        related_name="accuracy_check",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accuracy_checks",
                        to="reviews.reviewdraft",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "responded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accuracy_checks",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["review", "-draft__version", "organisation__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draft", "organisation"), name="accuracy_check_once_a_draft"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("signed_off_office", ""), _negated=True),
                                models.Q(
                                    models.Q(("answer", "wrong"), _negated=True),
                                    models.Q(("corrections", ""), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="accuracy_check_answered_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("responded_at", None), ("responded_by", None), ("response", "")),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("responded_at__isnull", False),
                                ("responded_by__isnull", False),
                                models.Q(("response", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="accuracy_check_responded_whole",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="familymember",
            constraint=models.UniqueConstraint(fields=("case", "role"), name="family_member_once_a_case"),
        ),
        migrations.AddConstraint(
            model_name="familymember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "not_yet"), _negated=True),
                    models.Q(models.Q(("not_yet_because", ""), _negated=True), ("deadline__isnull", False)),
                    _connector="OR",
                ),
                name="family_member_not_told_says_why_and_until_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="familymember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("advocate", "accepted"), _negated=True),
                    models.Q(("advocate_from", ""), _negated=True),
                    _connector="OR",
                ),
                name="family_advocate_is_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="familycontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="family_contact_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="goneonwithout",
            constraint=models.UniqueConstraint(fields=("review", "part"), name="gone_on_without_once_a_part"),
        ),
        migrations.AddConstraint(
            model_name="goneonwithout",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="gone_on_without_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="legalcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("finding", "nothing"), models.Q(("note", ""), _negated=True), _connector="OR"
                ),
                name="legal_check_says_what_stands_against_it",
            ),
        ),
        migrations.RunSQL(FREEZE, UNDO),
    ]
