import datetime

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partnership", "0006_seats")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="calendar",
            field=models.TextField(
                blank=True, db_default="", help_text="An .ics that goes with it, as it was promised."
            ),
        ),
        migrations.CreateModel(
            name="Cycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("accepted", "Accepted: its meetings are planned"),
                            ("dropped", "Dropped"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "proposed_by",
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
                "ordering": ["-proposed_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CycleRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quarter", models.PositiveSmallIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "remark",
                    models.CharField(
                        blank=True, help_text="Why it is not as the group likes it.", max_length=300
                    ),
                ),
                ("left_out", models.BooleanField(default=False)),
                ("led_by_young_people", models.BooleanField(default=False)),
                (
                    "adjusted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="partnership.cycle",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.group"
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposed_as",
                        to="partnership.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Invitee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("member", "Member"),
                            ("observer", "Participating observer"),
                            ("virtual", "Virtual member"),
                            ("co_opted", "Co-opted"),
                        ],
                        max_length=20,
                    ),
                ),
                ("substitute", models.BooleanField(default=False)),
                ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitees",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invited_to",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.seat"
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "seat", "substitute", "person"],
            },
        ),
        migrations.CreateModel(
            name="MeetingHabit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                        ],
                        default=2,
                    ),
                ),
                ("starts", models.TimeField(default=datetime.time(10, 0), verbose_name="begins at")),
                ("lasts", models.PositiveSmallIntegerField(default=120, help_text="Minutes.")),
                ("place", models.CharField(blank=True, max_length=200)),
                ("joining", models.URLField(blank=True, help_text="The address of an online meeting.")),
                (
                    "papers_due_days",
                    models.PositiveSmallIntegerField(
                        default=8, help_text="Working days before a meeting by which its papers are in."
                    ),
                ),
                (
                    "sent_out_days",
                    models.PositiveSmallIntegerField(
                        default=5, help_text="Working days before a meeting by which agenda and papers go."
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="habit",
                        to="partnership.group",
                    ),
                ),
            ],
            options={
                "ordering": ["group"],
            },
        ),
        migrations.CreateModel(
            name="Pack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        max_length=12,
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
                    "fingerprint",
                    models.CharField(
                        blank=True, help_text="SHA-256 of all that it is made of.", max_length=64
                    ),
                ),
                ("pages", models.PositiveIntegerField(blank=True, null=True)),
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
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pack",
                        to="partnership.document",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="partnership.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
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
                ("due_on", models.DateField()),
                ("position", models.PositiveSmallIntegerField()),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.TextField(blank=True)),
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
                        blank=True,
                        help_text="Of whom it is asked.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="partnership.agendaitem",
                    ),
                ),
            ],
            options={
                "ordering": ["item", "position"],
            },
        ),
        migrations.CreateModel(
            name="PaperVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("pages", models.PositiveSmallIntegerField(blank=True, help_text="Of the PDF.", null=True)),
                ("text", models.TextField(blank=True, help_text="In Markdown.")),
                ("late", models.BooleanField(help_text="Handed in after it was due.")),
                ("late_reason", models.TextField(blank=True)),
                ("handed_in_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("allowed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "allowed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper_version",
                        to="partnership.document",
                    ),
                ),
                (
                    "handed_in_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="partnership.paper",
                    ),
                ),
            ],
            options={
                "ordering": ["paper", "-number"],
            },
        ),
        migrations.CreateModel(
            name="StandingItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("code", models.SlugField(max_length=40)),
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
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing_items",
                        to="partnership.group",
                    ),
                ),
            ],
            options={
                "ordering": ["group", "position", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="YoungPeoplesYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(help_text="The 1st of April.")),
                (
                    "deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="young_peoples_year",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        help_text="Whose session they lead.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.group",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on"],
            },
        ),
        migrations.CreateModel(
            name="ClosedDays",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "closed days",
                "ordering": ["starts_on", "ends_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="closed_days_end_after_they_start",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")),
                fields=("starts_on",),
                name="cycle_one_proposal_for_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("settled_by", None), ("state", "proposed")),
                    models.Q(
                        models.Q(("state", "proposed"), _negated=True),
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="cycle_settled_by_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="cyclerow",
            constraint=models.UniqueConstraint(
                fields=("cycle", "group", "quarter"), name="cycle_row_once_a_quarter"
            ),
        ),
        migrations.AddConstraint(
            model_name="cyclerow",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="cycle_row_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="cyclerow",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_out", False), ("meeting", None), _connector="OR"),
                name="cycle_row_left_out_has_no_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitee",
            constraint=models.UniqueConstraint(fields=("meeting", "person"), name="invitee_once"),
        ),
        migrations.AddConstraint(
            model_name="meetinghabit",
            constraint=models.CheckConstraint(
                condition=models.Q(("papers_due_days__gte", models.F("sent_out_days"))),
                name="habit_papers_are_in_before_they_go",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetinghabit",
            constraint=models.CheckConstraint(
                condition=models.Q(("lasts__gt", 0), ("weekday__lt", 5)), name="habit_on_a_weekday"
            ),
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=("meeting", "audience"),
                name="pack_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("document__isnull", False),
                        ("finished_at__isnull", False),
                        ("pages__gt", 0),
                        ("state", "done"),
                        ("fingerprint__regex", "^[0-9a-f]{64}$"),
                    ),
                    models.Q(models.Q(("state", "done"), _negated=True), ("document", None), ("pages", None)),
                    _connector="OR",
                ),
                name="pack_done_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("alive_at__isnull", False), ("claim__isnull", False), ("state", "running")),
                    models.Q(("state", "running"), _negated=True),
                    _connector="OR",
                ),
                name="pack_running_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(fields=("item", "position"), name="paper_position_once"),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_because", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="paper_withdrawn_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperversion",
            constraint=models.UniqueConstraint(fields=("paper", "number"), name="paper_version_once"),
        ),
        migrations.AddConstraint(
            model_name="paperversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document", None), ("pages", None), models.Q(("text", ""), _negated=True)),
                    models.Q(("document__isnull", False), ("pages__gt", 0), ("text", "")),
                    _connector="OR",
                ),
                name="paper_version_is_a_file_or_a_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("allowed_at", None), ("allowed_by", None)),
                    models.Q(("allowed_at__isnull", False), ("allowed_by__isnull", False), ("late", True)),
                    _connector="OR",
                ),
                name="paper_version_allowed_by_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("late", False), models.Q(("late_reason", ""), _negated=True), _connector="OR"
                ),
                name="paper_version_late_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="standingitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on", None),
                    ("ends_on", None),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="standingitem_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="standingitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)), fields=("group", "code"), name="standing_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="youngpeoplesyear",
            constraint=models.UniqueConstraint(fields=("group", "starts_on"), name="young_peoples_year_once"),
        ),
    ]
