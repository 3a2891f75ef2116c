from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partnership", "0008_question_kinds")]

    operations = []
