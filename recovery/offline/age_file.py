"""Opens an age file with the key of an emergency kit.

Only what our own kits need of the format: recipients of the X25519 kind.
Source: https://github.com/C2SP/C2SP/blob/main/age.md
"""

from __future__ import annotations

import base64
import binascii
import hmac
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from recovery.offline.errors import CannotRead, WrongSecret
from recovery.offline.reading import hkdf

MAGIC = b"age-encryption.org/v1\n"
_CHUNK = 65_536 + 16


def open_age_file(untrusted_data: bytes, *, key: bytes) -> bytes:
    """The plaintext. Raises WrongSecret for another kit's file, CannotRead for a damaged one."""
    try:
        header, stanzas, mac, payload = _split(untrusted_data)
        file_key = _unwrap(stanzas, key)
        if file_key is None:
            message = "This kit does not open this file. It belongs to another kit."
            raise WrongSecret(step="age file", message=message)
        mac_key = hkdf(salt=b"", ikm=file_key, info=b"header")
        if not hmac.compare_digest(hmac.digest(mac_key, header, "sha256"), mac):
            raise ValueError("the header was changed")
        return _decrypt(payload, file_key)
    except (ValueError, InvalidTag, binascii.Error) as error:
        message = "This age file is damaged. Try another copy of it."
        raise CannotRead(step="age file", message=message) from error


def _split(data: bytes) -> tuple[bytes, list[tuple[list[bytes], bytes]], bytes, bytes]:
    """Header up to the MAC, stanzas as (arguments, body), MAC, payload."""
    if not data.startswith(MAGIC):
        raise ValueError("not an age file")
    end = data.index(b"\n---") + len(b"\n---")
    last, _, payload = data[end:].partition(b"\n")
    stanzas: list[tuple[list[bytes], bytes]] = []
    for block in data[len(MAGIC) : end - len(b"\n---")].split(b"-> ")[1:]:
        first, _, body = block.partition(b"\n")
        stanzas.append((first.split(b" "), _unpadded(body.replace(b"\n", b""))))
    return data[:end], stanzas, _unpadded(last.removeprefix(b" ")), payload


def _unpadded(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)


def _unwrap(stanzas: list[tuple[list[bytes], bytes]], key: bytes) -> bytes | None:
    private = X25519PrivateKey.from_private_bytes(key)
    public = private.public_key().public_bytes_raw()
    for arguments, body in stanzas:
        if arguments[0] != b"X25519":
            continue
        share = _unpadded(arguments[1])
        shared = private.exchange(X25519PublicKey.from_public_bytes(share))
        wrapping = hkdf(salt=share + public, ikm=shared, info=b"age-encryption.org/v1/X25519")
        try:
            return ChaCha20Poly1305(wrapping).decrypt(bytes(12), body, None)
        except InvalidTag:
            continue
    return None


def _decrypt(payload: bytes, file_key: bytes) -> bytes:
    nonce, sealed = payload[:16], payload[16:]
    cipher = ChaCha20Poly1305(hkdf(salt=nonce, ikm=file_key, info=b"payload"))
    chunks = [sealed[start : start + _CHUNK] for start in range(0, len(sealed), _CHUNK)]
    # The last chunk is marked as the last one, so that a file cannot be cut short unseen.
    return b"".join(
        cipher.decrypt(struct.pack(">xxxQB", number, number == len(chunks) - 1), chunk, None)
        for number, chunk in enumerate(chunks)
    )
