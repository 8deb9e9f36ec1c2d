from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0034_eject"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShareServer",
            fields=[
                ("sealed_secret", models.BinaryField(default=b"")),
                ("sealed_old_secret", models.BinaryField(default=b"")),
                ("old_secret_until", models.DateTimeField(editable=False, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        help_text="Begins with https://. We add /backup and /backup/fetch to it.",
                        max_length=300,
                        verbose_name="base address",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("is_well", models.BooleanField(editable=False, null=True, verbose_name="well")),
                ("rests_until", models.DateTimeField(editable=False, null=True)),
                ("alarmed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "relying_party",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="share_server",
                        to="recovery.relyingparty",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ClientShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("method", models.CharField(max_length=40)),
                ("is_stored", models.BooleanField()),
                ("told_at", models.DateTimeField()),
                (
                    "wallet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="client_shares",
                        to="recovery.wallet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("wallet", "method"), name="client_share_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ServedShare",
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
                    "standing",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("stored", "Stored and read back"),
                            ("failing", "Failing"),
                            ("unknown", "Unknown"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("sha256", models.BinaryField(max_length=32)),
                ("sealed_share", models.BinaryField(null=True)),
                ("proved_at", models.DateTimeField(null=True)),
                ("looked_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "share",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="served",
                        to="recovery.backupshare",
                    ),
                ),
                (
                    "server",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="shares",
                        to="recovery.shareserver",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "due")),
                        fields=["due_at"],
                        name="served_share_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sealed_share__isnull", False),
                            ("proved_at__isnull", False),
                            _connector="OR",
                        ),
                        name="a_share_is_kept_until_it_is_proved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing", "stored"), _negated=True),
                            ("proved_at__isnull", False),
                            _connector="OR",
                        ),
                        name="stored_means_proved",
                    ),
                ],
            },
        ),
    ]
