import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from partnership.migrations._together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partnership", "0009_freeze_questionnaires"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
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
                        (
                            "contact",
                            models.CharField(
                                blank=True, help_text="Whom staff ask; not shown publicly.", max_length=200
                            ),
                        ),
                        (
                            "given_up",
                            models.BooleanField(
                                default=False, help_text="No session is planned there any more."
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
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
                                blank=True,
                                help_text="Read by whoever runs training and the session's trainers.",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Waiting for approval"),
                                    ("waiting", "On the waiting list"),
                                    ("offered", "A place is offered"),
                                    ("booked", "Booked"),
                                    ("declined", "The manager said no"),
                                    ("lapsed", "Expired"),
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
                        (
                            "cancelled_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("learner", "Cannot come"),
                                    ("sick", "Ill"),
                                    ("staff", "Removed by the business unit"),
                                    ("substitute", "Someone else is coming instead"),
                                    ("moved", "Moved to another session"),
                                    ("manager", "The manager said no"),
                                    ("not_met", "Required course not attended"),
                                    ("offer", "The offer was not taken in time"),
                                    ("began", "The session began"),
                                    ("session", "The session was cancelled"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("offered_at", models.DateTimeField(blank=True, null=True)),
                        ("booked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "manager_flagged",
                            models.BooleanField(
                                default=False,
                                help_text="The manager's address is not at a confirmed domain of the organisation.",
                            ),
                        ),
                        (
                            "manager_answer",
                            models.CharField(
                                blank=True,
                                choices=[("agreed", "Agreed"), ("declined", "Said no")],
                                max_length=10,
                            ),
                        ),
                        ("manager_answered_at", models.DateTimeField(blank=True, null=True)),
                        ("manager_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "prerequisite_declared",
                            models.CharField(blank=True, help_text="What, where and when.", max_length=500),
                        ),
                        ("prerequisite_checked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "sequence",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="Of its entry in calendars."
                            ),
                        ),
                        (
                            "confirm_asked_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="When the session moved and they were asked whether they still come.",
                                null=True,
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("needs_wiped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("present", "Present"),
                                    ("late", "Came late"),
                                    ("partly", "Left early or missed part"),
                                    ("no_show", "Did not come"),
                                    ("substitute", "Someone came instead"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("outcome_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "booked_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Staff who booked it for them.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "in_place_of",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whose place it was.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="substitutes",
                                to="training.booking",
                            ),
                        ),
                        (
                            "learner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "manager_recorded_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Staff who wrote it down.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                            "prerequisite_checked_by",
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
                        "ordering": ["session", "asked_at", "pk"],
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
                        ("aims", models.TextField(help_text="What people can do afterwards.")),
                        ("audience", models.TextField(help_text="Who it is for, and for whom not.")),
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
                            models.DecimalField(
                                decimal_places=1, help_text="Learning time, in hours.", max_digits=4
                            ),
                        ),
                        (
                            "half_day",
                            models.BooleanField(
                                default=False, help_text="Whether a charge is that of half a day."
                            ),
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
                            "revision",
                            models.PositiveIntegerField(
                                default=1, help_text="Counts every change of its words."
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
                    name="Commission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "provider",
                            models.CharField(help_text="The organisation that provides it.", max_length=200),
                        ),
                        (
                            "in_house",
                            models.BooleanField(
                                default=False, help_text="Partners’ own trainers, without a contract."
                            ),
                        ),
                        (
                            "chosen_how",
                            models.TextField(help_text="How it was chosen, and who else was asked."),
                        ),
                        (
                            "cost",
                            models.DecimalField(
                                decimal_places=2, help_text="For the whole time, in pounds.", max_digits=12
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("contract", models.CharField(blank=True, help_text="Its reference.", max_length=60)),
                        ("quality", models.TextField(blank=True, help_text="What was looked at and found.")),
                        ("quality_checked_on", models.DateField(blank=True, null=True)),
                        (
                            "review_on",
                            models.DateField(blank=True, help_text="When it is looked at again.", null=True),
                        ),
                        ("review", models.TextField(blank=True, help_text="What the last review said.")),
                        ("revision", models.PositiveIntegerField(default=1)),
                        (
                            "trainers",
                            models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL),
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
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commissions",
                                to="training.course",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-starts_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="CertificateElsewhere",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=150)),
                        ("provider", models.CharField(max_length=150)),
                        ("hours", models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                        ("attended_on", models.DateField()),
                        (
                            "expires_on",
                            models.DateField(
                                blank=True, help_text="The last day on which it holds.", null=True
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("declined_at", models.DateTimeField(blank=True, null=True)),
                        ("declined_because", models.TextField(blank=True)),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "declined_by",
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
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
                            ),
                        ),
                        (
                            "learner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates_elsewhere",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "counts_as",
                            models.ForeignKey(
                                blank=True,
                                help_text="For prerequisites; empty if it stands in for none of ours.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates_elsewhere",
                                to="training.course",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "certificates elsewhere",
                        "ordering": ["-attended_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="EmailDomain",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("domain", models.CharField(max_length=200)),
                        ("confirmed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="email_domains",
                                to="partnership.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation__name", "domain"],
                    },
                ),
                migrations.CreateModel(
                    name="Guest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        (
                            "email",
                            models.EmailField(
                                blank=True,
                                help_text="In small letters. Empty for whoever has none: they get nothing but paper.",
                                max_length=254,
                                verbose_name="work email address",
                            ),
                        ),
                        (
                            "organisation_name",
                            models.CharField(
                                blank=True,
                                help_text="Where the portal does not know the organisation.",
                                max_length=200,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("present", "Present"),
                                    ("late", "Came late"),
                                    ("partly", "Left early or missed part"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("outcome_at", models.DateTimeField(blank=True, null=True)),
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
                            "booking",
                            models.OneToOneField(
                                blank=True,
                                help_text="Their own, if any.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="came_as",
                                to="training.booking",
                            ),
                        ),
                        (
                            "in_place_of",
                            models.OneToOneField(
                                blank=True,
                                help_text="For whom they came.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="substitute",
                                to="training.booking",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                help_text="As on the day.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guests",
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
                    ],
                    options={
                        "ordering": ["session", "name", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Evaluation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "moment",
                            models.CharField(
                                choices=[
                                    ("before", "Before"),
                                    ("after", "Straight after"),
                                    ("later", "Later"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "respondent",
                            models.CharField(
                                choices=[("learner", "Learner"), ("manager", "Learner’s manager")],
                                max_length=10,
                            ),
                        ),
                        ("asked_on", models.DateField()),
                        ("closes_on", models.DateField()),
                        ("reminded_on", models.DateField(blank=True, null=True)),
                        (
                            "answered_on",
                            models.DateField(
                                blank=True, help_text="The day only: an instant could tell who.", null=True
                            ),
                        ),
                        (
                            "booking",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evaluations",
                                to="training.booking",
                            ),
                        ),
                        (
                            "guest",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evaluations",
                                to="training.guest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["booking", "guest", "asked_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                help_text="Anybody who has it may check the certificate.",
                                max_length=12,
                                unique=True,
                            ),
                        ),
                        ("name", models.CharField(help_text="As the paper says it.", max_length=150)),
                        (
                            "title",
                            models.CharField(
                                help_text="What the course was called on the day.", max_length=150
                            ),
                        ),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=4)),
                        ("organisation_name", models.CharField(help_text="As on the day.", max_length=200)),
                        ("attended_on", models.DateField()),
                        (
                            "expires_on",
                            models.DateField(
                                blank=True, help_text="The last day on which it holds.", null=True
                            ),
                        ),
                        (
                            "in_part",
                            models.BooleanField(
                                default=False, help_text="Part was missed, and staff agreed that it counts."
                            ),
                        ),
                        ("issued_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_because", models.TextField(blank=True)),
                        (
                            "booking",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="training.booking",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "learner",
                            models.ForeignKey(
                                blank=True,
                                help_text="Nobody, if they came without an account.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
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
                                to="training.certificate",
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="training.course",
                            ),
                        ),
                        (
                            "guest",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="training.guest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-attended_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="NeedEvidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        (
                            "key",
                            models.CharField(help_text="What it is of, such as learning:12.", max_length=80),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("priority", "Priorities of the business plan"),
                                    ("learning", "Learning from reviews, audits and elsewhere"),
                                    ("returns", "Agencies’ returns"),
                                    ("survey", "Practitioners’ survey"),
                                    ("evaluation", "Evaluation of last year’s training"),
                                    ("audit", "Multi-agency audits"),
                                    ("national", "National issues"),
                                    ("partners", "Partners and sub-groups"),
                                    ("other", "Something else"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.TextField()),
                        ("source", models.CharField(blank=True, max_length=300)),
                        (
                            "link",
                            models.URLField(blank=True, help_text="Where it was published.", max_length=500),
                        ),
                        (
                            "path",
                            models.CharField(
                                blank=True,
                                help_text="Where in the portal it is read, for whoever may.",
                                max_length=200,
                            ),
                        ),
                        ("known_on", models.DateField()),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("picked", "Selected"),
                                    ("left", "Left out"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Nobody: the portal did.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "judged_by",
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
                        "verbose_name_plural": "need evidence",
                        "ordering": ["kind", "-known_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="NeedsAnalysis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                help_text="The year in whose April it begins.", unique=True
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(help_text="Such as LNA-2026.", max_length=20, unique=True),
                        ),
                        (
                            "called",
                            models.CharField(help_text="What it was called when it began.", max_length=100),
                        ),
                        (
                            "criteria",
                            models.JSONField(
                                help_text="By which needs were scored, as they stood when it began."
                            ),
                        ),
                        (
                            "scale",
                            models.JSONField(
                                help_text="The points of a score and their words, as they stood then."
                            ),
                        ),
                        (
                            "introduction",
                            models.TextField(blank=True, help_text="What was asked, of whom, and when."),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("gathering", "Being gathered"),
                                    ("scoring", "Being scored"),
                                    ("with_group", "With the group"),
                                    ("agreed", "Agreed"),
                                ],
                                default="gathering",
                                max_length=12,
                            ),
                        ),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=1, help_text="Counts every change of its words or needs."
                            ),
                        ),
                        ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("returned_because", models.TextField(blank=True)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agreed_how",
                            models.CharField(
                                blank=True, help_text="At which meeting, and its decision.", max_length=200
                            ),
                        ),
                        (
                            "agreed_by",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "needs analyses",
                        "ordering": ["-year"],
                    },
                ),
                migrations.CreateModel(
                    name="Need",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=150)),
                        ("able_to", models.TextField(help_text="What people must be able to do.")),
                        ("audience", models.CharField(max_length=300)),
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
                            "people",
                            models.PositiveIntegerField(
                                blank=True, help_text="How many people need it.", null=True
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[("taken_up", "Taken up"), ("not_taken_up", "Not taken up")],
                                max_length=12,
                            ),
                        ),
                        ("why", models.TextField(blank=True, help_text="Why it was taken up or not.")),
                        ("revision", models.PositiveIntegerField(default=1)),
                        (
                            "carried_from",
                            models.ForeignKey(
                                blank=True,
                                help_text="Last year’s.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carried_to",
                                to="training.need",
                            ),
                        ),
                        (
                            "courses",
                            models.ManyToManyField(blank=True, related_name="needs", to="training.course"),
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
                            "evidence",
                            models.ManyToManyField(
                                blank=True, related_name="needs", to="training.needevidence"
                            ),
                        ),
                        (
                            "analysis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="needs",
                                to="training.needsanalysis",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["analysis", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="NeedScore",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("criterion", models.SlugField(max_length=40)),
                        ("value", models.PositiveSmallIntegerField()),
                        ("scored_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="training.need",
                            ),
                        ),
                        (
                            "scored_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["need", "criterion", "scored_by"],
                    },
                ),
                migrations.CreateModel(
                    name="PoolTrainer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, help_text="Days on which they can, and the like.", max_length=300
                            ),
                        ),
                        ("observed_on", models.DateField(blank=True, null=True)),
                        (
                            "observed",
                            models.TextField(
                                blank=True, help_text="What was seen when they were last watched."
                            ),
                        ),
                        (
                            "left_on",
                            models.DateField(
                                blank=True, help_text="Since when they teach no more.", null=True
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pool_entry",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "teaches",
                            models.ManyToManyField(blank=True, related_name="pool", to="training.course"),
                        ),
                    ],
                    options={
                        "ordering": ["person__name"],
                    },
                ),
                migrations.CreateModel(
                    name="Programme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(unique=True)),
                        (
                            "budget",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                help_text="In pounds, for the year.",
                                max_digits=12,
                            ),
                        ),
                        (
                            "margin_percent",
                            models.PositiveSmallIntegerField(help_text="Of places and budget, kept free."),
                        ),
                        ("margin_source", models.CharField(max_length=300)),
                        ("introduction", models.TextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planning", "Being planned"),
                                    ("with_group", "With the group"),
                                    ("agreed", "Agreed"),
                                ],
                                default="planning",
                                max_length=12,
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("returned_because", models.TextField(blank=True)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("agreed_how", models.CharField(blank=True, max_length=200)),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "analysis",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="programme",
                                to="training.needsanalysis",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-year"],
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeNeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sessions", models.PositiveSmallIntegerField(default=0)),
                        ("places", models.PositiveIntegerField(default=0)),
                        (
                            "cost",
                            models.DecimalField(
                                decimal_places=2, default=0, help_text="Planned, in pounds.", max_digits=12
                            ),
                        ),
                        (
                            "need",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="line",
                                to="training.need",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="training.programme",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["programme", "need__number"],
                    },
                ),
                migrations.CreateModel(
                    name="Register",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True, help_text="What the trainer wants the business unit to know."
                            ),
                        ),
                        ("closed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "closed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-closed_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "outcome_was",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("present", "Present"),
                                    ("late", "Came late"),
                                    ("partly", "Left early or missed part"),
                                    ("no_show", "Did not come"),
                                    ("substitute", "Someone came instead"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("present", "Present"),
                                    ("late", "Came late"),
                                    ("partly", "Left early or missed part"),
                                    ("no_show", "Did not come"),
                                    ("substitute", "Someone came instead"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("corrected_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "booking",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="training.booking",
                            ),
                        ),
                        (
                            "corrected_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "organisation_was",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "guest",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="training.guest",
                            ),
                        ),
                        (
                            "register",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="training.register",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["corrected_at", "pk"],
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
                        (
                            "reference",
                            models.CharField(help_text="Such as TR-2026-014.", max_length=40, unique=True),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("joining", models.URLField(blank=True, verbose_name="where people join online")),
                        (
                            "instructions",
                            models.TextField(blank=True, help_text="What to bring, read or do before."),
                        ),
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
                            "revision",
                            models.PositiveIntegerField(default=1, help_text="Counts every change of it."),
                        ),
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
                            models.ManyToManyField(
                                blank=True, related_name="teaches", to=settings.AUTH_USER_MODEL
                            ),
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
                    name="Remark",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "moment",
                            models.CharField(
                                choices=[
                                    ("before", "Before"),
                                    ("after", "Straight after"),
                                    ("later", "Later"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "respondent",
                            models.CharField(
                                choices=[("learner", "Learner"), ("manager", "Learner’s manager")],
                                max_length=10,
                            ),
                        ),
                        ("asked", models.CharField(max_length=20)),
                        ("text", models.TextField()),
                        (
                            "hidden_because",
                            models.CharField(
                                blank=True,
                                help_text="It could tell who somebody is, and is not shown.",
                                max_length=300,
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remarks",
                                to="training.session",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.AddField(
                    model_name="register",
                    name="session",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register",
                        to="training.session",
                    ),
                ),
                migrations.CreateModel(
                    name="MarginUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "issue",
                            models.CharField(
                                help_text="What came up since the needs were agreed.", max_length=300
                            ),
                        ),
                        ("used_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "used_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="margin_uses",
                                to="training.programme",
                            ),
                        ),
                        (
                            "session",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="margin_use",
                                to="training.session",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["programme", "used_at"],
                    },
                ),
                migrations.AddField(
                    model_name="guest",
                    name="session",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guests",
                        to="training.session",
                    ),
                ),
                migrations.AddField(
                    model_name="booking",
                    name="session",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="training.session",
                    ),
                ),
                migrations.CreateModel(
                    name="Stage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "moment",
                            models.CharField(
                                choices=[
                                    ("before", "Before"),
                                    ("after", "Straight after"),
                                    ("later", "Later"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "respondent",
                            models.CharField(
                                choices=[("learner", "Learner"), ("manager", "Learner’s manager")],
                                max_length=10,
                            ),
                        ),
                        (
                            "offset_days",
                            models.SmallIntegerField(
                                help_text="From the day of the session; before it is negative."
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stages",
                                to="training.course",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["course", "offset_days", "respondent"],
                    },
                ),
                migrations.CreateModel(
                    name="Statement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.CharField(max_length=200)),
                        ("retired_on", models.DateField(blank=True, null=True)),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="training.course",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["course", "position", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Score",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reaction", models.CharField(blank=True, max_length=20)),
                        ("value", models.PositiveSmallIntegerField()),
                        (
                            "evaluation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="training.evaluation",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="training.statement",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["evaluation", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="YearlyEvaluation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(help_text="In which it began.", unique=True),
                        ),
                        (
                            "figures",
                            models.JSONField(help_text="As operations.yearly_evaluation.gather made them."),
                        ),
                        ("gathered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("difference", models.TextField(blank=True, verbose_name="what difference it made")),
                        ("not_changed", models.TextField(blank=True, verbose_name="what did not change")),
                        (
                            "next_year",
                            models.TextField(blank=True, verbose_name="what it means for next year"),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("writing", "Being written"),
                                    ("with_group", "With the group"),
                                    ("agreed", "Agreed"),
                                ],
                                default="writing",
                                max_length=10,
                            ),
                        ),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agreed_by",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-year"],
                    },
                ),
                migrations.CreateModel(
                    name="AccountRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        ("email", models.EmailField(max_length=254)),
                        (
                            "employer",
                            models.CharField(
                                blank=True, help_text="Where it is not in the register.", max_length=200
                            ),
                        ),
                        ("job", models.CharField(max_length=100)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for approval"),
                                    ("approved", "Approved"),
                                    ("refused", "Refused"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: the domain did.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="account_requests",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="account_requests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting")),
                                fields=("email",),
                                name="account_request_waits_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at", None), ("decided_by", None), ("state", "waiting")
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("organisation__isnull", False),
                                        ("person__isnull", False),
                                        ("state", "approved"),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("state", "refused"),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="account_request_decided_by_at_and_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("organisation__isnull", False),
                                    models.Q(("employer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="account_request_names_an_employer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Charge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=8)),
                        (
                            "why",
                            models.CharField(
                                choices=[("late", "Cancelled too late"), ("no_show", "Did not come")],
                                max_length=10,
                            ),
                        ),
                        (
                            "explained",
                            models.CharField(help_text="How it follows from the terms.", max_length=300),
                        ),
                        ("terms_from", models.DateField(help_text="From when the terms held.")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("held", "Manager asked about sickness"),
                                    ("raised", "To be invoiced"),
                                    ("waived", "Waived"),
                                    ("invoiced", "Invoiced"),
                                    ("paid", "Paid"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("held_until", models.DateField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("invoice", models.CharField(blank=True, max_length=40)),
                        ("invoiced_on", models.DateField(blank=True, null=True)),
                        ("paid_on", models.DateField(blank=True, null=True)),
                        (
                            "booking",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="charge",
                                to="training.booking",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="training_charges",
                                to="partnership.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-made_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="charge_is_of_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("held_until__isnull", False), ("state", "held")),
                                    models.Q(("state", "held"), _negated=True),
                                    _connector="OR",
                                ),
                                name="charge_held_until_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", "waived"),
                                        models.Q(("reason", ""), _negated=True),
                                        ("decided_at__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("state", "waived"), _negated=True),
                                        ("decided_at", None),
                                        ("reason", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="charge_waived_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("paid_on", None), ("state__in", ["held", "raised", "waived"])),
                                    models.Q(
                                        ("invoiced_on__isnull", False),
                                        ("paid_on", None),
                                        ("state", "invoiced"),
                                        models.Q(("invoice", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("invoiced_on__isnull", False),
                                        ("paid_on__isnull", False),
                                        ("state", "paid"),
                                        models.Q(("invoice", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="charge_invoiced_and_paid_in_order",
                            ),
                        ],
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
                    model_name="commission",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="commission_dates_in_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="commission",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("cost__gte", 0)), name="commission_cost_not_negative"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="commission",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quality", ""), ("quality_checked_on", None)),
                            models.Q(
                                models.Q(("quality", ""), _negated=True),
                                ("quality_checked_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="commission_quality_and_its_day_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificateelsewhere",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on", None),
                            ("expires_on__gte", models.F("attended_on")),
                            _connector="OR",
                        ),
                        name="certificate_elsewhere_expires_after",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificateelsewhere",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None), ("counts_as", None)),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                ("declined_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="certificate_elsewhere_confirmed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificateelsewhere",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("declined_at", None), ("declined_because", ""), ("declined_by", None)),
                            models.Q(
                                ("declined_at__isnull", False),
                                ("declined_by__isnull", False),
                                models.Q(("declined_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="certificate_elsewhere_declined",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="emaildomain",
                    constraint=models.UniqueConstraint(
                        fields=("organisation", "domain"), name="email_domain_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="emaildomain",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("domain__regex", "^[a-z0-9-]+(\\.[a-z0-9-]+)+$")),
                        name="email_domain_is_one",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evaluation",
                    constraint=models.UniqueConstraint(
                        fields=("booking", "moment", "respondent"), name="evaluation_asked_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evaluation",
                    constraint=models.UniqueConstraint(
                        fields=("guest", "moment", "respondent"), name="evaluation_guest_asked_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evaluation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("booking__isnull", False), ("guest", None)),
                            models.Q(
                                ("booking", None),
                                ("guest__isnull", False),
                                ("respondent", "learner"),
                                models.Q(("moment", "before"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="evaluation_of_one_person",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evaluation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("asked_on"))),
                        name="evaluation_closes_after_it_opens",
                    ),
                ),
                migrations.AddIndex(
                    model_name="certificate",
                    index=models.Index(
                        condition=models.Q(("revoked_at", None)),
                        fields=["expires_on"],
                        name="certificate_expires",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("booking__isnull", False), ("guest", None)),
                            models.Q(("booking", None), ("guest__isnull", False)),
                            _connector="OR",
                        ),
                        name="certificate_of_one_row",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificate",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("booking",),
                        name="certificate_one_a_booking",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificate",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("guest",),
                        name="certificate_one_a_guest",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on", None),
                            ("expires_on__gte", models.F("attended_on")),
                            _connector="OR",
                        ),
                        name="certificate_expires_after",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_because", ""), ("revoked_by", None)),
                            models.Q(
                                ("revoked_at__isnull", False),
                                ("revoked_by__isnull", False),
                                models.Q(("revoked_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="certificate_revoked_by_at_and_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="needevidence",
                    constraint=models.UniqueConstraint(
                        fields=("year", "key"), name="need_evidence_once_a_year"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="needevidence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="need_evidence_says_something"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="needevidence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judged_by", None), ("standing", "proposed")),
                            models.Q(
                                models.Q(("standing", "proposed"), _negated=True),
                                ("judged_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="need_evidence_judged_by_somebody",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="needsanalysis",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "agreed"), _negated=True),
                                ("agreed_at", None),
                                ("agreed_by", None),
                                ("agreed_how", ""),
                            ),
                            models.Q(
                                ("agreed_at__isnull", False),
                                ("agreed_by__isnull", False),
                                ("state", "agreed"),
                                models.Q(("agreed_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="needs_agreed_by_at_and_how_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="need",
                    constraint=models.UniqueConstraint(
                        fields=("analysis", "number"), name="need_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="need",
                    constraint=models.UniqueConstraint(
                        fields=("analysis", "carried_from"), name="need_carried_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="need",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("decision", ""), models.Q(("why", ""), _negated=True), _connector="OR"
                        ),
                        name="need_decided_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="needscore",
                    constraint=models.UniqueConstraint(
                        fields=("need", "criterion", "scored_by"), name="need_scored_once_by_each"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="pooltrainer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("observed", ""), ("observed_on", None)),
                            models.Q(
                                ("observed_on__isnull", False), models.Q(("observed", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="pool_trainer_observed_and_its_day_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="programme",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("margin_percent__lt", 100)), name="programme_margin_is_a_part"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="programme",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("budget__gte", 0)), name="programme_budget_not_negative"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="programme",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "agreed"), _negated=True),
                                ("agreed_at", None),
                                ("agreed_by", None),
                                ("agreed_how", ""),
                            ),
                            models.Q(
                                ("agreed_at__isnull", False),
                                ("agreed_by__isnull", False),
                                ("state", "agreed"),
                                models.Q(("agreed_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="programme_agreed_by_at_and_how_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="correction",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("booking__isnull", False), ("guest", None)),
                            models.Q(("booking", None), ("guest__isnull", False)),
                            _connector="OR",
                        ),
                        name="correction_of_one_row",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="correction",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="correction_has_a_reason"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="marginuse",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("issue", ""), _negated=True), name="margin_use_names_its_issue"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="guest",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=("session", "email"),
                        name="guest_once_a_session",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="guest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation__isnull", False), ("organisation_name", "")),
                            models.Q(
                                ("organisation", None), models.Q(("organisation_name", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="guest_comes_from_somewhere",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="guest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("outcome_at", None), ("outcome_by", None)),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                ("booking", None),
                                ("outcome_at__isnull", False),
                                ("outcome_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="guest_outcome_by_and_at_together",
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
                    model_name="booking",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("manager_answer", ""), ("manager_answered_at", None)),
                            models.Q(
                                models.Q(("manager_answer", ""), _negated=True),
                                ("manager_answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="booking_manager_answered_when",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="booking",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("prerequisite_checked_at", None), ("prerequisite_checked_by", None)),
                            models.Q(
                                ("prerequisite_checked_at__isnull", False),
                                ("prerequisite_checked_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="booking_prerequisite_checked_by_and_at",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="booking",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("needs_wiped_at", None), ("access_needs", ""), _connector="OR"),
                        name="booking_wiped_needs_are_gone",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stage",
                    constraint=models.UniqueConstraint(
                        fields=("course", "moment", "respondent"), name="evaluation_stage_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stage",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("respondent", "learner"), ("moment", "later"), _connector="OR"),
                        name="evaluation_manager_is_asked_later",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stage",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("moment", "before"), ("offset_days__lt", 0)),
                            models.Q(models.Q(("moment", "before"), _negated=True), ("offset_days__gte", 0)),
                            _connector="OR",
                        ),
                        name="evaluation_stage_on_its_side",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="score",
                    constraint=models.UniqueConstraint(
                        fields=("evaluation", "statement", "reaction"),
                        name="score_once",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="score",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reaction", ""), ("statement__isnull", False)),
                            models.Q(("statement", None), models.Q(("reaction", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="score_of_one_thing",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="score",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("value__gte", 1), ("value__lte", 5)), name="score_on_the_scale"
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
                            models.Q(
                                ("state", "cancelled"), models.Q(("cancelled_because", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("state", "cancelled"), _negated=True), ("cancelled_because", "")
                            ),
                            _connector="OR",
                        ),
                        name="session_cancelled_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="yearlyevaluation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "agreed"), _negated=True),
                                ("agreed_at", None),
                                ("agreed_by", None),
                            ),
                            models.Q(
                                ("agreed_at__isnull", False),
                                ("agreed_by__isnull", False),
                                ("state", "agreed"),
                            ),
                            _connector="OR",
                        ),
                        name="yearly_evaluation_agreed_by_and_at",
                    ),
                ),
            ]
        )
    ]
