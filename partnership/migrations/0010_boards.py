import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0009_actions"),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("office", models.CharField(help_text="An office, never a name.", max_length=200)),
                ("email", models.EmailField(blank=True, help_text="A shared mailbox.", max_length=254)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="partnership.linkedboard",
                    ),
                ),
            ],
            options={
                "ordering": ["board", "-starts_on", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="boardcontact_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardInformation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                ("detail", models.TextField(blank=True)),
                ("passed_on", models.DateField()),
                (
                    "office",
                    models.CharField(
                        help_text="By which office it was passed, never a name.", max_length=200
                    ),
                ),
                ("audience", models.CharField(help_text="Who there may read it.", max_length=200)),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="information",
                        to="partnership.linkedboard",
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
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-passed_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="BoardAssurance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.TextField()),
                ("asked_on", models.DateField()),
                (
                    "asked_of",
                    models.CharField(help_text="The office that was asked, never a name.", max_length=200),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("received", "Received, to be judged"),
                            ("satisfied", "Satisfied"),
                            ("again", "Asked again"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("received_on", models.DateField(blank=True, null=True)),
                ("says", models.TextField(blank=True, verbose_name="what it says")),
                ("judged_on", models.DateField(blank=True, null=True)),
                (
                    "judgement",
                    models.TextField(blank=True, help_text="Why it is enough, or what is missing."),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "again",
                    models.OneToOneField(
                        blank=True,
                        help_text="Asked instead.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follows",
                        to="partnership.boardassurance",
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
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assurances",
                        to="partnership.linkedboard",
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_assurance",
                        to="partnership.deadline",
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
            ],
            options={
                "ordering": ["-asked_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_on", None), ("says", ""), ("state", "asked")),
                            models.Q(
                                models.Q(("state", "asked"), _negated=True),
                                models.Q(("says", ""), _negated=True),
                                ("received_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="board_assurance_received_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("judged_on", None), ("judgement", ""), ("state__in", ["asked", "received"])
                            ),
                            models.Q(
                                ("judged_on__isnull", False),
                                ("state__in", ["satisfied", "again"]),
                                models.Q(("judgement", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="board_assurance_judged_when_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChildDeathReport",
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
                        choices=[("activity", "Report on activity"), ("yearly", "Yearly report")],
                        max_length=10,
                    ),
                ),
                ("covers_from", models.DateField()),
                ("covers_until", models.DateField()),
                ("asked_on", models.DateField()),
                ("received_on", models.DateField(blank=True, null=True)),
                ("summary", models.TextField(blank=True)),
                (
                    "notified",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="deaths notified"),
                ),
                (
                    "reviewed",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="reviews completed"),
                ),
                (
                    "modifiable",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="reviews that found modifiable factors"
                    ),
                ),
                (
                    "given_also_to",
                    models.CharField(
                        blank=True, help_text="Other partnerships that had the same report.", max_length=200
                    ),
                ),
                ("considered_as", models.TextField(blank=True, help_text="What the meeting said to it.")),
                ("published_on", models.DateField(blank=True, null=True)),
                ("address", models.URLField(blank=True, max_length=400)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "considered_at",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_death_report",
                        to="partnership.deadline",
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
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_death_reports",
                        to="partnership.group",
                    ),
                ),
            ],
            options={
                "ordering": ["-covers_until", "kind", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("panel", "kind", "covers_from", "covers_until"),
                        name="child_death_report_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("covers_until__gt", models.F("covers_from"))),
                        name="child_death_report_covers_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_on", None), ("summary", "")),
                            models.Q(
                                ("received_on__isnull", False), models.Q(("summary", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="child_death_report_received_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address", ""), ("published_on", None)),
                            models.Q(
                                ("kind", "yearly"),
                                ("published_on__isnull", False),
                                models.Q(("address", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="child_death_report_published_when_and_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("considered_as", ""), ("considered_at", None)),
                            models.Q(
                                ("considered_at__isnull", False),
                                ("received_on__isnull", False),
                                models.Q(("considered_as", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="child_death_report_considered_where_and_how",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChildDeathShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("shared_on", models.DateField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.group"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="partnership.childdeathreport",
                    ),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["shared_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "group"), name="child_death_report_shared_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ChildDeathConcern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=20, unique=True)),
                (
                    "direction",
                    models.CharField(
                        choices=[("to_panel", "To the panel"), ("from_panel", "From the panel")],
                        max_length=10,
                    ),
                ),
                ("their_reference", models.CharField(blank=True, max_length=40)),
                ("passed_on", models.DateField()),
                (
                    "office",
                    models.CharField(help_text="Which office passed it on, never a name.", max_length=200),
                ),
                ("acknowledged_on", models.DateField(blank=True, null=True)),
                (
                    "acknowledged_by",
                    models.CharField(blank=True, help_text="By which office, never a name.", max_length=200),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("referred", "Taken up as a referral"),
                            ("known", "Known already"),
                            ("review", "Part of a child death review"),
                            ("nothing", "Nothing more to do"),
                        ],
                        max_length=10,
                    ),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_death_concern",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.group"
                    ),
                ),
            ],
            options={
                "ordering": ["-passed_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reference__regex", "^CDC-[0-9]{4}-[0-9]{3,}$")),
                        name="child_death_concern_reference_opaque",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("their_reference", ""),
                            ("their_reference__regex", "^[A-Z0-9][A-Z0-9/-]*[0-9]$"),
                            _connector="OR",
                        ),
                        name="child_death_concern_their_reference_opaque",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acknowledged_by", ""), ("acknowledged_on", None), ("outcome", "")),
                            models.Q(
                                ("acknowledged_on__isnull", False),
                                models.Q(("acknowledged_by", ""), _negated=True),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="child_death_concern_acknowledged_when_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HighlightReport",
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
                            ("asked", "Not sent yet"),
                            ("sent", "Sent"),
                            ("sent_back", "Sent back with a question"),
                            ("received", "Received"),
                            ("dropped", "No longer asked for"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("done", models.TextField(blank=True, verbose_name="what was done")),
                ("risks", models.TextField(blank=True, verbose_name="what is at risk")),
                ("decisions", models.TextField(blank=True, verbose_name="decisions asked for")),
                ("learning", models.TextField(blank=True, verbose_name="what was learnt")),
                (
                    "voice",
                    models.TextField(
                        blank=True, verbose_name="how the voice of children and young people was considered"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("question", models.TextField(blank=True, help_text="With which it was sent back.")),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                        related_name="highlight_report",
                        to="partnership.deadline",
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
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="highlight_reports",
                        to="partnership.group",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        help_text="At which it is received.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="highlight_reports",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "received_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "ordering": ["-meeting__starts_at", "group__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "meeting"), name="highlight_report_once_a_meeting"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at", None), ("sent_by", None)),
                            models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="highlight_report_sent_by_and_at_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_at", None), ("received_by", None)),
                            models.Q(("received_at__isnull", False), ("received_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="highlight_report_received_by_and_at_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["sent", "received"]), _negated=True),
                            models.Q(
                                models.Q(("voice", ""), _negated=True), models.Q(("done", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="highlight_report_sent_answers_the_voice_question",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent_back"), _negated=True),
                            models.Q(("question", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="highlight_report_sent_back_with_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HighlightShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outside",
                    models.CharField(
                        blank=True, help_text="An office or a body, never a name.", max_length=200
                    ),
                ),
                ("shared_on", models.DateField()),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="partnership.highlightreport",
                    ),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["shared_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("group__isnull", False), ("outside", "")),
                            models.Q(("group", None), models.Q(("outside", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="highlight_shared_with_one",
                    ),
                    models.UniqueConstraint(
                        fields=("report", "group", "outside"),
                        name="highlight_shared_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
    ]
