from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Wallets are counted by their proved copies without a look at the copies' rows."""

    dependencies = [("recovery", "0035_share_server")]

    operations = [
        migrations.AddIndex(
            model_name="copy",
            index=models.Index(
                condition=models.Q(("proved_at__isnull", False)),
                fields=["generation", "state", "account"],
                name="copy_proved",
            ),
        ),
    ]
