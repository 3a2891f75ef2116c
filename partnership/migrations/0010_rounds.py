import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# What is no longer asked for was never submitted, so it may be asked for again; what was submitted is not dropped.
KEEP = """
CREATE OR REPLACE FUNCTION keep_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('draft', 'dropped') THEN
        RETURN NEW;
    END IF;
    IF NEW.state IN ('draft', 'dropped') OR NEW.round_id <> OLD.round_id OR NEW.organisation_id <> OLD.organisation_id
       OR NEW.about <> OLD.about THEN
        RAISE EXCEPTION 'What was submitted stays submitted';
    END IF;
    IF OLD.state = 'submitted' AND (NEW.submitted_at, NEW.submitted_by_id, NEW.declared_office, NEW.checksum)
       IS DISTINCT FROM (OLD.submitted_at, OLD.submitted_by_id, OLD.declared_office, OLD.checksum) THEN
        RAISE EXCEPTION 'A submitted return is frozen';
    END IF;
    IF NEW.state = 'reopened' AND OLD.state = 'submitted' AND NOT EXISTS (
        SELECT 1 FROM partnership_returnversion v WHERE v.assurance_return_id = OLD.id AND v.checksum = OLD.checksum
    ) THEN
        RAISE EXCEPTION 'A return is reopened only when what was submitted is kept';
    END IF;
    RETURN NEW;
END $$;
"""

BEFORE = """
CREATE OR REPLACE FUNCTION keep_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'draft' THEN
        RETURN NEW;
    END IF;
    IF NEW.state = 'draft' OR NEW.round_id <> OLD.round_id OR NEW.organisation_id <> OLD.organisation_id
       OR NEW.about <> OLD.about THEN
        RAISE EXCEPTION 'What was submitted stays submitted';
    END IF;
    IF OLD.state = 'submitted' AND (NEW.submitted_at, NEW.submitted_by_id, NEW.declared_office, NEW.checksum)
       IS DISTINCT FROM (OLD.submitted_at, OLD.submitted_by_id, OLD.declared_office, OLD.checksum) THEN
        RAISE EXCEPTION 'A submitted return is frozen';
    END IF;
    IF NEW.state = 'reopened' AND OLD.state = 'submitted' AND NOT EXISTS (
        SELECT 1 FROM partnership_returnversion v WHERE v.assurance_return_id = OLD.id AND v.checksum = OLD.checksum
    ) THEN
        RAISE EXCEPTION 'A return is reopened only when what was submitted is kept';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0009_answering"),
    ]

    operations = [
        migrations.CreateModel(
            name="Chase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("lead", "To the lead"),
                            ("signatory", "To the signatory, and the lead"),
                            ("chief_officer", "To the chief officer, by office"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "office",
                    models.CharField(
                        blank=True, help_text="Of whoever was written to, never a name.", max_length=200
                    ),
                ),
                (
                    "address",
                    models.EmailField(
                        blank=True, help_text="A shared mailbox, where they have no account.", max_length=254
                    ),
                ),
                ("sent_on", models.DateField()),
            ],
            options={
                "ordering": ["assurance_return", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlannedRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("about_from", models.DateField(blank=True, null=True, verbose_name="period from")),
                ("about_until", models.DateField(blank=True, null=True, verbose_name="period until")),
                ("opens_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("reopens_on", models.DateField(blank=True, null=True)),
                ("closes_on", models.DateField(blank=True, null=True)),
                ("message", models.TextField(blank=True)),
                (
                    "opens_by_itself",
                    models.BooleanField(default=False, help_text="On the day from which it can be answered."),
                ),
                (
                    "could_not",
                    models.TextField(
                        blank=True, help_text="Why it did not open by itself when it should have."
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("discarded_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["opens_on", "title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReturnEscalation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("chair", "The chair of the group takes it up"),
                            ("action", "An action for the agency"),
                            ("challenge", "A challenge in the challenge log"),
                        ],
                        max_length=10,
                    ),
                ),
                ("why", models.TextField()),
                ("escalated_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["assurance_return", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="return",
            name="return_submitted_by_and_at_together",
        ),
        migrations.AddField(
            model_name="organisation",
            name="also_serves",
            field=models.ForeignKey(
                blank=True,
                help_text="The safeguarding partnership next door, for which its one return may do as well.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
                verbose_name="also serves the area of",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="shared_with",
            field=models.ForeignKey(
                blank=True,
                help_text="The partnership next door that takes the same return of whoever serves both.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="return",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Not submitted"),
                    ("submitted", "Submitted"),
                    ("reopened", "Submitted, and open again"),
                    ("dropped", "No longer asked for"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("checksum", ""),
                        ("state__in", ["draft", "dropped"]),
                        ("submitted_at", None),
                        ("submitted_by", None),
                    ),
                    models.Q(
                        ("state__in", ["submitted", "reopened"]),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                        models.Q(("checksum", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="return_submitted_by_and_at_together",
            ),
        ),
        migrations.AddField(
            model_name="chase",
            name="assurance_return",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="chases", to="partnership.return"
            ),
        ),
        migrations.AddField(
            model_name="chase",
            name="sent_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="plannedround",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="plannedround",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="plannedround",
            name="organisations",
            field=models.ManyToManyField(blank=True, related_name="+", to="partnership.organisation"),
        ),
        migrations.AddField(
            model_name="plannedround",
            name="questionnaire",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.questionnaire",
            ),
        ),
        migrations.AddField(
            model_name="plannedround",
            name="round",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="planned",
                to="partnership.round",
            ),
        ),
        migrations.AddField(
            model_name="plannedround",
            name="shared_with",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="returnescalation",
            name="action",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.action",
            ),
        ),
        migrations.AddField(
            model_name="returnescalation",
            name="assurance_return",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="escalations",
                to="partnership.return",
            ),
        ),
        migrations.AddField(
            model_name="returnescalation",
            name="challenge",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.challenge",
            ),
        ),
        migrations.AddField(
            model_name="returnescalation",
            name="escalated_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="chase",
            constraint=models.UniqueConstraint(fields=("assurance_return", "step"), name="chase_once_a_step"),
        ),
        migrations.AddConstraint(
            model_name="plannedround",
            constraint=models.CheckConstraint(
                condition=models.Q(("round", None), ("discarded_at", None), _connector="OR"),
                name="planned_round_opened_or_discarded",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedround",
            constraint=models.CheckConstraint(
                condition=models.Q(("opens_by_itself", False), ("opens_on__isnull", False), _connector="OR"),
                name="planned_round_opens_itself_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnescalation",
            constraint=models.UniqueConstraint(
                fields=("assurance_return", "way"), name="return_escalated_once_a_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="returnescalation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("action", None), ("challenge__isnull", False), ("way", "challenge")),
                    models.Q(
                        models.Q(("way", "challenge"), _negated=True),
                        ("action__isnull", False),
                        ("challenge", None),
                    ),
                    _connector="OR",
                ),
                name="return_escalation_leads_somewhere",
            ),
        ),
        migrations.RunSQL(KEEP, BEFORE),
    ]
