from __future__ import annotations

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0012_figures"),
    ]

    operations = [
        migrations.AddField(
            model_name="cloudaccount",
            name="renewing_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="Revocation",
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
                ("kind", models.CharField(max_length=20)),
                ("settings", models.JSONField(default=dict)),
                ("sealed_secret", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "due")),
                        fields=["due_at"],
                        name="revocation_due",
                    )
                ],
            },
        ),
    ]
