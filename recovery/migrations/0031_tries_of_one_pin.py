from __future__ import annotations

import base64
import json
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_PIN = 2


def to_the_pin_that_is_listed(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """What was counted for a wallet belongs to the PIN in its backup. Where none is listed, nothing
    could be locked, and nobody has to be told."""
    old, new = (apps.get_model("recovery", name) for name in ("OldPinTries", "PinTries"))
    generations = apps.get_model("recovery", "Generation").objects
    for row in old.objects.select_related("wallet"):
        generation = generations.filter(wallet=row.wallet, number=row.wallet.generation).first()
        if generation is None or generation.manifest is None:
            continue
        for slot in _slots(bytes(generation.manifest)):
            if slot["method"] == _PIN:
                new.objects.create(
                    wallet=row.wallet,
                    record=_decoded(slot["params"]["nonce"]),
                    failed=row.failed,
                    left=row.left,
                    tried_at=row.tried_at,
                    told=row.told,
                )


def _slots(manifest: bytes) -> list[dict[str, Any]]:
    """As they were when the manifest was accepted: it was checked then."""
    slots: list[dict[str, Any]] = json.loads(_decoded(manifest.decode().split(".")[1]))["slots"]
    return slots


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0030_backup_shares"),
    ]

    operations = [
        migrations.RenameModel(old_name="PinTries", new_name="OldPinTries"),
        migrations.CreateModel(
            name="PinTries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "wallet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pin_tries",
                        to="recovery.wallet",
                    ),
                ),
                ("record", models.BinaryField(max_length=16)),
                ("failed", models.PositiveSmallIntegerField(default=0)),
                ("left", models.PositiveSmallIntegerField(default=0)),
                ("tried_at", models.DateTimeField(null=True)),
                ("told", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("wallet", "record"), name="tries_once_per_pin")
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("tried_at__isnull", False)),
                        fields=["tried_at"],
                        name="pin_tries_unseen",
                    )
                ],
            },
        ),
        migrations.RunPython(to_the_pin_that_is_listed, migrations.RunPython.noop),
        migrations.DeleteModel(name="OldPinTries"),
    ]
