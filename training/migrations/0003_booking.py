import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

GUARD = """
CREATE FUNCTION guard_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    places integer;
    begins timestamptz;
BEGIN
    IF NEW.state NOT IN ('offered', 'booked') THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state IN ('offered', 'booked') AND OLD.session_id = NEW.session_id THEN
        RETURN NEW;
    END IF;
    SELECT capacity, starts_at INTO places, begins FROM training_session WHERE id = NEW.session_id FOR NO KEY UPDATE;
    IF (NEW.booked_at AT TIME ZONE 'Europe/London')::date >= (begins AT TIME ZONE 'Europe/London')::date THEN
        RETURN NEW; -- the register of the day says who came, whatever had been planned
    END IF;
    IF (SELECT count(*) FROM training_booking
        WHERE session_id = NEW.session_id AND state IN ('offered', 'booked') AND id <> NEW.id) >= places THEN
        RAISE EXCEPTION 'The session is full' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER places BEFORE INSERT OR UPDATE OF state, session_id ON training_booking
    FOR EACH ROW EXECUTE FUNCTION guard_places();

CREATE FUNCTION guard_capacity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.capacity < OLD.capacity AND NEW.capacity < (
        SELECT count(*) FROM training_booking WHERE session_id = NEW.id AND state IN ('offered', 'booked')
    ) THEN
        RAISE EXCEPTION 'More places are held than that' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER capacity BEFORE UPDATE OF capacity ON training_session
    FOR EACH ROW EXECUTE FUNCTION guard_capacity();
"""

UNGUARD = """
DROP TRIGGER places ON training_booking;
DROP FUNCTION guard_places();
DROP TRIGGER capacity ON training_session;
DROP FUNCTION guard_capacity();
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0002_programme")]

    operations = [
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
                            ("waiting", "Waits for approval"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["asked_at", "pk"],
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
                        choices=[("late", "Cancelled too late"), ("no_show", "Did not come")], max_length=10
                    ),
                ),
                ("explained", models.CharField(help_text="How it follows from the terms.", max_length=300)),
                ("terms_from", models.DateField(help_text="From when the terms held.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "The manager is asked whether it was sickness"),
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
            ],
            options={
                "ordering": ["-made_at", "-pk"],
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
            ],
            options={
                "ordering": ["organisation__name", "domain"],
            },
        ),
        migrations.AddField(
            model_name="booking",
            name="booked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="booking",
            name="booked_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Staff who booked it for them.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="confirm_asked_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When the session moved and they were asked whether they still come.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="booking",
            name="in_place_of",
            field=models.ForeignKey(
                blank=True,
                help_text="Whose place it was.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="substitutes",
                to="training.booking",
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="manager_answer",
            field=models.CharField(
                blank=True, choices=[("agreed", "Agreed"), ("declined", "Said no")], max_length=10
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="manager_answered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="booking",
            name="manager_flagged",
            field=models.BooleanField(
                default=False,
                help_text="The manager's address is not at a confirmed domain of the organisation.",
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="manager_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="booking",
            name="manager_recorded_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Staff who wrote it down.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="needs_wiped_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="booking",
            name="offered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="booking",
            name="prerequisite_checked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="booking",
            name="prerequisite_checked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="prerequisite_declared",
            field=models.CharField(blank=True, help_text="What, where and when.", max_length=500),
        ),
        migrations.AddField(
            model_name="booking",
            name="sequence",
            field=models.PositiveSmallIntegerField(default=0, help_text="Of its entry in calendars."),
        ),
        migrations.AlterField(
            model_name="booking",
            name="cancelled_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("learner", "Cannot come"),
                    ("sick", "Is ill"),
                    ("staff", "Taken off by the business unit"),
                    ("substitute", "Somebody else comes instead"),
                    ("moved", "Goes to another session"),
                    ("manager", "The manager said no"),
                    ("not_met", "What must be attended before was not"),
                    ("offer", "The offer was not taken in time"),
                    ("began", "The session began"),
                    ("session", "The session was cancelled"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="booking",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "Waits for a yes"),
                    ("waiting", "On the waiting list"),
                    ("offered", "A place is offered"),
                    ("booked", "Booked"),
                    ("declined", "The manager said no"),
                    ("lapsed", "Ran out"),
                    ("cancelled", "Cancelled"),
                    ("session_cancelled", "The session was cancelled"),
                ],
                max_length=20,
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
                        ("prerequisite_checked_at__isnull", False), ("prerequisite_checked_by__isnull", False)
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
        migrations.AddField(
            model_name="accountrequest",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty: the domain did.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="accountrequest",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="account_requests",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="accountrequest",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="account_requests",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="charge",
            name="booking",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="charge", to="training.booking"
            ),
        ),
        migrations.AddField(
            model_name="charge",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="charge",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="training_charges",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="emaildomain",
            name="confirmed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="emaildomain",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="email_domains",
                to="partnership.organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")), fields=("email",), name="account_request_waits_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="accountrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("state", "waiting")),
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
        ),
        migrations.AddConstraint(
            model_name="accountrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("organisation__isnull", False),
                    models.Q(("employer", ""), _negated=True),
                    _connector="OR",
                ),
                name="account_request_names_an_employer",
            ),
        ),
        migrations.AddConstraint(
            model_name="charge",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="charge_is_of_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="charge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("held_until__isnull", False), ("state", "held")),
                    models.Q(("state", "held"), _negated=True),
                    _connector="OR",
                ),
                name="charge_held_until_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="charge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "waived"),
                        models.Q(("reason", ""), _negated=True),
                        ("decided_at__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state", "waived"), _negated=True), ("decided_at", None), ("reason", "")
                    ),
                    _connector="OR",
                ),
                name="charge_waived_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="charge",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="emaildomain",
            constraint=models.UniqueConstraint(fields=("organisation", "domain"), name="email_domain_once"),
        ),
        migrations.AddConstraint(
            model_name="emaildomain",
            constraint=models.CheckConstraint(
                condition=models.Q(("domain__regex", "^[a-z0-9-]+(\\.[a-z0-9-]+)+$")),
                name="email_domain_is_one",
            ),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
