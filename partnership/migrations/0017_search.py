from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partnership", "0016_plan")]

    operations = []
