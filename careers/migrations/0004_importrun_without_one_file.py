from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("careers", "0003_importrun_files")]

    operations = [
        # With a default the way back works where there are runs.
        migrations.AlterField("importrun", "file_name", models.CharField(max_length=255, default="")),
        migrations.AlterField("importrun", "sha256", models.CharField("SHA-256", max_length=64, default="")),
        migrations.RemoveField("importrun", "file_name"),
        migrations.RemoveField("importrun", "sha256"),
    ]
