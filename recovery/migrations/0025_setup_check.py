from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0024_other_sites"),
    ]

    operations = [
        migrations.CreateModel(
            name="SetupCheck",
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
                    "relying_party",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="setup_check",
                        serialize=False,
                        to="recovery.relyingparty",
                    ),
                ),
                ("lines", models.JSONField(default=list)),
                ("looked_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "due")),
                        fields=["due_at"],
                        name="setup_check_due",
                    )
                ],
            },
        ),
    ]
