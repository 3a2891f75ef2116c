import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0003_action_updates"),
        ("reviews", "0007_information"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Advice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(help_text="That of the decision that it is about."),
                ),
                ("words", models.TextField()),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name_plural": "advice",
                "ordering": ["given_at"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("office", models.CharField(blank=True, max_length=200)),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="Shown to the Panel only where somebody chooses that.",
                        max_length=120,
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("present", "Present"),
                            ("substitute", "Substitute with authority to decide"),
                            ("stand_in", "Substitute without authority"),
                            ("apologies", "Apologies"),
                            ("absent", "Absent"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("member", "Member"),
                            ("virtual", "Virtual member"),
                            ("observer", "Observer"),
                        ],
                        default="member",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["report", "position"],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("declared_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["declared_at"],
            },
        ),
        migrations.CreateModel(
            name="Dispute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage_left",
                    models.CharField(
                        choices=[
                            ("referred", "Referred"),
                            ("screening", "Being screened"),
                            ("sin_due", "Notification due"),
                            ("not_notified", "Not notified"),
                            ("notified", "Notified to the Panel"),
                            ("rr_gathering", "Rapid review: gathering information"),
                            ("rr_drafting", "Rapid review: being written"),
                            ("rr_decision", "Rapid review: for decision"),
                            ("rr_decided", "Decided"),
                            ("await_panel", "Waiting for the Panel"),
                            ("criteria_not_met", "Found not to meet the criteria"),
                            ("lcspr_setup", "Review: being commissioned"),
                            ("lcspr_active", "Review: under way"),
                            ("lcspr_signoff", "Review: for sign-off"),
                            ("pub_decision", "Review: publication"),
                            ("dispute", "In dispute between partners"),
                            ("published", "Published"),
                            ("local_review", "Local review"),
                            ("national", "National review"),
                            ("elsewhere", "Led by another partnership"),
                            ("learning", "Acting on the learning"),
                            ("closed", "Closed"),
                            ("closed_nfa", "Closed, no further action"),
                            ("closed_recorded", "Closed, recorded"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        help_text="What the partners cannot agree on, and what this partner wants instead."
                    ),
                ),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("advice", models.TextField(blank=True)),
                (
                    "advice_office",
                    models.CharField(blank=True, help_text="Who advised, by office.", max_length=200),
                ),
                ("advised_on", models.DateField(blank=True, null=True)),
                ("response", models.TextField(blank=True, help_text="How the partners answered the advice.")),
                ("outcome", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-raised_at"],
            },
        ),
        migrations.CreateModel(
            name="PanelReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "shows",
                    models.CharField(
                        choices=[
                            ("organisations", "Only organisations"),
                            ("people", "Organisations, offices and names"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "fingerprint",
                    models.CharField(help_text="SHA-256 of the rapid review in it.", max_length=64),
                ),
                ("pages", models.PositiveSmallIntegerField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="PartnerPosition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "position",
                    models.CharField(
                        choices=[
                            ("agrees", "Agrees"),
                            ("does_not", "Does not agree"),
                            ("not_obtained", "Not obtained"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "favours",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lcspr", "A local child safeguarding practice review"),
                            ("local", "Another local review or piece of learning"),
                            ("none", "No further review; the rapid review has the learning"),
                            ("national", "Suggest a national review"),
                        ],
                        help_text="What should follow.",
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("office", models.CharField(blank=True, max_length=200)),
                ("given_on", models.DateField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "read",
                    models.CharField(help_text="SHA-256 of the rapid review as it stood.", max_length=64),
                ),
            ],
            options={
                "ordering": ["organisation__name", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RapidReviewRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("texts", models.JSONField(help_text="The words and choices of every section, by name.")),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["report", "-number"],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="advice_response",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="advice_sought",
            field=models.TextField(blank=True, help_text="From whom, by office, and what they advised."),
        ),
        migrations.AddField(
            model_name="decision",
            name="criteria",
            field=models.JSONField(blank=True, default=list, help_text="Which criteria weighed, by letter."),
        ),
        migrations.AddField(
            model_name="decision",
            name="documents",
            field=models.JSONField(
                blank=True, default=list, help_text="What it relied on: title, version and SHA-256 of each."
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="number",
            field=models.PositiveSmallIntegerField(
                default=1, help_text="The first decision of the case is 1."
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="panels_view",
            field=models.TextField(blank=True, help_text="Criterion (d): what the Panel said of the case."),
        ),
        migrations.AddField(
            model_name="decision",
            name="superseded_because",
            field=models.TextField(
                blank=True, help_text="Why this decision takes the place of the one before."
            ),
        ),
        migrations.AddField(
            model_name="panelmessage",
            name="answers",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answered_by",
                to="reviews.panelmessage",
            ),
        ),
        migrations.AddField(
            model_name="panelmessage",
            name="deadline",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.deadline",
            ),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="criterion_a_finding",
            field=models.CharField(
                blank=True,
                choices=[("met", "Met"), ("not_met", "Not met"), ("not_known", "Not known yet")],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="criterion_b_finding",
            field=models.CharField(
                blank=True,
                choices=[("met", "Met"), ("not_met", "Not met"), ("not_known", "Not known yet")],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="criterion_c_finding",
            field=models.CharField(
                blank=True,
                choices=[("met", "Met"), ("not_met", "Not met"), ("not_known", "Not known yet")],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="criterion_d_finding",
            field=models.CharField(
                blank=True,
                choices=[("met", "Met"), ("not_met", "Not met"), ("not_known", "Not known yet")],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="dissent",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="enough_because",
            field=models.TextField(
                blank=True,
                help_text="Where no practice review is recommended: why the rapid review is enough.",
            ),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="family",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="family_told",
            field=models.CharField(
                blank=True,
                choices=[("told", "Told"), ("some", "Some of them told"), ("not_yet", "Not told yet")],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="learning_done",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="national",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="national_suggested",
            field=models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="quorate",
            field=models.BooleanField(
                help_text="As the rows were judged on the day they were entered.", null=True
            ),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="quorum",
            field=models.CharField(
                blank=True, help_text="The rule, and who was missing, in words.", max_length=400
            ),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="ruling",
            field=models.TextField(
                blank=True, help_text="What the chair ruled on a meeting without a quorum."
            ),
        ),
        migrations.AddField(
            model_name="rapidreview",
            name="went_on_without",
            field=models.JSONField(
                blank=True, default=list, help_text="Agencies that had not answered, as the chair accepted."
            ),
        ),
        migrations.AlterField(
            model_name="panelmessage",
            name="kind",
            field=models.CharField(
                choices=[
                    ("sent_rapid_review", "Rapid review and decision sent"),
                    ("sent_answer", "Answer sent"),
                    ("sent_chaser", "Asked when the reply will come"),
                    ("sent_reviewer", "Told who the reviewer is"),
                    ("sent_delay", "Explained a delay"),
                    ("sent_not_met", "Told that the criteria were not met"),
                    ("sent_not_publishing", "Explained why nothing is published"),
                    ("agrees", "The Panel agrees"),
                    ("disagrees", "The Panel does not agree"),
                    ("asks", "The Panel asks"),
                    ("feedback", "The Panel comments on the quality"),
                    ("acknowledges", "The Panel acknowledges"),
                    ("considers_national", "The Panel considers a national review"),
                    ("takes_national", "The Panel takes a national review"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="rapidreview",
            name="attendance",
            field=models.TextField(blank=True, help_text="Anything to add to the rows of who attended."),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("advice_sought", ""), models.Q(("advice_response", ""), _negated=True), _connector="OR"
                ),
                name="decision_answers_advice",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="decision_number_once"),
        ),
        migrations.AddField(
            model_name="advice",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="advice", to="reviews.case"
            ),
        ),
        migrations.AddField(
            model_name="advice",
            name="given_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attendees",
                to="reviews.rapidreview",
            ),
        ),
        migrations.AddField(
            model_name="conflict",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="conflicts", to="reviews.case"
            ),
        ),
        migrations.AddField(
            model_name="conflict",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="dispute",
            name="advice_recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dispute",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="disputes", to="reviews.case"
            ),
        ),
        migrations.AddField(
            model_name="dispute",
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
            model_name="dispute",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.organisation"
            ),
        ),
        migrations.AddField(
            model_name="dispute",
            name="raised_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="panelreport",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="panel_reports", to="reviews.case"
            ),
        ),
        migrations.AddField(
            model_name="panelreport",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reviews.decision",
            ),
        ),
        migrations.AddField(
            model_name="panelreport",
            name="document",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="panel_report",
                to="partnership.document",
            ),
        ),
        migrations.AddField(
            model_name="panelreport",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="panelmessage",
            name="report",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sent",
                to="reviews.panelreport",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("answers", None), ("kind", "sent_answer"), _connector="OR"),
                name="panel_message_answers_a_question",
            ),
        ),
        migrations.AddField(
            model_name="partnerposition",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="positions", to="reviews.case"
            ),
        ),
        migrations.AddField(
            model_name="partnerposition",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.organisation"
            ),
        ),
        migrations.AddField(
            model_name="partnerposition",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="partnerposition",
            name="stated_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rapidreviewrevision",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="revisions",
                to="reviews.rapidreview",
            ),
        ),
        migrations.AddField(
            model_name="rapidreviewrevision",
            name="saved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="advice",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="advice_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("report", "position"), name="attendance_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("organisation__isnull", False), models.Q(("office", ""), _negated=True), _connector="OR"
                ),
                name="attendance_says_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflict",
            constraint=models.UniqueConstraint(fields=("case", "person"), name="conflict_declared_once"),
        ),
        migrations.AddConstraint(
            model_name="conflict",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="conflict_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("case",), name="dispute_one_open_a_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(("about", ""), _negated=True), name="dispute_says_about_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage_left__in", ["rr_decision", "lcspr_signoff", "pub_decision"])),
                name="dispute_left_a_stage_of_agreement",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("advice", ""),
                        ("advice_office", ""),
                        ("advice_recorded_by", None),
                        ("advised_on", None),
                    ),
                    models.Q(
                        ("advice_recorded_by__isnull", False),
                        ("advised_on__isnull", False),
                        models.Q(("advice", ""), _negated=True),
                        models.Q(("advice_office", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="dispute_advice_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None)),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(("advice", ""), _negated=True),
                        models.Q(("response", ""), _negated=True),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="dispute_ends_once_advice_is_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerposition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recorded_by", None), ("stated_by__isnull", False)),
                    models.Q(("recorded_by__isnull", False), ("stated_by", None)),
                    _connector="OR",
                ),
                name="position_stated_or_recorded",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerposition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("favours", ""), ("position", "not_obtained")),
                    models.Q(
                        models.Q(("position", "not_obtained"), _negated=True),
                        models.Q(("favours", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="position_favours_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerposition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("position", "does_not"), _negated=True),
                    models.Q(("words", ""), _negated=True),
                    _connector="OR",
                ),
                name="position_against_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="rapidreviewrevision",
            constraint=models.UniqueConstraint(
                fields=("report", "number"), name="rapid_review_revision_number_once"
            ),
        ),
    ]
