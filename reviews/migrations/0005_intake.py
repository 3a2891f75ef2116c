from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0004_referral_key")]

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
    ]
