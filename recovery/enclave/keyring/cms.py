"""What KMS sends to an attested enclave: a CMS EnvelopedData for the key in the attestation.

One recipient by RSAES-OAEP with SHA-256, the content by AES-256-CBC. It carries no authentication:
whoever knows the public key can make one. What it holds is believed only because the keyring, which
is authenticated, opens under it.

Source: RFC 5652 section 6, https://www.rfc-editor.org/rfc/rfc5652, and the CiphertextForRecipient
of https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html
"""

from __future__ import annotations

from typing import Any

from asn1crypto import cms
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.padding import PKCS7

_MAX_BYTES = 8192
_KEY_BYTES, _IV_BYTES = 32, 16


def open_envelope(untrusted: bytes, *, private_key: RSAPrivateKey) -> bytes:
    """The content. Raises ValueError for anything else than such an envelope to this key."""
    if len(untrusted) > _MAX_BYTES:
        raise ValueError("the envelope is too large")
    try:
        return _open(cms.ContentInfo.load(untrusted, strict=True), private_key)
    except (TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError("the envelope has another structure") from error


def _open(info: Any, private_key: RSAPrivateKey) -> bytes:
    if info["content_type"].native != "enveloped_data":
        raise ValueError("not an envelope")
    (recipient,) = info["content"]["recipient_infos"]
    content = info["content"]["encrypted_content_info"]
    algorithm = content["content_encryption_algorithm"]
    if recipient.name != "ktri" or algorithm["algorithm"].native != "aes256_cbc":
        raise ValueError("the envelope uses another algorithm")
    iv = algorithm["parameters"].native
    key = private_key.decrypt(
        recipient.chosen["encrypted_key"].native,
        _padding(recipient.chosen["key_encryption_algorithm"]),
    )
    if len(key) != _KEY_BYTES or len(iv) != _IV_BYTES:
        raise ValueError("the envelope has a key or an iv of another size")
    decryptor = Cipher(AES(key), CBC(iv)).decryptor()
    padded = decryptor.update(content["encrypted_content"].native) + decryptor.finalize()
    unpadder = PKCS7(AES.block_size).unpadder()
    return unpadder.update(padded) + unpadder.finalize()


def _padding(algorithm: Any) -> OAEP:
    parameters = algorithm["parameters"]
    if (
        algorithm["algorithm"].native != "rsaes_oaep"
        or parameters["hash_algorithm"]["algorithm"].native != "sha256"
        or parameters["mask_gen_algorithm"]["parameters"]["algorithm"].native != "sha256"
    ):
        raise ValueError("the envelope uses another algorithm")
    return OAEP(mgf=MGF1(SHA256()), algorithm=SHA256(), label=None)
