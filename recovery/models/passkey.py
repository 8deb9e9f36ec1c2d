from __future__ import annotations

import hashlib
import uuid
from typing import Any

from django.db import models

from recovery.models.holder import Holder


class Passkey(models.Model):
    """A public key credential with which a holder signs in and unlocks."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="passkeys")
    nickname = models.CharField(max_length=64)
    # https://www.w3.org/TR/webauthn-3/#credential-id
    # It has up to 1,023 bytes, so it is found by its hash.
    credential_id = models.BinaryField(max_length=1023)
    credential_id_sha256 = models.BinaryField(max_length=32, unique=True, editable=False)
    # COSE_Key as the authenticator gave it, and the same key as SubjectPublicKeyInfo DER.
    public_key = models.BinaryField()
    spki = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    aaguid = models.UUIDField(null=True)
    transports = models.JSONField(default=list)
    # https://www.w3.org/TR/webauthn-3/#sctn-credential-backup: BE never changes, BS may.
    backup_eligible = models.BooleanField()
    backup_state = models.BooleanField()
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.nickname

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.credential_id_sha256 = credential_id_sha256(bytes(self.credential_id))
        super().save(*args, **kwargs)


def credential_id_sha256(credential_id: bytes) -> bytes:
    return hashlib.sha256(credential_id).digest()


class SpentChallenge(models.Model):
    """The nonce of a challenge that was used, kept until it would have run out anyway.

    A challenge is issued as a signed ticket and costs the database nothing. Spending it is one
    insert; a second insert of the same nonce fails, and so does the second use.
    """

    nonce = models.BinaryField(max_length=16, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"challenge spent, kept until {self.expires_at:%H:%M:%S}"
