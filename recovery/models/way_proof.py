from __future__ import annotations

from django.db import models

from recovery.models.wallet import Wallet


class WayProof(models.Model):
    """The last time that a person tested a way in, and it opened the wallet.

    It belongs to one key of the way in: a slot that was made anew has not been tested.
    """

    wallet = models.ForeignKey(Wallet, on_delete=models.CASCADE, related_name="way_proofs")
    # The slot's id, base64url as in the manifest, and its public key at that time, 32 bytes.
    slot_id = models.CharField(max_length=22)
    public_key = models.BinaryField(max_length=32)
    proved_at = models.DateTimeField()
    # In words that its owner recognises, such as "Chrome (Android)".
    device = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "slot_id"], name="one_proof_for_each_way")
        ]

    def __str__(self) -> str:
        return f"tested {self.proved_at:%Y-%m-%d}, {self.device}"
