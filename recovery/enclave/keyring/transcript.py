"""What a ceremony did, signed by the vault: who holds which share, of what, and what it opens.

It holds no secret and is for everybody. A custodian's share is named by a hash, and each master key
by a fingerprint; both have more entropy behind them than can be guessed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from recovery.enclave.messages import Refused, b64u, unb64u
from recovery.enclave.platform import Keyring, StartRefused

_LABEL = b"KRP1-CEREMONY\0"
_FINGERPRINT = b"KRP1-EPOCH-FINGERPRINT\0"
_FINGERPRINT_BYTES = 8


@dataclass(frozen=True, slots=True)
class Transcript:
    """content: the JSON object that was signed. instance_key: by whom, 32 bytes."""

    content: dict[str, Any]
    instance_key: bytes

    def entry(self, number: int) -> dict[str, Any]:
        """What it says of one share; raises StartRefused."""
        for entry in self.content["custodians"]:
            if entry["number"] == number:
                found: dict[str, Any] = entry
                return found
        raise StartRefused(f"The transcript knows no share {number}.")


def fingerprint(*, epoch: int, master_key: bytes) -> str:
    """Tells two keys apart and says nothing of them: 16 hexadecimal digits."""
    whole = hashlib.sha256(_FINGERPRINT + epoch.to_bytes(4, "big") + master_key).digest()
    return whole[:_FINGERPRINT_BYTES].hex()


def fingerprints(keyring: Keyring) -> dict[str, str]:
    return {
        str(epoch): fingerprint(epoch=epoch, master_key=key)
        for epoch, key in sorted(keyring.master_keys.items())
    }


def hash_of(value: bytes) -> str:
    return hashlib.sha256(value).hexdigest()


def signed(content: dict[str, Any], *, instance_seed: bytes) -> bytes:
    """The file: the signed text, the key that signed it, and the signature."""
    key = Ed25519PrivateKey.from_private_bytes(instance_seed)
    text = json.dumps(content, indent=1, sort_keys=True)
    document = {
        "content": text,
        "instance_key": b64u(key.public_key().public_bytes_raw()),
        "signature": b64u(key.sign(_LABEL + text.encode())),
    }
    return json.dumps(document, indent=1).encode() + b"\n"


def read(path: Path) -> Transcript:
    """Raises StartRefused unless the signature is right; whose key it is, people compare."""
    try:
        document = json.loads(path.read_bytes())
        text, key = document["content"], unb64u(document["instance_key"])
        Ed25519PublicKey.from_public_bytes(key).verify(
            unb64u(document["signature"]), _LABEL + text.encode()
        )
        return Transcript(content=json.loads(text), instance_key=key)
    except OSError as error:
        raise StartRefused(f"The transcript {path} cannot be read.") from error
    except InvalidSignature as error:
        raise StartRefused("The transcript's signature is wrong: somebody changed it.") from error
    except (ValueError, KeyError, TypeError, AttributeError, Refused) as error:
        raise StartRefused(f"{path} is not the transcript of a ceremony.") from error
