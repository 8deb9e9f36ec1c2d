from __future__ import annotations

import uuid
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def look_at_what_was_proved_before(apps: Any, schema_editor: Any) -> None:
    """Copies that were proved before there were drills are looked at soon."""
    proved = apps.get_model("recovery", "Copy").objects.filter(
        state="done", proved_at__isnull=False, generation__number=models.F("wallet__generation")
    )
    drills = apps.get_model("recovery", "Drill").objects
    for copy in proved:
        drills.create(copy=copy, looked_at=copy.proved_at, due_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0003_passkey_removed"),
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
                    ("copy_checked", "Copy Checked"),
                    ("recovered", "Recovered"),
                    ("auth_share_released", "Auth Share Released"),
                    ("auth_share_destroyed", "Auth Share Destroyed"),
                    ("backup_flag_changed", "Backup Flag Changed"),
                ],
                max_length=30,
            ),
        ),
        migrations.CreateModel(
            name="Drill",
            fields=[
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "Due"),
                            ("done", "Done"),
                            ("blocked", "Blocked"),
                            ("superseded", "Superseded"),
                        ],
                        default="due",
                        max_length=10,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("nudged_at", models.DateTimeField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("error", models.CharField(default="", max_length=40)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "health",
                    models.CharField(
                        choices=[
                            ("healthy", "Healthy"),
                            ("missing", "Missing"),
                            ("stale", "Stale"),
                            ("invalid", "Invalid"),
                            ("no_access", "No Access"),
                            ("cannot_reach", "Cannot Reach"),
                        ],
                        default="healthy",
                        max_length=12,
                    ),
                ),
                ("looked_at", models.DateTimeField()),
                (
                    "copy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drill",
                        to="recovery.copy",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "due")), fields=["due_at"], name="drill_due"
                    )
                ],
            },
        ),
        migrations.RunPython(look_at_what_was_proved_before, migrations.RunPython.noop),
    ]
