"""The Nitro Secure Module: inside an AWS Nitro enclave it says, signed, what runs here.

One request is enough, so its CBOR is written and read here by hand.
Source: https://github.com/aws/aws-nitro-enclaves-nsm-api (the ioctl and its message), RFC 8949.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import struct
from pathlib import Path

from recovery.enclave.platform import StartRefused

DEVICE = Path("/dev/nsm")

# _IOWR(0x0A, 0, struct nsm_message), which is two iovecs: the request, and room for the answer.
_IOCTL = 0xC0200A00
_ANSWER_BYTES = 0x3000
_NULL = b"\xf6"
_DOCUMENT = b"\xa1\x6bAttestation\xa1\x68document"
_LARGEST_FIELD = 1024


def attestation_document(
    *, user_data: bytes = b"", nonce: bytes = b"", public_key: bytes = b"", device: Path = DEVICE
) -> bytes:
    """A COSE_Sign1 over the measurements of this enclave and what is given, 1,024 bytes each.

    Raises StartRefused outside an enclave, or when the module refuses.
    """
    question = request(user_data=user_data, nonce=nonce, public_key=public_key)
    try:
        descriptor = os.open(device, os.O_RDWR | os.O_CLOEXEC)
    except OSError as error:
        raise StartRefused(f"{device} is not there: this is not an AWS Nitro enclave.") from error
    try:
        return document(_exchange(descriptor, question))
    except OSError as error:
        raise StartRefused(f"{device} does not answer.") from error
    finally:
        os.close(descriptor)


def request(*, user_data: bytes, nonce: bytes, public_key: bytes) -> bytes:
    fields = {"user_data": user_data, "nonce": nonce, "public_key": public_key}
    if any(len(value) > _LARGEST_FIELD for value in fields.values()):
        raise ValueError("the module takes at most 1,024 bytes in each field")
    body = b"".join(_text(name) + (_octets(value) or _NULL) for name, value in fields.items())
    return b"\xa1" + _text("Attestation") + b"\xa3" + body


def document(answer: bytes) -> bytes:
    """What the module's answer holds; raises StartRefused when that is not a document."""
    if not answer.startswith(_DOCUMENT):
        raise StartRefused("The Nitro Secure Module refused to attest.")
    head, rest = answer[len(_DOCUMENT) : len(_DOCUMENT) + 3], answer[len(_DOCUMENT) + 3 :]
    if len(head) != 3 or head[0] != 0x59 or len(rest) != int.from_bytes(head[1:], "big"):
        raise StartRefused("The Nitro Secure Module gave an answer that cannot be read.")
    return rest


def _exchange(descriptor: int, question: bytes) -> bytes:
    asked = ctypes.create_string_buffer(question, len(question))
    answer = ctypes.create_string_buffer(_ANSWER_BYTES)
    message = bytearray(
        struct.pack(
            "@QQQQ",
            *(ctypes.addressof(asked), len(question)),
            *(ctypes.addressof(answer), _ANSWER_BYTES),
        )
    )
    fcntl.ioctl(descriptor, _IOCTL, message)
    # The driver writes the answer's length over the room that there was.
    (length,) = struct.unpack_from("@Q", message, 24)
    return answer.raw[: min(length, _ANSWER_BYTES)]


def _text(value: str) -> bytes:
    return bytes((0x60 + len(value),)) + value.encode()


def _octets(value: bytes) -> bytes:
    return b"\x59" + len(value).to_bytes(2, "big") + value if value else b""
