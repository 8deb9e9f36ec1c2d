from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0017_webhooks"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="cloudaccount",
            name="account_due",
        ),
        migrations.RemoveIndex(
            model_name="copy",
            name="copy_due",
        ),
        migrations.RemoveIndex(
            model_name="drill",
            name="drill_due",
        ),
        migrations.RemoveIndex(
            model_name="move",
            name="move_due",
        ),
        migrations.RemoveIndex(
            model_name="restore",
            name="restore_due",
        ),
    ]
