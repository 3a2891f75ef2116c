import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partnership", "0004_meetings")]

    operations = [
        migrations.CreateModel(
            name="ArrangementsReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                ("found", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-deadline__due_on", "-pk"],
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
                ("said", models.TextField()),
                ("should_say", models.TextField()),
                ("reason", models.TextField()),
                ("corrected_on", models.DateField()),
                ("corrected_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["corrected_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Power",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                (
                    "office",
                    models.CharField(help_text="The office that holds it, never a name.", max_length=200),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="published_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="published_without",
            field=models.TextField(
                blank=True, help_text="Why it was published before every statutory partner had endorsed it."
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="put_forward_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Since then it waits for endorsements, and nobody writes in it.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="revision",
            field=models.PositiveIntegerField(default=1, help_text="How often the draft was saved."),
        ),
        migrations.AddField(
            model_name="edition",
            name="saved_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="edition",
            name="saved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="endorsement",
            name="on_paper",
            field=models.BooleanField(
                default=False, help_text="The manager wrote down what was signed on paper."
            ),
        ),
        migrations.AddField(
            model_name="endorsement",
            name="recorded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="endorsement",
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
            model_name="group",
            name="ended_because",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="group",
            name="outcome",
            field=models.TextField(blank=True, help_text="What a group that has finished leaves behind."),
        ),
        migrations.AddField(
            model_name="organisation",
            name="ended_because",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="termsofreference",
            name="draft",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="termsofreference",
            name="published_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="termsofreference",
            name="published_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="termsofreference",
            name="reason",
            field=models.TextField(
                blank=True, help_text="Why this version took the place of the one before."
            ),
        ),
        migrations.AddField(
            model_name="termsofreference",
            name="revision",
            field=models.PositiveIntegerField(default=1, help_text="How often the draft was saved."),
        ),
        migrations.AddField(
            model_name="termsofreference",
            name="saved_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="termsofreference",
            name="saved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="edition",
            name="published_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("published_on", None), ("starts_on__isnull", False), _connector="OR"),
                name="edition_published_has_a_first_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="endorsement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recorded_at", None), ("recorded_by", None)),
                    models.Q(
                        ("endorsed_on__isnull", False),
                        ("recorded_at__isnull", False),
                        ("recorded_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="endorsement_recorded_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="termsofreference",
            constraint=models.UniqueConstraint(
                condition=models.Q(("draft", True)), fields=("group",), name="terms_one_draft_a_group"
            ),
        ),
        migrations.AddConstraint(
            model_name="termsofreference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at", None), ("published_by", None)),
                    models.Q(
                        ("draft", False), ("published_at__isnull", False), ("published_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="terms_published_by_and_at_together",
            ),
        ),
        migrations.AddField(
            model_name="arrangementsreview",
            name="deadline",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="arrangements_review",
                to="partnership.deadline",
            ),
        ),
        migrations.AddField(
            model_name="arrangementsreview",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="partnership.edition"
            ),
        ),
        migrations.AddField(
            model_name="arrangementsreview",
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
            model_name="correction",
            name="corrected_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="partnership.edition",
            ),
        ),
        migrations.AddField(
            model_name="power",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="powers", to="partnership.edition"
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangementsreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("found", ""), ("recorded_at", None), ("recorded_by", None), ("reviewed_on", None)
                    ),
                    models.Q(
                        ("recorded_at__isnull", False),
                        ("recorded_by__isnull", False),
                        ("reviewed_on__isnull", False),
                        models.Q(("found", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="arrangements_review_done_says_what_was_found",
            ),
        ),
        migrations.AddConstraint(
            model_name="power",
            constraint=models.UniqueConstraint(fields=("edition", "what"), name="power_once_an_edition"),
        ),
    ]
