from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0031_tries_of_one_pin"),
    ]

    operations = [
        migrations.CreateModel(
            name="HostedRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("browser_sha256", models.BinaryField(max_length=32)),
                (
                    "action",
                    models.CharField(
                        choices=[("protect", "Protect"), ("add", "Add"), ("recover", "Recover")],
                        max_length=7,
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("popup", "Popup"), ("redirect", "Redirect")], max_length=8
                    ),
                ),
                ("method", models.CharField(blank=True, max_length=9)),
                ("return_to", models.CharField(max_length=300)),
                ("state", models.CharField(max_length=128)),
                ("nonce", models.CharField(max_length=128)),
                ("wanted_wallet", models.UUIDField(null=True)),
                ("slots_before", models.JSONField(default=list)),
                ("begun_at", models.DateTimeField(db_index=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "app",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="recovery.walletapp",
                    ),
                ),
                (
                    "wallet",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="recovery.wallet",
                    ),
                ),
            ],
        ),
    ]
