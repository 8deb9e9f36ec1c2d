"""Envelope, manifest and shares of KRP/1 in Python: building a generation and opening it again.

jwcrypto and pyshamir take the places of the libraries that the pages use, so that a backup which
both sides open is no accident of one library.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from jwcrypto.common import JWException, JWSEHeaderParameter
from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS
from pyshamir import combine as shamir_combine
from pyshamir import split as shamir_split

from tests.soft_layout import (
    Method,
    SlotKeys,
    b64u,
    bind_tag,
    commitment,
    manifest_key,
    sha256,
    slot_context,
    slot_id,
    slot_keys,
    unb64u,
)

MAX_SLOTS = 32
MAX_BACKUP_BYTES = 65_536
_CRIT = {"krp": JWSEHeaderParameter("Keyhaven recovery", True, True, None)}


class OpeningError(Exception):
    """A backup did not open. `step` names the first check that failed."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


class Slot(Protocol):
    """One way to open a backup, with its secrets at hand."""

    @property
    def method(self) -> Method: ...
    @property
    def ref(self) -> bytes: ...
    @property
    def epoch(self) -> int: ...
    @property
    def first(self) -> bytes: ...
    @property
    def second(self) -> bytes | None: ...
    @property
    def params(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class PasskeySlot:
    """A passkey with its entropy, and its PRF value if it has one."""

    cid: bytes
    spki: bytes
    name: str
    epoch: int
    ent: bytes
    prf: bytes | None = None
    method: ClassVar[Method] = Method.PASSKEY

    @property
    def ref(self) -> bytes:
        return self.cid

    @property
    def first(self) -> bytes:
        return self.ent

    @property
    def second(self) -> bytes | None:
        return self.prf

    @property
    def params(self) -> dict[str, Any]:
        return {"cid": b64u(self.cid), "spki": b64u(self.spki), "name": self.name}


@dataclass(frozen=True)
class OtherSlot:
    """A PIN, a password, a key in a cloud, or a kit. ref: under the name that `_REF` gives it."""

    method: Method
    ref: bytes
    first: bytes
    second: bytes | None = None
    epoch: int = 0
    more: dict[str, Any] = field(default_factory=dict)
    name: str = ""

    @property
    def params(self) -> dict[str, Any]:
        return {_REF[self.method]: b64u(self.ref), "name": self.name, **self.more}


_REF = {Method.PIN: "nonce", Method.PASSWORD: "salt", Method.CLOUD_KEY: "id", Method.KIT: "id"}
_KDF = {"m": 131_072, "t": 3, "p": 1}


def pin_slot(
    *, nonce: bytes, rwd: bytes, ent: bytes, epoch: int, oprf: bytes, pin_epoch: int = 1
) -> OtherSlot:
    """rwd: 64 bytes, the OPRF's output. oprf: its public key, 32 bytes."""
    kdf = _KDF | {"m": 65_536}
    more = {"pin_epoch": pin_epoch, "oprf": b64u(oprf), "kdf": kdf}
    return OtherSlot(Method.PIN, nonce, rwd, second=ent, epoch=epoch, more=more, name="PIN")


def password_slot(*, salt: bytes, stretched: bytes, kdf: Mapping[str, int] = _KDF) -> OtherSlot:
    """stretched: 32 bytes, what Argon2id made of the password."""
    return OtherSlot(Method.PASSWORD, salt, stretched, more={"kdf": dict(kdf)}, name="Password")


def cloud_key_slot(
    *, key_id: bytes, key: bytes, kind: str = "webdav", place: str = "https://cloud.example/keys/"
) -> OtherSlot:
    more = {"kind": kind, "place": place}
    return OtherSlot(Method.CLOUD_KEY, key_id, key, more=more, name="Key in my cloud")


def kit_slot(*, kit_id: bytes, key: bytes) -> OtherSlot:
    return OtherSlot(Method.KIT, kit_id, key, name="Kit")


def keys_of(slot: Slot, *, wid: bytes) -> SlotKeys:
    context = slot_context(
        method=slot.method,
        wid=wid,
        slot_id=slot_id(method=slot.method, wid=wid, ref=slot.ref),
        epoch=slot.epoch,
        prf_flag=_prf_flag(slot),
    )
    return slot_keys(context=context, first=slot.first, second=slot.second)


def entry_of(slot: Slot, *, wid: bytes, secret: bytes) -> dict[str, Any]:
    """The slot as the manifest of this wallet lists it."""
    keys = keys_of(slot, wid=wid)
    pk_man = manifest_key(wid=wid, secret=secret).public_key().public_bytes_raw()
    commit = commitment(wid=wid, secret=secret)
    return {
        "id": b64u(slot_id(method=slot.method, wid=wid, ref=slot.ref)),
        "method": int(slot.method),
        "pub": b64u(keys.public_key),
        "epoch": slot.epoch,
        "prf": _prf_flag(slot),
        "bind": b64u(bind_tag(bind_key=keys.bind_key, pk_man=pk_man, commit=commit)),
        "params": slot.params,
    }


def _prf_flag(slot: Slot) -> int:
    return int(slot.method == Method.PASSKEY and slot.second is not None)


@dataclass(frozen=True)
class Generation:
    """What a page uploads (all but the device share), and the digest that names it."""

    wid: bytes
    gen: int
    envelope: str
    manifest: str
    auth_share: bytes
    device_share: bytes
    pk_man: bytes

    @property
    def cloud_object(self) -> bytes:
        """The exact bytes of the copy in a cloud."""
        fields = {
            "envelope": json.loads(self.envelope),
            "gen": self.gen,
            "manifest": self.manifest,
            "v": 1,
            "wid": b64u(self.wid),
        }
        return _canonical(fields).encode() + b"\n"

    @property
    def digest(self) -> bytes:
        return sha256(self.cloud_object)


@dataclass(frozen=True)
class Opened:
    secret: bytes
    recovery_share: bytes
    manifest: dict[str, Any] = field(repr=False)


def split(secret: bytes) -> tuple[bytes, bytes, bytes]:
    """Device, auth and recovery share, each y bytes ‖ x; any two give the secret back."""
    device, auth, recovery = shamir_split(secret, 3, 2)
    return bytes(device), bytes(auth), bytes(recovery)


def combine(first: bytes, second: bytes) -> bytes:
    """Raises ValueError for shares that cannot belong to one split."""
    coordinates = {first[-1:], second[-1:]}
    if len(first) != len(second) or len(coordinates) != 2 or b"\0" in coordinates:
        raise ValueError("shares do not fit together")
    return bytes(shamir_combine([bytearray(first), bytearray(second)]))


def build_generation(
    *,
    secret: bytes,
    wid: bytes,
    gen: int,
    slots: Sequence[Slot | dict[str, Any]],
    previous_manifest: str | None = None,
    created_ms: int = 0,
) -> Generation:
    """A fresh split and the envelope and manifest for it.

    slots: own material, or manifest entries of earlier generations for what is not at hand.
    """
    shares = split(secret)
    entries = [s if isinstance(s, dict) else entry_of(s, wid=wid, secret=secret) for s in slots]
    commit = b64u(commitment(wid=wid, secret=secret))
    previous = previous_manifest.encode() if previous_manifest is not None else None
    body = {
        "v": 1,
        "wid": b64u(wid),
        "gen": gen,
        "prev": b64u(sha256(previous)) if previous is not None else None,
        "slots": entries,
        "x": {name: share[-1] for name, share in zip("dar", shares, strict=True)},
        "commit": commit,
        "min_client": 1,
    }
    manifest = _sign_manifest(body=body, wid=wid, secret=secret)
    plaintext = {
        "v": 1,
        "wid": b64u(wid),
        "gen": gen,
        "share": b64u(shares[2]),
        "commit": commit,
        "created_ms": created_ms,
    }
    return Generation(
        wid=wid,
        gen=gen,
        envelope=_seal_envelope(plaintext=plaintext, manifest=manifest, entries=entries),
        manifest=manifest,
        auth_share=shares[1],
        device_share=shares[0],
        pk_man=manifest_key(wid=wid, secret=secret).public_key().public_bytes_raw(),
    )


def open_backup(
    *,
    envelope: str,
    manifest: str,
    auth_share: bytes,
    slot: Slot,
    wid: bytes,
    highest_gen: int = 0,
) -> Opened:
    """Every check in the protocol's order; raises OpeningError naming the first that fails."""
    pk_man, body = _read_manifest(manifest)
    entry, keys = _find_slot(slot=slot, body=body, wid=wid)
    commit = unb64u(body["commit"])
    _check_bind(entry=entry, keys=keys, pk_man=pk_man, commit=commit)
    _verify_manifest(manifest=manifest, pk_man=pk_man)
    if body["wid"] != b64u(wid) or body["gen"] < highest_gen:
        raise OpeningError("manifest")
    krp, plain = _decrypt(envelope=envelope, keys=keys)
    share = _compare(plain=plain, body=body, krp=krp, manifest=manifest)
    if auth_share[-1] != body["x"]["a"]:
        raise OpeningError("auth_share")
    try:
        secret = combine(auth_share, share)
    except ValueError as error:
        raise OpeningError("combine") from error
    if commitment(wid=wid, secret=secret) != commit:
        raise OpeningError("commit")
    if manifest_key(wid=wid, secret=secret).public_key().public_bytes_raw() != pk_man:
        raise OpeningError("identity")
    return Opened(secret=secret, recovery_share=share, manifest=body)


def _canonical(fields: Mapping[str, Any]) -> str:
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _sign_manifest(*, body: Mapping[str, Any], wid: bytes, secret: bytes) -> str:
    key = manifest_key(wid=wid, secret=secret)
    public = {"kty": "OKP", "crv": "Ed25519", "x": b64u(key.public_key().public_bytes_raw())}
    signer = JWK(**public, d=b64u(key.private_bytes_raw()))
    jws = JWS(_canonical(body))
    header = {"alg": "EdDSA", "typ": "recovery-manifest+jws", "jwk": public}
    jws.add_signature(signer, alg="EdDSA", protected=_canonical(header))
    return str(jws.serialize(compact=True))


def _slot_jwk(entry: Mapping[str, Any]) -> JWK:
    return JWK(kty="OKP", crv="X25519", x=entry["pub"])


def _seal_envelope(
    *, plaintext: Mapping[str, Any], manifest: str, entries: Sequence[Mapping[str, Any]]
) -> str:
    krp = {
        "v": 1,
        "s": 1,
        "wid": plaintext["wid"],
        "gen": plaintext["gen"],
        "man": b64u(sha256(manifest.encode())),
    }
    protected = {"enc": "A256GCM", "typ": "recovery-share+jwe", "crit": ["krp"], "krp": krp}
    jwe = JWE(_canonical(plaintext), protected=_canonical(protected), header_registry=_CRIT)
    for entry in entries:
        key = _slot_jwk(entry)
        header = {"alg": "ECDH-ES+A256KW", "kid": key.thumbprint_uri()}
        jwe.add_recipient(key, header=_canonical(header))
    return _general(json.loads(jwe.serialize()))


def _general(sealed: dict[str, Any]) -> str:
    """jwcrypto writes one recipient in the flattened form; readers here want the general one."""
    if "recipients" not in sealed:
        recipient = {name: sealed.pop(name) for name in ("header", "encrypted_key")}
        sealed["recipients"] = [recipient]
    return _canonical(sealed)


def _read_manifest(manifest: str) -> tuple[bytes, dict[str, Any]]:
    """The key it claims and its body; neither counts before `bind` has vouched for the key."""
    try:
        first, second, _ = manifest.split(".")
        header, body = json.loads(unb64u(first)), json.loads(unb64u(second))
        known = (
            (header["alg"], header["typ"], header["jwk"]["crv"])
            == ("EdDSA", "recovery-manifest+jws", "Ed25519")
            and (body["v"], body["min_client"]) == (1, 1)
            and 1 <= len(body["slots"]) <= MAX_SLOTS
            and len(manifest) <= MAX_BACKUP_BYTES
            and "crit" not in header
        )
        pk_man = unb64u(header["jwk"]["x"])
    except (ValueError, KeyError, TypeError) as error:
        raise OpeningError("read") from error
    if not known:
        raise OpeningError("read")
    return pk_man, body


def _find_slot(
    *, slot: Slot, body: Mapping[str, Any], wid: bytes
) -> tuple[dict[str, Any], SlotKeys]:
    wanted = b64u(slot_id(method=slot.method, wid=wid, ref=slot.ref))
    entry: dict[str, Any] | None = next((s for s in body["slots"] if s["id"] == wanted), None)
    if entry is None or entry["epoch"] != slot.epoch or (entry["prf"] == 1 and slot.second is None):
        raise OpeningError("slot")
    if isinstance(slot, PasskeySlot) and entry["prf"] == 0:
        slot = replace(slot, prf=None)
    return entry, keys_of(slot, wid=wid)


def _check_bind(*, entry: Mapping[str, Any], keys: SlotKeys, pk_man: bytes, commit: bytes) -> None:
    tag = bind_tag(bind_key=keys.bind_key, pk_man=pk_man, commit=commit)
    same_key = b64u(keys.public_key) == entry["pub"]
    if not same_key or not hmac.compare_digest(tag, unb64u(entry["bind"])):
        raise OpeningError("bind")


def _verify_manifest(*, manifest: str, pk_man: bytes) -> None:
    signing_input, _, signature = manifest.rpartition(".")
    try:
        Ed25519PublicKey.from_public_bytes(pk_man).verify(unb64u(signature), signing_input.encode())
    except (InvalidSignature, ValueError) as error:
        raise OpeningError("manifest") from error


def _decrypt(*, envelope: str, keys: SlotKeys) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the protected header says of the wallet, and the plaintext."""
    key = JWK(kty="OKP", crv="X25519", x=b64u(keys.public_key), d=b64u(keys.private_key))
    jwe = JWE(header_registry=_CRIT, algs=["ECDH-ES+A256KW", "A256GCM"])
    try:
        protected = json.loads(unb64u(json.loads(envelope)["protected"]))
        krp: dict[str, Any] = protected["krp"]
        fixed = (protected["enc"], protected["typ"], protected["crit"], krp["v"], krp["s"])
        jwe.deserialize(envelope, key)
        plain: dict[str, Any] = json.loads(jwe.payload)
    except (JWException, ValueError, KeyError, TypeError) as error:
        raise OpeningError("envelope") from error
    if fixed != ("A256GCM", "recovery-share+jwe", ["krp"], 1, 1):
        raise OpeningError("envelope")
    return krp, plain


def _compare(
    *, plain: Mapping[str, Any], body: Mapping[str, Any], krp: Mapping[str, Any], manifest: str
) -> bytes:
    share = unb64u(plain["share"])
    same = [
        krp["man"] == b64u(sha256(manifest.encode())),
        plain["v"] == 1,
        plain["wid"] == krp["wid"] == body["wid"],
        plain["gen"] == krp["gen"] == body["gen"],
        plain["commit"] == body["commit"],
        share[-1] == body["x"]["r"],
    ]
    if not all(same):
        raise OpeningError("header")
    return share
