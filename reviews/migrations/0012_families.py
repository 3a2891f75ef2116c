from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reviews", "0011_under_way")]

    operations = []
