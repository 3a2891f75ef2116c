import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FREEZE = """
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON reviews_authoritydecision
    FOR EACH ROW EXECUTE FUNCTION keep_decision();
"""
UNDO = "DROP TRIGGER frozen ON reviews_authoritydecision;"


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0004_referral_key"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="case",
            name="case_stage_known",
        ),
        migrations.AlterField(
            model_name="case",
            name="stage",
            field=models.CharField(
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
                default="referred",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        [
                            "referred",
                            "screening",
                            "sin_due",
                            "not_notified",
                            "notified",
                            "rr_gathering",
                            "rr_drafting",
                            "rr_decision",
                            "rr_decided",
                            "await_panel",
                            "criteria_not_met",
                            "lcspr_setup",
                            "lcspr_active",
                            "lcspr_signoff",
                            "pub_decision",
                            "dispute",
                            "published",
                            "local_review",
                            "national",
                            "elsewhere",
                            "learning",
                            "closed",
                            "closed_nfa",
                            "closed_recorded",
                        ],
                    )
                ),
                name="case_stage_known",
            ),
        ),
        migrations.CreateModel(
            name="AuthorityDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("notify", models.BooleanField()),
                (
                    "office",
                    models.CharField(help_text="By whose office the authority decided.", max_length=200),
                ),
                ("reason", models.TextField()),
                ("views", models.JSONField(default=list)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-recorded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ParallelProceeding",
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
                            ("police", "Police investigation or criminal court"),
                            ("coroner", "Coroner"),
                            ("care", "Care proceedings in the family court"),
                            ("child_death", "Child death review"),
                            ("domestic", "Domestic homicide review"),
                            ("adult", "Safeguarding adult review"),
                            ("lado", "Allegation against somebody who works with children (LADO)"),
                            ("other", "Another process"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unknown", "Not known how far"),
                            ("expected", "Expected"),
                            ("under_way", "Under way"),
                            ("ended", "Ended"),
                        ],
                        default="unknown",
                        max_length=20,
                    ),
                ),
                ("note", models.TextField(blank=True, help_text="Without anybody's name.")),
            ],
            options={
                "ordering": ["case", "kind"],
            },
        ),
        migrations.CreateModel(
            name="ReferralDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("answers", models.JSONField(default=dict, help_text="Page → field → what was typed.")),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-begun_at"],
            },
        ),
        migrations.AddField(
            model_name="case",
            name="abuse_or_neglect",
            field=models.BooleanField(
                blank=True, null=True, verbose_name="abuse or neglect known or suspected"
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="media_interest",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="child",
            name="care_leaver",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="child",
            name="child_in_need_plan",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="child",
            name="child_protection_plan",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="child",
            name="disabled",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="child",
            name="ethnicity",
            field=models.CharField(
                choices=[
                    ("asian", "Asian, Asian British or Asian Welsh"),
                    ("black", "Black, Black British, Black Welsh, Caribbean or African"),
                    ("mixed", "Mixed or multiple ethnic groups"),
                    ("white", "White"),
                    ("other", "Other ethnic group"),
                    ("unknown", "Not known"),
                ],
                default="unknown",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="child",
            name="known_to_agencies",
            field=models.BooleanField(blank=True, null=True, verbose_name="known to any agency before"),
        ),
        migrations.AddField(
            model_name="child",
            name="placement",
            field=models.CharField(
                blank=True,
                choices=[
                    ("foster", "Foster carers"),
                    ("family", "Foster carers who are relatives or friends"),
                    ("parents", "Own parents"),
                    ("adoption", "Placed for adoption"),
                    ("home", "Children’s home"),
                    ("supported", "Supported accommodation"),
                    ("secure", "Secure home or youth custody"),
                    ("other", "Other"),
                    ("unknown", "Not known"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="child",
            name="sex",
            field=models.CharField(
                choices=[("female", "Female"), ("male", "Male"), ("unknown", "Not known")],
                default="unknown",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="further_references",
            field=models.TextField(
                blank=True, help_text="Of an old case, which the national system held once for each child."
            ),
        ),
        migrations.AddField(
            model_name="partnerview",
            name="office",
            field=models.CharField(blank=True, help_text="By which office it was given.", max_length=200),
        ),
        migrations.AddField(
            model_name="partnerview",
            name="words",
            field=models.TextField(blank=True, help_text="Why, without anybody's name."),
        ),
        migrations.AlterField(
            model_name="case",
            name="agreed_by_office",
            field=models.CharField(
                blank=True,
                help_text="The agency's safeguarding lead who agreed it, by office; empty where nothing was referred.",
                max_length=200,
            ),
        ),
        migrations.AlterField(
            model_name="child",
            name="looked_after",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.CheckConstraint(
                condition=models.Q(("placement", ""), ("looked_after", True), _connector="OR"),
                name="child_placed_if_looked_after",
            ),
        ),
        migrations.AddField(
            model_name="authoritydecision",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.organisation"
            ),
        ),
        migrations.AddField(
            model_name="authoritydecision",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="authority_decisions",
                to="reviews.case",
            ),
        ),
        migrations.AddField(
            model_name="authoritydecision",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="parallelproceeding",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="proceedings", to="reviews.case"
            ),
        ),
        migrations.AddField(
            model_name="referraldraft",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="authoritydecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("office", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                ),
                name="authority_decision_has_office_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="parallelproceeding",
            constraint=models.UniqueConstraint(fields=("case", "kind"), name="proceeding_once_a_kind"),
        ),
        migrations.RunSQL(FREEZE, UNDO),
    ]
