from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partnership", "0009_answering")]

    operations = []
