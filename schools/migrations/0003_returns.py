import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FREEZE = """
CREATE FUNCTION keep_asked_school() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A school that was asked stays in the denominator of its round';
    END IF;
    IF (NEW.round_id, NEW.school_id, NEW.school_return_id, NEW.name, NEW.kind, NEW.run, NEW.type_code, NEW.phase_code,
        NEW.trust_id, NEW.duty) IS DISTINCT FROM (OLD.round_id, OLD.school_id, OLD.school_return_id, OLD.name,
        OLD.kind, OLD.run, OLD.type_code, OLD.phase_code, OLD.trust_id, OLD.duty)
    THEN
        RAISE EXCEPTION 'What a school was when its round opened is frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON schools_askedschool
    FOR EACH ROW EXECUTE FUNCTION keep_asked_school();

CREATE FUNCTION keep_number_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM schools_askedschool a
        WHERE a.round_id IN (SELECT round_id FROM added) AND a.id NOT IN (SELECT id FROM added)
    ) THEN
        RAISE EXCEPTION 'The schools that a round asks are those of the day that it opened: none is added later';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER asked_together AFTER INSERT ON schools_askedschool REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION keep_number_asked();

CREATE FUNCTION keep_school_signing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.signed_at IS NOT NULL OR OLD.sent_back_at IS NOT NULL THEN
        RAISE EXCEPTION 'What was signed, or sent back, is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON schools_schoolsigning
    FOR EACH ROW EXECUTE FUNCTION keep_school_signing();
"""

THAW = """
DROP TRIGGER frozen ON schools_schoolsigning; DROP FUNCTION keep_school_signing();
DROP TRIGGER asked_together ON schools_askedschool; DROP FUNCTION keep_number_asked();
DROP TRIGGER frozen ON schools_askedschool; DROP FUNCTION keep_asked_school();
"""


class Migration(migrations.Migration):
    dependencies = [("schools", "0002_register")]

    operations = [
        migrations.CreateModel(
            name="SchoolSigning",
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
                            ("head", "Headteacher or principal"),
                            ("chair", "Chair of governors, trustees or proprietor"),
                            ("governor", "Safeguarding governor"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "checksum",
                    models.CharField(help_text="Of the answers that they were shown.", max_length=64),
                ),
                (
                    "asked_name",
                    models.CharField(
                        help_text="Who was asked, as the school’s contacts say.", max_length=150
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="As they gave it when they signed.", max_length=150
                    ),
                ),
                ("comment", models.TextField(blank=True)),
                (
                    "signed_at",
                    models.DateTimeField(blank=True, help_text="When they signed, or commented.", null=True),
                ),
                ("sent_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Asked no longer: of somebody else now, or of other answers.",
                        null=True,
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
                    "asked_school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signings",
                        to="schools.askedschool",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("sent_back_at", None), ("signed_at", None)),
                        fields=("asked_school", "office"),
                        name="school_signing_asked_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("signed_at__isnull", False)),
                        fields=("asked_school", "office", "checksum"),
                        name="school_signing_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_at", None),
                            models.Q(
                                ("sent_back_at", None),
                                ("ended_at", None),
                                models.Q(("name", ""), _negated=True),
                                ("signed_at__gte", models.F("asked_at")),
                            ),
                            _connector="OR",
                        ),
                        name="school_signing_signed_by_a_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_back_at", None),
                            models.Q(
                                ("ended_at", None),
                                ("office", "head"),
                                models.Q(("comment", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="school_signing_sent_back_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
