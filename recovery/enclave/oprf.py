"""The verifiable oblivious function behind a PIN: RFC 9497, ristretto255-SHA512, mode VOPRF.

The page sends a blinded point and gets it back multiplied by this record's key, with a proof that
it was this key. The enclave learns nothing of the PIN, and the page nothing of the key.

The only file that knows the library. Sizes: an element 32 bytes, a proof 64.
"""

from __future__ import annotations

from voprf.ristretto import BlindedInput, Evaluator

from recovery.enclave.messages import Refused

ELEMENT_BYTES = 32
PROOF_BYTES = 64

_KEY_INFO = b"KRP1-PIN"


def check_element(untrusted_element: bytes) -> None:
    """Raises Refused unless it is the one encoding of a point that is not the identity."""
    _read(untrusted_element)


def public_key(seed: bytes) -> bytes:
    """The record's public key, which its slot in the manifest pins."""
    return Evaluator.from_seed(seed, _KEY_INFO).public_key.serialize()


def evaluate(*, seed: bytes, untrusted_element: bytes) -> bytes:
    """Element ‖ proof, under the key that DeriveKeyPair gives for this seed of 32 bytes.

    Source: RFC 9497 section 3.3.2, https://www.rfc-editor.org/rfc/rfc9497#section-3.3.2
    """
    element = _read(untrusted_element)
    answer = Evaluator.from_seed(seed, _KEY_INFO).evaluate(element).serialize()
    # The library writes the proof first.
    return answer[PROOF_BYTES:] + answer[:PROOF_BYTES]


def _read(untrusted_element: bytes) -> BlindedInput:
    # The library reads an element and does not look at what follows it.
    if len(untrusted_element) != ELEMENT_BYTES:
        raise Refused
    try:
        return BlindedInput.deserialize(untrusted_element)
    except ValueError as error:
        raise Refused from error
