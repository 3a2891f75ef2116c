from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("schools", "0002_register")]

    operations = []
