from __future__ import annotations

import base64

from django.core.validators import RegexValidator
from django.db import models

from recovery.models.relying_party import RelyingParty


class AppleApp(models.Model):
    """An app for iPhones and Macs that may ask for passkeys of a relying party.

    Source: https://developer.apple.com/documentation/xcode/supporting-associated-domains
    """

    relying_party = models.ForeignKey(
        RelyingParty, on_delete=models.CASCADE, related_name="apple_apps"
    )
    team_id = models.CharField(
        "team id",
        max_length=10,
        validators=[RegexValidator(r"\A[A-Z0-9]{10}\Z", "A team id has ten capitals and digits.")],
        help_text="Ten letters and digits, from the membership page of your developer account.",
    )
    bundle_id = models.CharField(
        "bundle id",
        max_length=155,
        validators=[
            RegexValidator(
                r"\A[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\Z", "A bundle id is like com.example.wallet."
            )
        ],
        help_text="Such as com.example.wallet, letter by letter as in Xcode.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "Apple app"
        constraints = [
            models.UniqueConstraint(
                fields=["relying_party", "team_id", "bundle_id"], name="apple_app_once"
            )
        ]

    def __str__(self) -> str:
        return self.app_id

    @property
    def app_id(self) -> str:
        return f"{self.team_id}.{self.bundle_id}"


class AndroidApp(models.Model):
    """An app for Android that may ask for passkeys of a relying party, by who signed it.

    Source: https://developer.android.com/identity/sign-in/credential-manager-siwg-implementation
    and https://developers.google.com/digital-asset-links/v1/statements
    """

    relying_party = models.ForeignKey(
        RelyingParty, on_delete=models.CASCADE, related_name="android_apps"
    )
    package = models.CharField(
        max_length=255,
        validators=[
            RegexValidator(
                r"\A[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+\Z",
                "A package is like com.example.wallet.",
            )
        ],
        help_text="Such as com.example.wallet, the applicationId of your build.",
    )
    # Of the certificate that signs the app: the one at Google Play, if Play signs it.
    certificate_sha256 = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "Android app"
        constraints = [
            models.UniqueConstraint(
                fields=["relying_party", "package", "certificate_sha256"], name="android_app_once"
            )
        ]

    def __str__(self) -> str:
        return self.package

    @property
    def fingerprint(self) -> str:
        """As keytool and assetlinks.json write it: AB:CD:…"""
        return bytes(self.certificate_sha256).hex(":").upper()

    @property
    def origin(self) -> str:
        """What the app's passkeys sign as their origin.

        Source: https://developer.android.com/identity/sign-in/credential-manager#verify-origin
        """
        digest = base64.urlsafe_b64encode(bytes(self.certificate_sha256)).rstrip(b"=").decode()
        return f"android:apk-key-hash:{digest}"
