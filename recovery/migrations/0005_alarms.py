from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0004_drill"),
    ]

    operations = [
        migrations.AddField(
            model_name="cloudaccount",
            name="alarmed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="cloudaccount",
            name="alarms",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("new_device", "New Device"),
                    ("copy_failing", "Copy Failing"),
                    ("copy_fixed", "Copy Fixed"),
                ],
                max_length=30,
            ),
        ),
    ]
