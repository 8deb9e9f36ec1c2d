from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0025_setup_check"),
    ]

    operations = [
        migrations.CreateModel(
            name="VisitedCopy",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(choices=[("icloud", "Icloud")], max_length=20)),
                ("account_id", models.CharField(max_length=100)),
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
                        max_length=12,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("visited_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "wallet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visited_copies",
                        to="recovery.wallet",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "visited copies",
                "constraints": [
                    models.UniqueConstraint(fields=("wallet", "kind"), name="visited_copy_once")
                ],
            },
        ),
    ]
