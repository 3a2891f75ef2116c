import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0003_action_updates"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                (
                    "purpose",
                    models.CharField(
                        choices=[("decide", "To decide"), ("discuss", "To discuss"), ("note", "To note")],
                        default="discuss",
                        max_length=10,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        blank=True,
                        help_text="The standing item's code, such as young_people; empty for others.",
                        max_length=40,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everybody", "Everybody at the meeting, observers and virtual members too"),
                            ("members", "Members only"),
                            ("restricted", "Only members who may read cases"),
                        ],
                        default="everybody",
                        max_length=12,
                    ),
                ),
                (
                    "presenter",
                    models.CharField(blank=True, help_text="By office, never a name.", max_length=200),
                ),
                ("minutes_allotted", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["meeting", "position"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.CharField(help_text="Opaque, such as CRG-2026-04.", max_length=40, unique=True),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ordinary", "Ordinary meeting"),
                            ("extraordinary", "Extraordinary meeting"),
                            ("joint", "Joint meeting"),
                            ("leadership", "Leadership discussion with a neighbouring partnership"),
                        ],
                        default="ordinary",
                        max_length=20,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("place", models.CharField(blank=True, max_length=200)),
                ("joining", models.URLField(blank=True, help_text="The address of an online meeting.")),
                ("led_by_young_people", models.BooleanField(default=False)),
                (
                    "with_whom",
                    models.CharField(
                        blank=True, help_text="Of a joint meeting or discussion.", max_length=200
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("called", "Called: agenda sent"),
                            ("held", "Held: minutes not yet confirmed"),
                            ("confirmed", "Minutes confirmed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                (
                    "sequence",
                    models.PositiveIntegerField(
                        default=0, help_text="How often its time or place has changed."
                    ),
                ),
                ("cancelled_because", models.TextField(blank=True)),
                ("planned_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["starts_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="meeting_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("cancelled_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="meeting_cancelled_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["joint", "leadership"]), _negated=True),
                            models.Q(("with_whom", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="meeting_joint_says_with_whom",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="termsofreference",
            name="quorum_count",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="termsofreference",
            name="quorum_of",
            field=models.CharField(
                choices=[
                    ("partners", "The statutory partners"),
                    ("members", "The organisations with a member's seat"),
                    ("chosen", "The organisations named here"),
                ],
                default="members",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="termsofreference",
            name="quorum_organisations",
            field=models.ManyToManyField(blank=True, related_name="+", to="partnership.organisation"),
        ),
        migrations.AddField(
            model_name="termsofreference",
            name="quorum_rule",
            field=models.CharField(
                choices=[
                    ("all_of", "All of them"),
                    ("some_of", "So many of them"),
                    ("chair", "The chair rules each time"),
                ],
                default="chair",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="termsofreference",
            name="quorum",
            field=models.TextField(blank=True, help_text="As the document words it."),
        ),
        migrations.AddConstraint(
            model_name="termsofreference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quorum_count__gt", 0), ("quorum_rule", "some_of")),
                    models.Q(models.Q(("quorum_rule", "some_of"), _negated=True), ("quorum_count", None)),
                    _connector="OR",
                ),
                name="terms_quorum_count_where_it_counts",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="partnership.group"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="papers_deadline",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers_of",
                to="partnership.deadline",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="planned_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="partnership.meeting"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("meeting", "position"),
                name="agenda_position_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("standing", ""), _negated=True),
                fields=("meeting", "standing"),
                name="agenda_standing_item_once",
            ),
        ),
    ]
