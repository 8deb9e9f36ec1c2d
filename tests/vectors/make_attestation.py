"""Attestations of every format, genuine and broken in each way that must be noticed.

    python -m tests.vectors.make_attestation

writes tests/vectors/attestation.json, on which the verifier in Python and the one in the browser
must give the same verdicts. Each case: `name`, `attestation` as it goes over the wire, `nonce_b`,
`policy` as it is shipped with a page, `now` (UTC), and `verdict`: "proved", or why not.
`root`: the root of the Nitro documents, which is not Amazon's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import cbor2
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from tests import soft_nitro, soft_quote
from tests.soft_layout import attestation_bind, b64u, config_hash
from tests.soft_nitro import ENCLAVE, INSTANCE, NOW, REGION, ROOT, Hypervisor, issue

STORED = Path(__file__).parent / "attestation.json"
RP_ID = "wallet.example"
ORIGINS = ["https://wallet.example", "https://app.wallet.example"]
CONFIG = {
    "relying_parties": {RP_ID: ORIGINS},
    "anchor": 1,
    "pin_budget": 10,
    "pin_lifetime": 50,
}
NONCE_B = hashlib.sha256(b"nonce_b").digest()
LATER = NOW + timedelta(days=400)
YESTERDAY = (NOW - timedelta(days=1)).date().isoformat()
TODAY = NOW.date().isoformat()
AK = soft_quote.attestation_key()
PATH_LENGTH_ZERO = issue("short", by=ROOT, path_length=0)


def claims_of(
    *, config: dict[str, Any] = CONFIG, release: str = "1.2.0", version: int = 1
) -> bytes:
    return (
        bytes((version,))
        + hashlib.sha256(b"boot_id").digest()[:16]
        + b"\0\x20"
        + hashlib.sha256(b"pk_enc").digest()
        + hashlib.sha256(b"pk_sig").digest()
        + config_hash(config)
        + (7).to_bytes(4, "big")
        + bytes((config["anchor"],))
        + len(release).to_bytes(2, "big")
        + release.encode()
    )


CLAIMS = claims_of()
BIND = attestation_bind(claims=CLAIMS, nonce_b=NONCE_B)
OTHER_BIND = attestation_bind(claims=claims_of(release="6.6.6"), nonce_b=NONCE_B)


def nitro_entry(**changes: Any) -> dict[str, Any]:
    pcrs = {str(index): soft_nitro.PCRS[index].hex() for index in range(3)}
    usual = {"name": "release 1.2.0", "fmt": "aws-nitro", "until": TODAY, "pcrs": pcrs}
    return usual | changes


def tpm_entry(**changes: Any) -> dict[str, Any]:
    ak = b64u(hashlib.sha256(soft_quote.spki_of(AK)).digest())
    pcrs = {str(index): value.hex() for index, value in soft_quote.PCRS.items()}
    return {"name": "vault 1", "fmt": "tpm2", "until": TODAY, "ak": ak, "pcrs": pcrs} | changes


def policy_of(fmt: str, *measurements: dict[str, Any], **changes: Any) -> dict[str, Any]:
    usual = {"formats": [fmt], "instance_keys": [], "origins": ORIGINS}
    return usual | {"measurements": list(measurements)} | changes


def case(
    name: str,
    verdict: str,
    *,
    fmt: str,
    evidence: bytes,
    policy: dict[str, Any],
    claims: bytes = CLAIMS,
    config: Any = CONFIG,
    nonce_b: bytes = NONCE_B,
    now: datetime = NOW,
) -> dict[str, Any]:
    attestation = {
        "fmt": fmt,
        "evidence": b64u(evidence),
        "claims": b64u(claims),
        "config": config,
    }
    return {
        "name": f"{fmt}: {name}",
        "verdict": verdict,
        "now": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "nonce_b": b64u(nonce_b),
        "attestation": attestation,
        "policy": policy,
    }


# --- AWS Nitro -----------------------------------------------------------------------------------


def nitro(
    name: str,
    verdict: str,
    *,
    hypervisor: Hypervisor | None = None,
    document: bytes | None = None,
    measurements: list[dict[str, Any]] | None = None,
    policy: dict[str, Any] | None = None,
    user_data: bytes | None = BIND,
    nonce: bytes | None = NONCE_B,
    now: datetime = NOW,
    claims: bytes = CLAIMS,
    **parts: Any,
) -> dict[str, Any]:
    if document is None:
        made = hypervisor or Hypervisor()
        document = made.document(user_data=user_data, nonce=nonce, **parts)
    entries = [nitro_entry()] if measurements is None else measurements
    shipped = policy or policy_of("aws-nitro", *entries)
    return case(
        name, verdict, fmt="aws-nitro", evidence=document, policy=shipped, now=now, claims=claims
    )


def nitro_genuine() -> Iterator[dict[str, Any]]:
    yield nitro("genuine", "proved")
    yield nitro("genuine, with its tag", "proved", tagged=True)
    yield nitro("the copy of the root is ignored", "proved", hypervisor=Hypervisor(root_copy=b"x"))
    yield nitro(
        "the second entry of the list fits",
        "proved",
        measurements=[nitro_entry(name="old", until=YESTERDAY), nitro_entry()],
    )
    direct = Hypervisor(chain=(issue("direct", by=ROOT, ca=False),))
    yield nitro("a certificate right below the root", "proved", hypervisor=direct)
    fields = Hypervisor().fields(user_data=BIND, nonce=NONCE_B)
    open_map = b"\xbf" + cbor2.dumps(fields)[1:] + b"\xff"
    yield nitro("a map of open length", "proved", payload=open_map)


def nitro_not_ours() -> Iterator[dict[str, Any]]:
    yield nitro("kept from an earlier visit", "attestation_nonce", nonce=bytes(32))
    yield nitro("no nonce", "attestation_nonce", nonce=None)
    yield nitro("made for other keys", "attestation_bind", user_data=OTHER_BIND)
    yield nitro("no user data", "attestation_bind", user_data=None)
    yield nitro("claims changed on the way", "attestation_bind", claims=claims_of(release="6.6.6"))
    yield nitro("claims of a later version", "update_needed", claims=claims_of(version=2))
    signed = Hypervisor().document(user_data=BIND, nonce=NONCE_B)
    flipped = signed[:-1] + bytes((signed[-1] ^ 1,))
    yield nitro("a flipped bit in the signature", "attestation_signature", document=flipped)
    other = soft_nitro.private_key("somebody else")
    yield nitro("signed by another key", "attestation_signature", signer=other)


def nitro_measurements() -> Iterator[dict[str, Any]]:
    debug = Hypervisor(pcrs={index: bytes(48) for index in range(5)})
    zero = nitro_entry(pcrs={str(index): "00" * 48 for index in range(3)})
    yield nitro("debug mode", "attestation_debug", hypervisor=debug)
    # Not even if somebody puts it on the list.
    yield nitro(
        "debug mode on the list", "attestation_debug", hypervisor=debug, measurements=[zero]
    )
    for index in range(3):
        value = bytearray(soft_nitro.PCRS[index])
        value[-1] ^= 1
        other = Hypervisor(pcrs=soft_nitro.PCRS | {index: bytes(value)})
        yield nitro(f"PCR {index} off by one bit", "attestation_measurement", hypervisor=other)
    swapped = Hypervisor(pcrs=soft_nitro.PCRS | {0: soft_nitro.PCRS[1], 1: soft_nitro.PCRS[0]})
    yield nitro("PCRs exchanged", "attestation_measurement", hypervisor=swapped)
    shorter = Hypervisor(pcrs={0: soft_nitro.PCRS[0], 1: soft_nitro.PCRS[1]})
    yield nitro("without PCR 2", "attestation_debug", hypervisor=shorter)
    yield nitro("an empty list", "attestation_measurement", measurements=[])
    yield nitro("a list for TPMs", "attestation_measurement", measurements=[tpm_entry()])
    more = nitro_entry(pcrs=nitro_entry()["pcrs"] | {"8": "11" * 48})
    yield nitro("a PCR that only the list has", "attestation_measurement", measurements=[more])
    over = nitro_entry(until=YESTERDAY)
    yield nitro("its entry is over", "attestation_expired", measurements=[over])


def nitro_certificates() -> Iterator[dict[str, Any]]:
    stranger = issue("root", not_after=NOW + timedelta(days=9000))
    copied = soft_nitro.Authority(stranger.certificate, soft_nitro.private_key("root 2"))
    forged = issue("region", by=copied, path_length=1)
    yield nitro(
        "another root of the same name",
        "attestation_chain",
        hypervisor=Hypervisor(chain=(forged, INSTANCE, ENCLAVE), root_copy=stranger.der),
    )
    bundle = [REGION.der, ROOT.der, INSTANCE.der]
    yield nitro("the bundle in another order", "attestation_chain", changes={"cabundle": bundle})
    yield nitro("a link missing", "attestation_chain", changes={"cabundle": [ROOT.der, REGION.der]})
    other = issue("enclave", by=issue("instance 2", by=REGION, path_length=0), ca=False)
    yield nitro(
        "the certificate of another instance",
        "attestation_chain",
        changes={"certificate": other.der},
    )
    yield nitro("a year later", "attestation_expired", now=LATER)
    early = NOW - timedelta(days=30)
    yield nitro("before its time", "attestation_expired", now=early)
    old = issue("enclave", by=INSTANCE, ca=False, not_after=NOW - timedelta(hours=1))
    yield nitro(
        "only the last certificate is over",
        "attestation_expired",
        hypervisor=Hypervisor(chain=(REGION, INSTANCE, old)),
    )
    yield from nitro_odd_certificates()


def nitro_odd_certificates() -> Iterator[dict[str, Any]]:
    def below(*chain: soft_nitro.Authority) -> Hypervisor:
        return Hypervisor(chain=chain)

    no_authority = issue("region", by=ROOT, ca=False)
    not_signing = issue("region", by=ROOT, key_cert_sign=False)
    odd = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
    chains = {
        "an authority that is none": below(
            no_authority, issue("instance", by=no_authority), ENCLAVE
        ),
        "an authority that may not sign": below(not_signing, INSTANCE, ENCLAVE),
        "a chain longer than allowed": below(
            PATH_LENGTH_ZERO, issue("instance", by=PATH_LENGTH_ZERO), ENCLAVE
        ),
        "an end that is an authority": below(REGION, INSTANCE, issue("enclave", by=INSTANCE)),
        "an issuer of another name": below(
            REGION, INSTANCE, issue("enclave", by=INSTANCE, ca=False, issuer="somebody")
        ),
        "an unknown rule": below(
            REGION, INSTANCE, issue("enclave", by=INSTANCE, ca=False, extra=[(odd, True)])
        ),
        "a weaker hash": below(
            REGION, INSTANCE, issue("enclave", by=INSTANCE, ca=False, digest=SHA256())
        ),
        "another curve": below(
            REGION, INSTANCE, issue("enclave 2", by=INSTANCE, ca=False, curve=ec.SECP256R1())
        ),
    }
    for name, hypervisor in chains.items():
        yield nitro(name, "attestation_chain", hypervisor=hypervisor, signer=ENCLAVE.key)
    harmless = issue("enclave", by=INSTANCE, ca=False, extra=[(odd, False)])
    yield nitro(
        "a rule that may be unknown", "proved", hypervisor=below(REGION, INSTANCE, harmless)
    )


def nitro_malformed() -> Iterator[dict[str, Any]]:
    fields = Hypervisor().fields(user_data=BIND, nonce=NONCE_B)
    encoded = cbor2.dumps(fields)
    twice = bytes((encoded[0] + 1,)) + encoded[1:] + cbor2.dumps("nonce") + cbor2.dumps(NONCE_B)
    payloads = {
        "a key twice": twice,
        "bytes behind the payload": encoded + b"\0",
        "a payload that is no map": cbor2.dumps([fields]),
        "a payload cut short": encoded[:-1],
        "a number longer than it must be": encoded.replace(b"\x66SHA384", b"\x78\x06SHA384"),
        "deep": cbor2.dumps(fields | {"nonce": [[[[[[[[[[]]]]]]]]]]}),
        "a tag inside": cbor2.dumps(fields | {"nonce": cbor2.CBORTag(2, NONCE_B)}),
        "a fraction": cbor2.dumps(fields | {"timestamp": 1.5}),
        "text that is not UTF-8": encoded.replace(b"SHA384", b"SHA38\xff"),
    }
    for name, payload in payloads.items():
        yield nitro(name, "attestation_malformed", payload=payload)
    changes: dict[str, dict[str, Any]] = {
        "another digest": {"digest": "SHA256"},
        "no time": {"timestamp": 0},
        "a key that is not documented": {"extra": 1},
        "a PCR above 31": {"pcrs": soft_nitro.PCRS | {32: bytes(48)}},
        "a PCR of an odd size": {"pcrs": soft_nitro.PCRS | {3: bytes(47)}},
        "no PCRs": {"pcrs": {}},
        "no bundle": {"cabundle": []},
        "a bundle that is no list": {"cabundle": b"x"},
        "an empty certificate": {"certificate": b""},
        "a nonce that is text": {"nonce": "x"},
    }
    for name, change in changes.items():
        yield nitro(name, "attestation_malformed", changes=change)
    yield nitro("too large", "attestation_malformed", changes={"user_data": bytes(16384)})
    genuine = Hypervisor().document(user_data=BIND, nonce=NONCE_B)
    yield nitro("bytes behind the end", "attestation_malformed", document=genuine + b"\0")
    yield nitro("another tag", "attestation_malformed", document=b"\xd1" + genuine)
    yield nitro("not CBOR", "attestation_malformed", document=b"\xff" * 40)
    yield nitro("another algorithm", "attestation_malformed", protected={1: -7})
    yield nitro("a header that says more", "attestation_malformed", protected={1: -35, 4: b"x"})
    yield nitro("a loose header", "attestation_malformed", unprotected={4: b"x"})


# --- TPM -----------------------------------------------------------------------------------------


def tpm(
    name: str,
    verdict: str,
    *,
    attest: bytes | None = None,
    evidence: bytes | None = None,
    measurements: list[dict[str, Any]] | None = None,
    key: ec.EllipticCurvePrivateKey = AK,
    shown: bytes | None = None,
    claims: bytes = CLAIMS,
    now: datetime = NOW,
    **parts: Any,
) -> dict[str, Any]:
    if evidence is None:
        made = attest if attest is not None else soft_quote.quote(**{"extra_data": BIND} | parts)
        evidence = soft_quote.evidence(attest=made, key=key, shown=shown)
    entries = [tpm_entry()] if measurements is None else measurements
    policy = policy_of("tpm2", *entries)
    return case(name, verdict, fmt="tpm2", evidence=evidence, policy=policy, claims=claims, now=now)


def tpm_cases() -> Iterator[dict[str, Any]]:
    stranger = soft_quote.attestation_key("stranger")
    other_boot = soft_quote.PCRS | {4: hashlib.sha256(b"another kernel").digest()}
    genuine = soft_quote.evidence(attest=soft_quote.quote(extra_data=BIND), key=AK)
    yield tpm("genuine", "proved")
    yield tpm("made for other keys", "attestation_bind", extra_data=OTHER_BIND)
    yield tpm("claims changed on the way", "attestation_bind", claims=claims_of(release="6.6.6"))
    yield tpm("another chip", "attestation_key", key=stranger)
    yield tpm(
        "another chip under this one's name",
        "attestation_signature",
        key=stranger,
        shown=soft_quote.spki_of(AK),
    )
    yield tpm("an empty list", "attestation_key", measurements=[])
    yield tpm("a list for Nitro", "attestation_key", measurements=[nitro_entry()])
    yield tpm("another boot", "attestation_measurement", pcrs=other_boot)
    yield tpm("fewer PCRs", "attestation_measurement", pcrs={0: soft_quote.PCRS[0]})
    yield tpm("no PCRs", "attestation_measurement", pcrs={})
    moved = {index + 8: value for index, value in soft_quote.PCRS.items()}
    yield tpm("the values of other PCRs", "attestation_measurement", selected=moved)
    yield tpm("its entry is over", "attestation_expired", measurements=[tpm_entry(until=YESTERDAY)])
    yield tpm("not made by the chip", "attestation_malformed", magic=0x12345678)
    yield tpm("not a quote", "attestation_malformed", kind=0x8017)
    yield tpm("the bank of SHA-1", "attestation_malformed", bank=4)
    yield tpm("bytes behind the quote", "attestation_malformed", end=b"\0")
    yield tpm("bytes behind the end", "attestation_malformed", evidence=genuine + b"\0")
    yield tpm("cut short", "attestation_malformed", evidence=genuine[:-1])
    yield tpm("nothing but lengths", "attestation_malformed", evidence=b"\xff\xff\xff\xff")
    flipped = genuine[:-1] + bytes((genuine[-1] ^ 1,))
    yield tpm("a flipped bit in the signature", "attestation_signature", evidence=flipped)


# --- Software, and what holds for all ---------------------------------------------------------


def software_cases() -> Iterator[dict[str, Any]]:
    key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"instance").digest())
    public = key.public_key().public_bytes_raw()
    genuine = public + key.sign(BIND)
    pinned = policy_of("software", instance_keys=[b64u(public)])
    stranger = policy_of("software", instance_keys=[b64u(bytes(32))])
    hardware = policy_of("aws-nitro", nitro_entry())

    def software(name: str, verdict: str, **parts: Any) -> dict[str, Any]:
        usual: dict[str, Any] = {"fmt": "software", "evidence": genuine, "policy": pinned}
        return case(name, verdict, **usual | parts)

    yield software("genuine", "proved")
    yield software("any instance", "proved", policy=policy_of("software"))
    yield software("another instance", "attestation_key", policy=stranger)
    yield software("where hardware is wanted", "attestation_format", policy=hardware)
    yield software("an unknown format", "attestation_format", fmt="sgx")
    yield software("kept", "attestation_signature", nonce_b=bytes(32))
    yield software("cut short", "attestation_malformed", evidence=genuine[:-1])
    wider = CONFIG | {"relying_parties": {RP_ID: [*ORIGINS, "https://evil.example"]}}
    wide = claims_of(config=wider)
    signed = public + key.sign(attestation_bind(claims=wide, nonce_b=NONCE_B))
    yield software(
        "a wider list of origins", "attestation_origins", evidence=signed, claims=wide, config=wider
    )
    yield software("another configuration shown", "attestation_config", config=wider)
    yield software("no configuration", "attestation_config", config={})


def cases() -> list[dict[str, Any]]:
    made = [
        *software_cases(),
        *tpm_cases(),
        *nitro_genuine(),
        *nitro_not_ours(),
        *nitro_measurements(),
        *nitro_certificates(),
        *nitro_malformed(),
    ]
    nitro_policy = policy_of("aws-nitro", nitro_entry())
    quote = soft_quote.evidence(attest=soft_quote.quote(extra_data=BIND), key=AK)
    made.append(
        case(
            "where Nitro is wanted",
            "attestation_format",
            fmt="tpm2",
            evidence=quote,
            policy=nitro_policy,
        )
    )
    return made


def as_text() -> str:
    whole = {"rp_id": RP_ID, "root": b64u(ROOT.der), "cases": cases()}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    STORED.write_text(as_text())
