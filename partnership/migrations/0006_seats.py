from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partnership", "0005_arrangements")]

    operations = []
