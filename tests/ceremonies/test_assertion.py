from __future__ import annotations

import copy
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from recovery import base64url
from recovery.ceremonies import assertion
from recovery.errors import PasskeyRefused, PasskeyUnknown
from recovery.models import AuditEvent, Holder, Passkey
from tests.factories import new_holder, new_passkey, new_relying_party, with_flipped_bit
from tests.soft_passkey import Algorithm, SoftPasskey, b64u

pytestmark = pytest.mark.django_db

CHALLENGE = bytes(range(32))
ORIGIN = "https://wallet.example"


@pytest.fixture
def holder() -> Holder:
    return new_holder(relying_party=new_relying_party("wallet.example"))


def verify(passkey: Passkey, credential: object, *, challenge: bytes = CHALLENGE) -> Any:
    return assertion.verify(
        relying_party=passkey.holder.relying_party,
        passkey=passkey,
        untrusted_credential=credential,
        expected_challenge=challenge,
    )


def signed(soft: SoftPasskey, **overrides: Any) -> dict[str, Any]:
    return soft.get(challenge=CHALLENGE, origin=ORIGIN, **overrides)


@pytest.mark.parametrize("alg", ["ES256", "EdDSA", "RS256"])
def test_accepts_what_the_passkey_signed(holder: Holder, alg: Algorithm) -> None:
    soft, passkey = new_passkey(holder, alg=alg)

    checked = verify(passkey, signed(soft))

    assert checked.user_verified
    assert (checked.backup_eligible, checked.backup_state) == (True, True)


def test_accepts_extension_data_of_the_authenticator(holder: Holder) -> None:
    soft, passkey = new_passkey(holder)

    assert verify(passkey, signed(soft, extensions={"hmac-secret": b"x" * 32}))


@pytest.mark.parametrize(
    "overrides",
    [
        pytest.param({"up": False}, id="nobody touched it"),
        pytest.param({"uv": False}, id="nobody was verified"),
        pytest.param({"be": False, "bs": True}, id="backed up without being eligible"),
        pytest.param({"rp_id_hash": b"x" * 32}, id="another relying party"),
        pytest.param({"type": "webauthn.create"}, id="a registration"),
        pytest.param({"cross_origin": True}, id="in somebody else's frame"),
        pytest.param({"top_origin": "https://evil.test"}, id="below another page"),
        pytest.param({"extra_client_data": {"crossOrigin": "false"}}, id="a text as a boolean"),
        pytest.param({"extra_client_data": {"origin": "https://evil.test"}}, id="another page"),
        pytest.param({"extra_client_data": {"challenge": "AAAA"}}, id="another challenge"),
        pytest.param({"client_data": b"{}"}, id="empty client data"),
        pytest.param({"client_data": b"[" * 7000}, id="deep client data"),
        pytest.param({"authenticator_data": b"x" * 36}, id="short authenticator data"),
    ],
)
def test_refuses_although_the_signature_is_good(holder: Holder, overrides: dict[str, Any]) -> None:
    soft, passkey = new_passkey(holder)

    with pytest.raises(PasskeyRefused):
        verify(passkey, signed(soft, **overrides))


@pytest.mark.parametrize(
    "origin",
    [
        "https://wallet.example:443",
        "https://wallet.example/",
        "https://Wallet.example",
        "https://wallet.example.evil.test",
        "http://wallet.example",
        "null",
    ],
)
def test_refuses_every_origin_that_is_not_listed_exactly(holder: Holder, origin: str) -> None:
    soft, passkey = new_passkey(holder)

    with pytest.raises(PasskeyRefused):
        verify(passkey, soft.get(challenge=CHALLENGE, origin=origin))


def test_refuses_another_spelling_of_the_right_challenge(holder: Holder) -> None:
    soft, passkey = new_passkey(holder)
    text = base64url.encode(CHALLENGE)

    for spelling in (f"{text}=", f"{text[:8]}!{text[8:]}", f" {text}", f"{text}\n"):
        with pytest.raises(PasskeyRefused):
            verify(passkey, signed(soft, extra_client_data={"challenge": spelling}))


def test_refuses_client_data_that_names_a_key_twice(holder: Holder) -> None:
    soft, passkey = new_passkey(holder)
    fields = {"type": "webauthn.get", "challenge": b64u(CHALLENGE), "origin": ORIGIN}
    doubled = json.dumps(fields).replace("{", '{"origin": "https://evil.test", ', 1).encode()

    with pytest.raises(PasskeyRefused):
        verify(passkey, signed(soft, client_data=doubled))


def test_refuses_a_signature_over_another_challenge(holder: Holder) -> None:
    soft, passkey = new_passkey(holder)

    with pytest.raises(PasskeyRefused):
        verify(passkey, signed(soft), challenge=bytes(32))


@pytest.mark.parametrize("alg", ["ES256", "EdDSA"])
def test_refuses_every_flipped_bit_in_every_signed_field(holder: Holder, alg: Algorithm) -> None:
    soft, passkey = new_passkey(holder, alg=alg)
    good = signed(soft)

    for field in ("clientDataJSON", "authenticatorData", "signature"):
        text = good["response"][field]
        for bit in range(len(base64url.decode(text)) * 8):
            hostile = copy.deepcopy(good)
            hostile["response"][field] = with_flipped_bit(text, bit=bit)
            with pytest.raises(PasskeyRefused):
                verify(passkey, hostile)


def test_refuses_the_signature_of_another_key(holder: Holder) -> None:
    soft, passkey = new_passkey(holder)
    other = SoftPasskey(rp_id="wallet.example", credential_id=soft.credential_id)
    other.user_handle = soft.user_handle

    with pytest.raises(PasskeyRefused):
        verify(passkey, signed(other))


def test_refuses_a_row_whose_key_was_swapped(holder: Holder) -> None:
    soft, passkey = new_passkey(holder)
    mallory = new_holder("Mallory", relying_party=holder.relying_party)
    _, other = new_passkey(mallory)
    Passkey.objects.filter(pk=passkey.pk).update(public_key=other.public_key)
    passkey.refresh_from_db()

    with pytest.raises(PasskeyRefused):
        verify(passkey, signed(soft))


@pytest.mark.parametrize("handle", [None, "", "AAAA", "A" * 200])
def test_refuses_the_user_handle_of_somebody_else(holder: Holder, handle: str | None) -> None:
    soft, passkey = new_passkey(holder)
    credential = signed(soft)
    credential["response"]["userHandle"] = handle

    with pytest.raises(PasskeyRefused):
        verify(passkey, credential)


def test_refuses_an_answer_that_names_another_passkey(holder: Holder) -> None:
    soft, _ = new_passkey(holder)
    _, second = new_passkey(holder)

    with pytest.raises(PasskeyRefused):
        verify(second, signed(soft))


def test_refuses_when_the_relying_party_is_switched_off(holder: Holder) -> None:
    soft, passkey = new_passkey(holder)
    passkey.holder.relying_party.is_active = False

    with pytest.raises(PasskeyRefused):
        verify(passkey, signed(soft))


def test_refuses_the_secret_of_the_prf_extension(holder: Holder) -> None:
    soft, passkey = new_passkey(holder)
    credential = signed(soft)
    credential["clientExtensionResults"] = {"prf": {"results": {"first": "AAAA"}}}

    with pytest.raises(PasskeyRefused):
        verify(passkey, credential)


def _without(name: str) -> Callable[[dict[str, Any]], None]:
    def change(credential: dict[str, Any]) -> None:
        del credential["response"][name]

    return change


def _with(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(credential: dict[str, Any]) -> None:
        credential["response"][name] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        *(_without(name) for name in ("clientDataJSON", "authenticatorData", "signature")),
        *(_with("signature", text) for text in ("", "!!", "AA==", "A" * 5000, "é")),
        *(_with("authenticatorData", text) for text in ("A" * 50_000, "AAAA")),
        *(_with("clientDataJSON", text) for text in ("A" * 50_000, "AAAA")),
        _with("signature", None),
        _with("signature", 7),
        _with("authenticatorData", []),
        _with("clientDataJSON", {}),
    ],
)
def test_refuses_what_is_malformed_with_one_error(
    holder: Holder, change: Callable[[dict[str, Any]], None]
) -> None:
    soft, passkey = new_passkey(holder)
    credential = signed(soft)
    change(credential)

    with pytest.raises(PasskeyRefused):
        verify(passkey, credential)


def test_a_changed_backup_flag_raises_an_alarm_and_passes(holder: Holder) -> None:
    soft, passkey = new_passkey(holder)

    checked = verify(passkey, signed(soft, be=False, bs=False))

    assert not checked.backup_eligible
    assert holder.events.filter(kind=AuditEvent.Kind.BACKUP_FLAG_CHANGED).count() == 1


def test_a_synced_state_that_changes_is_no_alarm(holder: Holder) -> None:
    soft, passkey = new_passkey(holder)

    checked = verify(passkey, signed(soft, bs=False))

    assert not checked.backup_state
    assert not holder.events.filter(kind=AuditEvent.Kind.BACKUP_FLAG_CHANGED).exists()


def test_a_counter_that_stands_still_is_logged_and_passes(
    holder: Holder, caplog: pytest.LogCaptureFixture
) -> None:
    soft, passkey = new_passkey(holder, sign_count=7)
    caplog.set_level(logging.WARNING)

    verify(passkey, signed(soft))

    assert "counter" in caplog.text


def test_notes_when_a_passkey_was_used(holder: Holder) -> None:
    soft, passkey = new_passkey(holder, counter_step=1)
    checked = verify(passkey, signed(soft, bs=False))
    now = timezone.now()

    assertion.note_use(passkey=passkey, checked=checked, at=now)

    passkey.refresh_from_db()
    assert (passkey.sign_count, passkey.backup_state, passkey.last_used_at) == (1, False, now)


def test_finds_the_passkey_that_answers(holder: Holder) -> None:
    soft, passkey = new_passkey(holder)

    found = assertion.find_passkey(
        rp_id=holder.relying_party.rp_id, untrusted_credential=signed(soft)
    )

    assert found == passkey


def test_does_not_know_a_passkey_that_nobody_registered(holder: Holder) -> None:
    stranger = SoftPasskey(rp_id="wallet.example")

    with pytest.raises(PasskeyUnknown):
        assertion.find_passkey(
            rp_id=holder.relying_party.rp_id, untrusted_credential=signed(stranger)
        )


def test_does_not_know_a_passkey_of_another_relying_party(holder: Holder) -> None:
    other = new_relying_party("other.example")
    soft, _ = new_passkey(new_holder(relying_party=other))

    with pytest.raises(PasskeyUnknown):
        assertion.find_passkey(rp_id=holder.relying_party.rp_id, untrusted_credential=signed(soft))
