"""Meetings as held, minutes, decisions and what is decided by correspondence; frozen once confirmed."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FREEZE = """
CREATE FUNCTION minutes_confirmed(meeting bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM partnership_minutes m WHERE m.meeting_id = meeting AND m.state = 'confirmed')
$$;

CREATE FUNCTION meeting_of_item(item bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT i.meeting_id FROM partnership_agendaitem i WHERE i.id = item
$$;

CREATE FUNCTION freeze_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'confirmed' THEN
        RAISE EXCEPTION 'Confirmed minutes are frozen: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION freeze_of_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND minutes_confirmed(OLD.meeting_id)
        OR TG_OP <> 'DELETE' AND minutes_confirmed(NEW.meeting_id) THEN
        RAISE EXCEPTION 'The minutes of this meeting are confirmed: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION freeze_attendee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM partnership_sitting s WHERE minutes_confirmed(s.meeting_id) AND s.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.sitting_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.sitting_id END)
    ) THEN
        RAISE EXCEPTION 'The minutes of this meeting are confirmed: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- An item may still be carried to a later agenda, and an action linked before; nothing else of it changes.
CREATE FUNCTION freeze_of_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'carried_to_id' = to_jsonb(OLD) - 'carried_to_id' THEN
        RETURN NEW;
    END IF;
    IF TG_OP <> 'INSERT' AND minutes_confirmed(meeting_of_item(OLD.item_id))
        OR TG_OP <> 'DELETE' AND minutes_confirmed(meeting_of_item(NEW.item_id)) THEN
        RAISE EXCEPTION 'The minutes of this meeting are confirmed: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- A decision's words stay; that a later meeting ratified it, and that it was looked at again, come afterwards.
CREATE FUNCTION group_decision_kept(d partnership_decision) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT to_jsonb(d) - ARRAY[
        'ratified_in_id', 'ratified_by_id', 'ratified_at', 'review_id', 'review_said', 'reviewed_by_id']
$$;

CREATE FUNCTION freeze_group_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND group_decision_kept(NEW) = group_decision_kept(OLD)
        AND (OLD.ratified_in_id IS NULL OR NEW.ratified_in_id = OLD.ratified_in_id)
        AND (OLD.review_id IS NULL OR NEW.review_id = OLD.review_id) THEN
        RETURN NEW;
    END IF;
    IF TG_OP <> 'INSERT' AND (OLD.item_id IS NULL OR minutes_confirmed(meeting_of_item(OLD.item_id)))
        OR TG_OP <> 'DELETE' AND NEW.item_id IS NOT NULL AND minutes_confirmed(meeting_of_item(NEW.item_id)) THEN
        RAISE EXCEPTION 'This decision is frozen: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION freeze_stance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM partnership_decision d WHERE minutes_confirmed(meeting_of_item(d.item_id)) AND d.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.decision_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.decision_id END)
    ) THEN
        RAISE EXCEPTION 'This decision is frozen: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- Whose eyes an item of confirmed minutes is for, and what it is called, is as fixed as its text.
CREATE FUNCTION freeze_minuted_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.meeting_id, NEW.title, NEW.audience, NEW.position)
        IS NOT DISTINCT FROM (OLD.meeting_id, OLD.title, OLD.audience, OLD.position) THEN
        RETURN NEW;
    END IF;
    IF TG_OP <> 'INSERT' AND minutes_confirmed(OLD.meeting_id)
        OR TG_OP <> 'DELETE' AND minutes_confirmed(NEW.meeting_id) THEN
        RAISE EXCEPTION 'The minutes of this meeting are confirmed: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION freeze_addition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Additions to minutes are only added: % is refused', TG_OP;
END $$;

CREATE FUNCTION freeze_circular() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL AND (TG_OP = 'DELETE'
        OR to_jsonb(NEW) - 'reported_in_id' <> to_jsonb(OLD) - 'reported_in_id') THEN
        RAISE EXCEPTION 'This correspondence is closed: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION freeze_circular_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM partnership_circular c WHERE c.closed_at IS NOT NULL AND c.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.circular_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.circular_id END)
    ) THEN
        RAISE EXCEPTION 'This correspondence is closed: % is refused', TG_OP;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_minutes
    FOR EACH ROW EXECUTE FUNCTION freeze_minutes();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_sitting
    FOR EACH ROW EXECUTE FUNCTION freeze_of_meeting();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_attendee
    FOR EACH ROW EXECUTE FUNCTION freeze_attendee();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_itemminutes
    FOR EACH ROW EXECUTE FUNCTION freeze_of_item();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_itemaction
    FOR EACH ROW EXECUTE FUNCTION freeze_of_item();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_decision
    FOR EACH ROW EXECUTE FUNCTION freeze_group_decision();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_stance
    FOR EACH ROW EXECUTE FUNCTION freeze_stance();
CREATE TRIGGER minuted BEFORE INSERT OR UPDATE OR DELETE ON partnership_agendaitem
    FOR EACH ROW EXECUTE FUNCTION freeze_minuted_item();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_minutesaddition
    FOR EACH ROW EXECUTE FUNCTION freeze_addition();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnership_circular
    FOR EACH ROW EXECUTE FUNCTION freeze_circular();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnership_circularreply
    FOR EACH ROW EXECUTE FUNCTION freeze_circular_reply();
"""

UNDO = """
DROP TRIGGER frozen ON partnership_circularreply;
DROP TRIGGER frozen ON partnership_circular;
DROP TRIGGER frozen ON partnership_minutesaddition;
DROP TRIGGER minuted ON partnership_agendaitem;
DROP TRIGGER frozen ON partnership_stance;
DROP TRIGGER frozen ON partnership_decision;
DROP TRIGGER frozen ON partnership_itemaction;
DROP TRIGGER frozen ON partnership_itemminutes;
DROP TRIGGER frozen ON partnership_attendee;
DROP TRIGGER frozen ON partnership_sitting;
DROP TRIGGER frozen ON partnership_minutes;
DROP FUNCTION freeze_circular_reply();
DROP FUNCTION freeze_circular();
DROP FUNCTION freeze_addition();
DROP FUNCTION freeze_minuted_item();
DROP FUNCTION freeze_stance();
DROP FUNCTION freeze_group_decision();
DROP FUNCTION group_decision_kept(partnership_decision);
DROP FUNCTION freeze_of_item();
DROP FUNCTION freeze_attendee();
DROP FUNCTION freeze_of_meeting();
DROP FUNCTION freeze_minutes();
DROP FUNCTION meeting_of_item(bigint);
DROP FUNCTION minutes_confirmed(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("partnership", "0007_agenda")]

    operations = [
        migrations.CreateModel(
            name="Circular",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("question", models.TextField()),
                ("background", models.TextField(blank=True)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everybody", "Everybody at the meeting, observers and virtual members too"),
                            ("members", "Members only"),
                            ("restricted", "Only members who may read cases"),
                        ],
                        default="members",
                        max_length=12,
                    ),
                ),
                ("replies_by", models.DateField()),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreed", "Agreed"),
                            ("opposed", "Not agreed: somebody was against, so the next meeting decides"),
                            ("not_enough", "Not agreed: too few replied, so the next meeting decides"),
                        ],
                        max_length=12,
                    ),
                ),
                ("quorum", models.TextField(blank=True, help_text="How the replies were judged, in words.")),
                ("judged_from", models.JSONField(blank=True, default=dict)),
                ("ruling", models.TextField(blank=True)),
                ("ruling_of", models.CharField(blank=True, max_length=200)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
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
                        related_name="circulars",
                        to="partnership.group",
                    ),
                ),
                (
                    "reported_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reported_circulars",
                        to="partnership.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CircularReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("member", "Member"),
                            ("co_opted", "Co-opted"),
                            ("observer", "Participating observer"),
                            ("virtual", "Virtual member"),
                            ("guest", "Invited guest"),
                            ("office", "In attendance for the business unit"),
                            ("neighbour", "Representative of the other partnership"),
                        ],
                        max_length=12,
                    ),
                ),
                ("organisation_name", models.CharField(blank=True, max_length=200)),
                ("office", models.CharField(max_length=200)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("for", "For"), ("against", "Against"), ("abstained", "Abstained")],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who gave it, or wrote down how it came.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "circular",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="partnership.circular",
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="circular_reply",
                        to="partnership.deadline",
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
                    models.ForeignKey(
                        blank=True,
                        help_text="Who held it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.seat"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "circular replies",
                "ordering": ["circular", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "reference",
                    models.CharField(help_text="Opaque, such as CRG-2026-D03.", max_length=40, unique=True),
                ),
                ("decided_on", models.DateField()),
                ("text", models.TextField()),
                (
                    "dissent",
                    models.TextField(blank=True, help_text="Who saw it differently, in their words."),
                ),
                (
                    "owner_office",
                    models.CharField(blank=True, help_text="Whose it is to carry out.", max_length=200),
                ),
                ("inquorate", models.BooleanField(default=False)),
                (
                    "as_advice",
                    models.BooleanField(default=False, help_text="Taken as advice, to be ratified."),
                ),
                ("ratified_at", models.DateTimeField(blank=True, null=True)),
                ("review_said", models.TextField(blank=True)),
                ("withdrawn_because", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "circular",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="partnership.circular",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="partnership.group",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="partnership.agendaitem",
                    ),
                ),
                (
                    "ratified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ratified_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratified_decisions",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_to_review",
                        to="partnership.deadline",
                    ),
                ),
                (
                    "reviewed_by",
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
                "ordering": ["-decided_on", "-year", "-number", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ItemAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meeting_link",
                        to="partnership.action",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_links",
                        to="partnership.agendaitem",
                    ),
                ),
            ],
            options={
                "ordering": ["item", "action"],
            },
        ),
        migrations.CreateModel(
            name="ItemMinutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                (
                    "interests",
                    models.TextField(
                        blank=True, help_text="Interests declared, by office, and what followed."
                    ),
                ),
                ("deferred", models.BooleanField(default=False)),
                (
                    "ruling",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("go_on", "May go on"),
                            ("deferred", "Deferred to the next meeting"),
                            ("advice", "Taken as advice, to be ratified at the next meeting"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ruling_words", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "carried_to",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_from",
                        to="partnership.agendaitem",
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minuted",
                        to="partnership.agendaitem",
                    ),
                ),
                (
                    "written_by",
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
                "verbose_name_plural": "minutes of items",
                "ordering": ["item__meeting", "item__position"],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
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
                            ("draft", "Being written"),
                            ("with_chair", "With the chair"),
                            ("agreed", "Agreed by the chair, to be circulated"),
                            ("circulated", "Circulated as a draft"),
                            ("confirmed", "Confirmed"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                (
                    "kept_by",
                    models.CharField(
                        blank=True,
                        help_text="Of a joint meeting: which partnership wrote them.",
                        max_length=200,
                    ),
                ),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_to_chair_at", models.DateTimeField(blank=True, null=True)),
                (
                    "as_sent",
                    models.JSONField(blank=True, default=dict, help_text="What the chair was sent, by item."),
                ),
                ("chair_said", models.TextField(blank=True)),
                (
                    "answered_of",
                    models.CharField(
                        blank=True, help_text="Which office answered for the chair.", max_length=200
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("circulated_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("amendments", models.TextField(blank=True, help_text="What the next meeting put right.")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "circulated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "confirmed_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmed_minutes",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="partnership.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "minutes",
                "ordering": ["-meeting__starts_at"],
            },
        ),
        migrations.CreateModel(
            name="MinutesAddition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
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
                    "item",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose readers read it; none: about who attended.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="additions",
                        to="partnership.agendaitem",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="additions",
                        to="partnership.minutes",
                    ),
                ),
            ],
            options={
                "ordering": ["added_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MinutesCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("capacity", models.CharField(help_text="The kind of their seat that day.", max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[("draft", "As a draft"), ("confirmed", "As confirmed")], max_length=10
                    ),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="partnership.minutes",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "copies of minutes",
                "ordering": ["minutes", "kind", "person__name"],
            },
        ),
        migrations.CreateModel(
            name="MinutesPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everybody", "Everybody at the meeting, observers and virtual members too"),
                            ("members", "Members only"),
                            ("restricted", "Only members who may read cases"),
                        ],
                        max_length=12,
                    ),
                ),
                ("fingerprint", models.CharField(help_text="SHA-256 of what it holds.", max_length=64)),
                ("pages", models.PositiveSmallIntegerField()),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.document",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="partnership.minutes",
                    ),
                ),
            ],
            options={
                "ordering": ["minutes", "audience", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chaired_by", models.CharField(help_text="Who chaired, by office.", max_length=200)),
                (
                    "uncalled_because",
                    models.TextField(
                        blank=True, help_text="Why it was held although no agenda had been sent."
                    ),
                ),
                (
                    "quorate",
                    models.BooleanField(help_text="Nothing where it lies with the chair.", null=True),
                ),
                ("quorum", models.TextField(help_text="How it was judged, in words.")),
                (
                    "judged_from",
                    models.JSONField(help_text="The rule, whom it names, and each row that was counted."),
                ),
                ("judged_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "ruling",
                    models.TextField(blank=True, help_text="What the chair ruled where there was no quorum."),
                ),
                (
                    "ruling_of",
                    models.CharField(blank=True, help_text="Who ruled, by office.", max_length=200),
                ),
                ("ruled_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sitting",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ruled_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="The chair, or who wrote the chair's words down.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        blank=True,
                        help_text="The version in force that day.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.termsofreference",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting"],
            },
        ),
        migrations.CreateModel(
            name="Attendee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("member", "Member"),
                            ("co_opted", "Co-opted"),
                            ("observer", "Participating observer"),
                            ("virtual", "Virtual member"),
                            ("guest", "Invited guest"),
                            ("office", "In attendance for the business unit"),
                            ("neighbour", "Representative of the other partnership"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "organisation_name",
                    models.CharField(blank=True, help_text="As it was called that day.", max_length=200),
                ),
                ("office", models.CharField(blank=True, max_length=200)),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("present", "Present"),
                            ("substitute", "Substitute with like delegated authority"),
                            ("stand_in", "Substitute without authority"),
                            ("apologies", "Apologies"),
                            ("absent", "Absent"),
                            ("vacant", "Nobody holds the seat"),
                            ("not_expected", "Not expected: receives the minutes"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "instead",
                    models.CharField(blank=True, help_text="Who came instead, by office.", max_length=200),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="Such as for which part of the meeting.", max_length=200
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        help_text="For whom they count.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who held the seat that day, where the portal knows.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="partnership.seat",
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendees",
                        to="partnership.sitting",
                    ),
                ),
            ],
            options={
                "ordering": ["sitting", "position"],
            },
        ),
        migrations.CreateModel(
            name="Stance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "organisation_name",
                    models.CharField(help_text="As it was called that day.", max_length=200),
                ),
                (
                    "position",
                    models.CharField(
                        choices=[("for", "For"), ("against", "Against"), ("abstained", "Abstained")],
                        max_length=10,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stances",
                        to="partnership.decision",
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
                "ordering": ["decision", "organisation_name"],
            },
        ),
        migrations.AddConstraint(
            model_name="circular",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None), ("result", "")),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        models.Q(("result", ""), _negated=True),
                        models.Q(("quorum", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="circular_closed_when_by_whom_and_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="circular",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience", "everybody"), _negated=True), name="circular_is_for_members"
            ),
        ),
        migrations.AddConstraint(
            model_name="circularreply",
            constraint=models.UniqueConstraint(
                fields=("circular", "seat"), name="circular_reply_once_a_seat"
            ),
        ),
        migrations.AddConstraint(
            model_name="circularreply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="circular_reply_answered_by_whom_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("group", "year", "number"), name="decision_number_once_a_group_and_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("circular", None), ("item__isnull", False)),
                    models.Q(("circular__isnull", False), ("item", None)),
                    _connector="OR",
                ),
                name="decision_at_a_meeting_or_by_correspondence",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="decision_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ratified_at", None), ("ratified_by", None), ("ratified_in", None)),
                    models.Q(
                        ("ratified_at__isnull", False),
                        ("ratified_by__isnull", False),
                        ("ratified_in__isnull", False),
                        ("inquorate", True),
                    ),
                    _connector="OR",
                ),
                name="decision_ratified_in_by_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_advice", False), ("inquorate", True), _connector="OR"),
                name="decision_advice_only_without_quorum",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemminutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revision", 0), ("saved_at", None), ("written_by", None)),
                    models.Q(("revision__gt", 0), ("saved_at__isnull", False), ("written_by__isnull", False)),
                    _connector="OR",
                ),
                name="item_minutes_saved_by_whom_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirmed_by__isnull", False),
                        ("confirmed_in__isnull", False),
                        ("state", "confirmed"),
                        ("confirmed_at__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state", "confirmed"), _negated=True),
                        ("confirmed_at", None),
                        ("confirmed_by", None),
                        ("confirmed_in", None),
                    ),
                    _connector="OR",
                ),
                name="minutes_confirmed_in_by_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("circulated_at__isnull", False), ("state__in", ["circulated", "confirmed"])),
                    models.Q(
                        models.Q(("state__in", ["circulated", "confirmed"]), _negated=True),
                        ("circulated_at", None),
                    ),
                    _connector="OR",
                ),
                name="minutes_circulated_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutesaddition",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="minutes_addition_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="minutescopy",
            constraint=models.UniqueConstraint(
                fields=("minutes", "person", "kind"), name="minutes_copy_once_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="minutespaper",
            constraint=models.UniqueConstraint(
                fields=("minutes", "audience", "fingerprint"), name="minutes_paper_once_as_it_reads"
            ),
        ),
        migrations.AddConstraint(
            model_name="sitting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ruled_at", None), ("ruled_by", None), ("ruling", ""), ("ruling_of", "")),
                    models.Q(
                        models.Q(("ruling", ""), _negated=True),
                        models.Q(("ruling_of", ""), _negated=True),
                        ("ruled_at__isnull", False),
                        ("ruled_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="sitting_ruled_what_by_whom_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="sitting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quorate", True), ("ruling", "")),
                    ("quorate", False),
                    ("quorate", None),
                    _connector="OR",
                ),
                name="sitting_with_a_quorum_needs_no_ruling",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendee",
            constraint=models.UniqueConstraint(fields=("sitting", "position"), name="attendee_position_once"),
        ),
        migrations.AddConstraint(
            model_name="attendee",
            constraint=models.UniqueConstraint(
                condition=models.Q(("seat__isnull", False)),
                fields=("sitting", "seat"),
                name="attendee_seat_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organisation_name", ""), _negated=True),
                    models.Q(("office", ""), _negated=True),
                    _connector="OR",
                ),
                name="attendee_says_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("presence__in", ["substitute", "stand_in"]), _negated=True),
                    models.Q(("instead", ""), _negated=True),
                    _connector="OR",
                ),
                name="attendee_says_who_came_instead",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("seat__isnull", False),
                        models.Q(("capacity__in", ("guest", "office", "neighbour")), _negated=True),
                    ),
                    models.Q(("capacity__in", ("guest", "office", "neighbour")), ("seat", None)),
                    _connector="OR",
                ),
                name="attendee_without_a_seat_is_listed_apart",
            ),
        ),
        migrations.AddConstraint(
            model_name="stance",
            constraint=models.UniqueConstraint(
                fields=("decision", "organisation"), name="stance_once_a_partner"
            ),
        ),
        migrations.RunSQL(FREEZE, UNDO),
    ]
