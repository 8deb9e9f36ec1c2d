from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import cbor2
import pytest

from recovery import base64url
from recovery.ceremonies import challenges, registration
from recovery.ceremonies.registration import NewPasskey
from recovery.errors import PasskeyRefused
from recovery.models import Holder
from tests.factories import new_holder, new_relying_party, register_challenge, with_flipped_bit
from tests.soft_passkey import AT, BE, BS, UP, UV, Algorithm, SoftPasskey

pytestmark = pytest.mark.django_db

SPENT = challenges.Spent(nonce=b"n" * 16, boot_id=challenges.NO_BOOT_ID)
ORIGIN = "https://wallet.example"
FLAGS_AT = 32


@pytest.fixture
def holder() -> Holder:
    return new_holder(relying_party=new_relying_party("wallet.example"))


def created(holder: Holder, soft: SoftPasskey | None = None, *, origin: str = ORIGIN) -> Any:
    soft = soft or SoftPasskey(rp_id="wallet.example")
    return soft.create(
        challenge=register_challenge(holder=holder, nonce=SPENT.nonce),
        origin=origin,
        user_handle=bytes(holder.user_handle),
    )


def verify(holder: Holder, credential: object) -> NewPasskey:
    return registration.verify(
        relying_party=holder.relying_party,
        holder=holder,
        untrusted_credential=credential,
        spent=SPENT,
    )


def change_client_data(credential: Any, change: Callable[[dict[str, Any]], None]) -> Any:
    client_data = json.loads(base64url.decode(credential["response"]["clientDataJSON"]))
    change(client_data)
    credential["response"]["clientDataJSON"] = base64url.encode(json.dumps(client_data).encode())
    return credential


def change_attestation(credential: Any, change: Callable[[dict[str, Any]], None]) -> Any:
    attestation = cbor2.loads(base64url.decode(credential["response"]["attestationObject"]))
    change(attestation)
    credential["response"]["attestationObject"] = base64url.encode(cbor2.dumps(attestation))
    return credential


def change_flags(credential: Any, flags: int) -> Any:
    def change(attestation: dict[str, Any]) -> None:
        data = bytearray(attestation["authData"])
        data[FLAGS_AT] = flags
        attestation["authData"] = bytes(data)

    return change_attestation(credential, change)


@pytest.mark.parametrize("alg", ["ES256", "EdDSA", "RS256"])
def test_keeps_what_the_passkey_says_and_computes_the_same_key_as_the_browser(
    holder: Holder, alg: Algorithm
) -> None:
    soft = SoftPasskey(rp_id="wallet.example", alg=alg)

    made = verify(holder, created(holder, soft))

    assert made.credential_id == soft.credential_id
    assert made.spki == soft.spki
    assert made.transports == ["internal", "hybrid"]
    assert (made.backup_eligible, made.backup_state) == (True, True)
    assert made.aaguid is None


def test_keeps_a_passkey_that_stays_on_one_device(holder: Holder) -> None:
    soft = SoftPasskey(rp_id="wallet.example", backup_eligible=False, backup_state=False)

    made = verify(holder, created(holder, soft))

    assert (made.backup_eligible, made.backup_state) == (False, False)


@pytest.mark.parametrize(
    "flags",
    [
        pytest.param(AT | UV | BE | BS, id="nobody touched it"),
        pytest.param(AT | UP | BE | BS, id="nobody was verified"),
        pytest.param(AT | UP | UV | BS, id="backed up without being eligible"),
        pytest.param(UP | UV, id="no key inside"),
    ],
)
def test_refuses_flags_that_must_not_be(holder: Holder, flags: int) -> None:
    with pytest.raises(PasskeyRefused):
        verify(holder, change_flags(created(holder), flags))


@pytest.mark.parametrize(
    "origin",
    [
        "https://wallet.example:443",
        "https://wallet.example.",
        "https://WALLET.example",
        "https://wallet.example.evil.test",
        "https://sub.wallet.example",
        "http://wallet.example",
        "android:apk-key-hash:AAAA",
        "",
    ],
)
def test_refuses_every_origin_that_is_not_listed_exactly(holder: Holder, origin: str) -> None:
    with pytest.raises(PasskeyRefused):
        verify(holder, created(holder, origin=origin))


@pytest.mark.parametrize(
    "extra",
    [
        {"crossOrigin": True},
        {"crossOrigin": "false"},
        {"crossOrigin": None},
        {"topOrigin": "https://evil.test"},
        {"topOrigin": None},
        {"type": "webauthn.get"},
        {"type": None},
        {"challenge": None},
        {"challenge": "bm4"},
        {"origin": ["https://wallet.example"]},
    ],
)
def test_refuses_client_data_from_elsewhere(holder: Holder, extra: dict[str, Any]) -> None:
    credential = change_client_data(created(holder), lambda data: data.update(extra))

    with pytest.raises(PasskeyRefused):
        verify(holder, credential)


def test_refuses_a_second_spelling_of_the_challenge(holder: Holder) -> None:
    credential = created(holder)

    def pad(data: dict[str, Any]) -> None:
        data["challenge"] += "="

    with pytest.raises(PasskeyRefused):
        verify(holder, change_client_data(credential, pad))


def test_refuses_client_data_that_names_a_key_twice(holder: Holder) -> None:
    credential = created(holder)
    text = base64url.decode(credential["response"]["clientDataJSON"]).decode()
    doubled = text.replace("{", '{"origin":"https://evil.test",', 1)
    credential["response"]["clientDataJSON"] = base64url.encode(doubled.encode())

    with pytest.raises(PasskeyRefused):
        verify(holder, credential)


def test_refuses_a_passkey_made_for_another_person(holder: Holder) -> None:
    mallory = new_holder("Mallory", relying_party=holder.relying_party)

    with pytest.raises(PasskeyRefused):
        verify(holder, created(mallory))


def test_refuses_a_passkey_of_another_relying_party(holder: Holder) -> None:
    soft = SoftPasskey(rp_id="evil.test")

    with pytest.raises(PasskeyRefused):
        verify(holder, created(holder, soft))


def test_refuses_when_the_relying_party_is_switched_off(holder: Holder) -> None:
    holder.relying_party.is_active = False

    with pytest.raises(PasskeyRefused):
        verify(holder, created(holder))


@pytest.mark.parametrize("bits", [1024, 4104])
def test_refuses_rsa_keys_that_are_too_short_or_too_long(holder: Holder, bits: int) -> None:
    soft = SoftPasskey(rp_id="wallet.example", alg="RS256", rsa_bits=bits)

    with pytest.raises(PasskeyRefused):
        verify(holder, created(holder, soft))


def test_refuses_an_algorithm_that_does_not_fit_the_key(holder: Holder) -> None:
    soft = SoftPasskey(rp_id="wallet.example")

    def claim_rs256(attestation: dict[str, Any]) -> None:
        attestation["authData"] = attestation["authData"].replace(
            bytes.fromhex("a501020326"), bytes.fromhex("a50102033901") + b"\x00"
        )

    with pytest.raises(PasskeyRefused):
        verify(holder, change_attestation(created(holder, soft), claim_rs256))


def test_refuses_an_id_that_is_not_the_one_inside(holder: Holder) -> None:
    credential = created(holder)
    credential["id"] = credential["rawId"] = base64url.encode(b"x" * 32)

    with pytest.raises(PasskeyRefused):
        verify(holder, credential)


@pytest.mark.parametrize("fmt", ["fido-u2f", "tpm", "android-safetynet", "apple", "made-up"])
def test_refuses_attestation_that_was_not_asked_for(holder: Holder, fmt: str) -> None:
    credential = change_attestation(
        created(holder), lambda attestation: attestation.update(fmt=fmt)
    )

    with pytest.raises(PasskeyRefused):
        verify(holder, credential)


def test_refuses_the_secret_of_the_prf_extension(holder: Holder) -> None:
    credential = created(holder)
    credential["clientExtensionResults"] = {"prf": {"results": {"first": "AAAA"}}}

    with pytest.raises(PasskeyRefused):
        verify(holder, credential)


def test_keeps_only_transports_that_have_a_name(holder: Holder) -> None:
    credential = created(holder)
    credential["response"]["transports"] = ["usb", "telepathy", 7, {"a": 1}, "internal"]

    assert verify(holder, credential).transports == ["internal", "usb"]


def _drop(*path: str) -> Callable[[Any], None]:
    def change(credential: Any) -> None:
        for name in path[:-1]:
            credential = credential[name]
        del credential[path[-1]]

    return change


def _put(value: object, *path: str) -> Callable[[Any], None]:
    def change(credential: Any) -> None:
        for name in path[:-1]:
            credential = credential[name]
        credential[path[-1]] = value

    return change


MALFORMED = [
    _drop("id"),
    _drop("rawId"),
    _drop("type"),
    _drop("response"),
    _drop("response", "clientDataJSON"),
    _drop("response", "attestationObject"),
    _put("password", "type"),
    _put("é", "id"),
    _put(None, "rawId"),
    _put([], "response"),
    _put("x", "clientExtensionResults"),
    _put("x", "somethingElse"),
    _put("!!!!", "response", "attestationObject"),
    _put("", "response", "attestationObject"),
    _put("AA==", "response", "attestationObject"),
    _put("AB", "response", "attestationObject"),
    _put("A" * 65_536, "response", "attestationObject"),
    _put("A" * 65_536, "response", "clientDataJSON"),
    _put(base64url.encode(b"[" * 8000), "response", "clientDataJSON"),
    _put(base64url.encode(b"\xff\xfe{}"), "response", "clientDataJSON"),
    _put(base64url.encode(b"7"), "response", "clientDataJSON"),
    _put(7, "response", "clientDataJSON"),
]


@pytest.mark.parametrize("change", MALFORMED)
def test_refuses_what_is_malformed_with_one_error(
    holder: Holder, change: Callable[[Any], None]
) -> None:
    credential = copy.deepcopy(created(holder))
    change(credential)

    with pytest.raises(PasskeyRefused):
        verify(holder, credential)


@pytest.mark.parametrize("credential", [None, "x", 7, [], {}])
def test_refuses_what_is_no_credential_at_all(holder: Holder, credential: object) -> None:
    with pytest.raises(PasskeyRefused):
        verify(holder, credential)


def test_a_flipped_bit_never_raises_anything_else(holder: Holder) -> None:
    credential = created(holder)
    text = credential["response"]["attestationObject"]

    for bit in range(0, len(base64url.decode(text)) * 8, 3):
        hostile = copy.deepcopy(credential)
        hostile["response"]["attestationObject"] = with_flipped_bit(text, bit=bit)
        try:
            made = verify(holder, hostile)
        except PasskeyRefused:
            continue
        # Without attestation nothing signs these bytes; what passes is a well-formed key for the
        # same person, the same page and the same challenge.
        assert made.credential_id == base64url.decode(hostile["id"])
