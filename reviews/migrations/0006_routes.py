"""Routes other than a rapid review and a review of our own, closing and reopening; what was chosen is frozen."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FREEZE = """
CREATE FUNCTION keep_what_was_chosen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was chosen is frozen: % is refused', TG_OP;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_routechoice
    FOR EACH ROW EXECUTE FUNCTION keep_what_was_chosen();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_closure
    FOR EACH ROW EXECUTE FUNCTION keep_what_was_chosen();

CREATE FUNCTION keep_what_was_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.agreed IS NOT NULL OR TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'What two people settled is frozen: % is refused', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_notmet
    FOR EACH ROW EXECUTE FUNCTION keep_what_was_agreed();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_reopening
    FOR EACH ROW EXECUTE FUNCTION keep_what_was_agreed();
"""

UNDO = """
DROP TRIGGER frozen ON reviews_reopening;
DROP TRIGGER frozen ON reviews_notmet;
DROP FUNCTION keep_what_was_agreed();
DROP TRIGGER frozen ON reviews_closure;
DROP TRIGGER frozen ON reviews_routechoice;
DROP FUNCTION keep_what_was_chosen();
"""


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("partnership", "0002_guard_record"),
        ("reviews", "0005_intake"),
    ]

    operations = [
        migrations.CreateModel(
            name="Closure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("impact", models.TextField(help_text="What a later audit or check showed.")),
                (
                    "nothing_captured_because",
                    models.TextField(
                        blank=True, help_text="Why neither an action nor a learning point was needed."
                    ),
                ),
                (
                    "not_shared_because",
                    models.TextField(blank=True, help_text="Why there was nothing to share."),
                ),
                ("panel_told_on", models.DateField(blank=True, null=True)),
                ("panel_not_told_because", models.TextField(blank=True)),
                ("family_told_on", models.DateField(blank=True, null=True)),
                ("family_not_told_because", models.TextField(blank=True)),
                ("closed_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-closed_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Inherited",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("former_board", models.CharField(max_length=200)),
                ("old_references", models.CharField(blank=True, max_length=200)),
                ("begun_on", models.DateField()),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("taken_over_on", models.DateField()),
            ],
            options={
                "ordering": ["case"],
            },
        ),
        migrations.CreateModel(
            name="LedElsewhere",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("partnership", models.CharField(max_length=200)),
                ("their_reference", models.CharField(blank=True, max_length=60)),
                ("asked_for", models.TextField()),
                ("sent", models.TextField(blank=True, help_text="What we sent them.")),
                ("sent_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.TextField(
                        blank=True, help_text="What came of it, or why nothing more follows here."
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "cases led elsewhere",
                "ordering": ["case"],
            },
        ),
        migrations.CreateModel(
            name="LocalProgress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-noted_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="LocalReview",
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
                            ("multi_agency", "Multi-agency learning review"),
                            ("single_agency", "One agency’s own review"),
                            ("thematic", "Thematic review"),
                            ("audit", "Audit"),
                        ],
                        max_length=20,
                    ),
                ),
                ("questions", models.TextField()),
                ("set_up_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("findings", models.TextField(blank=True)),
                ("learnt", models.TextField(blank=True)),
                ("finished_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-set_up_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NationalReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begun_on", models.DateField()),
                (
                    "local_review",
                    models.CharField(
                        choices=[
                            ("none", "No review of ours had begun"),
                            ("suspended", "Ours is suspended"),
                            ("ended", "Ours is ended"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("report_address", models.URLField(blank=True, max_length=500)),
                ("reported_on", models.DateField(blank=True, null=True)),
                (
                    "result",
                    models.TextField(
                        blank=True, help_text="What it means here, and what becomes of our own review."
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-begun_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NotMet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agreed",
                    models.BooleanField(blank=True, help_text="Empty until it is answered.", null=True),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "office",
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
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority_office",
                    models.CharField(help_text="Who found it for the authority, by office.", max_length=200),
                ),
                ("reason", models.TextField()),
                ("panel_told_on", models.DateField()),
                (
                    "panel_told_how",
                    models.TextField(help_text="What was sent to the Panel, and what shows it."),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OtherPartnership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("told_on", models.DateField()),
                ("told_by_office", models.CharField(max_length=200)),
                ("reply", models.TextField(blank=True)),
                ("replied_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["told_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agreed",
                    models.BooleanField(blank=True, help_text="Empty until it is answered.", null=True),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "office",
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
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("referred", "To the referral, to be screened again"),
                            ("rr_decision", "To the decision, on the rapid review that there is"),
                        ],
                        max_length=20,
                    ),
                ),
                ("new_information", models.TextField()),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RouteChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to", models.CharField(max_length=20)),
                ("reason", models.TextField()),
                (
                    "office",
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
                ("chosen_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-chosen_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="case",
            name="route",
            field=models.CharField(
                choices=[
                    ("incident", "A serious incident"),
                    (
                        "looked_after_death",
                        "The death of a looked-after child, with no abuse or neglect suspected",
                    ),
                    ("care_leaver", "A care leaver aged 18 to 24"),
                    ("inherited", "A review inherited from the former board"),
                    ("elsewhere", "A case that another partnership leads"),
                ],
                default="incident",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("route__in", ["incident", "looked_after_death", "care_leaver", "inherited", "elsewhere"])
                ),
                name="case_route_known",
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="closures", to="reviews.case"
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="closed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="inherited",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="inherited", to="reviews.case"
            ),
        ),
        migrations.AddField(
            model_name="ledelsewhere",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="led_elsewhere", to="reviews.case"
            ),
        ),
        migrations.AddField(
            model_name="ledelsewhere",
            name="deadline",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="led_elsewhere",
                to="partnership.deadline",
            ),
        ),
        migrations.AddField(
            model_name="localprogress",
            name="noted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="localreview",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="local_reviews", to="reviews.case"
            ),
        ),
        migrations.AddField(
            model_name="localreview",
            name="deadline",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="local_review",
                to="partnership.deadline",
            ),
        ),
        migrations.AddField(
            model_name="localreview",
            name="finished_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="localreview",
            name="lead_organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.organisation"
            ),
        ),
        migrations.AddField(
            model_name="localreview",
            name="report",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.document",
            ),
        ),
        migrations.AddField(
            model_name="localreview",
            name="set_up_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="localprogress",
            name="local_review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="progress", to="reviews.localreview"
            ),
        ),
        migrations.AddField(
            model_name="nationalreview",
            name="begun_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="nationalreview",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="national_reviews",
                to="reviews.case",
            ),
        ),
        migrations.AddField(
            model_name="nationalreview",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notmet",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notmet",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="notmet",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings_not_met",
                to="reviews.case",
            ),
        ),
        migrations.AddField(
            model_name="notmet",
            name="evidence",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.document",
            ),
        ),
        migrations.AddField(
            model_name="otherpartnership",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="other_partnerships",
                to="reviews.case",
            ),
        ),
        migrations.AddField(
            model_name="otherpartnership",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reopening",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reopening",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reopening",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reopenings", to="reviews.case"
            ),
        ),
        migrations.AddField(
            model_name="routechoice",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="route_choices", to="reviews.case"
            ),
        ),
        migrations.AddField(
            model_name="routechoice",
            name="chosen_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(("impact", ""), _negated=True), name="closure_says_what_changed"
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("panel_told_on__isnull", False),
                    models.Q(("panel_not_told_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="closure_panel_told_or_why_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("family_told_on__isnull", False),
                    models.Q(("family_not_told_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="closure_family_told_or_why_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="inherited",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken_over_on__gte", models.F("begun_on"))),
                name="inherited_after_it_was_begun",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledelsewhere",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent", ""), ("sent_on", None)),
                    models.Q(("sent_on__isnull", False), models.Q(("sent", ""), _negated=True)),
                    _connector="OR",
                ),
                name="led_elsewhere_sent_what_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="localreview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_on", None)), fields=("case",), name="local_review_one_under_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="localreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_by", None), ("finished_on", None)),
                    models.Q(
                        ("finished_by__isnull", False),
                        ("finished_on__isnull", False),
                        models.Q(("findings", ""), _negated=True),
                        models.Q(("learnt", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="local_review_finished_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="nationalreview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("case",), name="national_review_one_under_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="nationalreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("local_review", "none"), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="national_review_says_why_ours_stops",
            ),
        ),
        migrations.AddConstraint(
            model_name="nationalreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None)),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        ("reported_on__isnull", False),
                        models.Q(("report_address", ""), _negated=True),
                        models.Q(("result", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="national_review_ended_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="notmet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed", None), ("answered_at", None), ("answered_by", None), ("office", "")),
                    models.Q(
                        ("agreed__isnull", False),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("office", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="notmet_answered_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="notmet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_by", None),
                    models.Q(("answered_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="notmet_answered_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="notmet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed", None), ("agreed", True), models.Q(("note", ""), _negated=True), _connector="OR"
                ),
                name="notmet_refused_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="notmet",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agreed", None)), fields=("case",), name="notmet_one_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="otherpartnership",
            constraint=models.UniqueConstraint(fields=("case", "name"), name="other_partnership_once"),
        ),
        migrations.AddConstraint(
            model_name="otherpartnership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replied_on", None), ("reply", "")),
                    models.Q(("replied_on__isnull", False), models.Q(("reply", ""), _negated=True)),
                    _connector="OR",
                ),
                name="other_partnership_reply_and_its_day_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed", None), ("answered_at", None), ("answered_by", None), ("office", "")),
                    models.Q(
                        ("agreed__isnull", False),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("office", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reopening_answered_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_by", None),
                    models.Q(("answered_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="reopening_answered_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed", None), ("agreed", True), models.Q(("note", ""), _negated=True), _connector="OR"
                ),
                name="reopening_refused_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agreed", None)), fields=("case",), name="reopening_one_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="routechoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="route_choice_has_a_reason"
            ),
        ),
        migrations.RunSQL(FREEZE, UNDO),
    ]
