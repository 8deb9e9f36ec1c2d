"""The host's part of a PIN: whose wallet, how often, and what is noted. The vault counts."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from recovery.enclave.messages import NonceAnswer, PinAnswer
from recovery.models import AuditEvent, Notice
from tests import soft_oprf
from tests.moments import within_one_window
from tests.person import Person
from tests.soft_layout import b64u, manifest_key, read_claims, sha256, unb64u
from tests.soft_pin import Act, Answer, Outcome, PinOwner, unblinded

pytestmark = pytest.mark.database

SECRET = bytes(range(16))
PIN = "493817"


class PinPage:
    """What a page does with a PIN, over the JSON edge."""

    def __init__(self, person: Person, *, wid: bytes, key: Ed25519PrivateKey | None = None) -> None:
        self.person = person
        key = key or manifest_key(wid=wid, secret=SECRET)
        rp_id = person.holder.relying_party.rp_id
        self.owner = PinOwner(rp_id=rp_id, wid=wid, signing_key=key)
        self.signed_by: Ed25519PrivateKey | None = None

    def send(
        self, act: int, *, body: bytes = b"", tag: bytes | None = None, renewal: bool = False
    ) -> tuple[int, Any]:
        nonce = self.person.must(
            "POST", "/nonce", {"op": 2, "nonce_b": b64u(secrets.token_bytes(32))}
        )
        fresh = NonceAnswer(unb64u(nonce["boot_id"]), unb64u(nonce["nonce"]), 1)
        claims = read_claims(unb64u(nonce["attestation"]["claims"]))
        if tag is not None:
            body = self.owner.sealed_tag(tag, fresh=fresh, claims=claims)
        sent = self.owner.request(act, fresh=fresh, body=body, signed_by=self.signed_by)
        wire: dict[str, Any] = {
            name: value if name == "act" else b64u(value)
            for name in ("act", "nonce", "pk_man", "record", "pk_eph", "body", "owner_sig")
            for value in [getattr(sent.request, name)]
        }
        wire |= {"renewal": True} if renewal else {}
        status, answer = self.person.call("POST", f"/wallets/{b64u(self.owner.wid)}/pin", wire)
        if status != 200:
            return status, answer["code"]
        sealed = PinAnswer(unb64u(answer["sealed"]), unb64u(answer["sig"]), b"")
        return status, sent.read(sealed, pk_sig=claims.pk_sig)

    def must(self, act: int, **parts: Any) -> Answer:
        status, answer = self.send(act, **parts)
        assert (status, answer.outcome) == (200, Outcome.DONE)
        found: Answer = answer
        return found

    def evaluate(self, pin: str) -> bytes:
        value = self.owner.stretched(pin)
        blinded = soft_oprf.blind(value)
        body = self.must(Act.EVALUATE, body=blinded.element).body
        return unblinded(value=value, blinded=blinded, public=self.owner.public, body=body)

    def enrol(self, pin: str, **parts: Any) -> tuple[int, bytes]:
        begun = self.must(Act.ENROL)
        self.owner.record, self.owner.public = begun.body[:16], begun.body[16:48]
        tag = self.owner.tag(self.evaluate(pin), epoch=begun.epoch)
        self.must(Act.REGISTER, body=sha256(tag), **parts)
        return begun.epoch, tag


def protected(person: Person) -> bytes:
    """A wallet with one passkey; gives its id."""
    wid = secrets.token_bytes(16)
    built = person.browser.build_generation(
        secret=SECRET,
        wid=wid,
        gen=1,
        slots=[person.slot(*person.unlock())],
        previous_manifest=None,
    )
    person.upload(built)
    person.commit(built)
    return wid


def kinds(person: Person) -> list[str]:
    return [event.kind for event in person.holder.events.order_by("pk")]


def test_a_pin_is_set_entered_and_removed_through_us(alice: Person) -> None:
    page = PinPage(alice, wid=protected(alice))
    _, tag = page.enrol(PIN)
    assert page.must(Act.STATUS).failed == 0
    page.evaluate(PIN)
    assert page.must(Act.CONFIRM, tag=tag).body[:32] != bytes(32)
    page.must(Act.DESTROY)
    noted = [kind for kind in kinds(alice) if kind.startswith("pin_")]
    kind = AuditEvent.Kind
    assert noted == [kind.PIN_TRIED, kind.PIN_SET, kind.PIN_TRIED, kind.PIN_REMOVED]


def test_a_change_that_the_vault_did_not_make_is_neither_noted_nor_told(alice: Person) -> None:
    page = PinPage(alice, wid=protected(alice))
    page.enrol(PIN)
    # Each a second time, or about what is not there.
    status, answer = page.send(Act.REGISTER, body=bytes(32)[:-1] + b"x")
    assert (status, answer.outcome) == (200, Outcome.UNKNOWN)
    page.owner.record = secrets.token_bytes(16)
    status, answer = page.send(Act.DESTROY)
    assert (status, answer.outcome) == (200, Outcome.UNKNOWN)
    noted = [kind for kind in kinds(alice) if kind.startswith("pin_")]
    assert noted == [AuditEvent.Kind.PIN_TRIED, AuditEvent.Kind.PIN_SET]
    assert not Notice.objects.exists()


def test_one_that_only_moved_to_a_newer_key_is_not_called_new(alice: Person) -> None:
    page = PinPage(alice, wid=protected(alice))
    page.enrol(PIN, renewal=True)
    assert AuditEvent.Kind.PIN_RENEWED in kinds(alice)
    assert AuditEvent.Kind.PIN_SET not in kinds(alice)


def test_a_wallet_of_somebody_else_is_not_there(alice: Person, mallory: Person) -> None:
    wid = protected(alice)
    assert PinPage(mallory, wid=wid).send(Act.STATUS) == (404, "not_found")


def test_another_key_than_the_wallets_is_not_passed_on(alice: Person) -> None:
    """Whoever has a session and not the wallet makes no account at the vault."""
    page = PinPage(alice, wid=protected(alice), key=Ed25519PrivateKey.generate())
    assert page.send(Act.ENROL) == (404, "not_found")


def test_a_wallet_that_is_not_protected_has_no_pin(alice: Person) -> None:
    assert PinPage(alice, wid=secrets.token_bytes(16)).send(Act.ENROL) == (404, "not_found")


def test_a_stolen_session_can_neither_set_nor_remove_a_pin(alice: Person) -> None:
    page = PinPage(alice, wid=protected(alice))
    _, tag = page.enrol(PIN)
    # It knows every public key from the manifest, and has to sign with one of its own.
    page.signed_by = Ed25519PrivateKey.generate()
    assert page.send(Act.ENROL)[0] == 403
    assert page.send(Act.DESTROY)[0] == 403
    assert page.must(Act.CONFIRM, tag=tag)


def test_tries_are_limited_by_the_minute(alice: Person) -> None:
    page = PinPage(alice, wid=protected(alice))
    page.owner.record = secrets.token_bytes(16)
    element = soft_oprf.blind(b"x").element
    found = within_one_window(lambda: [page.send(Act.EVALUATE, body=element)[0] for _ in range(11)])
    assert found == [200] * 10 + [429]


@pytest.mark.parametrize("act", [0, 7, -1, 2**31], ids=["zero", "unknown", "negative", "huge"])
def test_an_act_that_is_not_known_is_refused(alice: Person, act: int) -> None:
    wid = protected(alice)
    wire = {"act": act, "nonce": b64u(bytes(16)), "pk_man": b64u(bytes(32))}
    wire |= {"record": b64u(bytes(16)), "pk_eph": b64u(bytes(32)), "body": "", "owner_sig": ""}
    status, answer = alice.call("POST", f"/wallets/{b64u(wid)}/pin", wire)
    assert (status, answer["code"]) == (400, "bad_request")


def test_only_who_is_signed_in_may_ask(alice: Person) -> None:
    wid = protected(alice)
    alice.new_device()
    status, _ = alice.call("POST", f"/wallets/{b64u(wid)}/pin", {})
    assert status == 401
