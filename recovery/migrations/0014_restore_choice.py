from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0013_cloud_consent"),
    ]

    operations = [
        migrations.AddField(
            model_name="restore",
            name="account",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, to="recovery.cloudaccount"
            ),
        ),
    ]
