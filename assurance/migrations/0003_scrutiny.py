from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assurance", "0002_guard_yearly_report"), ("partnership", "0010_rounds")]

    operations = []
