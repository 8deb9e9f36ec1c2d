from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0002_attempts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="auditevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("passkey_added", "Passkey Added"),
                    ("passkey_removed", "Passkey Removed"),
                    ("signed_in", "Signed In"),
                    ("unlocked", "Unlocked"),
                    ("backup_committed", "Backup Committed"),
                    ("cloud_connected", "Cloud Connected"),
                    ("copy_proved", "Copy Proved"),
                    ("copy_blocked", "Copy Blocked"),
                    ("recovered", "Recovered"),
                    ("auth_share_released", "Auth Share Released"),
                    ("auth_share_destroyed", "Auth Share Destroyed"),
                    ("backup_flag_changed", "Backup Flag Changed"),
                ],
                max_length=30,
            ),
        ),
    ]
