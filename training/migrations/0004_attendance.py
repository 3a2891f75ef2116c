import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FREEZE = """
CREATE FUNCTION keep_closed_register() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said training_correction;
    agency bigint;
    agency_was bigint;
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM training_register r WHERE r.session_id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.session_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.session_id END)
    ) THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A closed register is frozen';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.outcome <> '' THEN
            RAISE EXCEPTION 'A closed register is frozen';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_TABLE_NAME = 'training_booking' THEN
        IF (OLD.session_id, OLD.learner_id, OLD.state, OLD.outcome, OLD.outcome_by_id, OLD.outcome_at,
            OLD.organisation_on_the_day_id)
            IS NOT DISTINCT FROM
           (NEW.session_id, NEW.learner_id, NEW.state, NEW.outcome, NEW.outcome_by_id, NEW.outcome_at,
            NEW.organisation_on_the_day_id) THEN
            RETURN NEW;
        END IF;
        IF (OLD.session_id, OLD.learner_id) IS DISTINCT FROM (NEW.session_id, NEW.learner_id)
            OR OLD.state <> NEW.state AND OLD.outcome <> '' THEN
            RAISE EXCEPTION 'A closed register is frozen';
        END IF;
        IF OLD.outcome = NEW.outcome AND OLD.outcome = '' THEN
            RETURN NEW;
        END IF;
        agency_was := OLD.organisation_on_the_day_id;
        agency := NEW.organisation_on_the_day_id;
        SELECT * INTO said FROM training_correction c WHERE c.booking_id = NEW.id ORDER BY c.id DESC LIMIT 1;
    ELSE
        IF (OLD.session_id, OLD.booking_id, OLD.in_place_of_id, OLD.name, OLD.email)
            IS DISTINCT FROM
           (NEW.session_id, NEW.booking_id, NEW.in_place_of_id, NEW.name, NEW.email) THEN
            RAISE EXCEPTION 'A closed register is frozen';
        END IF;
        agency_was := OLD.organisation_id;
        agency := NEW.organisation_id;
        SELECT * INTO said FROM training_correction c WHERE c.guest_id = NEW.id ORDER BY c.id DESC LIMIT 1;
    END IF;
    IF said.id IS NULL
        OR (said.outcome_was, said.organisation_was_id) IS DISTINCT FROM (OLD.outcome, agency_was)
        OR (said.outcome, said.organisation_id) IS DISTINCT FROM (NEW.outcome, agency) THEN
        RAISE EXCEPTION 'A closed register is frozen';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was written of a closed register is frozen';
END $$;

CREATE FUNCTION keep_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.revoked_at IS NOT NULL
        OR (to_jsonb(OLD) - 'revoked_at' - 'revoked_by_id' - 'revoked_because')
            <> (to_jsonb(NEW) - 'revoked_at' - 'revoked_by_id' - 'revoked_because') THEN
        RAISE EXCEPTION 'A certificate is frozen; it can only be taken back, once';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER closed_register BEFORE INSERT OR UPDATE OR DELETE ON training_booking
    FOR EACH ROW EXECUTE FUNCTION keep_closed_register();
CREATE TRIGGER closed_register BEFORE INSERT OR UPDATE OR DELETE ON training_guest
    FOR EACH ROW EXECUTE FUNCTION keep_closed_register();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON training_register
    FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON training_correction
    FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON training_certificate
    FOR EACH ROW EXECUTE FUNCTION keep_certificate();
"""

THAW = """
DROP TRIGGER closed_register ON training_booking;
DROP TRIGGER closed_register ON training_guest;
DROP TRIGGER frozen ON training_register;
DROP TRIGGER frozen ON training_correction;
DROP TRIGGER frozen ON training_certificate;
DROP FUNCTION keep_closed_register();
DROP FUNCTION keep_as_written();
DROP FUNCTION keep_certificate();
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0003_booking")]

    operations = [
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
                        help_text="In small letters.", max_length=254, verbose_name="work e-mail address"
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
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guests",
                        to="training.session",
                    ),
                ),
            ],
            options={
                "ordering": ["session", "name", "pk"],
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
                        help_text="Anybody who has it may check the certificate.", max_length=12, unique=True
                    ),
                ),
                ("name", models.CharField(help_text="As the paper says it.", max_length=150)),
                (
                    "title",
                    models.CharField(help_text="What the course was called on the day.", max_length=150),
                ),
                ("hours", models.DecimalField(decimal_places=1, max_digits=4)),
                ("organisation_name", models.CharField(help_text="As on the day.", max_length=200)),
                ("attended_on", models.DateField()),
                (
                    "expires_on",
                    models.DateField(blank=True, help_text="The last day on which it holds.", null=True),
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
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="training.course",
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
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register",
                        to="training.session",
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
                            ("substitute", "Somebody came instead"),
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
                            ("substitute", "Somebody came instead"),
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
                    models.DateField(blank=True, help_text="The last day on which it holds.", null=True),
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
            ],
            options={
                "verbose_name_plural": "certificates elsewhere",
                "ordering": ["-attended_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on", None),
                            ("expires_on__gte", models.F("attended_on")),
                            _connector="OR",
                        ),
                        name="certificate_elsewhere_expires_after",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="guest",
            constraint=models.UniqueConstraint(fields=("session", "email"), name="guest_once_a_session"),
        ),
        migrations.AddConstraint(
            model_name="guest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organisation__isnull", False), ("organisation_name", "")),
                    models.Q(("organisation", None), models.Q(("organisation_name", ""), _negated=True)),
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
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(
                condition=models.Q(("revoked_at", None)), fields=["expires_on"], name="certificate_expires"
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
                condition=models.Q(("revoked_at", None)), fields=("guest",), name="certificate_one_a_guest"
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_on", None), ("expires_on__gte", models.F("attended_on")), _connector="OR"
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
        migrations.RunSQL(FREEZE, THAW),
    ]
