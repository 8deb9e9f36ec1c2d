from __future__ import annotations

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0019_language"),
    ]

    operations = [
        migrations.AddField(
            model_name="generation",
            name="method_bits",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="relyingparty",
            name="clouds",
            field=models.JSONField(
                blank=True, default=list, verbose_name="clouds that may be connected"
            ),
        ),
        migrations.AddField(
            model_name="relyingparty",
            name="large_sum_notice",
            field=models.CharField(
                blank=True,
                help_text="Said to people whose wallet is meant for large sums, beside our own words.",
                max_length=300,
                verbose_name="notice for large sums",
            ),
        ),
        migrations.AddField(
            model_name="relyingparty",
            name="methods",
            field=models.JSONField(
                blank=True, default=list, verbose_name="ways in that may be added"
            ),
        ),
        migrations.AddField(
            model_name="relyingparty",
            name="password_score",
            field=models.PositiveSmallIntegerField(
                choices=[(3, "Good (3 of 4)"), (4, "Very good (4 of 4)")],
                default=4,
                help_text="For new passwords. The page sees to it; nobody else ever sees a password.",
                verbose_name="least strength of a password",
            ),
        ),
        migrations.AddField(
            model_name="relyingparty",
            name="pin_digits",
            field=models.PositiveSmallIntegerField(
                default=6,
                help_text="From 6 to 12, for new PINs. The page sees to it; nobody else ever sees a PIN.",
                validators=[
                    django.core.validators.MinValueValidator(6),
                    django.core.validators.MaxValueValidator(12),
                ],
                verbose_name="least digits of a PIN",
            ),
        ),
        migrations.AddField(
            model_name="relyingparty",
            name="recovery_delay_days",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "No delay"), (7, "7 days"), (14, "14 days"), (30, "30 days")],
                default=0,
                help_text="Kept and shown. This release does not delay a recovery yet.",
                verbose_name="recovery delay",
            ),
        ),
        migrations.AddField(
            model_name="relyingparty",
            name="required_bits",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="relyingparty",
            name="second_way_required",
            field=models.BooleanField(
                default=False, help_text="A wallet with one way in does not count as protected."
            ),
        ),
    ]
