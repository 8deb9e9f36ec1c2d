"""The envelope in which KMS answers an attested enclave."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from recovery.enclave.keyring.cms import open_envelope
from tests.enclave.keyring.envelopes import sealed_to

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CONTENT = os.urandom(32)


@pytest.mark.parametrize("streamed", [True, False])
def test_opens_what_openssl_sealed(tmp_path: Path, streamed: bool) -> None:
    sealed = sealed_to(KEY.public_key(), CONTENT, folder=tmp_path, streamed=streamed)
    assert open_envelope(sealed, private_key=KEY) == CONTENT


def test_refuses_what_is_sealed_to_another_key(tmp_path: Path) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    sealed = sealed_to(other.public_key(), CONTENT, folder=tmp_path)
    with pytest.raises(ValueError):
        open_envelope(sealed, private_key=KEY)


@pytest.mark.parametrize("cipher", ["aes-128-cbc", "des3"])
def test_refuses_another_cipher(tmp_path: Path, cipher: str) -> None:
    sealed = sealed_to(KEY.public_key(), CONTENT, folder=tmp_path, cipher=cipher)
    with pytest.raises(ValueError, match="another algorithm"):
        open_envelope(sealed, private_key=KEY)


@pytest.mark.parametrize(
    "padding",
    [
        ("rsa_padding_mode:pkcs1",),
        ("rsa_padding_mode:oaep", "rsa_oaep_md:sha1", "rsa_mgf1_md:sha1"),
        ("rsa_padding_mode:oaep", "rsa_oaep_md:sha256", "rsa_mgf1_md:sha1"),
    ],
)
def test_refuses_another_padding(tmp_path: Path, padding: tuple[str, ...]) -> None:
    sealed = sealed_to(KEY.public_key(), CONTENT, folder=tmp_path, padding=padding)
    with pytest.raises(ValueError):
        open_envelope(sealed, private_key=KEY)


def test_whatever_is_broken_is_refused_in_the_one_way(tmp_path: Path) -> None:
    """The content is not authenticated, so a flip there may open as something else; never fail."""
    sealed = sealed_to(KEY.public_key(), CONTENT, folder=tmp_path)
    chance = random.Random(7)
    refused = 0
    for _ in range(400):
        broken = bytearray(sealed)
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        try:
            open_envelope(
                bytes(broken[: chance.choice([len(broken), chance.randrange(500)])]),
                private_key=KEY,
            )
        except ValueError:
            refused += 1
    assert refused > 300


@pytest.mark.parametrize("junk", [b"", b"\0", b"\x30\x80", os.urandom(300), bytes(9000)])
def test_refuses_what_is_no_envelope(junk: bytes) -> None:
    with pytest.raises(ValueError):
        open_envelope(junk, private_key=KEY)
