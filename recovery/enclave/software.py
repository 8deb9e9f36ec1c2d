"""The platform without special hardware: a signature that proves which installation it is."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from recovery.enclave.platform import Machine


class SoftwarePlatform(Machine):
    """instance_seed: as in the keyring."""

    fmt = "software"
    asks_hardware = False

    def __init__(self, *, instance_seed: bytes) -> None:
        self._instance = Ed25519PrivateKey.from_private_bytes(instance_seed)
        self._instance_public = self._instance.public_key().public_bytes_raw()

    def attest(self, *, bind: bytes, nonce_b: bytes) -> bytes:
        """pk_instance[32] ‖ Ed25519 signature[64]; `bind` covers nonce_b already."""
        return self._instance_public + self._instance.sign(bind)
