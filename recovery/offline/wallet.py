"""What only the wallet's secret gives: its commit, its manifest key, and its words."""

from __future__ import annotations

import hmac
from importlib import resources

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from recovery.offline.errors import NotTogether
from recovery.offline.reading import hkdf, lp, sha256

_WORD_BITS = 11


def commit_of(*, wid: bytes, secret: bytes) -> bytes:
    return sha256(b"KRP1-COMMIT\0", wid, lp(secret))


def check_commit(*, wid: bytes, secret: bytes, commit: bytes) -> None:
    """Raises NotTogether unless this is the secret that the backup or the share names."""
    if not hmac.compare_digest(commit_of(wid=wid, secret=secret), commit):
        raise NotTogether(
            step="commit",
            message="These two shares do not make up this wallet. One of them is damaged, or they "
            "come from different backups. Nothing is shown, because it would be a wrong wallet.",
        )


def manifest_key_of(*, wid: bytes, secret: bytes) -> bytes:
    """The Ed25519 public key, 32 bytes, that signs the wallet's manifests."""
    seed = hkdf(salt=wid, ikm=secret, info=b"KRP1-MANIFEST-ED25519\0")
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def words_of(secret: bytes) -> list[str] | None:
    """The recovery words, or None for a secret that is no list of words.

    Source: BIP-39, https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki
    """
    if len(secret) not in range(16, 33, 4):
        return None
    text = resources.files(__package__).joinpath("english.txt").read_text("ascii")
    words = text.split()
    checksum_bits = len(secret) // 4
    checksum = sha256(secret)[0] >> (8 - checksum_bits)
    number = int.from_bytes(secret, "big") << checksum_bits | checksum
    count = (len(secret) * 8 + checksum_bits) // _WORD_BITS
    shifts = range((count - 1) * _WORD_BITS, -1, -_WORD_BITS)
    return [words[number >> shift & 0x7FF] for shift in shifts]
