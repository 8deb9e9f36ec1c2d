from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0009_moves"),
    ]

    operations = [
        migrations.AddField(
            model_name="holder",
            name="wants_reminders",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="wallet",
            name="band",
            field=models.CharField(
                choices=[
                    ("none", "Nothing yet"),
                    ("small", "Everyday money"),
                    ("large", "More than I could bear to lose"),
                ],
                default="none",
                max_length=5,
            ),
        ),
        migrations.CreateModel(
            name="Reminder",
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
                    "kind",
                    models.CharField(
                        choices=[("second_way", "Second Way"), ("own_copy", "Own Copy")],
                        max_length=20,
                    ),
                ),
                ("passed", models.PositiveSmallIntegerField(default=0)),
                (
                    "wallet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="recovery.wallet",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "due")), fields=["due_at"], name="reminder_due"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("wallet", "kind"), name="reminder_once_per_wallet"
                    )
                ],
            },
        ),
    ]
