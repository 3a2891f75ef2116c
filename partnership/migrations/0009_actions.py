import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def mark_what_tells_of_a_case(apps, schema_editor):
    """What stands on the log of a group that reviews cases, or bears a case's reference, tells of a case.

    Reviews from elsewhere are published, and the dates on which learning is passed on are for those who pass it on.
    """
    case = r"^[A-Z]{2}-[0-9]{4}-[0-9]{3,}$"
    actions = apps.get_model("partnership", "Action").objects
    actions.filter(origin__regex=case).update(restricted=True)
    actions.filter(group__reviews_cases=True).exclude(origin__startswith="Outside review").update(
        restricted=True
    )
    deadlines = apps.get_model("partnership", "Deadline").objects.filter(reference__regex=case)
    deadlines.exclude(duty="pass_learning_on").update(restricted=True)


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0008_minutes"),
    ]

    operations = [
        migrations.AddField(
            model_name="deadline",
            name="restricted",
            field=models.BooleanField(
                default=False,
                help_text="It tells of a case: only for whoever may read cases, and of whom it is asked.",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                help_text="That asked for it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actions",
                to="partnership.meeting",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="restricted",
            field=models.BooleanField(
                default=False,
                help_text="It tells of a case: only for whoever may read cases, and whoever does it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("embedded_by", None),
                    models.Q(("embedded_by", models.F("claimed_by")), _negated=True),
                    _connector="OR",
                ),
                name="action_embedded_by_someone_else",
            ),
        ),
        migrations.RunPython(mark_what_tells_of_a_case, migrations.RunPython.noop),
        migrations.CreateModel(
            name="ActionUpload",
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
                        help_text="[row number, cells by heading] of each row that changes something."
                    ),
                ),
                ("notes", models.JSONField(default=list)),
                ("held_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="action_upload",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["by"],
            },
        ),
        migrations.AddField(
            model_name="letter",
            name="action",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letters",
                to="partnership.action",
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="stage",
            field=models.CharField(blank=True, help_text="Which reminder it is.", max_length=20),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("deadline", None), ("action", None), _connector="OR"),
                name="letter_reminds_of_one_thing",
            ),
        ),
    ]
