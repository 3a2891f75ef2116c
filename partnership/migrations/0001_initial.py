import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import partnership.models.documents


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                ("name", models.CharField(max_length=150)),
                ("telephone", models.CharField(blank=True, max_length=40)),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                (
                    "post",
                    models.CharField(
                        choices=[("each", "Each letter as it is written"), ("daily", "One letter a day")],
                        default="each",
                        max_length=10,
                        verbose_name="how letters come",
                    ),
                ),
                (
                    "invented",
                    models.BooleanField(default=False, editable=False, help_text="Exists only in the demo."),
                ),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name_plural": "people",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Budget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(help_text="The calendar year in which it begins.")),
                (
                    "total",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["-year", "pot"],
            },
        ),
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("beat_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Pot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("scope", models.TextField()),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.SlugField(max_length=60)),
                ("text", models.CharField(max_length=500)),
                ("guidance", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("scale", "A choice on a scale"),
                            ("text", "Text"),
                            ("number", "A number"),
                            ("date", "A date"),
                            ("yes_no", "Yes or no"),
                        ],
                        default="text",
                        max_length=10,
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("required", models.BooleanField(default=True)),
                (
                    "may_not_apply",
                    models.BooleanField(
                        default=False, help_text="May be answered 'does not apply', with a reason."
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        blank=True, help_text="What it is about, such as voice_of_the_child.", max_length=40
                    ),
                ),
            ],
            options={
                "ordering": ["section__position", "position"],
            },
        ),
        migrations.CreateModel(
            name="Scale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="ConcernContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("leicestershire", "Leicestershire"),
                            ("rutland", "Rutland"),
                            ("leicester", "Leicester"),
                            ("LR", "Leicestershire and Rutland"),
                            ("LLR", "Leicester, Leicestershire and Rutland"),
                            ("region", "East Midlands"),
                            ("england", "England"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("telephone", models.CharField(blank=True, max_length=40)),
                ("out_of_hours", models.CharField(blank=True, max_length=40)),
                ("address", models.URLField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("name",), name="concern_contact_once")],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("code", models.SlugField(max_length=20, unique=True)),
                ("title", models.CharField(max_length=200)),
                (
                    "guidance",
                    models.CharField(
                        choices=[
                            ("2018", "Working Together 2018"),
                            ("2023", "Working Together 2023"),
                            ("2026", "Working Together 2026"),
                        ],
                        max_length=4,
                    ),
                ),
                ("published_on", models.DateField()),
                (
                    "decides_reviews",
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
                (
                    "chairs_partnership",
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
                ("summary", models.TextField(blank=True)),
                ("next_review_on", models.DateField(blank=True, null=True)),
                ("reasons_for_changes", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["-starts_on"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="edition_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveBigIntegerField(editable=False, null=True, unique=True)),
                ("at", models.DateTimeField(editable=False)),
                ("actor_id", models.CharField(blank=True, max_length=20)),
                ("actor", models.CharField(help_text="Who, by office.", max_length=200)),
                ("verb", models.CharField(max_length=40)),
                ("noun", models.CharField(max_length=60)),
                ("noun_id", models.CharField(max_length=40)),
                (
                    "label",
                    models.CharField(
                        help_text="An opaque reference, never a name of a child.", max_length=200
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
                ("why", models.TextField(blank=True)),
                ("previous_hash", models.CharField(default="", editable=False, max_length=64)),
                ("hash", models.CharField(default="", editable=False, max_length=64)),
            ],
            options={
                "ordering": ["-position"],
                "indexes": [models.Index(fields=["noun", "noun_id"], name="event_about")],
            },
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=200)),
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
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("partnership", "The partnership"),
                            ("delivery", "Planning and delivery"),
                            ("subgroup", "Sub-group"),
                            ("advisory", "Advisory group"),
                            ("reference", "Reference group"),
                            ("linked", "Linked panel"),
                            ("task_and_finish", "Task and finish group"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "meets",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("quarterly", "Quarterly"),
                            ("between", "Between the Planning and Delivery Group's meetings"),
                            ("as_needed", "As needed"),
                            ("", "Not stated"),
                        ],
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "reviews_cases",
                    models.BooleanField(default=False, help_text="Its chair and members may read cases."),
                ),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="partnership.group",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="group_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "task_and_finish"), _negated=True),
                            ("ends_on__isnull", False),
                            _connector="OR",
                        ),
                        name="group_task_and_finish_has_an_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "duty",
                    models.CharField(
                        help_text="The clock's name in rules, such as rapid_review.", max_length=40
                    ),
                ),
                ("label", models.CharField(max_length=200)),
                ("reference", models.CharField(max_length=40)),
                ("path", models.CharField(max_length=200)),
                (
                    "force",
                    models.CharField(
                        choices=[
                            ("statutory", "Statutory duty"),
                            ("guidance", "Expected by national guidance"),
                            ("local", "Local target"),
                        ],
                        default="local",
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("rule", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=200)),
                (
                    "confirmed",
                    models.BooleanField(default=True, help_text="Whether the source of the rule was seen."),
                ),
                ("calendar", models.CharField(blank=True, max_length=80)),
                ("due_on", models.DateField()),
                ("target_on", models.DateField(blank=True, null=True)),
                (
                    "role",
                    models.CharField(
                        blank=True,
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
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "late",
                    models.BooleanField(
                        blank=True, help_text="Stored when it is done, never recomputed.", null=True
                    ),
                ),
                ("late_reason", models.TextField(blank=True)),
                (
                    "ended_on",
                    models.DateField(blank=True, help_text="No longer due, though never done.", null=True),
                ),
                ("ended_reason", models.TextField(blank=True)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "superseded_by",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="partnership.group",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on", None), ("ended_on", None)),
                        fields=["due_on"],
                        name="deadline_outstanding",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on", None), ("late", None)),
                            models.Q(("done_on__isnull", False), ("late__isnull", False)),
                            _connector="OR",
                        ),
                        name="deadline_late_is_known_when_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("late", True), _negated=True),
                            models.Q(("late_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="deadline_late_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done_on", None), ("ended_on", None), _connector="OR"),
                        name="deadline_done_or_ended_not_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), models.Q(("ended_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="deadline_ended_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("late", None),
                            models.Q(("done_on__gt", models.F("due_on")), ("late", True)),
                            models.Q(("done_on__lte", models.F("due_on")), ("late", False)),
                            _connector="OR",
                        ),
                        name="deadline_late_agrees_with_its_dates",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-invited_at"],
            },
        ),
        migrations.CreateModel(
            name="LearningPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("theme", models.CharField(blank=True, max_length=100)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("review", "Case review"),
                            ("audit", "Audit"),
                            ("return", "Assurance return"),
                            ("dispute", "Dispute"),
                            ("national", "National or another area's review"),
                            ("other", "Elsewhere"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reference",
                    models.CharField(help_text="An opaque reference of what taught it.", max_length=40),
                ),
                ("public", models.BooleanField(default=False)),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                "ordering": ["-noted_at"],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                (
                    "kind",
                    models.CharField(help_text="Its template: templates/email/<kind>.txt", max_length=40),
                ),
                (
                    "address",
                    models.EmailField(
                        blank=True,
                        help_text="Where there is no person, such as the Panel's mailbox.",
                        max_length=254,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("subject", models.CharField(max_length=200)),
                ("label", models.CharField(blank=True, max_length=200)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "path",
                    models.CharField(
                        blank=True, help_text="Where the link leads. Wiped if secret.", max_length=300
                    ),
                ),
                (
                    "secret",
                    models.BooleanField(default=False, help_text="The link is a way in: wipe it once sent."),
                ),
                ("urgent", models.BooleanField(default=False, help_text="Not to wait for a daily letter.")),
                (
                    "stage",
                    models.CharField(
                        blank=True, help_text="Which reminder of the deadline it is.", max_length=20
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("promised", "To be sent"),
                            ("sent", "Sent"),
                            ("cancelled", "No longer needed"),
                            ("failed", "Could not be sent"),
                        ],
                        default="promised",
                        max_length=10,
                    ),
                ),
                ("state_reason", models.CharField(blank=True, max_length=200)),
                ("promised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("try_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-promised_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "promised")), fields=["try_at"], name="letter_waiting"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at", None)),
                            _connector="OR",
                        ),
                        name="letter_sent_has_its_instant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recipient__isnull", False),
                            models.Q(("address", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="letter_goes_somewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkedBoard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "area",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("leicestershire", "Leicestershire"),
                            ("rutland", "Rutland"),
                            ("leicester", "Leicester"),
                            ("LR", "Leicestershire and Rutland"),
                            ("LLR", "Leicester, Leicestershire and Rutland"),
                            ("region", "East Midlands"),
                            ("england", "England"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="linkedboard_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("short_name", models.CharField(blank=True, max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("local_authority", "Local authority"),
                            ("district", "District or borough council"),
                            ("police", "Police"),
                            ("health_commissioner", "Health commissioner"),
                            ("health_provider", "Health provider"),
                            ("probation", "Probation"),
                            ("fire", "Fire and rescue"),
                            ("court_service", "Family court service"),
                            ("ambulance", "Ambulance service"),
                            ("voluntary", "Voluntary and community sector"),
                            ("school", "School or college"),
                            ("early_years", "Early years setting"),
                            ("residential", "Children's home"),
                            ("fostering", "Fostering agency"),
                            ("youth_custody", "Youth custody provider"),
                            ("national", "National body"),
                            ("partnership", "Safeguarding partnership or board"),
                            ("other", "Other"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("leicestershire", "Leicestershire"),
                            ("rutland", "Rutland"),
                            ("leicester", "Leicester"),
                            ("LR", "Leicestershire and Rutland"),
                            ("LLR", "Leicester, Leicestershire and Rutland"),
                            ("region", "East Midlands"),
                            ("england", "England"),
                        ],
                        max_length=20,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="partnership.organisation",
                        verbose_name="followed by",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="organisation_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("name", models.CharField(max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_names",
                        to="partnership.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["organisation", "starts_on"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="formername_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Endorsement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("office", models.CharField(max_length=200)),
                ("endorsed_on", models.DateField(blank=True, null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="endorsements",
                        to="partnership.edition",
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
            ],
            options={
                "ordering": ["organisation__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "organisation"), name="endorsement_once_a_partner"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="deadline",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deadlines",
                to="partnership.organisation",
            ),
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="partnership.budget",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="partnership.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-amount"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("budget", "organisation"), name="contribution_once_a_partner"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("detail", models.TextField(blank=True)),
                (
                    "origin",
                    models.CharField(help_text="What it came from: an opaque reference.", max_length=40),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("in_progress", "In progress"),
                            ("claimed", "Claimed done"),
                            ("verified", "Verified"),
                            ("embedded", "Embedded in practice"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("original_target_on", models.DateField()),
                ("target_on", models.DateField()),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("evidence", models.TextField(blank=True)),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                ("embedded_at", models.DateTimeField(blank=True, null=True)),
                ("embedded_evidence", models.TextField(blank=True, help_text="Which later audit shows it.")),
                (
                    "claimed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "embedded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        help_text="On whose log it is.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="partnership.group",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="partnership.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["target_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organisation__isnull", False), ("owner__isnull", False), _connector="OR"
                        ),
                        name="action_has_somebody_to_do_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("claimed_at", None), ("claimed_by", None)),
                            models.Q(("claimed_at__isnull", False), ("claimed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="action_claimed_by_and_at_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verified_at", None), ("verified_by", None)),
                            models.Q(("verified_at__isnull", False), ("verified_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="action_verified_by_and_at_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("embedded_at", None), ("embedded_by", None)),
                            models.Q(("embedded_at__isnull", False), ("embedded_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="action_embedded_by_and_at_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_by", None),
                            models.Q(("verified_by", models.F("claimed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="action_verified_by_someone_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("statutory_partner", "Statutory safeguarding partner"),
                            ("planning_and_delivery", "Member of the Planning and Delivery Group"),
                            ("virtual", "Virtual member, who receives minutes and attends as needed"),
                            ("delegate", "Through a nominated delegate"),
                            ("reference_group", "Through a reference group"),
                            ("local_authority", "Through the local authority"),
                            ("commissioner", "Through its commissioners"),
                            ("on_request", "Gives assurance when asked"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "through",
                    models.CharField(blank=True, help_text="Which delegate, group or body.", max_length=200),
                ),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="partnership.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["organisation__name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="participation_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "kind", "starts_on"),
                        name="participation_once_a_kind",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="budget",
            name="pot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="budgets", to="partnership.pot"
            ),
        ),
        migrations.CreateModel(
            name="Questionnaire",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("title", models.CharField(max_length=200)),
                ("introduction", models.TextField(blank=True)),
                (
                    "basis",
                    models.CharField(
                        choices=[("duty", "A duty to answer"), ("invitation", "An invitation to answer")],
                        default="duty",
                        max_length=10,
                    ),
                ),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["code", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="questionnaire_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Return",
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
                        choices=[("draft", "Not submitted"), ("submitted", "Submitted")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "declared_office",
                    models.CharField(blank=True, help_text="The executive lead's office.", max_length=200),
                ),
                (
                    "checksum",
                    models.CharField(
                        blank=True, help_text="SHA-256 of the answers as submitted.", max_length=64
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assurance_return",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "submitted_by",
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
                "ordering": ["organisation__name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("checksum", ""),
                                ("state", "draft"),
                                ("submitted_at", None),
                                ("submitted_by", None),
                            ),
                            models.Q(
                                ("state", "submitted"),
                                ("submitted_at__isnull", False),
                                ("submitted_by__isnull", False),
                                models.Q(("checksum", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="return_submitted_by_and_at_together",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("number", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                (
                    "value",
                    models.SmallIntegerField(blank=True, help_text="The point on the scale.", null=True),
                ),
                (
                    "label",
                    models.CharField(blank=True, help_text="That point's label on the day.", max_length=100),
                ),
                ("scale_name", models.CharField(blank=True, max_length=200)),
                ("not_applicable", models.BooleanField(default=False)),
                ("not_applicable_reason", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="partnership.question",
                    ),
                ),
                (
                    "assurance_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="partnership.return",
                    ),
                ),
            ],
            options={
                "ordering": ["question__section__position", "question__position"],
                "constraints": [
                    models.UniqueConstraint(fields=("assurance_return", "question"), name="answer_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("about_from", models.DateField(verbose_name="period from")),
                ("about_until", models.DateField(verbose_name="period until")),
                ("opens_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "closes_on",
                    models.DateField(
                        help_text="The last day on which a late or reopened return may be submitted."
                    ),
                ),
                ("message", models.TextField(blank=True)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="partnership.questionnaire",
                    ),
                ),
            ],
            options={
                "ordering": ["-due_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_on__lte", models.F("due_on")), ("due_on__lte", models.F("closes_on"))
                        ),
                        name="round_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("about_from__lte", models.F("about_until"))),
                        name="round_period_in_order",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="return",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="partnership.round"
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="scale",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.scale",
            ),
        ),
        migrations.CreateModel(
            name="ScalePoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.SmallIntegerField()),
                ("label", models.CharField(max_length=100)),
                ("descriptor", models.TextField(blank=True)),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="partnership.scale",
                    ),
                ),
            ],
            options={
                "ordering": ["scale", "-value"],
                "constraints": [models.UniqueConstraint(fields=("scale", "value"), name="scale_point_once")],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "office",
                    models.CharField(help_text="The office that holds it, never a name.", max_length=200),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("member", "Member"),
                            ("observer", "Participating observer"),
                            ("virtual", "Virtual member"),
                            ("co_opted", "Co-opted"),
                        ],
                        default="member",
                        max_length=20,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="partnership.group",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="partnership.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["group", "kind", "office"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="seat_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        fields=("group", "organisation", "office", "starts_on"),
                        name="seat_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "role",
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
                ("office", models.CharField(blank=True, max_length=200)),
                (
                    "substitute",
                    models.BooleanField(default=False, help_text="Stands in, with like delegated authority."),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="partnership.seat",
                    ),
                ),
            ],
            options={
                "ordering": ["person", "role"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="appointment_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "board_manager",
                                    "board_officer",
                                    "learning_officer",
                                    "administrator",
                                    "independent_advisor",
                                    "signatory",
                                    "partner_lead",
                                    "group_chair",
                                    "group_member",
                                    "external_reviewer",
                                    "school_lead",
                                    "practitioner",
                                    "observer",
                                ],
                            )
                        ),
                        name="appointment_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("role__in", ["group_chair", "group_member", "observer"]),
                                ("seat__isnull", False),
                            ),
                            models.Q(
                                models.Q(
                                    ("role__in", ["group_chair", "group_member", "observer"]), _negated=True
                                ),
                                ("seat__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="appointment_seated_role_has_a_seat",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("role__in", ["partner_lead", "signatory", "school_lead", "practitioner"]),
                                _negated=True,
                            ),
                            ("organisation__isnull", False),
                            _connector="OR",
                        ),
                        name="appointment_for_an_organisation_names_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("guidance", models.TextField(blank=True)),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="partnership.questionnaire",
                    ),
                ),
            ],
            options={
                "ordering": ["questionnaire", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("questionnaire", "position"), name="section_position_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="question",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="partnership.section",
            ),
        ),
        migrations.CreateModel(
            name="SettingCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        max_length=20,
                    ),
                ),
                ("kind", models.CharField(max_length=80)),
                ("count", models.PositiveIntegerField()),
                ("academies", models.PositiveIntegerField(blank=True, null=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="setting_counts",
                        to="partnership.edition",
                    ),
                ),
            ],
            options={
                "ordering": ["area", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "area", "kind"), name="setting_count_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetChange",
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
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="target_changes",
                        to="partnership.action",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["changed_at"],
            },
        ),
        migrations.CreateModel(
            name="TermsOfReference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("in_force_on", models.DateField()),
                ("remit", models.TextField()),
                ("membership", models.TextField()),
                ("frequency", models.TextField()),
                ("quorum", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="partnership.group",
                    ),
                ),
            ],
            options={
                "ordering": ["group", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("group", "version"), name="terms_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("file", models.FileField(upload_to=partnership.models.documents.stored_name)),
                ("download_name", models.CharField(help_text="Neutral; made by the portal.", max_length=120)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField(help_text="Bytes.")),
                ("checksum", models.CharField(help_text="SHA-256, hexadecimal.", max_length=64)),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("clean", "Scanned, clean"),
                            ("infected", "Infected"),
                            ("unscanned", "Not scanned"),
                        ],
                        default="unscanned",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "kept_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="partnership.document",
                    ),
                ),
            ],
            options={
                "ordering": ["-kept_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("checksum__regex", "^[0-9a-f]{64}$")),
                        name="document_checksum_is_sha256",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("group", None), ("organisation__isnull", False), ("owner", None), ("role", "")),
                    models.Q(("group__isnull", False), ("organisation", None), ("owner", None), ("role", "")),
                    models.Q(("group", None), ("organisation", None), ("owner__isnull", False), ("role", "")),
                    models.Q(
                        ("group", None),
                        ("organisation", None),
                        ("owner", None),
                        models.Q(("role", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="deadline_is_asked_of_exactly_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.UniqueConstraint(fields=("pot", "year"), name="budget_once_a_year"),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.UniqueConstraint(fields=("round", "organisation"), name="return_once_a_round"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(fields=("section", "position"), name="question_position_once"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(fields=("section", "code"), name="question_code_once"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "scale"), ("scale__isnull", False)),
                    models.Q(models.Q(("kind", "scale"), _negated=True), ("scale", None)),
                    _connector="OR",
                ),
                name="question_on_a_scale_names_it",
            ),
        ),
    ]
