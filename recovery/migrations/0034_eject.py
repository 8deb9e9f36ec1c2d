from __future__ import annotations

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0033_pin_of_generation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Eject",
            fields=[
                (
                    "wallet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="eject",
                        serialize=False,
                        to="recovery.wallet",
                    ),
                ),
                ("until", models.DateTimeField()),
                ("opened_by", models.CharField(max_length=64)),
                ("taken_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="relyingparty",
            name="eject_hours",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="How long people may fetch both backup shares of a wallet, once your server has allowed it. 0: never.",
                validators=[django.core.validators.MaxValueValidator(168)],
                verbose_name="hours to take both shares along",
            ),
        ),
    ]
