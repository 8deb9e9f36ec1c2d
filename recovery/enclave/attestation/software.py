"""No hardware: the installation's own key proves which one it is, and not what it runs.

Evidence: pk_instance[32] ‖ Ed25519 signature[64] over `bind`.
"""

from __future__ import annotations

from collections.abc import Collection

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from recovery.enclave.attestation.refusal import NotProved

_KEY_BYTES, _SIGNATURE_BYTES = 32, 64


def check(*, untrusted_evidence: bytes, bind: bytes, instance_keys: Collection[bytes]) -> bytes:
    """The instance's public key; raises NotProved. No instance_keys: any is accepted."""
    if len(untrusted_evidence) != _KEY_BYTES + _SIGNATURE_BYTES:
        raise NotProved("attestation_malformed")
    key, signature = untrusted_evidence[:_KEY_BYTES], untrusted_evidence[_KEY_BYTES:]
    if instance_keys and key not in instance_keys:
        raise NotProved("attestation_key")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, bind)
    except (InvalidSignature, ValueError) as error:
        raise NotProved("attestation_signature") from error
    return key
