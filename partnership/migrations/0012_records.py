import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# What was disposed of stays as a stub: no row of the register goes, whoever asks.
KEEP = """
CREATE FUNCTION keep_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An entry of the register of records is never deleted.';
END $$;
CREATE TRIGGER keep_register BEFORE DELETE ON partnership_record
    FOR EACH ROW EXECUTE FUNCTION keep_register();
"""
LET_GO = """
DROP TRIGGER keep_register ON partnership_record;
DROP FUNCTION keep_register();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0011_money"),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("described", models.TextField(blank=True)),
                ("inherited", models.BooleanField(default=False, help_text="From the former board.")),
            ],
            options={
                "verbose_name_plural": "series",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("held_at", models.CharField(max_length=200, verbose_name="where it is")),
                ("from_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("to_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("basis", models.CharField(max_length=200, verbose_name="basis for keeping it")),
                (
                    "retention",
                    models.CharField(
                        choices=[
                            ("inquiry", "May matter to an inquiry into child abuse"),
                            ("case_review", "Case reviews and what was gathered for them"),
                            ("minutes", "Minutes and papers of the board and its groups"),
                            ("audit", "Multi-agency audits"),
                            ("policy", "Policies no longer in force"),
                            ("training", "Training records"),
                            ("finance", "Financial records"),
                            ("complaint", "Complaints and appeals"),
                            ("office", "Everyday administration"),
                        ],
                        max_length=20,
                    ),
                ),
                ("case_reference", models.CharField(blank=True, max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("kept", "Kept"),
                            ("transferred", "Transferred to an archive"),
                            ("disposed", "Disposed of"),
                        ],
                        default="kept",
                        max_length=12,
                    ),
                ),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="partnership.series",
                    ),
                ),
            ],
            options={
                "ordering": ["reference"],
            },
        ),
        migrations.CreateModel(
            name="RetentionReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answers", models.JSONField(help_text="The checklist's answers, by code.")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("keep", "Keep it"),
                            ("transfer", "Transfer it to an archive"),
                            ("dispose", "Propose to dispose of it"),
                        ],
                        max_length=10,
                    ),
                ),
                ("keep_until", models.DateField(blank=True, null=True)),
                ("archive", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField()),
                ("reviewed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="partnership.record",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-reviewed_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Disposal",
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
                            ("proposed", "Waiting for a second person"),
                            ("declined", "Not agreed"),
                            ("agreed", "Agreed, not carried out yet"),
                            ("done", "Carried out"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("agreed_on", models.DateField(blank=True, null=True)),
                (
                    "answer",
                    models.TextField(blank=True, help_text="Why the second person agreed, or did not."),
                ),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("shredded", "Shredded as confidential waste"),
                            ("erased", "Erased electronically, with its copies"),
                            ("both", "Paper shredded and copies erased"),
                            ("transferred", "Handed over to the archive"),
                        ],
                        max_length=12,
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True)),
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
                    "certificate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.document",
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disposals",
                        to="partnership.record",
                    ),
                ),
                (
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disposal",
                        to="partnership.retentionreview",
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Hold",
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
                            ("court", "Court proceedings"),
                            ("inquiry", "Public inquiry"),
                            ("police", "Police investigation"),
                            ("complaint", "Complaint"),
                            ("foi", "Request for information"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_by_office", models.CharField(max_length=200)),
                ("why", models.TextField()),
                ("from_on", models.DateField()),
                ("lifted_on", models.DateField(blank=True, null=True)),
                ("lifted_because", models.TextField(blank=True)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="partnership.record",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="partnership.series",
                    ),
                ),
            ],
            options={
                "ordering": ["-from_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SubjectRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=20, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("subject_access", "Subject access: somebody's own data"),
                            ("foi", "Freedom of information"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "subject_kind",
                    models.CharField(
                        choices=[
                            ("case", "A case"),
                            ("record", "A record of the register"),
                            ("person", "A person who signs in to the portal"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        help_text="An opaque reference, or the number of a person.", max_length=40
                    ),
                ),
                ("asked_for", models.TextField(blank=True)),
                ("received_on", models.DateField()),
                ("extended_because", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Being answered"),
                            ("decided", "Decided, to be checked"),
                            ("checked", "Checked, to be released"),
                            ("released", "Answered"),
                            ("closed", "Answered: nothing released"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("released", "Everything is released"),
                            ("part", "A part is released"),
                            ("withheld", "Everything is kept back"),
                            ("not_held", "Nothing is held"),
                        ],
                        max_length=10,
                    ),
                ),
                ("exemption", models.CharField(blank=True, max_length=40)),
                ("reasons", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("sent_back_because", models.TextField(blank=True)),
                ("registered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "checked_by",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.deadline",
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
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-received_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Withheld",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "item",
                    models.CharField(help_text="The thing's own key, such as letter-12.", max_length=80),
                ),
                ("exemption", models.CharField(max_length=40)),
                ("reason", models.TextField()),
                ("marked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "marked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="withheld",
                        to="partnership.subjectrequest",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "withheld",
                "ordering": ["request", "item"],
            },
        ),
        migrations.AddConstraint(
            model_name="retentionreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("keep_until__isnull", False), ("outcome", "keep")),
                    models.Q(("outcome", "keep"), _negated=True),
                    _connector="OR",
                ),
                name="retention_review_keep_says_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "transfer"), _negated=True),
                    models.Q(("archive", ""), _negated=True),
                    _connector="OR",
                ),
                name="retention_review_names_the_archive",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed_by", None),
                    models.Q(("agreed_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="disposal_agreed_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["agreed", "done"]), _negated=True),
                    models.Q(("agreed_by__isnull", False), ("agreed_on__isnull", False)),
                    _connector="OR",
                ),
                name="disposal_agreed_by_whom_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    models.Q(
                        ("certificate__isnull", False),
                        ("done_by__isnull", False),
                        ("done_on__isnull", False),
                        models.Q(("method", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="disposal_done_how_when_by_whom_and_shown",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "agreed"])),
                fields=("record",),
                name="disposal_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("record__isnull", False), ("series", None)),
                    models.Q(("record", None), ("series__isnull", False)),
                    _connector="OR",
                ),
                name="hold_on_a_record_or_a_series",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_by", None), ("lifted_on", None)),
                    models.Q(
                        ("lifted_by__isnull", False),
                        ("lifted_on__isnull", False),
                        models.Q(("lifted_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="hold_lifted_by_whom_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by", None),
                    models.Q(("checked_by", models.F("decided_by")), _negated=True),
                    _connector="OR",
                ),
                name="subject_request_checked_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["checked", "released", "closed"]), _negated=True),
                    models.Q(("checked_by__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="subject_request_answered_only_when_checked",
            ),
        ),
        migrations.AddConstraint(
            model_name="withheld",
            constraint=models.UniqueConstraint(fields=("request", "item"), name="withheld_once"),
        ),
        migrations.RunSQL(KEEP, LET_GO),
    ]
