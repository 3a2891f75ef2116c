from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_freeze_publication")]
    operations = [
        migrations.AddField(
            model_name="case",
            name="referral_key",
            field=models.UUIDField(
                blank=True, editable=False, help_text="One form makes one case.", null=True, unique=True
            ),
        ),
    ]
