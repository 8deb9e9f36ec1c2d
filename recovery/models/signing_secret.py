from __future__ import annotations

from django.db import models


class SigningSecret(models.Model):
    """A secret that signs messages to one address, see flows/signed_messages.py.

    32 bytes under a key of settings.SHARE_KEYS. After a rotation the old one signs for a day too.
    """

    sealed_secret = models.BinaryField(default=b"", editable=False)
    sealed_old_secret = models.BinaryField(default=b"", editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def secret_context(self) -> bytes:
        """What ties the sealed secret to this row."""
        raise NotImplementedError
