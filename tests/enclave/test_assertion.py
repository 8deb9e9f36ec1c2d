"""Every single thing that an assertion can have wrong about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)

from recovery.enclave.assertion import load_public_key
from recovery.enclave.messages import Refused, UnlockRequest
from recovery.errors import EnclaveDenied
from tests.enclave.conftest import NewRequest, NewTouch
from tests.enclave.unlocking import unlock_with
from tests.enclave_process import ORIGIN, RP_ID, EnclaveProcess
from tests.soft_client import (
    SoftBrowser,
    Touch,
    b64u,
    unb64u,
)
from tests.soft_passkey import SoftPasskey


@pytest.mark.parametrize(
    "overrides",
    [
        {"cross_origin": None},
        {"extensions": {"hmac-secret": bytes(48)}},
        {"extra_client_data": {"tokenBinding": {"status": "supported"}}},
        {"extra_client_data": {"androidPackageName": "org.example.wallet"}},
    ],
)
def test_accepts_what_real_authenticators_add(
    enclave: EnclaveProcess, browser: SoftBrowser, overrides: dict[str, Any]
) -> None:
    assert unlock_with(enclave=enclave, browser=browser, **overrides).ent


def test_accepts_credential_data_in_an_assertion(
    enclave: EnclaveProcess, browser: SoftBrowser, passkey: SoftPasskey
) -> None:
    wire = passkey.create(challenge=bytes(32), origin=ORIGIN, user_handle=bytes(64))
    data = unb64u(wire["response"]["authenticatorData"])
    assert unlock_with(enclave=enclave, browser=browser, authenticator_data=data).ent


SIGNED_FAULTS: dict[str, dict[str, Any]] = {
    "registration type": {"type": "webauthn.create"},
    "payment type": {"type": "payment.get"},
    "other challenge": {"challenge": bytes(32)},
    "empty challenge": {"challenge": b""},
    "origin of another relying party": {"origin": "https://other.example"},
    "origin that nobody listed": {"origin": "https://evil.example"},
    "origin with its port": {"origin": "https://wallet.example:443"},
    "origin with another port": {"origin": "https://wallet.example:8443"},
    "origin in capitals": {"origin": "https://WALLET.example"},
    "origin with a path": {"origin": "https://wallet.example/"},
    "origin with a trailing dot": {"origin": "https://wallet.example."},
    "origin with a suffix": {"origin": "https://wallet.example.evil.example"},
    "origin without TLS": {"origin": "http://wallet.example"},
    "origin of a subdomain": {"origin": "https://sub.wallet.example"},
    "origin of an app": {"origin": "android:apk-key-hash:AAAA"},
    "origin that looks alike": {"origin": "https://wallet.еxample"},
    "empty origin": {"origin": ""},
    "null origin": {"origin": "null"},
    "framed by another origin": {"cross_origin": True},
    "crossOrigin null": {"extra_client_data": {"crossOrigin": None}},
    "crossOrigin zero": {"extra_client_data": {"crossOrigin": 0}},
    "crossOrigin text": {"extra_client_data": {"crossOrigin": "false"}},
    "a top origin": {"top_origin": "https://evil.example"},
    "a top origin that is our own": {"top_origin": ORIGIN},
    "an empty top origin": {"extra_client_data": {"topOrigin": None}},
    "nobody present": {"up": False},
    "nobody verified": {"uv": False},
    "backed up but not eligible": {"be": False, "bs": True},
    "other relying party's hash": {"rp_id_hash": bytes(32)},
    "origin is a list": {"extra_client_data": {"origin": [ORIGIN]}},
    "type is a list": {"extra_client_data": {"type": ["webauthn.get"]}},
    "type is missing": {"client_data": b'{"challenge":"","origin":"https://wallet.example"}'},
    "client data is a list": {"client_data": b"[]"},
    "client data is empty": {"client_data": b"{}"},
    "client data is no JSON": {"client_data": b"\x00"},
    "client data is not UTF-8": {"client_data": b'{"type":"\xff"}'},
    "client data is nested": {"extra_client_data": {"deep": [[[[[[[[[[]]]]]]]]]]}},
    "client data has a fraction": {"extra_client_data": {"number": 0.5}},
    "authenticator data has a tail": {
        "authenticator_data": bytes.fromhex("00" * 32) + b"\x1d" + bytes(5)
    },
}


@pytest.mark.parametrize("fault", SIGNED_FAULTS)
def test_refuses_although_the_signature_is_right(
    enclave: EnclaveProcess, request_for: NewRequest, fault: str
) -> None:
    with pytest.raises(EnclaveDenied):
        enclave.client.unlock(request_for(**SIGNED_FAULTS[fault]))


@pytest.mark.parametrize(
    ("flags", "tail"),
    [
        (0x1D, b"\x00"),
        (0x9D, b""),
        (0x9D, b"\x40"),
        (0x5D, b""),
        (0x5D, bytes(17)),
        (0x5D, bytes(16) + b"\x00\x20" + bytes(32)),
        (0x5D, bytes(16) + b"\xff\xff" + bytes(64)),
    ],
)
def test_refuses_authenticator_data_that_does_not_add_up(
    enclave: EnclaveProcess,
    request_for: NewRequest,
    passkey: SoftPasskey,
    flags: int,
    tail: bytes,
) -> None:
    whole = passkey.get(challenge=b"", origin="")["response"]["authenticatorData"]
    head = unb64u(whole)[:32]
    with pytest.raises(EnclaveDenied):
        enclave.client.unlock(
            request_for(authenticator_data=head + bytes([flags]) + bytes(4) + tail)
        )


def with_client_data(*, touch: Touch, passkey: SoftPasskey, pairs: list[str]) -> UnlockRequest:
    """The same touch over hand-written client data, signed as it stands."""
    data = ("{" + ",".join(['"type":"webauthn.get"', *pairs]) + "}").encode()
    wire = passkey.get(challenge=b"", origin=ORIGIN, client_data=data)
    return replace(touch, wire=wire).request(rp_id=RP_ID, spki=passkey.spki)


def spelled(text: str, *, how: str) -> str:
    """Other spellings of the same bytes, which a lenient decoder would accept."""
    return {
        "padded": text + "=",
        "plain alphabet": text.replace("-", "+").replace("_", "/"),
        "junk": "!!" + text,
        "line end": text + "\\n",
        "exact": text,
    }[how]


@pytest.mark.parametrize("how", ["padded", "plain alphabet", "junk", "line end"])
def test_compares_the_challenge_as_text(
    enclave: EnclaveProcess, touch: NewTouch, passkey: SoftPasskey, how: str
) -> None:
    made = touch()
    while not {"-", "_"} & set(b64u(made.challenge)):
        made = touch()
    origin = f'"origin":"{ORIGIN}"'
    challenge = f'"challenge":"{spelled(b64u(made.challenge), how=how)}"'
    with pytest.raises(EnclaveDenied):
        enclave.client.unlock(
            with_client_data(touch=made, passkey=passkey, pairs=[challenge, origin])
        )


def test_reads_hand_written_client_data(
    enclave: EnclaveProcess, touch: NewTouch, passkey: SoftPasskey
) -> None:
    """Shows that the refusals beside this one come from the fault and not from the way."""
    made = touch()
    pairs = [f'"challenge":"{b64u(made.challenge)}"', f'"origin":"{ORIGIN}"']
    assert enclave.client.unlock(with_client_data(touch=made, passkey=passkey, pairs=pairs))


def test_refuses_client_data_that_names_a_key_twice(
    enclave: EnclaveProcess, touch: NewTouch, passkey: SoftPasskey
) -> None:
    made = touch()
    challenge = f'"challenge":"{b64u(made.challenge)}"'
    origins = ['"origin":"https://evil.example"', f'"origin":"{ORIGIN}"']
    with pytest.raises(EnclaveDenied):
        enclave.client.unlock(
            with_client_data(touch=made, passkey=passkey, pairs=[challenge, *origins])
        )


def test_reads_a_key_in_its_one_usual_spelling_only(passkey: SoftPasskey) -> None:
    usual = passkey.spki
    assert load_public_key(usual)
    point = usual[-65:]
    assert point[0] == 4
    # OpenSSL reads a point in its hybrid and in its compressed form as well.
    hybrid = usual[:-65] + bytes([6 + point[64] % 2]) + point[1:]
    key = load_der_public_key(hybrid)
    assert key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) == usual
    with pytest.raises(Refused):
        load_public_key(hybrid)


def rsa_spki(*, bits: int, exponent: int = 65537) -> bytes:
    """A public key of this size; nobody has a private one, so it only serves to be looked at."""
    key = rsa.RSAPublicNumbers(exponent, (1 << bits) - 1).public_key()
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize("bits", [2048, 3072, 4096])
def test_takes_rsa_keys_of_the_usual_sizes(bits: int) -> None:
    assert load_public_key(rsa_spki(bits=bits))


@pytest.mark.parametrize(
    ("bits", "exponent"),
    [(1024, 65537), (2047, 65537), (4097, 65537), (8192, 65537), (2048, 2**32 + 1)],
)
def test_refuses_rsa_keys_that_are_weak_or_costly(bits: int, exponent: int) -> None:
    with pytest.raises(Refused):
        load_public_key(rsa_spki(bits=bits, exponent=exponent))


def test_refuses_every_flipped_byte(
    enclave: EnclaveProcess, touch: NewTouch, passkey: SoftPasskey
) -> None:
    whole = touch().request(rp_id=RP_ID, spki=passkey.spki)
    places = [
        (name, at)
        for name in ("authenticator_data", "client_data", "signature", "spki", "pk_eph", "nonce")
        for at in range(len(getattr(whole, name)))
    ]
    opened = []
    for name, at in places:
        request = touch().request(rp_id=RP_ID, spki=passkey.spki)
        flipped = bytearray(getattr(request, name))
        flipped[at % len(flipped)] ^= 1 << at % 8
        changes: dict[str, Any] = {name: bytes(flipped)}
        try:
            enclave.client.unlock(replace(request, **changes))
        except EnclaveDenied:
            continue
        opened.append((name, at))
    assert not opened
    assert len(places) > 300
