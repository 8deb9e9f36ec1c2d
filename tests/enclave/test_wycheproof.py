"""Wycheproof, for every primitive that the enclave uses, through the code that the enclave uses."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from recovery.enclave import assertion
from recovery.enclave.messages import Refused
from tests import soft_hpke, wycheproof

SIGNATURES = [
    "ecdsa_secp256r1_sha256",
    "ed25519",
    "rsa_signature_2048_sha256",
    "rsa_signature_3072_sha256",
    "rsa_signature_4096_sha256",
]
LOW_ORDER = "ZeroSharedSecret"


def octets(case: dict[str, Any], *names: str) -> list[bytes]:
    return [bytes.fromhex(case[name]) for name in names]


def verifies(*, key: assertion.PublicKey, message: bytes, signature: bytes) -> bool:
    try:
        assertion.verify(key=key, untrusted_signature=signature, message=message)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("name", SIGNATURES)
def test_signatures(name: str) -> None:
    seen = set()
    for group, case in wycheproof.cases(name):
        key = assertion.load_public_key(bytes.fromhex(group["publicKeyDer"]))
        message, signature = octets(case, "msg", "sig")
        found = verifies(key=key, message=message, signature=signature)
        seen.add(found)
        if case["result"] != "acceptable":
            assert found == (case["result"] == "valid"), (case["tcId"], case["comment"])
    assert seen == {True, False}


def test_aes_gcm_as_the_keyring_uses_it() -> None:
    """A 96-bit nonce, a 256-bit key, a whole tag."""
    tried = 0
    for group, case in wycheproof.cases("aes_gcm"):
        if (group["ivSize"], group["keySize"], group["tagSize"]) != (96, 256, 128):
            continue
        key, iv, aad, message, ciphertext, tag = octets(
            case, "key", "iv", "aad", "msg", "ct", "tag"
        )
        tried += 1
        if case["result"] == "valid":
            assert AESGCM(key).decrypt(iv, ciphertext + tag, aad) == message
            assert AESGCM(key).encrypt(iv, message, aad) == ciphertext + tag
        else:
            with pytest.raises(InvalidTag):
                AESGCM(key).decrypt(iv, ciphertext + tag, aad)
    assert tried > 50


def test_x25519_refuses_points_of_low_order() -> None:
    refused = 0
    for _, case in wycheproof.cases("x25519"):
        public, private, shared = octets(case, "public", "private", "shared")
        key, point = X25519PrivateKey.from_private_bytes(private), public
        if LOW_ORDER in case["flags"]:
            refused += 1
            with pytest.raises(ValueError, match="shared key"):
                key.exchange(X25519PublicKey.from_public_bytes(point))
        else:
            assert key.exchange(X25519PublicKey.from_public_bytes(point)) == shared
    assert refused > 10


def test_hkdf() -> None:
    for _, case in wycheproof.cases("hkdf_sha256"):
        ikm, salt, info, expected = octets(case, "ikm", "salt", "info", "okm")
        if case["result"] == "valid":
            hkdf = HKDF(algorithm=SHA256(), length=case["size"], salt=salt, info=info)
            assert hkdf.derive(ikm) == expected
        else:
            with pytest.raises(ValueError, match="larger"):
                HKDF(algorithm=SHA256(), length=case["size"], salt=salt, info=info).derive(ikm)


def test_hpke_is_that_of_rfc_9180() -> None:
    """The library seals without associated data and picks its own key, so the vectors reach it
    through a second implementation: that one gives the RFC's keys, and the two open each other."""
    (case,) = wycheproof.hpke_base_mode()
    ephemeral, recipient, info, enc = octets(case, "skEm", "skRm", "info", "enc")
    sender, receiver = (X25519PrivateKey.from_private_bytes(key) for key in (ephemeral, recipient))
    public = receiver.public_key().public_bytes_raw()
    assert public == bytes.fromhex(case["pkRm"])
    assert sender.public_key().public_bytes_raw() == enc
    dh = sender.exchange(receiver.public_key())
    key, nonce = soft_hpke._schedule(dh=dh, enc=enc, public_key=public, info=info)
    assert [key, nonce] == octets(case, "key", "base_nonce")
    first = case["encryptions"][0]
    plain, aad, ciphertext = octets(first, "pt", "aad", "ct")
    assert AESGCM(key).encrypt(nonce, plain, aad) == ciphertext
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    sealed = soft_hpke.seal(ephemeral=sender, public_key=public, info=info, plaintext=plain)
    assert suite.decrypt(sealed, receiver, info) == plain
    again = suite.encrypt(plain, receiver.public_key(), info)
    assert soft_hpke.open_sealed(private_key=receiver, info=info, sealed=again) == plain


def test_sha256_is_that_of_fips_180() -> None:
    """The two messages of one block and of two, FIPS 180-4 examples."""
    assert hashlib.sha256(b"abc").hexdigest().startswith("ba7816bf8f01cfea414140de5dae2223")
    long = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    assert hashlib.sha256(long).hexdigest().startswith("248d6a61d20638b8e5c026930c3e6039")
