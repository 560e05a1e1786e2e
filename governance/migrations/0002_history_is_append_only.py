from django.db import migrations

from governance.documents.triggers import create, drop


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
