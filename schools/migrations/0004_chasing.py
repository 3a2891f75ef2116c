import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schools", "0003_returns"), ("partnership", "0009_freeze_questionnaires")]

    operations = [
        migrations.CreateModel(
            name="ChaseStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rung", models.CharField(max_length=20)),
                ("label", models.CharField(max_length=100)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "for_due_on",
                    models.DateField(help_text="By when the return was due as the rung was taken."),
                ),
                ("due_on", models.DateField(help_text="From when the rung was due.")),
                ("taken_on", models.DateField()),
                ("reply_by", models.DateField(blank=True, null=True)),
                ("reference", models.CharField(max_length=40)),
                ("words", models.JSONField(blank=True, default=dict)),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chase_steps",
                        to="schools.askedschool",
                    ),
                ),
            ],
            options={
                "ordering": ["asked", "taken_on", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PrintedLetters",
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
                ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
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
                        related_name="+",
                        to="partnership.document",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="printed_letters",
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
            name="ChaseContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("lead", "Designated safeguarding lead"),
                            ("head", "Headteacher or principal"),
                            ("chair", "Chair of governors"),
                            ("trust", "Chair of trustees"),
                            ("proprietor", "Proprietor"),
                            ("education_lead", "Education lead of the authority"),
                            ("other", "Another office of the school"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("email", "E-mail"),
                            ("post", "Letter by post"),
                            ("telephone", "Telephone"),
                            ("meeting", "Meeting or visit"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "addressee",
                    models.TextField(blank=True, help_text="Office, school and address, a line each."),
                ),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("outcome", models.TextField(blank=True)),
                ("posted_on", models.DateField(blank=True, null=True)),
                (
                    "withdrawn_on",
                    models.DateField(
                        blank=True,
                        help_text="No longer to be posted: the return came, or nobody asks any more.",
                        null=True,
                    ),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chase_contacts",
                        to="schools.askedschool",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.letter",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Nobody: the portal.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "posted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty for what somebody did beside the ladder.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="schools.chasestep",
                    ),
                ),
                (
                    "printed_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="schools.printedletters",
                    ),
                ),
            ],
            options={
                "ordering": ["asked", "on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ChaseHold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("held_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("ended_because", models.CharField(blank=True, max_length=500)),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chase_holds",
                        to="schools.askedschool",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["asked", "from_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))), name="chase_hold_dates"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("asked",),
                        name="chase_hold_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_because", ""), ("ended_by", None), ("ended_on", None)),
                            models.Q(
                                ("ended_by__isnull", False),
                                ("ended_on__isnull", False),
                                models.Q(("ended_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="chase_hold_ended_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChaseReply",
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
                            ("will_send", "They will send it by a day"),
                            ("asks_longer", "They ask for longer"),
                            ("assured", "They gave written assurance instead of the return"),
                            ("disputes", "They say that they need not send it"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("lead", "Designated safeguarding lead"),
                            ("head", "Headteacher or principal"),
                            ("chair", "Chair of governors"),
                            ("trust", "Chair of trustees"),
                            ("proprietor", "Proprietor"),
                            ("education_lead", "Education lead of the authority"),
                            ("other", "Another office of the school"),
                        ],
                        max_length=20,
                    ),
                ),
                ("received_on", models.DateField()),
                ("text", models.TextField(blank=True)),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chase_replies",
                        to="schools.askedschool",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        help_text="The letter whose link they answered by; empty if somebody of ours wrote it down.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="schools.chasecontact",
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
                    "recorded_by",
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
                "verbose_name_plural": "chase replies",
                "ordering": ["asked", "received_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contact", None), ("recorded_by__isnull", False)),
                            models.Q(("contact__isnull", False), ("recorded_by", None)),
                            _connector="OR",
                        ),
                        name="chase_reply_by_a_person_or_a_link",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "will_send"), _negated=True),
                            ("expected_on__isnull", False),
                            _connector="OR",
                        ),
                        name="chase_reply_expected_on_a_day",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="chasestep",
            constraint=models.UniqueConstraint(
                fields=("asked", "rung", "for_due_on"), name="chase_step_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="printedletters",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("alive_at__isnull", False), ("claim__isnull", False), ("state", "running")),
                    models.Q(("state", "running"), _negated=True),
                    _connector="OR",
                ),
                name="printedletters_running_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="printedletters",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=("round",),
                name="printed_letters_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="chasecontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("posted_by", None), ("posted_on", None)),
                    models.Q(
                        ("channel", "post"),
                        ("posted_by__isnull", False),
                        ("posted_on__isnull", False),
                        ("withdrawn_on", None),
                    ),
                    _connector="OR",
                ),
                name="chase_contact_posted_on_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="chasecontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "email"), ("letter__isnull", False)),
                    models.Q(models.Q(("channel", "email"), _negated=True), ("letter", None)),
                    _connector="OR",
                ),
                name="chase_contact_by_email_has_its_letter",
            ),
        ),
    ]
