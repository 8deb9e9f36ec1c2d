"""The enclave's assertion verifier beside two others: whoever differs must have a reason.

    python -m tests.enclave.differential --ceremonies 100000 [--seed 1]

Each ceremony is a touch by a real key over client data and authenticator data that were changed
before they were signed, or after. The enclave's verifier, py_webauthn and python-fido2 judge it.
Where the verdicts are not the same, one of the reasons below must hold of the ceremony itself, not
of the verdicts, and it must be a reason for exactly that difference. Anything else is a Difference.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import cbor2
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.webauthn import (
    Aaguid,
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    UserVerificationRequirement,
)
from webauthn import verify_authentication_response

from recovery.enclave import assertion
from recovery.enclave.messages import Refused
from tests.soft_passkey import AT, BE, BS, ED, UP, UV, Algorithm, SoftPasskey, b64u

RP_ID = "wallet.example"
ORIGIN = "https://wallet.example"
RP_ID_HASH = hashlib.sha256(RP_ID.encode()).digest()
ALGORITHMS: list[Algorithm] = ["ES256", "ES256", "EdDSA", "RS256"]


class Difference(AssertionError):
    """The verifiers differ, and no reason for it is known; `args` have the ceremony."""


@dataclass(frozen=True)
class Ceremony:
    """What a browser would send, and what was expected of it."""

    passkey: SoftPasskey
    challenge: bytes
    client_data: bytes
    authenticator_data: bytes
    signature: bytes

    @property
    def flags(self) -> int:
        return self.authenticator_data[32] if len(self.authenticator_data) > 32 else 0

    @property
    def rest(self) -> bytes:
        return self.authenticator_data[37:]

    def as_hex(self) -> dict[str, str]:
        return {
            "algorithm": self.passkey.alg,
            "spki": self.passkey.spki.hex(),
            "challenge": self.challenge.hex(),
            "client_data": self.client_data.hex(),
            "authenticator_data": self.authenticator_data.hex(),
            "signature": self.signature.hex(),
        }


# --- Three verifiers, each of which gives True or False -------------------------------------------


def by_the_enclave(it: Ceremony) -> bool:
    try:
        assertion.check_client_data(
            untrusted_client_data=it.client_data, challenge=it.challenge, origins=[ORIGIN]
        )
        assertion.check_authenticator_data(
            untrusted_data=it.authenticator_data, rp_id_hash=RP_ID_HASH
        )
        assertion.check_signature(
            key=assertion.load_public_key(it.passkey.spki),
            untrusted_signature=it.signature,
            authenticator_data=it.authenticator_data,
            client_data=it.client_data,
        )
    except Refused:
        return False
    return True


def by_py_webauthn(it: Ceremony) -> bool:
    try:
        verify_authentication_response(
            credential=_wire(it),
            expected_challenge=it.challenge,
            expected_rp_id=RP_ID,
            expected_origin=[ORIGIN],
            credential_public_key=it.passkey.cose_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except Exception:  # noqa: BLE001 - it raises more than it says; all of it is a refusal
        return False
    return True


_FIDO2 = Fido2Server(
    PublicKeyCredentialRpEntity(name=RP_ID, id=RP_ID), verify_origin=lambda origin: origin == ORIGIN
)


def by_python_fido2(it: Ceremony) -> bool:
    key = CoseKey.parse(cbor2.loads(it.passkey.cose_key))
    credential = AttestedCredentialData.create(Aaguid.NONE, it.passkey.credential_id, key)
    state = {
        "challenge": b64u(it.challenge),
        "user_verification": UserVerificationRequirement.REQUIRED,
    }
    try:
        _FIDO2.authenticate_complete(state, [credential], _wire(it))
    except Exception:  # noqa: BLE001 - as above
        return False
    return True


def _wire(it: Ceremony) -> dict[str, Any]:
    name = b64u(it.passkey.credential_id)
    return {
        "id": name,
        "rawId": name,
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": b64u(it.client_data),
            "authenticatorData": b64u(it.authenticator_data),
            "signature": b64u(it.signature),
        },
    }


# --- Reasons ------------------------------------------------------------------------------------


def _json(it: Ceremony) -> dict[str, Any] | None:
    try:
        found = json.loads(it.client_data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _is_framed(it: Ceremony) -> bool:
    found = _json(it) or {}
    return found.get("crossOrigin", False) is not False or "topOrigin" in found


def _is_loose_json(it: Ceremony) -> bool:
    """A key twice, a fraction, a foreign encoding, or more nesting than a browser writes."""
    text = it.client_data
    if text.startswith(b"\xef\xbb\xbf") or text.count(b"{") + text.count(b"[") > 8:
        return True
    try:
        json.loads(
            text.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
        )
    except (ValueError, RecursionError):
        # What json.loads takes as bytes, and not so, is loose; the rest is no JSON for anybody.
        return _json(it) is not None
    return False


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key twice")
    return dict(pairs)


def _no_fraction(text: str) -> float:
    raise ValueError(text)


def _is_loose_challenge(it: Ceremony) -> bool:
    """The right bytes in another spelling, which decoders forgive."""
    return (_json(it) or {}).get("challenge") != b64u(it.challenge)


def _is_odd_token_binding(it: Ceremony) -> bool:
    return "tokenBinding" in (_json(it) or {})


def _is_backed_up_without_being_eligible(it: Ceremony) -> bool:
    return bool(it.flags & BS) and not it.flags & BE


def _has_unread_rest(it: Ceremony) -> bool:
    """Credential data or extensions. The enclave looks at their frame only, the others read the
    CBOR inside, each with a reader of its own. Nothing in it decides anything here."""
    return bool(it.flags & (AT | ED))


def _announces_extensions_that_are_no_map(it: Ceremony) -> bool:
    return it.flags & (AT | ED) == ED and (not it.rest or it.rest[0] >> 5 != 5)


@dataclass(frozen=True)
class Reason:
    """holds: of the ceremony. enclave: the verdict it explains; the others' may then differ."""

    holds: Callable[[Ceremony], bool]
    enclave: bool


REASONS = {
    "only the enclave refuses pages inside other pages": Reason(_is_framed, False),
    "only the enclave wants JSON as browsers write it": Reason(_is_loose_json, False),
    "only the enclave compares the challenge's text": Reason(_is_loose_challenge, False),
    "the flags contradict each other, which python-fido2 lets pass": Reason(
        _is_backed_up_without_being_eligible, False
    ),
    "py_webauthn wants a status in tokenBinding": Reason(_is_odd_token_binding, True),
    "nothing is derived from extensions, so they are not read": Reason(_has_unread_rest, True),
    "only the enclave wants a map where extensions are announced": Reason(
        _announces_extensions_that_are_no_map, False
    ),
}


# --- Ceremonies ----------------------------------------------------------------------------------


class Generator:
    """The same seed gives the same kinds of ceremonies; keys are new at each run."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._passkeys = [SoftPasskey(rp_id=RP_ID, alg=alg) for alg in ALGORITHMS]

    def next(self) -> Ceremony:
        chance = self._chance
        passkey = chance.choice(self._passkeys)
        challenge = os.urandom(32)
        client_data = _client_data(challenge, chance)
        authenticator_data = _authenticator_data(passkey, chance)
        if chance.random() < 0.1:
            client_data = _broken(client_data, chance)
        if chance.random() < 0.1:
            authenticator_data = _broken(authenticator_data, chance)
        signature = passkey.sign(authenticator_data=authenticator_data, client_data=client_data)
        made = [client_data, authenticator_data, signature]
        if chance.random() < 0.15:
            which = chance.randrange(3)
            made[which] = _broken(made[which], chance)
        return Ceremony(passkey, challenge, *made)


def _client_data(challenge: bytes, chance: random.Random) -> bytes:
    fields: dict[str, Any] = {
        "type": "webauthn.get",
        "challenge": b64u(challenge),
        "origin": ORIGIN,
        "crossOrigin": False,
    }
    if chance.random() < 0.3:
        chance.choice(_FIELD_CHANGES)(fields, chance)
    text = json.dumps(fields, separators=(",", ":")).encode()
    if chance.random() < 0.1:
        text = chance.choice(_TEXT_CHANGES)(text)
    return text


def _other_challenge(fields: dict[str, Any], chance: random.Random) -> None:
    text: str = fields["challenge"]
    changes = [f"{text}=", f"{text}\n", f"!{text}", text[:-1], text.swapcase(), 7, None, ""]
    fields["challenge"] = chance.choice(changes)


def _other_origin(fields: dict[str, Any], chance: random.Random) -> None:
    fields["origin"] = chance.choice(
        [
            "https://wallet.example:443", "https://WALLET.example", "https://wallet.example.",
            "https://evil.example", "http://wallet.example", "https://wallet.example/",
            "null", "", None, [ORIGIN], "android:apk-key-hash:abc", "https://xn--wallet.example",
        ]
    )  # fmt: skip


def _other_type(fields: dict[str, Any], chance: random.Random) -> None:
    fields["type"] = chance.choice(["webauthn.create", "payment.get", "", None, "WEBAUTHN.GET"])


def _other_frame(fields: dict[str, Any], chance: random.Random) -> None:
    if chance.random() < 0.5:
        fields["crossOrigin"] = chance.choice([True, 0, 1, "false", None, "true"])
    else:
        fields["topOrigin"] = chance.choice([ORIGIN, "https://evil.example", None])


def _other_field(fields: dict[str, Any], chance: random.Random) -> None:
    name = chance.choice(["tokenBinding", "extraData", "androidPackageName", "é"])
    fields[name] = chance.choice(
        [{"status": "supported"}, {"status": "odd"}, {}, "unused", 1, 0.5, [[[[]]]], "\u2028"]
    )


def _missing_field(fields: dict[str, Any], chance: random.Random) -> None:
    del fields[chance.choice(sorted(fields))]


_FIELD_CHANGES: list[Callable[[dict[str, Any], random.Random], None]] = [
    _other_challenge, _other_origin, _other_type, _other_frame, _other_field, _missing_field,
]  # fmt: skip
_TEXT_CHANGES: list[Callable[[bytes], bytes]] = [
    lambda text: text[:-1] + b',"type":"webauthn.get"}',
    lambda text: b'{"type":"webauthn.create",' + text[1:],
    lambda text: b"\xef\xbb\xbf" + text,
    lambda text: text.decode().encode("utf-16-le"),
    lambda text: b" \n" + text + b"\t",
    lambda text: text + text,
    lambda text: text + b"\0",
    lambda text: text[:-1] + b',"deep":' + b"[" * 20 + b"]" * 20 + b"}",
    lambda text: b"[" + text + b"]",
]


def _authenticator_data(passkey: SoftPasskey, chance: random.Random) -> bytes:
    flags = UP | UV | BE | BS
    rp_id_hash = RP_ID_HASH
    rest = b""
    if chance.random() < 0.2:
        flags = chance.randrange(256) & ~(AT | ED)
    if chance.random() < 0.1:
        flags |= ED
        rest = chance.choice(_EXTENSIONS)
    if chance.random() < 0.05:
        flags |= AT
        size = len(passkey.credential_id).to_bytes(2, "big")
        rest = bytes(16) + size + passkey.credential_id + passkey.cose_key + rest
    if chance.random() < 0.05:
        rest += chance.choice([b"\0", b"\xa0", os.urandom(4)])
    if chance.random() < 0.05:
        rp_id_hash = chance.choice([bytes(32), hashlib.sha256(b"evil.example").digest()])
    count = chance.choice([0, 0, 1, 2**32 - 1])
    return rp_id_hash + bytes((flags,)) + count.to_bytes(4, "big") + rest


_EXTENSIONS = [
    cbor2.dumps({"hmac-secret": bytes(48)}), cbor2.dumps({}), cbor2.dumps([1]), cbor2.dumps("x"),
    b"\xa1", b"\xa2\x61a\x01\x61a\x02", b"\xbf\x61a\x01\xff", b"", b"\xa1\x61a\xfb" + bytes(8),
]  # fmt: skip


def _broken(value: bytes, chance: random.Random) -> bytes:
    if not value:
        return b"\0"
    at = chance.randrange(len(value))
    if chance.random() < 0.7:
        return value[:at] + bytes((value[at] ^ (1 << chance.randrange(8)),)) + value[at + 1 :]
    return value[:at] if chance.random() < 0.5 else value[:at] + b"\0" + value[at:]


# --- The run ------------------------------------------------------------------------------------


def judge(it: Ceremony, *, reasons: Mapping[str, Reason] = REASONS) -> str:
    """The outcome's name; raises Difference when nothing explains it."""
    verdicts = (by_the_enclave(it), by_py_webauthn(it), by_python_fido2(it))
    if len(set(verdicts)) == 1:
        return "all accept" if verdicts[0] else "all refuse"
    for name, reason in reasons.items():
        if reason.enclave == verdicts[0] and reason.holds(it):
            return name
    raise Difference(
        dict(zip(("enclave", "py_webauthn", "fido2"), verdicts, strict=True)), it.as_hex()
    )


def run(*, ceremonies: int, seed: int) -> Counter[str]:
    generator = Generator(seed)
    return Counter(judge(generator.next()) for _ in range(ceremonies))


def main() -> None:
    parser = argparse.ArgumentParser(description="Three verifiers of assertions, compared.")
    parser.add_argument("--ceremonies", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=None)
    chosen = parser.parse_args()
    seed = random.SystemRandom().randrange(2**32) if chosen.seed is None else chosen.seed
    begun = time.perf_counter()
    outcomes = run(ceremonies=chosen.ceremonies, seed=seed)
    result = {
        "seed": seed,
        "ceremonies": chosen.ceremonies,
        "ceremonies_per_second": round(chosen.ceremonies / (time.perf_counter() - begun)),
        "outcomes": dict(outcomes.most_common()),
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
