from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("careers", "0003_importrun_files")]

    operations = [
        migrations.RemoveField("importrun", "file_name"),
        migrations.RemoveField("importrun", "sha256"),
    ]
