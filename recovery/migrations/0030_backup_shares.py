from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0029_pin_tries"),
    ]

    operations = [
        migrations.CreateModel(
            name="SharePair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("complete", "Complete")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("completed_at", models.DateTimeField(null=True)),
                (
                    "wallet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="share_pairs",
                        to="recovery.wallet",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BackupShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[("client", "Client"), ("custodian", "Custodian")], max_length=9
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("sealed_key", models.BinaryField()),
                ("sealed_by", models.CharField(max_length=200)),
                ("stored_by", models.CharField(max_length=64)),
                ("stored_at", models.DateTimeField(auto_now_add=True)),
                ("released_to", models.CharField(default="", max_length=64)),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="recovery.sharepair",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="sharepair",
            constraint=models.UniqueConstraint(
                fields=("wallet", "version"), name="share_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sharepair",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("wallet",), name="one_open_pair"
            ),
        ),
        migrations.AddConstraint(
            model_name="sharepair",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "complete")),
                fields=("wallet",),
                name="one_complete_pair",
            ),
        ),
        migrations.AddIndex(
            model_name="backupshare",
            index=models.Index(fields=["sealed_by"], name="share_by_key"),
        ),
        migrations.AddConstraint(
            model_name="backupshare",
            constraint=models.UniqueConstraint(fields=("pair", "part"), name="share_once"),
        ),
    ]
