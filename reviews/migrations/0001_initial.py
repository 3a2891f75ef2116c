import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import partnership.models.documents
import partnership.models.sealed
from partnership.migrations._together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partnership", "0001_initial"),
        ("partnership", "__first__"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Artefact",
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
                                    ("report", "Full report"),
                                    ("summary", "Summary"),
                                    ("improvements", "Improvements made"),
                                    ("briefing", "Seven-minute briefing"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=150)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("checking", "Anonymity being checked"),
                                    ("signing", "For sign-off"),
                                    ("ready", "Ready to be scheduled"),
                                    ("scheduled", "Scheduled"),
                                    ("live", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                    ("archived", "Archived"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "planned_on",
                            models.DateField(
                                blank=True, help_text="The day on which it is meant to go live.", null=True
                            ),
                        ),
                        ("publish_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "late_reason",
                            models.TextField(
                                blank=True, help_text="Why publication comes after its time limit."
                            ),
                        ),
                        (
                            "held_back_because",
                            models.TextField(blank=True, help_text="Why it did not go live at its hour."),
                        ),
                        ("live_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_reason", models.TextField(blank=True)),
                        (
                            "keep_until",
                            models.DateField(
                                blank=True,
                                help_text="Before this day it is not archived; stored when it went live.",
                                null=True,
                            ),
                        ),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        ("archived_reason", models.TextField(blank=True)),
                        (
                            "words",
                            django.contrib.postgres.search.SearchVectorField(
                                editable=False,
                                help_text="For the public's search: only while live.",
                                null=True,
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "archived_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "copies_deadline",
                            models.OneToOneField(
                                blank=True,
                                help_text="Of the planned day.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies_of",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
                            ),
                        ),
                        (
                            "scheduled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                        "ordering": ["review", "kind", "-added_at"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(fields=["words"], name="artefact_words")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["scheduled", "live"]), _negated=True),
                                    ("publish_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="artefact_scheduled_has_its_hour",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "live"), _negated=True),
                                    ("live_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="artefact_live_since",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["live", "archived"]), _negated=True),
                                    ("keep_until__isnull", False),
                                    _connector="OR",
                                ),
                                name="artefact_live_until_at_least",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        ("withdrawn_by__isnull", False),
                                        models.Q(("withdrawn_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="artefact_withdrawn_by_at_and_why_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("archived_at", None), ("archived_by", None)),
                                    models.Q(
                                        ("archived_at__isnull", False),
                                        ("archived_by__isnull", False),
                                        models.Q(("archived_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="artefact_archived_by_at_and_why_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "live"), ("words", None), _connector="OR"),
                                name="artefact_is_searched_only_while_live",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Candidate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("put_forward_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("shortlisted", models.BooleanField(blank=True, null=True)),
                        ("shortlist_reason", models.TextField(blank=True)),
                        (
                            "conflict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "They declare that they have none"),
                                    ("declared", "They declare one"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("conflict_what", models.TextField(blank=True)),
                        ("conflict_dealt_with", models.TextField(blank=True)),
                        (
                            "work_assessed",
                            models.TextField(
                                blank=True, help_text="Which earlier work was read, and how good it is."
                            ),
                        ),
                        ("interviewed_on", models.DateField(blank=True, null=True)),
                        (
                            "interviewed_for_partnership",
                            models.CharField(blank=True, help_text="By office.", max_length=200),
                        ),
                        (
                            "interviewed_for_group",
                            models.CharField(blank=True, help_text="By office.", max_length=200),
                        ),
                        ("interview_notes", models.TextField(blank=True)),
                        ("chosen", models.BooleanField(blank=True, null=True)),
                        ("chosen_reason", models.TextField(blank=True)),
                        (
                            "put_forward_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["review", "reviewer__name", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("shortlisted", None),
                                    models.Q(("shortlist_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="candidate_shortlist_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("chosen", None),
                                    models.Q(("chosen_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="candidate_choice_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("chosen", None),
                                    ("chosen", False),
                                    ("shortlisted", True),
                                    _connector="OR",
                                ),
                                name="candidate_chosen_was_shortlisted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("interviewed_on", None),
                                    models.Q(
                                        models.Q(("interviewed_for_partnership", ""), _negated=True),
                                        models.Q(("interviewed_for_group", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="candidate_interviewed_by_both",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("conflict", "declared"), _negated=True),
                                    models.Q(("conflict_what", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="candidate_conflict_says_what",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference", models.CharField(max_length=20, unique=True)),
                        (
                            "stage",
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
                                default="referred",
                                max_length=20,
                            ),
                        ),
                        (
                            "route",
                            models.CharField(
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
                        (
                            "guidance",
                            models.CharField(
                                choices=[
                                    ("2018", "Working Together 2018"),
                                    ("2023", "Working Together 2023"),
                                    ("2026", "Working Together 2026"),
                                ],
                                max_length=4,
                            ),
                        ),
                        ("incident_on", models.DateField()),
                        (
                            "incident_precision",
                            models.CharField(
                                choices=[
                                    ("day", "That day"),
                                    ("month", "Some time in that month"),
                                    ("unknown", "Not known exactly"),
                                ],
                                default="day",
                                max_length=10,
                            ),
                        ),
                        (
                            "aware_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="date the local authority became aware"
                            ),
                        ),
                        ("account", models.TextField(help_text="What happened, without anybody's name.")),
                        ("referred_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "agreed_by_office",
                            models.CharField(
                                blank=True,
                                help_text="The agency's safeguarding lead who agreed it, by office; empty where nothing was referred.",
                                max_length=200,
                            ),
                        ),
                        (
                            "abuse_or_neglect",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="abuse or neglect known or suspected"
                            ),
                        ),
                        ("media_interest", models.BooleanField(blank=True, null=True)),
                        ("not_notified_reason", models.TextField(blank=True)),
                        (
                            "referral_key",
                            models.UUIDField(
                                blank=True,
                                editable=False,
                                help_text="One form makes one case.",
                                null=True,
                                unique=True,
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.edition",
                            ),
                        ),
                        (
                            "referred_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "referred_for",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "residence_authority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                                verbose_name="authority of residence",
                            ),
                        ),
                        (
                            "responsible_authority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                                verbose_name="authority of the incident",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-referred_at"],
                        "constraints": [
                            models.CheckConstraint(
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "route__in",
                                        [
                                            "incident",
                                            "looked_after_death",
                                            "care_leaver",
                                            "inherited",
                                            "elsewhere",
                                        ],
                                    )
                                ),
                                name="case_route_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reference__regex", "^[A-Z]{2}-[0-9]{4}-[0-9]{3,}$")),
                                name="case_reference_opaque",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "not_notified"), _negated=True),
                                    models.Q(("not_notified_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="case_not_notified_has_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Briefing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=150)),
                        ("theme", models.CharField(blank=True, max_length=100)),
                        ("what_happened", models.TextField(blank=True)),
                        ("why_it_matters", models.TextField(blank=True)),
                        ("what_we_learnt", models.TextField(blank=True)),
                        ("do_differently", models.TextField(blank=True)),
                        ("questions", models.TextField(blank=True)),
                        ("find_out_more", models.TextField(blank=True)),
                        ("background", models.TextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("agreed", "Agreed")],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
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
                            "artefact",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="briefing",
                                to="reviews.artefact",
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="briefings",
                                to="reviews.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-saved_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed_at", None),
                                        ("agreed_by", None),
                                        ("document", None),
                                        ("state", "draft"),
                                    ),
                                    models.Q(
                                        ("agreed_at__isnull", False),
                                        ("agreed_by__isnull", False),
                                        ("document__isnull", False),
                                        ("state", "agreed"),
                                    ),
                                    _connector="OR",
                                ),
                                name="briefing_agreed_by_at_and_as_what_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agreed_by", None),
                                    models.Q(("agreed_by", models.F("written_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="briefing_agreed_by_somebody_else",
                            ),
                        ],
                    },
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
                            models.CharField(
                                help_text="By whose office the authority decided.", max_length=200
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("views", models.JSONField(default=list)),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="authority_decisions",
                                to="reviews.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-recorded_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("office", ""), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                ),
                                name="authority_decision_has_office_and_reason",
                            )
                        ],
                    },
                ),
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
                            models.PositiveSmallIntegerField(
                                help_text="That of the decision that it is about."
                            ),
                        ),
                        ("words", models.TextField()),
                        ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="advice",
                                to="reviews.case",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "advice",
                        "ordering": ["given_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True), name="advice_has_words"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseDeadline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="clocks",
                                to="reviews.case",
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_link",
                                to="partnership.deadline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["deadline__due_on"],
                    },
                ),
                migrations.CreateModel(
                    name="CaseLearning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("for_public", models.BooleanField(default=False)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("kept_back_because", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="learning_links",
                                to="reviews.case",
                            ),
                        ),
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
                            "point",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_link",
                                to="partnership.learningpoint",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "point__noted_at", "point"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("checked_at", None), ("checked_by", None)),
                                    models.Q(
                                        ("checked_at__isnull", False),
                                        ("checked_by__isnull", False),
                                        ("for_public", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_learning_checked_by_and_at_together",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Child",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "age",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="In years, at the incident.", null=True
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("died", "Died"),
                                    ("seriously_harmed", "Was seriously harmed"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[("female", "Female"), ("male", "Male"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                            ),
                        ),
                        (
                            "ethnicity",
                            models.CharField(
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
                        ("disabled", models.BooleanField(blank=True, null=True)),
                        ("looked_after", models.BooleanField(blank=True, null=True)),
                        (
                            "placement",
                            models.CharField(
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
                        ("child_in_need_plan", models.BooleanField(blank=True, null=True)),
                        ("child_protection_plan", models.BooleanField(blank=True, null=True)),
                        ("care_leaver", models.BooleanField(blank=True, null=True)),
                        (
                            "known_to_agencies",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="known to any agency before"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="children",
                                to="reviews.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "position"), name="child_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(("age", None), ("age__lte", 24), _connector="OR"),
                                name="child_age_at_most_24",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("placement", ""), ("looked_after", True), _connector="OR"
                                ),
                                name="child_placed_if_looked_after",
                            ),
                        ],
                    },
                ),
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
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closures",
                                to="reviews.case",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-closed_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("impact", ""), _negated=True),
                                name="closure_says_what_changed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("panel_told_on__isnull", False),
                                    models.Q(("panel_not_told_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="closure_panel_told_or_why_not",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("family_told_on__isnull", False),
                                    models.Q(("family_not_told_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="closure_family_told_or_why_not",
                            ),
                        ],
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
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conflicts",
                                to="reviews.case",
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
                        "ordering": ["declared_at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "person"), name="conflict_declared_once"),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="conflict_says_what"
                            ),
                        ],
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
                        ("old", models.TextField()),
                        ("new", models.TextField()),
                        ("reason", models.TextField()),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("applied_at", models.DateTimeField(blank=True, null=True)),
                        ("turned_down_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-proposed_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("applied_at", None), ("turned_down_at", None), _connector="OR"
                                ),
                                name="correction_applied_or_turned_down",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CorrectionCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("checked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("passed", models.BooleanField()),
                        ("note", models.TextField(blank=True)),
                        (
                            "checked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "correction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="checks",
                                to="reviews.correction",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["checked_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("correction", "checked_by"), name="correction_checked_once_a_person"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cost",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=10,
                                validators=[django.core.validators.MinValueValidator(0)],
                            ),
                        ),
                        ("reason", models.TextField(help_text="What it pays for, or why it changed.")),
                        ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["review", "-version"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)), name="cost_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="cost_has_a_reason"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostShare",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=10)),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        ("agreed_by_office", models.CharField(blank=True, max_length=200)),
                        (
                            "evidence",
                            models.TextField(
                                blank=True,
                                help_text="Where the agreement is to be found, if it was not given here.",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cost",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shares",
                                to="reviews.cost",
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
                            "recorded_by",
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
                        "ordering": ["cost", "organisation__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("cost", "organisation"), name="cost_share_once_a_partner"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="cost_share_of_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed_by_office", ""),
                                        ("agreed_on", None),
                                        ("recorded_at", None),
                                        ("recorded_by", None),
                                    ),
                                    models.Q(
                                        ("agreed_on__isnull", False),
                                        ("recorded_at__isnull", False),
                                        ("recorded_by__isnull", False),
                                        models.Q(("agreed_by_office", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="cost_share_agreed_by_whom_and_when_together",
                            ),
                        ],
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
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("lcspr", "A local child safeguarding practice review"),
                                    ("local", "Another local review or piece of learning"),
                                    ("none", "No further review; the rapid review has the learning"),
                                    ("national", "Suggest a national review"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("grounds", models.TextField()),
                        (
                            "recommendation",
                            models.CharField(
                                choices=[
                                    ("lcspr", "A local child safeguarding practice review"),
                                    ("local", "Another local review or piece of learning"),
                                    ("none", "No further review; the rapid review has the learning"),
                                    ("national", "Suggest a national review"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("differs_because", models.TextField(blank=True)),
                        (
                            "no_conflict",
                            models.BooleanField(
                                help_text="The decider declared that they have no conflict of interest."
                            ),
                        ),
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
                                    ("education_lead", "Education lead of a local authority"),
                                    ("trainer", "Trainer"),
                                    ("practitioner", "Practitioner"),
                                    ("observer", "Participating observer"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="The first decision of the case is 1."
                            ),
                        ),
                        (
                            "criteria",
                            models.JSONField(
                                blank=True, default=list, help_text="Which criteria weighed, by letter."
                            ),
                        ),
                        (
                            "panels_view",
                            models.TextField(
                                blank=True, help_text="Criterion (d): what the Panel said of the case."
                            ),
                        ),
                        (
                            "advice_sought",
                            models.TextField(
                                blank=True, help_text="From whom, by office, and what they advised."
                            ),
                        ),
                        ("advice_response", models.TextField(blank=True)),
                        (
                            "superseded_because",
                            models.TextField(
                                blank=True, help_text="Why this decision takes the place of the one before."
                            ),
                        ),
                        (
                            "documents",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="What it relied on: title, version and SHA-256 of each.",
                            ),
                        ),
                        (
                            "relied_on",
                            models.CharField(
                                help_text="SHA-256 of the rapid review as it was decided on.", max_length=64
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="reviews.case",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.edition",
                            ),
                        ),
                        (
                            "supersedes",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="superseded_by",
                                to="reviews.decision",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-decided_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("grounds", ""), _negated=True),
                                name="decision_has_grounds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", models.F("recommendation")),
                                    models.Q(("differs_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="decision_that_differs_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("no_conflict", True)), name="decision_without_conflict"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("advice_sought", ""),
                                    models.Q(("advice_response", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="decision_answers_advice",
                            ),
                            models.UniqueConstraint(fields=("case", "number"), name="decision_number_once"),
                        ],
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
                        (
                            "response",
                            models.TextField(blank=True, help_text="How the partners answered the advice."),
                        ),
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
                                condition=models.Q(("about", ""), _negated=True),
                                name="dispute_says_about_what",
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
                migrations.CreateModel(
                    name="Dissemination",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("audience", models.CharField(max_length=200)),
                        (
                            "product",
                            models.CharField(
                                choices=[
                                    ("briefing", "Seven-minute briefing"),
                                    ("bulletin", "Bulletin"),
                                    ("training", "Training"),
                                    ("team_meeting", "Team meeting"),
                                    ("webinar", "Webinar"),
                                    ("other", "Something else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "reached",
                            models.PositiveIntegerField(
                                blank=True, help_text="How many people it reached.", null=True
                            ),
                        ),
                        (
                            "shown_by",
                            models.TextField(blank=True, help_text="What shows that it was read or used."),
                        ),
                        ("planned_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disseminations",
                                to="reviews.case",
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dissemination",
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
                                verbose_name="whose task it is",
                            ),
                        ),
                        (
                            "planned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "deadline__due_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reached", None), ("shown_by", "")),
                                    models.Q(
                                        ("reached__isnull", False), models.Q(("shown_by", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="dissemination_reach_and_what_shows_it_together",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidencePack",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(help_text="For whom it is made, by office.", max_length=300),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for the worker"),
                                    ("running", "Being made"),
                                    ("done", "Done"),
                                    ("failed", "Failed"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("attempt", models.PositiveSmallIntegerField(default=1)),
                        ("done", models.PositiveSmallIntegerField(default=0, help_text="Steps done.")),
                        ("total", models.PositiveSmallIntegerField(default=1, help_text="Steps there are.")),
                        ("message", models.CharField(default="Waiting for the worker.", max_length=300)),
                        (
                            "claim",
                            models.UUIDField(blank=True, help_text="Which worker's turn it is.", null=True),
                        ),
                        (
                            "alive_at",
                            models.DateTimeField(
                                blank=True, help_text="When that worker last showed life.", null=True
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "file",
                            models.FileField(blank=True, upload_to=partnership.models.documents.stored_name),
                        ),
                        ("size", models.PositiveBigIntegerField(blank=True, help_text="Bytes.", null=True)),
                        (
                            "checksum",
                            models.CharField(blank=True, help_text="SHA-256, hexadecimal.", max_length=64),
                        ),
                        (
                            "members",
                            models.PositiveIntegerField(
                                blank=True, help_text="How many files are in it.", null=True
                            ),
                        ),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
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
                                related_name="evidence_packs",
                                to="reviews.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["waiting", "running"])),
                                fields=("case",),
                                name="evidence_pack_one_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("expires_at__isnull", False),
                                        ("finished_at__isnull", False),
                                        ("size__isnull", False),
                                        ("state", "done"),
                                        ("checksum__regex", "^[0-9a-f]{64}$"),
                                        models.Q(
                                            models.Q(
                                                ("removed_at", None), models.Q(("file", ""), _negated=True)
                                            ),
                                            models.Q(("file", ""), ("removed_at__isnull", False)),
                                            _connector="OR",
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(("state", "done"), _negated=True),
                                        ("checksum", ""),
                                        ("expires_at", None),
                                        ("file", ""),
                                        ("removed_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="evidence_pack_done_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("alive_at__isnull", False),
                                        ("claim__isnull", False),
                                        ("state", "running"),
                                    ),
                                    models.Q(("state", "running"), _negated=True),
                                    _connector="OR",
                                ),
                                name="evidencepack_running_is_somebodys",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FamilyMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                help_text="Such as “Mother of child 1”, never a name.", max_length=100
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("not_yet", "Not told yet"),
                                    ("informed", "Told"),
                                    ("contributing", "Contributing"),
                                    ("declined", "Does not want to take part"),
                                    ("report_seen", "Has seen the report"),
                                ],
                                default="not_yet",
                                max_length=15,
                            ),
                        ),
                        ("not_yet_because", models.TextField(blank=True)),
                        (
                            "contact_office",
                            models.CharField(
                                help_text="Who stays in touch with them, by office.", max_length=200
                            ),
                        ),
                        (
                            "advocate",
                            models.CharField(
                                choices=[
                                    ("not_offered", "Not offered yet"),
                                    ("offered", "Offered"),
                                    ("accepted", "Has an advocate"),
                                    ("declined", "Does not want one"),
                                ],
                                default="not_offered",
                                max_length=15,
                            ),
                        ),
                        (
                            "advocate_from",
                            models.CharField(
                                blank=True, help_text="Which service the advocate is of.", max_length=200
                            ),
                        ),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "taken_out_on",
                            models.DateField(
                                blank=True, help_text="Entered by mistake, as found that day.", null=True
                            ),
                        ),
                        ("taken_out_because", models.TextField(blank=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="family",
                                to="reviews.case",
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                blank=True,
                                help_text="When to look again at not having told them.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="family_member",
                                to="partnership.deadline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("taken_out_on", None)),
                                fields=("case", "role"),
                                name="family_member_once_a_case",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_out_because", ""), ("taken_out_on", None)),
                                    models.Q(
                                        ("taken_out_on__isnull", False),
                                        models.Q(("taken_out_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="family_member_taken_out_on_and_why_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "not_yet"), _negated=True),
                                    models.Q(
                                        models.Q(("not_yet_because", ""), _negated=True),
                                        ("deadline__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="family_member_not_told_says_why_and_until_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("advocate", "accepted"), _negated=True),
                                    models.Q(("advocate_from", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="family_advocate_is_of_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FamilyContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("letter", "Letter or leaflet"),
                                    ("call", "Call or message"),
                                    ("meeting", "Meeting"),
                                    ("through_advocate", "Through their advocate or solicitor"),
                                    ("contribution", "What they said for the review"),
                                    ("sight_of_report", "Sight of the report"),
                                    ("put_off", "Decided not to tell them yet"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("by_office", models.CharField(max_length=200)),
                        ("note", models.TextField(help_text="What was said, without names.")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("not_yet", "Not told yet"),
                                    ("informed", "Told"),
                                    ("contributing", "Contributing"),
                                    ("declined", "Does not want to take part"),
                                    ("report_seen", "Has seen the report"),
                                ],
                                help_text="Where it left them.",
                                max_length=15,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="reviews.familymember",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-happened_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("note", ""), _negated=True),
                                name="family_contact_says_what",
                            )
                        ],
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
                            "asked_by",
                            models.CharField(
                                choices=[
                                    ("court", "A court"),
                                    ("police", "The police"),
                                    ("coroner", "A coroner"),
                                    ("other", "Somebody else"),
                                ],
                                default="other",
                                max_length=10,
                            ),
                        ),
                        ("asked_by_office", models.CharField(max_length=200)),
                        ("reason", models.TextField()),
                        ("review_on", models.DateField()),
                        ("placed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "artefact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="holds",
                                to="reviews.artefact",
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                blank=True,
                                help_text="To ask again by then.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hold",
                                to="partnership.deadline",
                            ),
                        ),
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
                    ],
                    options={
                        "ordering": ["-placed_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lifted_at", None), ("lifted_by", None)),
                                    models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="hold_lifted_by_and_at_together",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InformationAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "involvement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("involved", "Yes, we were involved"),
                                    ("not_involved", "No, we were not involved"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("period_from", models.DateField(blank=True, null=True)),
                        ("period_to", models.DateField(blank=True, null=True)),
                        ("summary", models.TextField(blank=True)),
                        (
                            "records_secured",
                            models.CharField(
                                blank=True, choices=[("yes", "Yes"), ("no", "No, not yet")], max_length=3
                            ),
                        ),
                        ("good_practice", models.TextField(blank=True)),
                        (
                            "learning",
                            models.TextField(blank=True, help_text="What the agency has learnt for itself."),
                        ),
                        (
                            "immediate_action",
                            models.TextField(
                                blank=True,
                                help_text="Whatever the rows of actions do not say; or why nothing was needed at once.",
                            ),
                        ),
                        ("identity", models.TextField(blank=True)),
                        ("signed_off_office", models.CharField(blank=True, max_length=200)),
                        ("signed_off_on", models.DateField(blank=True, null=True)),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["request_id", "-version"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("submitted_at", None), ("submitted_by", None)),
                                    models.Q(
                                        ("signed_off_on__isnull", False),
                                        ("submitted_at__isnull", False),
                                        ("submitted_by__isnull", False),
                                        models.Q(("involvement", ""), _negated=True),
                                        models.Q(("signed_off_office", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="information_answer_submitted_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period_from", None),
                                    ("period_to", None),
                                    ("period_from__lte", models.F("period_to")),
                                    _connector="OR",
                                ),
                                name="information_answer_period_runs_forward",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImmediateAction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("what", models.TextField()),
                        ("office", models.CharField(blank=True, max_length=200)),
                        ("done_on", models.DateField(blank=True, null=True)),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="actions",
                                to="reviews.informationanswer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("answer", "key"), name="immediateaction_key_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChronologyRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "on",
                            models.DateField(
                                blank=True,
                                help_text="The first day of the month or year that is known.",
                                null=True,
                            ),
                        ),
                        (
                            "precision",
                            models.CharField(
                                choices=[
                                    ("day", "That day"),
                                    ("month", "Some time in that month"),
                                    ("year", "Some time in that year"),
                                    ("unknown", "Not known"),
                                ],
                                default="day",
                                max_length=10,
                            ),
                        ),
                        ("at", models.TimeField(blank=True, null=True)),
                        (
                            "source",
                            models.CharField(blank=True, help_text="Which record says so.", max_length=200),
                        ),
                        ("event", models.TextField()),
                        (
                            "child_seen",
                            models.CharField(
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("not_applicable", "Not applicable"),
                                    ("not_recorded", "Not recorded"),
                                ],
                                default="not_recorded",
                                max_length=15,
                            ),
                        ),
                        (
                            "child_heard",
                            models.CharField(
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("not_applicable", "Not applicable"),
                                    ("not_recorded", "Not recorded"),
                                ],
                                default="not_recorded",
                                max_length=15,
                            ),
                        ),
                        ("response", models.TextField(blank=True, help_text="What the agency did.")),
                        (
                            "comment",
                            models.TextField(blank=True, help_text="What the agency thinks of it now."),
                        ),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="reviews.informationanswer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": [
                            models.OrderBy(models.F("on"), nulls_last=True),
                            models.OrderBy(models.F("at"), nulls_first=True),
                            "pk",
                        ],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("answer", "key"), name="chronologyrow_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("on", None), ("precision", "unknown")),
                                    models.Q(
                                        ("on__isnull", False), ("precision__in", ["day", "month", "year"])
                                    ),
                                    _connector="OR",
                                ),
                                name="chronology_row_date_as_precise_as_said",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("at", None), ("precision", "day"), _connector="OR"),
                                name="chronology_row_time_of_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InformationRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                help_text="Whom and what to look for, by role and never by name."
                            ),
                        ),
                        ("looks_from", models.DateField(blank=True, null=True)),
                        ("looks_to", models.DateField(blank=True, null=True)),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_reason", models.TextField(blank=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="reviews.case",
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="information_request",
                                to="partnership.deadline",
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
                            "involvement_deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="involvement_request",
                                to="partnership.deadline",
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
                        "ordering": ["organisation__name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("case", "organisation"),
                                name="information_request_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("looks_from", None),
                                    ("looks_to", None),
                                    ("looks_from__lte", models.F("looks_to")),
                                    _connector="OR",
                                ),
                                name="information_request_period_runs_forward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ended_by", None), ("ended_reason", "")),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        models.Q(("ended_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="information_request_ended_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="informationanswer",
                    name="request",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="reviews.informationrequest",
                    ),
                ),
                migrations.CreateModel(
                    name="ChronologyUpload",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rows",
                            models.JSONField(
                                default=list, help_text="[number, cells] in the order of the columns."
                            ),
                        ),
                        (
                            "notes",
                            models.JSONField(default=list, help_text="What was left out, in sentences."),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uploads",
                                to="reviews.informationrequest",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("request", "by"), name="chronology_upload_one_each"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Chaser",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("chased_on", models.DateField()),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("letter", "By letter from the portal"),
                                    ("spoken", "By telephone or in person, and by letter"),
                                ],
                                default="letter",
                                max_length=10,
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True, help_text="What was said. The agency does not see it."
                            ),
                        ),
                        (
                            "chased_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="chasers",
                                to="reviews.informationrequest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-chased_on"],
                        "constraints": [
                            models.UniqueConstraint(fields=("request", "chased_on"), name="chaser_once_a_day")
                        ],
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
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inherited",
                                to="reviews.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("taken_over_on__gte", models.F("begun_on"))),
                                name="inherited_after_it_was_begun",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvolvementReply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "said",
                            models.CharField(
                                choices=[
                                    ("yes", "Yes, we were involved"),
                                    ("no", "No, we were not involved"),
                                    ("looking", "We are still looking"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="reviews.informationrequest",
                            ),
                        ),
                        (
                            "said_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "involvement replies",
                        "ordering": ["said_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("said__in", ["yes", "no", "looking"])),
                                name="involvement_said",
                            )
                        ],
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
                                blank=True, help_text="Outcome, or why nothing more follows here."
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="led_elsewhere",
                                to="reviews.case",
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="led_elsewhere",
                                to="partnership.deadline",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "cases led elsewhere",
                        "ordering": ["case"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent", ""), ("sent_on", None)),
                                    models.Q(
                                        ("sent_on__isnull", False), models.Q(("sent", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="led_elsewhere_sent_what_and_when",
                            )
                        ],
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
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="local_reviews",
                                to="reviews.case",
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="local_review",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "finished_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lead_organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
                            ),
                        ),
                        (
                            "set_up_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-set_up_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("finished_on", None)),
                                fields=("case",),
                                name="local_review_one_under_way",
                            ),
                            models.CheckConstraint(
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
                        ],
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
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "local_review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="progress",
                                to="reviews.localreview",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-noted_at", "-pk"],
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
                                blank=True,
                                help_text="What it means here, and what becomes of our own review.",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="national_reviews",
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
                    ],
                    options={
                        "ordering": ["-begun_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("case",),
                                name="national_review_one_under_way",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("local_review", "none"),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="national_review_says_why_ours_stops",
                            ),
                            models.CheckConstraint(
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
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sent_at", models.DateTimeField()),
                        ("national_reference", models.CharField(blank=True, max_length=40)),
                        (
                            "further_references",
                            models.TextField(
                                blank=True,
                                help_text="Of an old case, which the national system held once for each child.",
                            ),
                        ),
                        ("sent_by_office", models.CharField(max_length=200)),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notification",
                                to="reviews.case",
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("sent_at__lte", models.F("recorded_at"))),
                                name="notification_not_in_the_future",
                            )
                        ],
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
                            models.BooleanField(
                                blank=True, help_text="Empty until it is answered.", null=True
                            ),
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
                                    ("education_lead", "Education lead of a local authority"),
                                    ("trainer", "Trainer"),
                                    ("practitioner", "Practitioner"),
                                    ("observer", "Participating observer"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "authority_office",
                            models.CharField(
                                help_text="Who found it for the authority, by office.", max_length=200
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("panel_told_on", models.DateField()),
                        (
                            "panel_told_how",
                            models.TextField(help_text="What was sent to the Panel, and what shows it."),
                        ),
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
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings_not_met",
                                to="reviews.case",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed", None),
                                        ("answered_at", None),
                                        ("answered_by", None),
                                        ("office", ""),
                                    ),
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_by", None),
                                    models.Q(("answered_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="notmet_answered_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agreed", None),
                                    ("agreed", True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="notmet_refused_says_why",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("agreed", None)),
                                fields=("case",),
                                name="notmet_one_waiting",
                            ),
                        ],
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
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="other_partnerships",
                                to="reviews.case",
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
                    ],
                    options={
                        "ordering": ["told_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "name"), name="other_partnership_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("replied_on", None), ("reply", "")),
                                    models.Q(
                                        ("replied_on__isnull", False), models.Q(("reply", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="other_partnership_reply_and_its_day_together",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutsideReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("panel", "The national Panel"),
                                    ("partnership", "Another safeguarding partnership"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "source_name",
                            models.CharField(
                                blank=True, help_text="Whose it is, where that needs saying.", max_length=200
                            ),
                        ),
                        ("published_on", models.DateField(blank=True, null=True)),
                        ("address", models.URLField(blank=True, max_length=400)),
                        ("summary", models.TextField()),
                        ("themes", models.CharField(blank=True, max_length=200)),
                        ("registered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("considered_on", models.DateField(blank=True, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("nothing", "Nothing more to do here"),
                                    ("actions", "Actions"),
                                    ("learning", "A learning point"),
                                    ("shared", "Shared as it is"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reasons", models.TextField(blank=True)),
                        (
                            "actions",
                            models.ManyToManyField(
                                blank=True, related_name="outside_reviews", to="partnership.action"
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outside_review",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.group",
                            ),
                        ),
                        (
                            "learning_points",
                            models.ManyToManyField(
                                blank=True, related_name="outside_reviews", to="partnership.learningpoint"
                            ),
                        ),
                        (
                            "recorded_by",
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
                        "ordering": ["-registered_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("considered_on", None),
                                        ("outcome", ""),
                                        ("reasons", ""),
                                        ("recorded_by", None),
                                    ),
                                    models.Q(
                                        ("considered_on__isnull", False),
                                        ("recorded_by__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                        models.Q(("reasons", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="outside_review_considered_when_by_whom_and_why",
                            )
                        ],
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
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="panel_reports",
                                to="reviews.case",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reviews.decision",
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="panel_report",
                                to="partnership.document",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-made_at"],
                    },
                ),
                migrations.CreateModel(
                    name="PanelMessage",
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
                        ("happened_on", models.DateField()),
                        ("summary", models.TextField(blank=True)),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "answers",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answered_by",
                                to="reviews.panelmessage",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="panel_messages",
                                to="reviews.case",
                            ),
                        ),
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
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sent",
                                to="reviews.panelreport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["happened_on", "recorded_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answers", None), ("kind", "sent_answer"), _connector="OR"
                                ),
                                name="panel_message_answers_a_question",
                            )
                        ],
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
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proceedings",
                                to="reviews.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "kind"],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "kind"), name="proceeding_once_a_kind")
                        ],
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
                            models.CharField(
                                help_text="SHA-256 of the rapid review as it stood.", max_length=64
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="positions",
                                to="reviews.case",
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
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "stated_by",
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
                        "ordering": ["organisation__name", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("recorded_by", None), ("stated_by__isnull", False)),
                                    models.Q(("recorded_by__isnull", False), ("stated_by", None)),
                                    _connector="OR",
                                ),
                                name="position_stated_or_recorded",
                            ),
                            models.CheckConstraint(
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("position", "does_not"), _negated=True),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="position_against_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartnerView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "view",
                            models.CharField(
                                choices=[
                                    ("notify", "Notify"),
                                    ("do_not", "Do not notify"),
                                    ("not_obtained", "Not obtained"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("words", models.TextField(blank=True, help_text="Why, without anybody's name.")),
                        (
                            "office",
                            models.CharField(
                                blank=True, help_text="By which office it was given.", max_length=200
                            ),
                        ),
                        ("given_on", models.DateField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="partner_views",
                                to="reviews.case",
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
                        "ordering": ["organisation__name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "organisation"), name="partner_view_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PracticeEpisode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("title", models.CharField(max_length=200)),
                        ("when", models.CharField(blank=True, max_length=200)),
                        ("happened", models.TextField()),
                        ("why", models.TextField(blank=True)),
                        ("good", models.TextField(blank=True)),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="episodes",
                                to="reviews.informationanswer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("answer", "key"), name="practiceepisode_key_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RapidReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("meeting_on", models.DateField(blank=True, null=True)),
                        (
                            "attendance",
                            models.TextField(
                                blank=True, help_text="Anything to add to the rows of who attended."
                            ),
                        ),
                        (
                            "quorate",
                            models.BooleanField(
                                help_text="As the rows were judged on the day they were entered.", null=True
                            ),
                        ),
                        (
                            "quorum",
                            models.CharField(
                                blank=True,
                                help_text="The rule, and who was missing, in words.",
                                max_length=400,
                            ),
                        ),
                        (
                            "ruling",
                            models.TextField(
                                blank=True, help_text="What the chair ruled on a meeting without a quorum."
                            ),
                        ),
                        (
                            "went_on_without",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Agencies that had not answered, as the chair accepted.",
                            ),
                        ),
                        ("facts", models.TextField(blank=True)),
                        ("practice", models.TextField(blank=True)),
                        ("immediate_safety", models.TextField(blank=True)),
                        ("identity", models.TextField(blank=True)),
                        ("improvement", models.TextField(blank=True)),
                        ("learning_done", models.TextField(blank=True)),
                        ("family", models.TextField(blank=True)),
                        (
                            "family_told",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("told", "Told"),
                                    ("some", "Some of them told"),
                                    ("not_yet", "Not told yet"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("criterion_a", models.TextField(blank=True)),
                        ("criterion_b", models.TextField(blank=True)),
                        ("criterion_c", models.TextField(blank=True)),
                        ("criterion_d", models.TextField(blank=True)),
                        (
                            "criterion_a_finding",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("not_known", "Not known yet"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "criterion_b_finding",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("not_known", "Not known yet"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "criterion_c_finding",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("not_known", "Not known yet"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "criterion_d_finding",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("not_known", "Not known yet"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("national", models.TextField(blank=True)),
                        (
                            "national_suggested",
                            models.CharField(
                                blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3
                            ),
                        ),
                        ("dissent", models.TextField(blank=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "recommendation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lcspr", "A local child safeguarding practice review"),
                                    ("local", "Another local review or piece of learning"),
                                    ("none", "No further review; the rapid review has the learning"),
                                    ("national", "Suggest a national review"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("recommendation_reasons", models.TextField(blank=True)),
                        (
                            "enough_because",
                            models.TextField(
                                blank=True,
                                help_text="Where no practice review is recommended: why the rapid review is enough.",
                            ),
                        ),
                        ("recommended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rapid_review",
                                to="reviews.case",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recommended_by",
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("recommended_at", None), ("recommended_by", None)),
                                    models.Q(
                                        ("recommended_at__isnull", False),
                                        ("recommended_by__isnull", False),
                                        models.Q(("recommendation", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="rapid_review_recommended_by_and_at_together",
                            )
                        ],
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendees",
                                to="reviews.rapidreview",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["report", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "position"), name="attendance_position_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("organisation__isnull", False),
                                    models.Q(("office", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendance_says_who",
                            ),
                        ],
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
                        (
                            "texts",
                            models.JSONField(help_text="The words and choices of every section, by name."),
                        ),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="revisions",
                                to="reviews.rapidreview",
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["report", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "number"), name="rapid_review_revision_number_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recommendation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("rapid_review", "Rapid review"),
                                    ("review", "Local child safeguarding practice review"),
                                    ("local_review", "Local review"),
                                    ("national", "National review"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("accepted", "Accepted"), ("not_accepted", "Not accepted")],
                                max_length=20,
                            ),
                        ),
                        ("answer_reason", models.TextField(blank=True)),
                        (
                            "answered_on",
                            models.DateField(blank=True, help_text="When the group answered.", null=True),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "answer_recorded_by",
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
                                related_name="recommendations",
                                to="reviews.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "number"), name="recommendation_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="recommendation_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""), ("answer_recorded_by", None), ("answered_on", None)
                                    ),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        models.Q(("answer_reason", ""), _negated=True),
                                        ("answer_recorded_by__isnull", False),
                                        ("answered_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="recommendation_answered_when_by_whom_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseAction",
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
                                related_name="case_link",
                                to="partnership.action",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="action_links",
                                to="reviews.case",
                            ),
                        ),
                        (
                            "recommendation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="action_links",
                                to="reviews.recommendation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "action__original_target_on", "action"],
                    },
                ),
                migrations.CreateModel(
                    name="Reference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_office", models.CharField(max_length=200)),
                        ("taken_on", models.DateField()),
                        ("said", models.TextField()),
                        (
                            "candidate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="references",
                                to="reviews.candidate",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["candidate", "taken_on", "pk"],
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
                        (
                            "answers",
                            partnership.models.sealed.SealedJSONField(
                                default=dict, help_text="Page → field → what was typed."
                            ),
                        ),
                        ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-begun_at"],
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
                            models.BooleanField(
                                blank=True, help_text="Empty until it is answered.", null=True
                            ),
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
                                    ("education_lead", "Education lead of a local authority"),
                                    ("trainer", "Trainer"),
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
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reopenings",
                                to="reviews.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed", None),
                                        ("answered_at", None),
                                        ("answered_by", None),
                                        ("office", ""),
                                    ),
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_by", None),
                                    models.Q(("answered_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="reopening_answered_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agreed", None),
                                    ("agreed", True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="reopening_refused_says_why",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("agreed", None)),
                                fields=("case",),
                                name="reopening_one_waiting",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "begun_on",
                            models.DateField(help_text="The date of the decision: six months run from here."),
                        ),
                        ("public_title", models.CharField(blank=True, max_length=150)),
                        ("slug", models.SlugField(blank=True, max_length=80, null=True, unique=True)),
                        ("abstract", models.TextField(blank=True)),
                        (
                            "public_kind",
                            models.CharField(
                                choices=[
                                    ("practice_review", "Local child safeguarding practice review"),
                                    ("learning_review", "Local learning review"),
                                    ("thematic", "Thematic review"),
                                    ("serious_case_review", "Serious case review of the former board"),
                                ],
                                default="practice_review",
                                max_length=20,
                            ),
                        ),
                        (
                            "themes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("neglect", "Neglect"),
                                        ("physical", "Physical harm"),
                                        ("babies", "Injuries to babies"),
                                        ("sexual", "Sexual abuse"),
                                        ("exploitation", "Exploitation outside the home"),
                                        ("domestic", "Domestic abuse"),
                                        ("mental_health", "Mental health and self-harm"),
                                        ("substances", "Alcohol and drugs in the family"),
                                        ("violence", "Serious youth violence"),
                                        ("looked_after", "Children in care and care leavers"),
                                        ("disability", "Disabled children"),
                                        ("sleep", "Safer sleep"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "age_stage",
                            models.CharField(
                                choices=[
                                    ("baby", "Babies"),
                                    ("early", "Early years"),
                                    ("school", "Primary school age"),
                                    ("teens", "Teenagers"),
                                    ("several", "Several ages, or not said"),
                                ],
                                default="several",
                                max_length=10,
                            ),
                        ),
                        (
                            "repository_link",
                            models.URLField(
                                blank=True, help_text="Its page in the national repository of case reviews."
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review",
                                to="reviews.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-begun_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("slug", None),
                                    models.Q(("public_title", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="review_slug_has_a_public_title",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportComment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField()),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comments",
                                to="reviews.review",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-made_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PublicationDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("full", "The full report"),
                                    ("summary", "A summary instead of the report"),
                                    ("improvements", "The improvements made, and no report"),
                                    ("repository", "Anonymously, through the national repository"),
                                    ("withheld", "Withheld"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("reasons", models.TextField(blank=True)),
                        ("instead", models.TextField(blank=True, help_text="What is published instead.")),
                        (
                            "none_fit_because",
                            models.TextField(
                                blank=True, help_text="Why nothing about improvements can be published."
                            ),
                        ),
                        (
                            "discussed_on",
                            models.DateField(
                                blank=True,
                                help_text="When the exception was discussed with the Panel.",
                                null=True,
                            ),
                        ),
                        ("discussed", models.TextField(blank=True, help_text="What the Panel said to it.")),
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
                                    ("education_lead", "Education lead of a local authority"),
                                    ("trainer", "Trainer"),
                                    ("practitioner", "Practitioner"),
                                    ("observer", "Participating observer"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.edition",
                            ),
                        ),
                        (
                            "supersedes",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="superseded_by",
                                to="reviews.publicationdecision",
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publication_decisions",
                                to="reviews.review",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-decided_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("mode", "full"),
                                    models.Q(
                                        models.Q(("reasons", ""), _negated=True),
                                        models.Q(("instead", ""), _negated=True),
                                        models.Q(("discussed", ""), _negated=True),
                                        ("discussed_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="publication_not_in_full_has_its_reasons",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("supersedes", None),
                                    models.Q(("supersedes", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="publication_supersedes_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("checked_on", models.DateField()),
                        (
                            "time",
                            models.CharField(
                                choices=[
                                    ("on_time", "On time"),
                                    ("at_risk", "At risk of being late"),
                                    ("late", "Late"),
                                ],
                                max_length=10,
                                verbose_name="time taken",
                            ),
                        ),
                        (
                            "quality",
                            models.CharField(
                                choices=[
                                    ("good", "Good"),
                                    ("concerns", "Some concerns"),
                                    ("poor", "Not good enough"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("note", models.TextField(help_text="What this rests on, and what is to be done.")),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "checked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="progress_check",
                                to="partnership.deadline",
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="progress_checks",
                                to="reviews.review",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["review", "-checked_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("note", ""), _negated=True),
                                name="progress_check_says_why",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PractitionerEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("held_on", models.DateField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("workshop", "Learning event or workshop"),
                                    ("conversation", "Conversations one by one"),
                                    ("group", "Group discussion"),
                                    ("written", "Questions answered in writing"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(help_text="How many practitioners took part."),
                        ),
                        ("heard", models.TextField()),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="practitioner_events",
                                to="reviews.review",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["review", "-held_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Improvement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField()),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("passed", models.BooleanField(blank=True, null=True)),
                        ("note", models.TextField(blank=True, help_text="Why it did not pass.")),
                        ("taken_down_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_down_reason", models.TextField(blank=True)),
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
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_down_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="improvements",
                                to="reviews.review",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-checked_at", "-proposed_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("checked_at", None), ("checked_by", None), ("passed", None)),
                                    models.Q(
                                        ("checked_at__isnull", False),
                                        ("checked_by__isnull", False),
                                        ("passed__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="improvement_checked_by_and_at_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by", None),
                                    models.Q(("checked_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="improvement_checked_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_down_at", None), ("taken_down_by", None)),
                                    models.Q(
                                        ("taken_down_at__isnull", False),
                                        ("taken_down_by__isnull", False),
                                        models.Q(("taken_down_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="improvement_taken_down_by_at_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoneOnWithout",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("accuracy", "The agencies’ check of the facts"),
                                    ("legal", "The legal check"),
                                    ("family", "The family’s sight of the report"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="gone_on_without",
                                to="reviews.review",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["part"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("review", "part"), name="gone_on_without_once_a_part"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="gone_on_without_says_why",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="cost",
                    name="review",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="costs", to="reviews.review"
                    ),
                ),
                migrations.AddField(
                    model_name="correction",
                    name="review",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="reviews.review",
                    ),
                ),
                migrations.AddField(
                    model_name="candidate",
                    name="review",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidates",
                        to="reviews.review",
                    ),
                ),
                migrations.AddField(
                    model_name="artefact",
                    name="review",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="artefacts",
                        to="reviews.review",
                    ),
                ),
                migrations.CreateModel(
                    name="ReviewDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("final", models.BooleanField(default=False)),
                        ("note", models.TextField(blank=True)),
                        ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review_draft",
                                to="partnership.document",
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to="reviews.review",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["review", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("review", "version"), name="review_draft_version_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegalCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("checked_on", models.DateField()),
                        ("by_office", models.CharField(max_length=200)),
                        (
                            "finding",
                            models.CharField(
                                choices=[
                                    ("nothing", "Nothing stands against signing it off"),
                                    ("changes", "Changes are needed first"),
                                    ("wait", "It cannot be signed off yet, because of other proceedings"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="legal_checks",
                                to="reviews.review",
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="legal_checks",
                                to="reviews.reviewdraft",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-checked_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finding", "nothing"),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="legal_check_says_what_stands_against_it",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccuracyCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("right", "The facts about our work are right"),
                                    ("wrong", "Something about our work is wrong"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("corrections", models.TextField(blank=True)),
                        ("signed_off_office", models.CharField(blank=True, max_length=200)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "response",
                            models.TextField(blank=True, help_text="What was changed, or why it was not."),
                        ),
                        ("responded_at", models.DateTimeField(blank=True, null=True)),
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
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accuracy_check",
                                to="partnership.deadline",
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
                            "responded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accuracy_checks",
                                to="reviews.review",
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accuracy_checks",
                                to="reviews.reviewdraft",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["review", "-draft__version", "organisation__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("draft", "organisation"), name="accuracy_check_once_a_draft"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                        models.Q(("signed_off_office", ""), _negated=True),
                                        models.Q(
                                            models.Q(("answer", "wrong"), _negated=True),
                                            models.Q(("corrections", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="accuracy_check_answered_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("responded_at", None), ("responded_by", None), ("response", "")
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("responded_at__isnull", False),
                                        ("responded_by__isnull", False),
                                        models.Q(("response", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="accuracy_check_responded_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reviewer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        (
                            "office",
                            models.CharField(
                                help_text="The office or firm through which they are reached.", max_length=200
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="email address")),
                        ("experience", models.TextField()),
                        ("previous_work", models.TextField(blank=True)),
                        ("methods", models.TextField(blank=True)),
                        ("qualifications", models.TextField(blank=True)),
                        (
                            "interests",
                            models.TextField(
                                blank=True, help_text="Interests declared that could become a conflict."
                            ),
                        ),
                        ("since_on", models.DateField()),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("off_on", models.DateField(blank=True, null=True)),
                        ("off_reason", models.TextField(blank=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "off_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
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
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("off_on", None)),
                                fields=("person",),
                                name="reviewer_on_register_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("off_by", None), ("off_on", None)),
                                    models.Q(
                                        ("off_by__isnull", False),
                                        ("off_on__isnull", False),
                                        models.Q(("off_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reviewer_off_by_on_and_why_together",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="candidate",
                    name="reviewer",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
                        to="reviews.reviewer",
                    ),
                ),
                migrations.CreateModel(
                    name="ReviewerAppointment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "basis",
                            models.TextField(
                                help_text="Experience, previous work, recommendations and interview."
                            ),
                        ),
                        (
                            "no_conflict",
                            models.BooleanField(
                                default=False,
                                help_text="No conflict of interest stands in the way: none, or one that is dealt with.",
                            ),
                        ),
                        (
                            "panel_told_on",
                            models.DateField(
                                blank=True, help_text="When the Panel was told who reviews.", null=True
                            ),
                        ),
                        ("removed_on", models.DateField(blank=True, null=True)),
                        ("removed_reason", models.TextField(blank=True)),
                        (
                            "candidate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="reviews.candidate",
                            ),
                        ),
                        (
                            "panel_told_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        (
                            "removed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviewers",
                                to="reviews.review",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["review", "starts_on"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="reviewerappointment_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("no_conflict", True)), name="reviewer_without_conflict"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("panel_told_by", None), ("panel_told_on", None)),
                                    models.Q(
                                        ("panel_told_by__isnull", False), ("panel_told_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="reviewer_panel_told_on_and_by_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_by", None), ("removed_on", None)),
                                    models.Q(
                                        ("ends_on__lte", models.F("removed_on")),
                                        ("removed_by__isnull", False),
                                        ("removed_on__isnull", False),
                                        models.Q(("removed_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reviewer_removed_by_on_and_why_together",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RemovalAgreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("office", models.CharField(max_length=200)),
                        ("agreed_on", models.DateField()),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.organisation",
                            ),
                        ),
                        (
                            "appointment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="removal_agreements",
                                to="reviews.reviewerappointment",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["appointment", "organisation__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("appointment", "organisation"),
                                name="removal_agreement_once_a_partner",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewerNotes",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("revision", models.PositiveIntegerField(default=0)),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "appointment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="reviews.reviewerappointment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "reviewer notes",
                    },
                ),
                migrations.CreateModel(
                    name="ReviewMeeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("held_on", models.DateField()),
                        ("attendance", models.TextField(help_text="By organisation and office.")),
                        ("decisions", models.TextField()),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meetings",
                                to="reviews.review",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["review", "-held_on", "-pk"],
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
                                    ("education_lead", "Education lead of a local authority"),
                                    ("trainer", "Trainer"),
                                    ("practitioner", "Practitioner"),
                                    ("observer", "Participating observer"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("chosen_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="route_choices",
                                to="reviews.case",
                            ),
                        ),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-chosen_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="route_choice_has_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SharedPaper",
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
                                    ("rapid_review", "The rapid review report"),
                                    ("chronology", "The merged chronology"),
                                    ("answer", "One agency’s answer"),
                                    ("document", "A document"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=150)),
                        ("shared_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("unshared_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reviews.informationanswer",
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
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shared_papers",
                                to="reviews.review",
                            ),
                        ),
                        (
                            "shared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unshared_by",
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
                        "ordering": ["review", "shared_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer__isnull", False), ("document", None), ("kind", "answer")
                                    ),
                                    models.Q(
                                        ("answer", None),
                                        ("document__isnull", False),
                                        ("kind", "document"),
                                        models.Q(("title", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("answer", None),
                                        ("document", None),
                                        ("kind__in", ["rapid_review", "chronology"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="shared_paper_is_what_it_says",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("unshared_at", None), ("unshared_by", None)),
                                    models.Q(("unshared_at__isnull", False), ("unshared_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="shared_paper_unshared_by_and_at_together",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("kind__in", ["rapid_review", "chronology"]), ("unshared_at", None)
                                ),
                                fields=("review", "kind"),
                                name="shared_paper_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "answer"), ("unshared_at", None)),
                                fields=("review", "answer"),
                                name="shared_answer_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignOff",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("office", models.CharField(max_length=200)),
                        ("signed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "artefact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_offs",
                                to="reviews.artefact",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
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
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("artefact", "document", "organisation"),
                                name="sign_off_once_a_partner",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignOffRefusal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("office", models.CharField(max_length=200)),
                        ("reasons", models.TextField()),
                        ("refused_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "artefact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="refusals",
                                to="reviews.artefact",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
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
                            "refused_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["refused_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("artefact", "document", "organisation"),
                                name="sign_off_refused_once_a_partner",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reasons", ""), _negated=True),
                                name="sign_off_refused_with_reasons",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Telling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("not_in_full", "Why the report is not published in full"),
                                    ("delay", "Why publication comes after its time limit"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "recipient",
                            models.CharField(
                                choices=[
                                    ("panel", "Child Safeguarding Practice Review Panel"),
                                    ("secretary_of_state", "Secretary of State"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("told_on", models.DateField()),
                        ("said", models.TextField(help_text="What they were told, without anybody's name.")),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tellings",
                                to="reviews.publicationdecision",
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tellings",
                                to="reviews.review",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["told_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("about", "not_in_full"), ("decision__isnull", False)),
                                    models.Q(("about", "delay"), ("decision", None)),
                                    _connector="OR",
                                ),
                                name="telling_of_a_decision_names_it",
                            ),
                            models.UniqueConstraint(
                                fields=("decision", "recipient"), name="told_of_a_decision_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Terms",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("questions", models.TextField()),
                        ("period_from", models.DateField(blank=True, null=True)),
                        ("period_to", models.DateField(blank=True, null=True)),
                        ("methodology", models.TextField(blank=True)),
                        (
                            "why",
                            models.TextField(
                                blank=True, help_text="Why this version replaced the one before it."
                            ),
                        ),
                        ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="terms_versions",
                                to="reviews.review",
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["review", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("review", "version"), name="terms_of_review_version_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period_from", None),
                                    ("period_to", None),
                                    ("period_to__gte", models.F("period_from")),
                                    _connector="OR",
                                ),
                                name="terms_period_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("version", 1), models.Q(("why", ""), _negated=True), _connector="OR"
                                ),
                                name="terms_changed_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Approval",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("approved", models.BooleanField()),
                        ("reasons", models.TextField()),
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
                                    ("education_lead", "Education lead of a local authority"),
                                    ("trainer", "Trainer"),
                                    ("practitioner", "Practitioner"),
                                    ("observer", "Participating observer"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "candidate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="approvals",
                                to="reviews.candidate",
                            ),
                        ),
                        (
                            "cost",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reviews.cost",
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="approvals",
                                to="reviews.review",
                            ),
                        ),
                        (
                            "terms",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reviews.terms",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["review", "-decided_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reasons", ""), _negated=True),
                                name="approval_has_reasons",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wording",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        (
                            "beside",
                            models.JSONField(
                                default=list, help_text="Alternative texts, bookmarks and links."
                            ),
                        ),
                        ("read", models.BooleanField(default=False)),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wording",
                                to="partnership.document",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="WrittenRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField()),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
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
                            "appointment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="written_requests",
                                to="reviews.reviewerappointment",
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
                            "deadline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="written_request",
                                to="partnership.deadline",
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
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="written_requests",
                                to="reviews.review",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["review", "-asked_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at", None), ("answered_by", None)),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        models.Q(
                                            models.Q(("answer", ""), _negated=True),
                                            ("document__isnull", False),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="written_request_answered_with_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnonymityCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("checked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("passed", models.BooleanField()),
                        (
                            "looked_for",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), default=list, size=None
                            ),
                        ),
                        (
                            "warned_of",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="How many warnings they had before them."
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        (
                            "checked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
                            ),
                        ),
                        (
                            "artefact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="anonymity_checks",
                                to="reviews.artefact",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["checked_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("artefact", "document", "checked_by"),
                                name="anonymity_check_once_a_person",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AdvanceCopy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "recipient",
                            models.CharField(
                                choices=[
                                    ("panel", "Child Safeguarding Practice Review Panel"),
                                    ("secretary_of_state", "Secretary of State"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("sent_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partnership.document",
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
                            "artefact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="advance_copies",
                                to="reviews.artefact",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sent_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("artefact", "document", "recipient"),
                                name="advance_copy_once_a_recipient",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SentCorrection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("before", models.DateField()),
                        ("sent_on", models.DateField()),
                        ("reason", models.TextField()),
                        ("corrected_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "copy",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="reviews.advancecopy",
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
                            "message",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="reviews.panelmessage",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["corrected_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("copy", None), ("message__isnull", False)),
                                    models.Q(("copy__isnull", False), ("message", None)),
                                    _connector="OR",
                                ),
                                name="sent_correction_is_of_exactly_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("before", models.F("sent_on")), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                ),
                                name="sent_correction_changes_and_says_why",
                            ),
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="informationanswer",
                    constraint=models.UniqueConstraint(
                        fields=("request", "version"), name="information_answer_version_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="informationanswer",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("submitted_at", None)),
                        fields=("request",),
                        name="information_answer_one_draft",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="cost",
                    constraint=models.UniqueConstraint(
                        fields=("review", "version"), name="cost_version_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="correction",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("applied_at", None), ("turned_down_at", None)),
                        fields=("review",),
                        name="one_open_correction_a_review",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="candidate",
                    constraint=models.UniqueConstraint(fields=("review", "reviewer"), name="candidate_once"),
                ),
                migrations.AddConstraint(
                    model_name="candidate",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("chosen", True)),
                        fields=("review",),
                        name="candidate_one_chosen_at_a_time",
                    ),
                ),
            ]
        )
    ]
