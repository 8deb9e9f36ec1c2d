"""The page's half of a PIN in Chromium: the RFC's vectors, a real enclave, and the rules."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from recovery.enclave import oprf
from tests import soft_oprf
from tests.browser.lib.conftest import VECTORS, Tab
from tests.enclave.pins import PinPerson
from tests.enclave.unlocking import attested
from tests.enclave_process import RP_ID, EnclaveProcess
from tests.soft_layout import b64u, sha256, unb64u

pytestmark = pytest.mark.browser

RFC: dict[str, Any] = json.loads((VECTORS / "voprf-ristretto255-sha512.json").read_text())


def test_the_vendored_library_gives_every_value_of_the_rfc(tab: Tab) -> None:
    result = tab.run(
        """
        const { ristretto255_oprf } = await import("/static/vendor/ristretto.js");
        const { voprf } = ristretto255_oprf;
        const unhex = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
        const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
        const order = 2n ** 252n + 27742317777372353535851937790883648493n;
        // The library reduces random bytes to 1 … order - 1; these give the scalar of the RFC.
        const scalar = (text) =>
          unhex(text).reduceRight((value, byte) => value * 256n + BigInt(byte), 0n);
        const bytesFor = (text) => (size) => {
          let value = scalar(text) - 1n;
          const little = Uint8Array.from({ length: size }, () => {
            const byte = Number(value & 255n);
            value >>= 8n;
            return byte;
          });
          return little;
        };
        const { rfc } = input;
        const keys = voprf.deriveKeyPair(unhex(rfc.seed), unhex(rfc.key_info));
        return {
          sk: hex(keys.secretKey),
          pk: hex(keys.publicKey),
          vectors: rfc.vectors.map((vector) => {
            const points = vector.inputs.map((value, at) =>
              voprf.blind(unhex(value), bytesFor(vector.blinds[at])));
            const answer = voprf.blindEvaluateBatch(keys.secretKey, keys.publicKey,
              points.map(({ blinded }) => blinded), bytesFor(vector.randomness));
            const items = points.map(({ blind, blinded }, at) => ({
              input: unhex(vector.inputs[at]), blind, blinded, evaluated: answer.evaluated[at],
            }));
            return {
              blinds: points.map(({ blind }) => hex(blind)),
              blinded: points.map(({ blinded }) => hex(blinded)),
              evaluated: answer.evaluated.map(hex),
              proof: hex(answer.proof),
              outputs: voprf.finalizeBatch(items, keys.publicKey, answer.proof).map(hex),
            };
          }),
        };
        """,
        rfc=RFC,
    )
    assert (result["sk"], result["pk"]) == (RFC["sk"], RFC["pk"])
    for found, expected in zip(result["vectors"], RFC["vectors"], strict=True):
        assert found == {name: expected[name] for name in found}


BLIND = """
  const { blind } = await lib("oprf");
  const { blind: scalar, blinded } = blind(unb64u(input.value));
  return { scalar: b64u(scalar), blinded: b64u(blinded) };
"""
FINALIZE = """
  const { finalize } = await lib("oprf");
  const point = { blind: unb64u(input.scalar), blinded: unb64u(input.blinded) };
  const answer = unb64u(input.answer);
  const work = () => finalize({
    value: unb64u(input.value), point, publicKey: unb64u(input.public),
    evaluated: answer.slice(0, 32), proof: answer.slice(32),
  });
  const failed = await code(async () => work());
  return failed === "no failure" ? b64u(work()) : failed;
"""


def test_page_and_enclave_compute_the_same(tab: Tab) -> None:
    seed, value = os.urandom(32), os.urandom(32)
    _, public = soft_oprf.derive_key_pair(seed=seed, info=b"KRP1-PIN")
    point = tab.run(BLIND, value=b64u(value))
    element = unb64u(point["blinded"])
    answer = oprf.evaluate(seed=seed, untrusted_element=element)
    parts = {"value": b64u(value), "public": b64u(public), **point}
    output = tab.run(FINALIZE, answer=b64u(answer), **parts)
    expected = soft_oprf.finalize(
        value=value,
        blinded=soft_oprf.Blinded(unb64u(point["scalar"]), element),
        public=public,
        evaluated=answer,
    )
    assert output == b64u(expected)


@pytest.mark.parametrize("fault", ["proof", "element", "other key", "identity"])
def test_a_bad_proof_is_the_servers_fault_and_never_a_wrong_pin(tab: Tab, fault: str) -> None:
    seed, value = os.urandom(32), os.urandom(32)
    public = oprf.public_key(seed)
    point = tab.run(BLIND, value=b64u(value))
    answer = oprf.evaluate(
        seed=os.urandom(32) if fault == "other key" else seed,
        untrusted_element=unb64u(point["blinded"]),
    )
    if fault == "proof":
        answer = answer[:40] + bytes([answer[40] ^ 1]) + answer[41:]
    elif fault == "element":
        answer = soft_oprf.blind(b"x").element + answer[32:]
    elif fault == "identity":
        answer = bytes(32) + answer[32:]
    parts = {"value": b64u(value), "public": b64u(public), **point}
    assert tab.run(FINALIZE, answer=b64u(answer), **parts) == "pin_proof"


@pytest.fixture(scope="module")
def vault() -> Any:
    with EnclaveProcess() as process:
        yield process


REQUEST = """
  const { newRequest, sealTag } = await lib("pin");
  const { ed25519KeyPair } = await lib("keys");
  const pair = await crypto.subtle.generateKey({ name: "X25519" }, true, ["deriveBits"]);
  const keyPair = {
    publicKey: new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)),
    privateKey: pair.privateKey,
  };
  globalThis.keptKeyPair = keyPair;
  const { privateKey, publicKey } = await ed25519KeyPair(unb64u(input.seed));
  const record = input.record ? unb64u(input.record) : undefined;
  const subject = {
    rpId: input.rpId, wid: unb64u(input.wid), pkMan: publicKey, record, signingKey: privateKey,
  };
  const vault = Object.fromEntries(
    Object.entries(input.vault).map(([name, text]) => [name, unb64u(text)]));
  globalThis.keptVault = vault;
  const body = input.tag
    ? await sealTag({ tag: unb64u(input.tag), vault, record }) : unb64u(input.body ?? "");
  const { wire, context } = await newRequest({ act: input.act, subject, vault, body, keyPair });
  globalThis.keptContext = context;
  return wire;
"""
OPEN = """
  const { openAnswer } = await lib("pin");
  const { answer, act } = input;
  const work = () => openAnswer({
    answer, act, context: keptContext, vault: keptVault, keyPair: keptKeyPair,
  });
  const failed = await code(work);
  if (failed !== "no failure") return { failed };
  const { body, ...rest } = await work();
  return { ...rest, body: b64u(body) };
"""


class PageAtVault:
    """The page's code makes each request and reads each answer; a real enclave is in between."""

    def __init__(self, tab: Tab, vault: EnclaveProcess) -> None:
        self.tab, self.vault = tab, vault
        self.person = PinPerson(vault)
        self.seed, self.wid = os.urandom(32), self.person.owner.wid

    def send(self, act: int, *, meddle: bool = False, **parts: str) -> dict[str, Any]:
        from recovery.enclave.messages import PinRequest

        fresh, claims = self.vault.client.nonce(), attested(self.vault).claims
        wire = self.tab.run(
            REQUEST,
            act=act,
            seed=b64u(self.seed),
            rpId=RP_ID,
            wid=b64u(self.wid),
            vault={
                "bootId": b64u(fresh.boot_id),
                "nonce": b64u(fresh.nonce),
                "pkSig": b64u(claims.pk_sig),
                "pkEnc": b64u(claims.pk_enc),
            },
            **parts,
        )
        values: dict[str, Any] = {k: v if k == "act" else unb64u(v) for k, v in wire.items()}
        answer = self.vault.client.pin(PinRequest(suite=1, rp_id=RP_ID, wid=self.wid, **values))
        sealed = answer.sealed[:-1] + b"\0" if meddle else answer.sealed
        opened: dict[str, Any] = self.tab.run(
            OPEN, act=act, answer={"sealed": b64u(sealed), "sig": b64u(answer.sig)}
        )
        return opened


def test_the_page_and_a_real_enclave_understand_each_other(tab: Tab, vault: EnclaveProcess) -> None:
    page = PageAtVault(tab, vault)
    begun = page.send(1)
    assert begun["outcome"] == 0
    body = unb64u(begun["body"])
    record, public = body[:16], body[16:48]
    value = os.urandom(32)
    point = tab.run(BLIND, value=b64u(value))
    tried = page.send(2, record=b64u(record), body=point["blinded"])
    assert (tried["left"], tried["failed"]) == (9, 1)
    rwd = tab.run(
        FINALIZE,
        value=b64u(value),
        public=b64u(public),
        answer=b64u(unb64u(tried["body"])[:96]),
        **point,
    )
    tag = tab.run(
        """
        const { tagOf } = await lib("pin");
        const { wid, rwd, epoch } = input;
        return b64u(await tagOf({ wid: unb64u(wid), rwd: unb64u(rwd), epoch }));
        """,
        wid=b64u(page.wid),
        rwd=rwd,
        epoch=begun["epoch"],
    )
    page.person.epoch = begun["epoch"]
    assert unb64u(tag) == page.person.owner.tag(unb64u(rwd), epoch=begun["epoch"])
    registered = page.send(4, record=b64u(record), body=b64u(sha256(unb64u(tag))))
    assert registered["outcome"] == 0
    confirmed = page.send(3, record=b64u(record), tag=tag)
    assert confirmed["outcome"] == 0
    assert confirmed["body"] == registered["body"]
    assert page.send(3, record=b64u(record), tag=b64u(os.urandom(32)))["outcome"] == 1
    assert page.send(6, record=b64u(record))["failed"] == 0
    assert page.send(5, record=b64u(record))["outcome"] == 0
    assert page.send(6, record=b64u(record))["outcome"] == 2


def test_an_answer_that_was_changed_is_not_read(tab: Tab, vault: EnclaveProcess) -> None:
    assert PageAtVault(tab, vault).send(1, meddle=True) == {"failed": "reply_signature"}


def test_the_signature_is_the_wallets(tab: Tab, vault: EnclaveProcess) -> None:
    page = PageAtVault(tab, vault)
    public = Ed25519PrivateKey.from_private_bytes(page.seed).public_key().public_bytes_raw()
    wire = tab.run(
        REQUEST,
        act=1,
        seed=b64u(page.seed),
        rpId=RP_ID,
        wid=b64u(page.wid),
        vault=dict.fromkeys(("bootId", "nonce"), b64u(bytes(16)))
        | dict.fromkeys(("pkSig", "pkEnc"), b64u(bytes(32))),
    )
    assert wire["pk_man"] == b64u(public)


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("12345", "short"),
        ("1234567890123", "long"),
        ("12345a", "letters"),
        ("١٢٣٤٥٦", "letters"),
        ("111111", "repeated"),
        ("121212", "repeated"),
        ("123123", "repeated"),
        ("112112", "repeated"),
        ("191911", "repeated"),
        ("123456", "run"),
        ("654321", "run"),
        ("890123", "run"),
        ("135791", "run"),
        ("112233", "run"),
        ("998877", "run"),
        ("241287", "date"),
        ("122487", "date"),
        ("871224", "date"),
        ("062001", "date"),
        ("199512", "date"),
        ("24121987", "date"),
        ("12241987", "date"),
        ("19871224", "date"),
        ("483384", "pattern"),
        ("696969", "repeated"),
        ("159753", "common"),
        ("314159", "common"),
        ("493817", ""),
        ("820496", ""),
        ("90374615", ""),
    ],
)
def test_a_pin_that_many_would_try_is_refused_with_the_reason(tab: Tab, pin: str, why: str) -> None:
    script = 'return (await lib("pinrules")).objectionTo(input.pin);'
    assert tab.run(script, pin=pin) == why


def test_digits_that_belong_to_the_person_are_refused(tab: Tab) -> None:
    script = 'return (await lib("pinrules")).objectionTo("493817", { known: ["0049381755"] });'
    assert tab.run(script) == "known"


def test_a_relying_party_may_ask_for_more_digits(tab: Tab) -> None:
    script = 'return (await lib("pinrules")).objectionTo(input.pin, { least: 8 });'
    assert [tab.run(script, pin=pin) for pin in ("4938172", "49381725")] == ["short", ""]


def test_most_pins_are_good(tab: Tab) -> None:
    script = """
      const { objectionTo } = await lib("pinrules");
      let good = 0;
      for (let pin = 0; pin < 1e6; pin += 7) {
        if (objectionTo(String(pin).padStart(6, "0")) === "") good += 1;
      }
      return good / Math.ceil(1e6 / 7);
    """
    assert 0.85 < tab.run(script) < 0.98
