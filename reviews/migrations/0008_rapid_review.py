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
                (
                    "advice_recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="reviews.case",
                    ),
                ),
                (
                    "ended_by",
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
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-raised_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("case",),
                        name="dispute_one_open_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("about", ""), _negated=True), name="dispute_says_about_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage_left__in", ["rr_decision", "lcspr_signoff", "pub_decision"])
                        ),
                        name="dispute_left_a_stage_of_agreement",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
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
                ],
            },
        ),
    ]
