import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schools", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="RegisterChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("urn", models.PositiveIntegerField(verbose_name="URN")),
                ("name", models.CharField(max_length=200)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("authority_code", models.CharField(max_length=3)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("changed", "Changed"),
                            ("closed", "Closed"),
                            ("converted", "Converted: one other entry carries it on"),
                            ("merged", "Became part of another school"),
                            ("split", "Split into several schools"),
                            ("missing", "No longer in the file"),
                            ("back", "In the file again"),
                        ],
                        max_length=10,
                    ),
                ),
                ("differences", models.JSONField(default=list, help_text="[what, was, is]")),
                (
                    "followed_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "follows",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="What applying it does beyond the entry itself."),
                ),
                ("decide", models.TextField(blank=True, help_text="What a person must decide.")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_how", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["file", "kind", "name", "urn"],
            },
        ),
        migrations.CreateModel(
            name="RegisterFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(help_text="What the file was called.", max_length=200)),
                ("dated_on", models.DateField(verbose_name="date of the file")),
                ("checksum", models.CharField(help_text="SHA-256, hexadecimal.", max_length=64)),
                ("size", models.PositiveBigIntegerField(help_text="Bytes.")),
                ("encoding", models.CharField(max_length=20)),
                ("rows", models.PositiveIntegerField(help_text="Of the whole country.")),
                ("kept", models.PositiveIntegerField(help_text="Of the authorities that we look at.")),
                ("links_name", models.CharField(blank=True, max_length=200)),
                ("links_checksum", models.CharField(blank=True, max_length=64)),
                ("warnings", models.JSONField(default=list, help_text="In sentences.")),
                ("entries", models.JSONField(default=list)),
                ("links", models.JSONField(default=list)),
                ("counts", models.JSONField(default=dict, help_text="How many changes of each kind.")),
                (
                    "fingerprint",
                    models.CharField(help_text="Of the register with which it was compared.", max_length=64),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("read", "Read, not applied"),
                            ("applied", "Applied"),
                            ("dropped", "Not to be applied"),
                        ],
                        default="read",
                        max_length=10,
                    ),
                ),
                ("read_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("compared_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-read_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="school",
            name="ours",
            field=models.BooleanField(
                default=True,
                help_text="The partnership answers for it; the city’s are there only to be looked at.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None), models.Q(("office", "deputy"), _negated=True)),
                fields=("organisation", "office"),
                name="school_contact_one_an_office",
            ),
        ),
        migrations.AddField(
            model_name="registerchange",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="registerfile",
            name="applied_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="registerfile",
            name="read_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="registerchange",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="schools.registerfile"
            ),
        ),
        migrations.AddConstraint(
            model_name="registerfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("applied_at__isnull", False), ("state", "applied")),
                    models.Q(models.Q(("state", "applied"), _negated=True), ("applied_at", None)),
                    _connector="OR",
                ),
                name="register_file_applied_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerchange",
            constraint=models.UniqueConstraint(fields=("file", "urn"), name="register_change_once_a_file"),
        ),
        migrations.AddConstraint(
            model_name="registerchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("settled_by", None), ("settled_how", "")),
                    models.Q(
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        models.Q(("settled_how", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="register_change_settled_by_and_how",
            ),
        ),
    ]
