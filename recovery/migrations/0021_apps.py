from __future__ import annotations

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0020_policy"),
    ]

    operations = [
        migrations.AddField(
            model_name="relyingparty",
            name="passkey_enroll_url",
            field=models.URLField(
                blank=True,
                help_text="Where a password manager sends people. Empty: our own page, or none.",
                max_length=300,
                verbose_name="page for a new passkey",
            ),
        ),
        migrations.AddField(
            model_name="relyingparty",
            name="passkey_manage_url",
            field=models.URLField(
                blank=True,
                help_text="Likewise, for those who have some.",
                max_length=300,
                verbose_name="page of one's passkeys",
            ),
        ),
        migrations.CreateModel(
            name="AndroidApp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "package",
                    models.CharField(
                        help_text="Such as com.example.wallet, the applicationId of your build.",
                        max_length=255,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+\\Z",
                                "A package is like com.example.wallet.",
                            )
                        ],
                    ),
                ),
                ("certificate_sha256", models.BinaryField(max_length=32)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "relying_party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="android_apps",
                        to="recovery.relyingparty",
                    ),
                ),
            ],
            options={
                "verbose_name": "Android app",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("relying_party", "package", "certificate_sha256"),
                        name="android_app_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AppleApp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "team_id",
                    models.CharField(
                        help_text="Ten letters and digits, from the membership page of your developer account.",
                        max_length=10,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Z0-9]{10}\\Z", "A team id has ten capitals and digits."
                            )
                        ],
                        verbose_name="team id",
                    ),
                ),
                (
                    "bundle_id",
                    models.CharField(
                        help_text="Such as com.example.wallet, letter by letter as in Xcode.",
                        max_length=155,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+\\Z",
                                "A bundle id is like com.example.wallet.",
                            )
                        ],
                        verbose_name="bundle id",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "relying_party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="apple_apps",
                        to="recovery.relyingparty",
                    ),
                ),
            ],
            options={
                "verbose_name": "Apple app",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("relying_party", "team_id", "bundle_id"), name="apple_app_once"
                    )
                ],
            },
        ),
    ]
