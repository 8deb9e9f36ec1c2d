"""Wycheproof and the RFCs' own vectors, through the browser and the libraries it is served."""

from __future__ import annotations

from typing import Any

import pytest

from tests import wycheproof
from tests.browser.lib.conftest import Tab

pytestmark = pytest.mark.browser

HEX = """
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
"""


def verdicts(lab: Tab, cases: list[dict[str, Any]], work: str) -> list[Any]:
    """What `work` gives for each case; null where it throws."""
    script = f"""{HEX}
        const {{ hex }} = await lib("bytes");
        const results = [];
        for (const test of input.cases) {{
          const one = async () => {{ {work} }};
          try {{ results.push(await one()); }} catch {{ results.push(null); }}
        }}
        return results;
        """
    found: list[Any] = lab.run(script, cases=cases)
    return found


def test_ed25519(lab: Tab) -> None:
    cases = [
        case | {"key": group["publicKey"]["pk"]} for group, case in wycheproof.cases("ed25519")
    ]
    found = verdicts(
        lab,
        cases,
        """
        const { ed25519PublicKey } = await lib("keys");
        const key = await ed25519PublicKey(bytes(test.key));
        return crypto.subtle.verify("Ed25519", key, bytes(test.sig), bytes(test.msg));
        """,
    )
    for case, verified in zip(cases, found, strict=True):
        if case["result"] != "acceptable":
            assert verified is (case["result"] == "valid"), (case["tcId"], case["comment"])


def test_x25519_refuses_points_of_low_order(lab: Tab) -> None:
    cases = [case for _, case in wycheproof.cases("x25519")]
    found = verdicts(
        lab,
        cases,
        """
        const { x25519KeyPair, x25519PublicKey } = await lib("keys");
        const { privateKey } = await x25519KeyPair(bytes(test.private));
        const algorithm = { name: "X25519", public: await x25519PublicKey(bytes(test.public)) };
        return hex(new Uint8Array(await crypto.subtle.deriveBits(algorithm, privateKey, 256)));
        """,
    )
    for case, shared in zip(cases, found, strict=True):
        low = "ZeroSharedSecret" in case["flags"]
        assert shared == (None if low else case["shared"]), (case["tcId"], case["comment"])


def test_hkdf(lab: Tab) -> None:
    cases = [case for _, case in wycheproof.cases("hkdf_sha256")]
    found = verdicts(
        lab,
        cases,
        """
        const { hkdf } = await lib("bytes");
        const [salt, ikm, info] = [test.salt, test.ikm, test.info].map(bytes);
        return hex(await hkdf({ salt, ikm, info, size: test.size }));
        """,
    )
    for case, okm in zip(cases, found, strict=True):
        assert okm == (case["okm"] if case["result"] == "valid" else None), case["tcId"]


def test_aes_gcm_as_the_envelope_uses_it(lab: Tab) -> None:
    sizes = {"ivSize": 96, "keySize": 256, "tagSize": 128}
    cases = [case for group, case in wycheproof.cases("aes_gcm") if sizes.items() <= group.items()]
    found = verdicts(
        lab,
        cases,
        """
        const key = await crypto.subtle.importKey(
          "raw", bytes(test.key), "AES-GCM", false, ["decrypt"]);
        const algorithm = { name: "AES-GCM", iv: bytes(test.iv), additionalData: bytes(test.aad) };
        const sealed = bytes(test.ct + test.tag);
        return hex(new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed)));
        """,
    )
    assert len(cases) > 50
    for case, plain in zip(cases, found, strict=True):
        assert plain == (case["msg"] if case["result"] == "valid" else None), case["tcId"]


def test_aes_key_wrap_as_the_envelope_uses_it(lab: Tab) -> None:
    """A 256-bit key that wraps a 256-bit key; a wrapped key of another size is no key of ours."""
    cases = [
        case
        for group, case in wycheproof.cases("aes_wrap")
        if group["keySize"] == 256 and len(case["msg"]) == 64
    ]
    found = verdicts(
        lab,
        cases,
        """
        const key = await crypto.subtle.importKey(
          "raw", bytes(test.key), "AES-KW", false, ["unwrapKey"]);
        const unwrapped = await crypto.subtle.unwrapKey(
          "raw", bytes(test.ct), key, "AES-KW", { name: "HMAC", hash: "SHA-256" }, true, ["sign"]);
        return hex(new Uint8Array(await crypto.subtle.exportKey("raw", unwrapped)));
        """,
    )
    assert {case["result"] for case in cases} >= {"valid", "invalid"}
    for case, unwrapped in zip(cases, found, strict=True):
        assert unwrapped == (case["msg"] if case["result"] == "valid" else None), case["tcId"]


def test_hpke_is_that_of_rfc_9180(lab: Tab) -> None:
    (case,) = wycheproof.hpke_base_mode()
    opened = lab.run(
        HEX
        + """
        const { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } =
          await import("/static/vendor/hpke.js");
        const { hex } = await lib("bytes");
        const { x25519KeyPair, x25519PublicKey } = await lib("keys");
        const suite = new CipherSuite({
          kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
        const pair = await x25519KeyPair(bytes(input.skRm));
        const recipientKey = {
          privateKey: pair.privateKey, publicKey: await x25519PublicKey(pair.publicKey) };
        const context = await suite.createRecipientContext({
          recipientKey, enc: bytes(input.enc), info: bytes(input.info) });
        const opened = [];
        for (const { aad, ct } of input.encryptions) {
          opened.push(hex(new Uint8Array(await context.open(bytes(ct), bytes(aad)))));
        }
        return opened;
        """,
        **{name: case[name] for name in ("skRm", "enc", "info")},
        # A context counts; only the first ones follow each other without a gap.
        encryptions=case["encryptions"][:3],
    )
    assert opened == [one["pt"] for one in case["encryptions"][:3]]


def test_signatures_and_thumbprints_are_those_of_rfc_8037(lab: Tab) -> None:
    """RFC 8037, appendix A.1 to A.5 (Ed25519 in JOSE) and A.3 (thumbprint)."""
    key = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    seed = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
    jws = (
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PG"
        "cvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
    )
    result = lab.run(
        """
        const { CompactSign, calculateJwkThumbprintUri, compactVerify } =
          await import("/static/vendor/jose.js");
        const { ed25519KeyPair, ed25519PublicKey } = await lib("keys");
        const { utf8 } = await lib("bytes");
        const pair = await ed25519KeyPair(unb64u(input.seed));
        const signed = await new CompactSign(utf8("Example of Ed25519 signing"))
          .setProtectedHeader({ alg: "EdDSA" }).sign(pair.privateKey);
        const verified = await compactVerify(input.jws, await ed25519PublicKey(unb64u(input.key)));
        return {
          publicKey: b64u(pair.publicKey),
          signed,
          payload: new TextDecoder().decode(verified.payload),
          thumbprint: await calculateJwkThumbprintUri(
            { kty: "OKP", crv: "Ed25519", x: input.key }),
        };
        """,
        key=key,
        seed=seed,
        jws=jws,
    )
    assert result == {
        "publicKey": key,
        "signed": jws,
        "payload": "Example of Ed25519 signing",
        "thumbprint": "urn:ietf:params:oauth:jwk-thumbprint:sha-256:"
        "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
    }


def test_key_agreement_is_that_of_rfc_8037(lab: Tab) -> None:
    """RFC 8037, appendix A.6, whose keys are those of RFC 7748."""
    result = lab.run(
        HEX
        + """
        const { hex } = await lib("bytes");
        const { x25519KeyPair, x25519PublicKey } = await lib("keys");
        const pair = await x25519KeyPair(bytes(input.ephemeral));
        const algorithm = { name: "X25519", public: await x25519PublicKey(bytes(input.bob)) };
        const z = await crypto.subtle.deriveBits(algorithm, pair.privateKey, 256);
        return { z: hex(new Uint8Array(z)), epk: b64u(pair.publicKey) };
        """,
        ephemeral="77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
        bob="de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
    )
    assert result == {
        "z": "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
        "epk": "hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo",
    }


def test_hmac_is_that_of_rfc_4231(lab: Tab) -> None:
    """Test cases 1 to 3, through the browser's own HMAC, which compares the slots' binding."""
    cases = [
        {"key": "0b" * 20, "data": b"Hi There".hex()},
        {"key": b"Jefe".hex(), "data": b"what do ya want for nothing?".hex()},
        {"key": "aa" * 20, "data": "dd" * 50},
    ]
    found = verdicts(
        lab,
        cases,
        """
        const algorithm = { name: "HMAC", hash: "SHA-256" };
        const key = await crypto.subtle.importKey(
          "raw", bytes(test.key), algorithm, false, ["sign"]);
        return hex(new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(test.data))));
        """,
    )
    assert [tag[:32] for tag in found] == [
        "b0344c61d8db38535ca8afceaf0bf12b",
        "5bdcc146bf60754e6a042426089575c7",
        "773ea91e36800e46854db8ebd09181a7",
    ]
