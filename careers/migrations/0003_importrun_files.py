from django.db import migrations


def name_files(apps, schema_editor):
    """A run has a list of files from now on; those there are had one each."""
    for run in apps.get_model("careers", "ImportRun").objects.exclude(file_name=""):
        run.files = [{"name": run.file_name, "sha256": run.sha256}]
        run.save(update_fields=["files"])


class Migration(migrations.Migration):
    dependencies = [("careers", "0002_imports")]

    operations = [migrations.RunPython(name_files, migrations.RunPython.noop, elidable=True)]
