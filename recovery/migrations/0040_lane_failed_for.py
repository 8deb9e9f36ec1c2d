from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Whose place failed last at a host, so that one person's trouble is not everybody's."""

    dependencies = [
        ("recovery", "0039_no_recovery_waits"),
    ]

    operations = [
        migrations.AddField(
            model_name="lane",
            name="failed_for",
            field=models.UUIDField(null=True),
        ),
        migrations.AddIndex(
            model_name="cloudaccount",
            index=models.Index(fields=["lane"], name="account_lane"),
        ),
    ]
