from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Only the words beside a field."""

    dependencies = [
        ("recovery", "0038_browser_sessions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="relyingparty",
            name="recovery_delay_days",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "No delay"), (7, "7 days"), (14, "14 days"), (30, "30 days")],
                default=0,
                help_text="Kept for a later release. Today no recovery waits, whatever is chosen here, and people are told of no delay.",
                verbose_name="recovery delay",
            ),
        ),
    ]
