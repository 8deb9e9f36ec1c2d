from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0032_hosted_request"),
    ]

    operations = [
        migrations.AddField(
            model_name="generation",
            name="pin_record",
            field=models.BinaryField(max_length=16, null=True),
        ),
    ]
