from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0028_pauses"),
    ]

    operations = [
        migrations.CreateModel(
            name="PinTries",
            fields=[
                (
                    "wallet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="pin_tries",
                        serialize=False,
                        to="recovery.wallet",
                    ),
                ),
                ("failed", models.PositiveSmallIntegerField(default=0)),
                ("left", models.PositiveSmallIntegerField(default=0)),
                ("tried_at", models.DateTimeField(null=True)),
                ("told", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("tried_at__isnull", False)),
                        fields=["tried_at"],
                        name="pin_tries_new",
                    )
                ],
            },
        ),
    ]
