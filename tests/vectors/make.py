"""Known answers of KRP/1, computed by the tests' own second implementation.

    python -m tests.vectors.make            print what krp1.json has to be
    python -m tests.vectors.make --write    write krp1.json
    python -m tests.vectors.make --sample   write the stored samples, each once for ever

krp1.json is one object; its keys are:

    encoding     "b64u": every binary value is base64url without padding; `preimage_hex`, `info_hex`
                 and the other names that end in `_hex` are lower-case hexadecimal
    challenges   list of {op, suite, rp_id, boot_id, nonce, pk_eph, params_hash, preimage_hex,
                 challenge}; the first has `user_handle` besides, from which its params_hash comes
    prf          {rp_id, input}
    entropy      list of {master_key, suite, epoch, rp_id, cid, spki, ent}
    reply        {sk_eph, pk_eph, suite, op, epoch, challenge, ent, info_hex, sealed, sk_sig,
                 pk_sig, sig}
    slots        list of {suite, wid, cid, epoch, prf_flag, ent, prf, slot_id, slot_ctx_hex,
                 sk_slot, pk_slot, bind_key, bind, kid}; `prf` is null when prf_flag is 0;
                 `bind` is for the secret of `wallet`
    password     {wid, salt, kdf, password, stretched}: the password is not in normal form
    wallet       {wid, secret, commit, sk_man, pk_man}
    shares       {secret, device, auth, recovery, at: [{x, share}]}: y bytes ‖ x, on one line
    config       {config, config_hash}: the JSON object as it stands beside an attestation
    attestation  {fmt, evidence, claims, config, nonce_b, bind, boot_id, pk_enc, pk_sig, epoch,
                 anchor, release, instance_key}

generation-v1.json is one whole stored backup, opened by every later release:

    {rp_id, wid, gen, cid, spki, epoch, ent, prf, envelope, manifest, auth_share, device_share,
     pk_man, digest, cloud_object, secret}; envelope, manifest and cloud_object are texts

generation-v1-methods.json is one with a way in of every method besides:

    {wid, gen, ways, envelope, manifest, auth_share, device_share, pk_man, digest, cloud_object,
     secret}; ways is a list of {method, params, epoch, first, second}, second being null or a value
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from jwcrypto.jwk import JWK
from pyshamir._utils import mul

from recovery.enclave import sealing
from tests import soft_hpke, soft_layout
from tests.soft_backup import (
    Generation,
    PasskeySlot,
    Slot,
    build_generation,
    cloud_key_slot,
    kit_slot,
    password_slot,
    pin_slot,
)
from tests.soft_layout import ZERO16, ZERO32, b64u, sha256
from tests.soft_passkey import SoftPasskey

FOLDER = Path(__file__).parent
KNOWN_ANSWERS = FOLDER / "krp1.json"
SAMPLE = FOLDER / "generation-v1.json"
SAMPLE_OF_METHODS = FOLDER / "generation-v1-methods.json"

RP_ID = "wallet.example"
ORIGIN = "https://wallet.example"


def fixed(name: str, size: int = 32) -> bytes:
    """Bytes that are the same at every run, and named."""
    return hashlib.shake_256(b"keyhaven vector: " + name.encode()).digest(size)


MASTER_KEY = fixed("master key")
SECRET = fixed("secret", 16)
WID = fixed("wid", 16)
CID = fixed("credential id")
PRF = fixed("prf")
SIGNER = Ed25519PrivateKey.from_private_bytes(fixed("passkey"))
INSTANCE = Ed25519PrivateKey.from_private_bytes(fixed("instance"))
REPLY = Ed25519PrivateKey.from_private_bytes(fixed("reply signer"))
PAGE = X25519PrivateKey.from_private_bytes(fixed("page key"))
PASSKEY = SoftPasskey(rp_id=RP_ID, alg="EdDSA", private_key=SIGNER, credential_id=CID)


def public(key: Ed25519PrivateKey | X25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def one_challenge(
    *, op: int, boot_id: bytes = ZERO16, pk_eph: bytes = b"", params_hash: bytes = ZERO32
) -> dict[str, Any]:
    preimage = soft_layout.challenge_preimage(
        op=op,
        nonce=fixed("nonce", 16),
        rp_id=RP_ID,
        boot_id=boot_id,
        pk_eph=pk_eph,
        params_hash=params_hash,
    )
    return {
        "op": op,
        "suite": 1,
        "rp_id": RP_ID,
        "boot_id": b64u(boot_id),
        "nonce": b64u(fixed("nonce", 16)),
        "pk_eph": b64u(pk_eph),
        "params_hash": b64u(params_hash),
        "preimage_hex": preimage.hex(),
        "challenge": b64u(sha256(preimage)),
    }


def challenges() -> list[dict[str, Any]]:
    user_handle = fixed("user handle", 64)
    boot_id, pk_eph = fixed("boot id", 16), public(PAGE)
    register = one_challenge(op=0, params_hash=sha256(user_handle))
    return [
        register | {"user_handle": b64u(user_handle)},
        one_challenge(op=1),
        one_challenge(op=2, boot_id=boot_id, pk_eph=pk_eph),
        one_challenge(op=3, boot_id=boot_id, pk_eph=pk_eph),
        one_challenge(op=4, boot_id=boot_id, pk_eph=pk_eph, params_hash=fixed("params")),
    ]


def ent_of(*, epoch: int, cid: bytes = CID, spki: bytes = PASSKEY.spki) -> bytes:
    return sealing.passkey_entropy(
        prk=sealing.master_prk(MASTER_KEY),
        suite=1,
        epoch=epoch,
        rp_id_hash=sha256(RP_ID.encode()),
        cid=cid,
        spki=spki,
    )


def entropy() -> list[dict[str, Any]]:
    return [
        {
            "master_key": b64u(MASTER_KEY),
            "suite": 1,
            "epoch": epoch,
            "rp_id": RP_ID,
            "cid": b64u(cid),
            "spki": b64u(PASSKEY.spki),
            "ent": b64u(ent_of(epoch=epoch, cid=cid)),
        }
        for epoch, cid in ((1, CID), (2, CID), (1, fixed("another credential id", 64)))
    ]


def reply() -> dict[str, Any]:
    boot_id, op = fixed("boot id", 16), 3
    challenge = soft_layout.challenge(
        op=op, nonce=fixed("nonce", 16), rp_id=RP_ID, boot_id=boot_id, pk_eph=public(PAGE)
    )
    info = soft_layout.response_info(suite=1, op=op, challenge=challenge)
    sealed = soft_hpke.seal(
        ephemeral=X25519PrivateKey.from_private_bytes(fixed("hpke ephemeral")),
        public_key=public(PAGE),
        info=info,
        plaintext=bytes([1, op]) + soft_layout.u32(1) + ent_of(epoch=1),
    )
    sig = sealing.sign_reply(signing_key=REPLY, challenge=challenge, sealed=sealed)
    return {
        "sk_eph": b64u(PAGE.private_bytes_raw()),
        "pk_eph": b64u(public(PAGE)),
        "suite": 1,
        "op": op,
        "epoch": 1,
        "challenge": b64u(challenge),
        "ent": b64u(ent_of(epoch=1)),
        "info_hex": info.hex(),
        "sealed": b64u(sealed),
        "sk_sig": b64u(REPLY.private_bytes_raw()),
        "pk_sig": b64u(public(REPLY)),
        "sig": b64u(sig),
    }


def one_slot(*, prf: bytes | None) -> dict[str, Any]:
    slot_id = soft_layout.slot_id(wid=WID, ref=CID)
    flag = int(prf is not None)
    context = soft_layout.slot_context(wid=WID, slot_id=slot_id, epoch=1, prf_flag=flag)
    keys = soft_layout.slot_keys(context=context, first=ent_of(epoch=1), second=prf)
    bind = soft_layout.bind_tag(
        bind_key=keys.bind_key,
        pk_man=public(soft_layout.manifest_key(wid=WID, secret=SECRET)),
        commit=soft_layout.commitment(wid=WID, secret=SECRET),
    )
    return {
        "suite": 1,
        "wid": b64u(WID),
        "cid": b64u(CID),
        "epoch": 1,
        "prf_flag": flag,
        "ent": b64u(ent_of(epoch=1)),
        "prf": None if prf is None else b64u(prf),
        "slot_id": b64u(slot_id),
        "slot_ctx_hex": context.hex(),
        "sk_slot": b64u(keys.private_key),
        "pk_slot": b64u(keys.public_key),
        "bind_key": b64u(keys.bind_key),
        "bind": b64u(bind),
        "kid": JWK(kty="OKP", crv="X25519", x=b64u(keys.public_key)).thumbprint_uri(),
    }


def password() -> dict[str, Any]:
    # A ligature, a full-width letter and a number sign, which NFKC makes plain.
    text, kdf = "ﬁve Ｗords № 8 é", {"m": 19_456, "t": 2, "p": 1}
    salt = fixed("password salt", 16)
    stretched = soft_layout.stretched_password(text, wid=WID, slot_salt=salt, kdf=kdf)
    return {
        "wid": b64u(WID),
        "salt": b64u(salt),
        "kdf": kdf,
        "password": text,
        "stretched": b64u(stretched),
    }


def wallet() -> dict[str, Any]:
    key = soft_layout.manifest_key(wid=WID, secret=SECRET)
    return {
        "wid": b64u(WID),
        "secret": b64u(SECRET),
        "commit": b64u(soft_layout.commitment(wid=WID, secret=SECRET)),
        "sk_man": b64u(key.private_bytes_raw()),
        "pk_man": b64u(public(key)),
    }


def share_at(x: int) -> bytes:
    """The point of a fixed line through the secret, in GF(2^8) byte by byte."""
    slope = fixed("slope", len(SECRET))
    return bytes(s ^ mul(m, x) for s, m in zip(SECRET, slope, strict=True)) + bytes([x])


def shares() -> dict[str, Any]:
    return {
        "secret": b64u(SECRET),
        "device": b64u(share_at(7)),
        "auth": b64u(share_at(91)),
        "recovery": b64u(share_at(254)),
        "at": [{"x": x, "share": b64u(share_at(x))} for x in (1, 42, 255)],
    }


def configured() -> dict[str, Any]:
    config = {
        "relying_parties": {
            RP_ID: ["https://wallet.example", "https://app.wallet.example"],
            "localhost": ["http://localhost:8000"],
        },
        "anchor": 0,
        "pin_budget": 10,
        "pin_lifetime": 50,
    }
    return {"config": config, "config_hash": b64u(soft_layout.config_hash(config))}


def attestation() -> dict[str, Any]:
    config = configured()
    page_nonce, pk_enc = fixed("attestation nonce"), public(PAGE)
    claims = sealing.attestation_claims(
        boot_id=fixed("boot id", 16),
        pk_enc=pk_enc,
        pk_sig=public(REPLY),
        config_hash=soft_layout.unb64u(config["config_hash"]),
        epoch=1,
        anchor=0,
        release="0.1.0",
    )
    bind = soft_layout.attestation_bind(claims=claims, nonce_b=page_nonce)
    return {
        "fmt": "software",
        "evidence": b64u(public(INSTANCE) + INSTANCE.sign(bind)),
        "claims": b64u(claims),
        "config": config["config"],
        "nonce_b": b64u(page_nonce),
        "bind": b64u(bind),
        "boot_id": b64u(fixed("boot id", 16)),
        "pk_enc": b64u(pk_enc),
        "pk_sig": b64u(public(REPLY)),
        "epoch": 1,
        "anchor": 0,
        "release": "0.1.0",
        "instance_key": b64u(public(INSTANCE)),
    }


def known_answers() -> dict[str, Any]:
    return {
        "encoding": "b64u",
        "challenges": challenges(),
        "prf": {"rp_id": RP_ID, "input": b64u(soft_layout.prf_input(RP_ID))},
        "entropy": entropy(),
        "reply": reply(),
        "slots": [one_slot(prf=PRF), one_slot(prf=None)],
        "password": password(),
        "wallet": wallet(),
        "shares": shares(),
        "config": configured(),
        "attestation": attestation(),
    }


def sample() -> dict[str, Any]:
    """A stored backup with two slots; only the first can be opened from here."""
    mine = PasskeySlot(CID, PASSKEY.spki, "Phone", 1, ent_of(epoch=1), PRF)
    other = PasskeySlot(fixed("absent"), PASSKEY.spki, "Laptop", 1, fixed("absent ent"), None)
    made = build_generation(
        secret=SECRET, wid=WID, gen=1, slots=[mine, other], created_ms=1_790_000_000_000
    )
    return {
        "rp_id": RP_ID,
        "wid": b64u(WID),
        "gen": 1,
        "cid": b64u(CID),
        "spki": b64u(PASSKEY.spki),
        "epoch": 1,
        "ent": b64u(mine.ent),
        "prf": b64u(PRF),
        **as_stored(made),
        "secret": b64u(SECRET),
    }


def ways() -> list[Slot]:
    """One of each method, with secrets that anybody can compute."""
    return [
        PasskeySlot(CID, PASSKEY.spki, "Phone", 1, ent_of(epoch=1), PRF),
        pin_slot(
            nonce=fixed("pin nonce", 16),
            rwd=fixed("pin rwd", 64),
            ent=fixed("pin ent"),
            epoch=1,
            oprf=fixed("pin oprf"),
        ),
        password_slot(salt=fixed("password salt", 16), stretched=fixed("stretched")),
        cloud_key_slot(key_id=fixed("cloud key id", 16), key=fixed("cloud key")),
        kit_slot(kit_id=fixed("kit id", 16), key=fixed("kit key")),
    ]


def way_of(slot: Slot) -> dict[str, Any]:
    return {
        "method": int(slot.method),
        "params": slot.params,
        "epoch": slot.epoch,
        "first": b64u(slot.first),
        "second": None if slot.second is None else b64u(slot.second),
    }


def sample_of_methods() -> dict[str, Any]:
    """A stored backup that five ways in open, each of another method."""
    made = build_generation(
        secret=SECRET,
        wid=WID,
        gen=2,
        slots=ways(),
        previous_manifest="earlier",
        created_ms=1_790_000_000_000,
    )
    return {
        "wid": b64u(WID),
        "gen": 2,
        "ways": [way_of(slot) for slot in ways()],
        **as_stored(made),
        "secret": b64u(SECRET),
    }


def as_stored(made: Generation) -> dict[str, Any]:
    return {
        "envelope": made.envelope,
        "manifest": made.manifest,
        "auth_share": b64u(made.auth_share),
        "device_share": b64u(made.device_share),
        "pk_man": b64u(made.pk_man),
        "digest": b64u(made.digest),
        "cloud_object": made.cloud_object.decode(),
    }


def as_text(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> None:
    if arguments == ["--write"]:
        KNOWN_ANSWERS.write_text(as_text(known_answers()))
    elif arguments == ["--sample"]:
        # A released format never changes, so its sample is never made again.
        for path, make in ((SAMPLE, sample), (SAMPLE_OF_METHODS, sample_of_methods)):
            if not path.exists():
                path.write_text(as_text(make()))
    else:
        print(as_text(known_answers()), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
