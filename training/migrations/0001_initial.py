import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    initial = True

    dependencies = [("partnership", "0009_freeze_questionnaires")]

    operations = [
        migrations.CreateModel(
            name="Venue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150, unique=True)),
                ("address", models.CharField(max_length=300)),
                ("postcode", models.CharField(max_length=10)),
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
                (
                    "access",
                    models.TextField(
                        blank=True, help_text="Steps, lifts, hearing loop, parking, prayer room."
                    ),
                ),
                (
                    "holds",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="How many people it holds.", null=True
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Course",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("title", models.CharField(max_length=150)),
                ("summary", models.CharField(max_length=300)),
                ("aims", models.TextField(help_text="What somebody can do afterwards.")),
                ("audience", models.TextField(help_text="For whom it is, and for whom not.")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Level 1: everybody who meets children"),
                            (2, "Level 2: regular work with children"),
                            (3, "Level 3: work with children at risk"),
                            (4, "Level 4: leads and managers"),
                        ]
                    ),
                ),
                (
                    "delivery",
                    models.CharField(
                        choices=[
                            ("face_to_face", "Face to face"),
                            ("online", "Online, live"),
                            ("elearning", "E-learning, at any time"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(decimal_places=1, help_text="Learning time, in hours.", max_digits=4),
                ),
                (
                    "half_day",
                    models.BooleanField(default=False, help_text="Whether a charge is that of half a day."),
                ),
                ("address", models.URLField(blank=True, verbose_name="where the e-learning is")),
                (
                    "for_kinds",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Kinds of organisation whose people may come; empty means all.",
                    ),
                ),
                (
                    "asks_manager",
                    models.BooleanField(
                        default=True, help_text="The learner's manager agrees before a place is kept."
                    ),
                ),
                (
                    "lasts_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="After how many months it is to be refreshed; empty means never.",
                        null=True,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Being planned"),
                            ("offered", "Offered"),
                            ("retired", "No longer offered"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                (
                    "prerequisite",
                    models.ForeignKey(
                        blank=True,
                        help_text="To be attended before.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opens",
                        to="training.course",
                    ),
                ),
            ],
            options={
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(help_text="Such as TR-2026-014.", max_length=40, unique=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("joining", models.URLField(blank=True, verbose_name="where people join online")),
                ("instructions", models.TextField(blank=True, help_text="What to bring, read or do before.")),
                ("capacity", models.PositiveSmallIntegerField()),
                (
                    "at_least",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="Below this number it is looked at again."
                    ),
                ),
                (
                    "cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="What holding it costs, in pounds.",
                        max_digits=12,
                        null=True,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("open", "Open for booking"),
                            ("cancelled", "Cancelled"),
                            ("held", "Held"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("cancelled_because", models.CharField(blank=True, max_length=300)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="training.course",
                    ),
                ),
                (
                    "materials",
                    models.ManyToManyField(blank=True, related_name="+", to="partnership.document"),
                ),
                (
                    "trainers",
                    models.ManyToManyField(blank=True, related_name="teaches", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="training.venue",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("job", models.CharField(blank=True, max_length=100, verbose_name="job title")),
                ("manager_name", models.CharField(blank=True, max_length=150)),
                ("manager_email", models.EmailField(blank=True, max_length=254)),
                (
                    "access_needs",
                    models.TextField(
                        blank=True, help_text="Read by whoever runs training and the session's trainers."
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "The manager is asked"),
                            ("waiting", "On the waiting list"),
                            ("offered", "A place is offered"),
                            ("booked", "Booked"),
                            ("declined", "The manager said no"),
                            ("lapsed", "The offer ran out"),
                            ("cancelled", "Cancelled"),
                            ("session_cancelled", "The session was cancelled"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="Its place in the order of the waiting list.",
                    ),
                ),
                ("offered_until", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_because", models.CharField(blank=True, max_length=20)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("present", "Present"),
                            ("late", "Came late"),
                            ("partly", "Left early or missed part"),
                            ("no_show", "Did not come"),
                            ("substitute", "Somebody came instead"),
                        ],
                        max_length=12,
                    ),
                ),
                ("outcome_at", models.DateTimeField(blank=True, null=True)),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "organisation_on_the_day",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attended",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "outcome_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="training.session",
                    ),
                ),
            ],
            options={
                "ordering": ["session", "asked_at", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("delivery", "elearning"), models.Q(("address", ""), _negated=True)),
                    models.Q(("delivery", "elearning"), _negated=True),
                    _connector="OR",
                ),
                name="course_elearning_has_its_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["asked", "waiting", "offered", "booked"])),
                fields=("session", "learner"),
                name="booking_one_live_a_learner",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offered_until__isnull", False), ("state", "offered")),
                    models.Q(("state", "offered"), _negated=True),
                    _connector="OR",
                ),
                name="booking_offer_runs_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("organisation_on_the_day", None),
                        ("outcome", ""),
                        ("outcome_at", None),
                        ("outcome_by", None),
                    ),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        ("organisation_on_the_day__isnull", False),
                        ("outcome_at__isnull", False),
                        ("outcome_by__isnull", False),
                        ("state", "booked"),
                    ),
                    _connector="OR",
                ),
                name="booking_outcome_by_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="session_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__gt", 0)), name="session_has_a_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), models.Q(("cancelled_because", ""), _negated=True)),
                    models.Q(models.Q(("state", "cancelled"), _negated=True), ("cancelled_because", "")),
                    _connector="OR",
                ),
                name="session_cancelled_says_why",
            ),
        ),
    ]
