from __future__ import annotations

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from recovery.clouds import lane_of


def place_in_lanes(apps: Any, schema_editor: Any) -> None:
    """Nothing that waits loses its place, and every place knows its lane."""
    for name in ("CloudAccount", "Copy", "Drill", "Move", "Restore"):
        apps.get_model("recovery", name).objects.update(turn=models.F("due_at"))
    for account in apps.get_model("recovery", "CloudAccount").objects.iterator():
        account.lane = lane_of(kind=account.kind, settings=account.settings)
        account.save(update_fields=["lane"])


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0010_reminders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Lane",
            fields=[
                ("name", models.CharField(max_length=300, primary_key=True, serialize=False)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("rests_until", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "holder",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="recovery.holder",
                    ),
                ),
                ("until", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.AddField(
            model_name="cloudaccount",
            name="lane",
            field=models.CharField(default="", max_length=300),
        ),
        migrations.AddField(
            model_name="cloudaccount",
            name="rests_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="cloudaccount",
            name="turn",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="copy",
            name="turn",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="drill",
            name="turn",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="move",
            name="turn",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="restore",
            name="turn",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddIndex(
            model_name="cloudaccount",
            index=models.Index(
                condition=models.Q(("state", "due")), fields=["turn"], name="account_turn"
            ),
        ),
        migrations.AddIndex(
            model_name="cloudaccount",
            index=models.Index(
                condition=models.Q(("lease_until__isnull", False)),
                fields=["lease_until"],
                name="account_leased",
            ),
        ),
        migrations.AddIndex(
            model_name="copy",
            index=models.Index(
                condition=models.Q(("state", "due")), fields=["turn"], name="copy_turn"
            ),
        ),
        migrations.AddIndex(
            model_name="copy",
            index=models.Index(
                condition=models.Q(("lease_until__isnull", False)),
                fields=["lease_until"],
                name="copy_leased",
            ),
        ),
        migrations.AddIndex(
            model_name="drill",
            index=models.Index(
                condition=models.Q(("state", "due")), fields=["turn"], name="drill_turn"
            ),
        ),
        migrations.AddIndex(
            model_name="drill",
            index=models.Index(
                condition=models.Q(("lease_until__isnull", False)),
                fields=["lease_until"],
                name="drill_leased",
            ),
        ),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(
                condition=models.Q(("state", "due")), fields=["turn"], name="move_turn"
            ),
        ),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(
                condition=models.Q(("lease_until__isnull", False)),
                fields=["lease_until"],
                name="move_leased",
            ),
        ),
        migrations.AddIndex(
            model_name="restore",
            index=models.Index(
                condition=models.Q(("state", "due")), fields=["turn"], name="restore_turn"
            ),
        ),
        migrations.AddIndex(
            model_name="restore",
            index=models.Index(
                condition=models.Q(("lease_until__isnull", False)),
                fields=["lease_until"],
                name="restore_leased",
            ),
        ),
        migrations.AddIndex(
            model_name="lane",
            index=models.Index(fields=["rests_until"], name="lane_rests"),
        ),
        migrations.RunPython(place_in_lanes, migrations.RunPython.noop),
    ]
