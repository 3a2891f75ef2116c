import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    initial = True

    dependencies = [("partnership", "0009_freeze_questionnaires")]

    operations = [
        migrations.CreateModel(
            name="Trust",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("urn", models.PositiveIntegerField(unique=True, verbose_name="URN")),
                (
                    "authority_code",
                    models.CharField(help_text="Such as 855; text, as in the file.", max_length=3),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True, help_text="The establishment number within the authority.", max_length=10
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("primary", "Primary"),
                            ("secondary", "Secondary"),
                            ("all_through", "All-through"),
                            ("nursery", "Nursery school"),
                            ("special", "Special"),
                            ("pru", "Pupil referral unit or alternative provision"),
                            ("independent", "Independent"),
                            ("independent_special", "Independent special"),
                            ("college", "Further education or sixth form college"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "run",
                    models.CharField(
                        choices=[
                            ("maintained", "Maintained by the authority"),
                            ("academy", "Academy or free school"),
                            ("independent", "Independent"),
                            ("college", "College"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("type_code", models.CharField(max_length=4)),
                ("type_name", models.CharField(max_length=100)),
                ("group_code", models.CharField(blank=True, max_length=4)),
                ("group_name", models.CharField(blank=True, max_length=100)),
                ("status_code", models.CharField(max_length=4)),
                ("status_name", models.CharField(max_length=100)),
                ("phase_code", models.CharField(blank=True, max_length=4)),
                ("phase_name", models.CharField(blank=True, max_length=100)),
                ("opened_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("reason_closed", models.CharField(blank=True, max_length=100)),
                ("street", models.CharField(blank=True, max_length=200)),
                ("locality", models.CharField(blank=True, max_length=200)),
                ("town", models.CharField(blank=True, max_length=100)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("telephone", models.CharField(blank=True, max_length=30)),
                ("website", models.CharField(blank=True, max_length=200)),
                ("lowest_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("highest_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("pupils", models.PositiveIntegerField(blank=True, null=True)),
                ("boards", models.BooleanField(default=False, help_text="Children board there.")),
                ("ukprn", models.CharField(blank=True, max_length=10)),
                (
                    "changed_on",
                    models.DateField(blank=True, help_text="As the national register says.", null=True),
                ),
                (
                    "missing_since",
                    models.DateField(
                        blank=True, help_text="The date of the file in which it no longer stood.", null=True
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        help_text="The local authority.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools_in_area",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "urn"],
            },
        ),
        migrations.CreateModel(
            name="AskedSchool",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("primary", "Primary"),
                            ("secondary", "Secondary"),
                            ("all_through", "All-through"),
                            ("nursery", "Nursery school"),
                            ("special", "Special"),
                            ("pru", "Pupil referral unit or alternative provision"),
                            ("independent", "Independent"),
                            ("independent_special", "Independent special"),
                            ("college", "Further education or sixth form college"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "run",
                    models.CharField(
                        choices=[
                            ("maintained", "Maintained by the authority"),
                            ("academy", "Academy or free school"),
                            ("independent", "Independent"),
                            ("college", "College"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("type_code", models.CharField(max_length=4)),
                ("phase_code", models.CharField(blank=True, max_length=4)),
                (
                    "duty",
                    models.CharField(
                        help_text="Which law asks it to keep children safe, as the data say.", max_length=200
                    ),
                ),
                ("stopped_on", models.DateField(blank=True, null=True)),
                (
                    "stopped_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("closed", "Closed while the round was open"),
                            ("converted", "Converted: its successor is another school"),
                            ("excused", "Excused, for a reason"),
                        ],
                        max_length=10,
                    ),
                ),
                ("stopped_note", models.CharField(blank=True, max_length=500)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_schools",
                        to="partnership.round",
                    ),
                ),
                (
                    "school_return",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_school",
                        to="partnership.return",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asked", to="schools.school"
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("lead", "Designated safeguarding lead"),
                            ("deputy", "Deputy designated safeguarding lead"),
                            ("head", "Headteacher or principal"),
                            ("chair", "Chair of governors, trustees or proprietor"),
                            ("governor", "Safeguarding governor"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("telephone", models.CharField(blank=True, max_length=40)),
                (
                    "trained_on",
                    models.DateField(blank=True, null=True, verbose_name="last safeguarding training"),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("confirmed_on", models.DateField(blank=True, null=True)),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="school_contacts",
                        to="partnership.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["organisation", "office", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_by", None), ("confirmed_on", None)),
                            models.Q(("confirmed_by__isnull", False), ("confirmed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="school_contact_confirmed_on_and_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="school_contact_ends_after",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("other_urn", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(help_text="The register’s word, such as Successor.", max_length=100),
                ),
                ("linked_on", models.DateField(blank=True, null=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="schools.school"
                    ),
                ),
            ],
            options={
                "ordering": ["school", "linked_on"],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "other_urn", "kind"), name="school_link_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="school",
            index=models.Index(fields=["authority", "kind"], name="school_authority_kind"),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opened_on", None),
                    ("closed_on", None),
                    ("closed_on__gte", models.F("opened_on")),
                    _connector="OR",
                ),
                name="school_closes_after_it_opens",
            ),
        ),
        migrations.AddConstraint(
            model_name="askedschool",
            constraint=models.UniqueConstraint(fields=("round", "school"), name="asked_school_once_a_round"),
        ),
        migrations.AddConstraint(
            model_name="askedschool",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stopped_because", ""), ("stopped_on", None)),
                    models.Q(("stopped_on__isnull", False), models.Q(("stopped_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="asked_school_stopped_says_why",
            ),
        ),
    ]
