"""The modules give the protocol's known answers, which another implementation computed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.lib.conftest import Tab
from tests.soft_layout import b64u
from tests.vectors.make import PAGE

pytestmark = pytest.mark.browser


def test_challenges(lab: Tab, vectors: dict[str, Any]) -> None:
    computed = lab.run(
        """
        const { challenge } = await lib("challenge");
        return Promise.all(input.challenges.map(async (parts) => b64u(await challenge({
          suite: parts.suite, op: parts.op, rpId: parts.rp_id, bootId: unb64u(parts.boot_id),
          nonce: unb64u(parts.nonce), pkEph: unb64u(parts.pk_eph),
          paramsHash: unb64u(parts.params_hash),
        }))));
        """,
        challenges=vectors["challenges"],
    )
    assert computed == [parts["challenge"] for parts in vectors["challenges"]]


def test_prf_input(lab: Tab, vectors: dict[str, Any]) -> None:
    script = "return b64u(await (await lib('passkey')).prfInput(input.rp_id));"
    assert lab.run(script, rp_id=vectors["prf"]["rp_id"]) == vectors["prf"]["input"]


def test_reply_of_the_enclave(lab: Tab, vectors: dict[str, Any]) -> None:
    reply = vectors["reply"]
    opened = lab.run(
        """
        const { openReply } = await lib("reply");
        const { x25519KeyPair } = await lib("keys");
        const { epoch, ent } = await openReply({
          keyPair: await x25519KeyPair(unb64u(input.seed)),
          sealed: unb64u(input.sealed), sig: unb64u(input.sig), pkSig: unb64u(input.pk_sig),
          suite: input.suite, op: input.op, challenge: unb64u(input.challenge),
        });
        return { epoch, ent: b64u(ent) };
        """,
        seed=b64u(PAGE.private_bytes_raw()),
        **reply,
    )
    assert opened == {"epoch": reply["epoch"], "ent": reply["ent"]}


def test_slots(lab: Tab, vectors: dict[str, Any]) -> None:
    wallet = vectors["wallet"]
    computed = lab.run(
        """
        const { slotId, slotContext, slotKeys, bindTag } = await lib("slots");
        const { kidOf } = await lib("envelope");
        const { hex } = await lib("bytes");
        const pkMan = unb64u(input.wallet.pk_man);
        const commit = unb64u(input.wallet.commit);
        return Promise.all(input.slots.map(async (slot) => {
          const wid = unb64u(slot.wid);
          const id = await slotId({ wid, ref: unb64u(slot.cid) });
          const context = slotContext({ wid, id, epoch: slot.epoch, prf: slot.prf_flag });
          const prf = slot.prf === null ? null : unb64u(slot.prf);
          const keys = await slotKeys({ context, first: unb64u(slot.ent), second: prf });
          return {
            slot_id: b64u(id), slot_ctx_hex: hex(context), pk_slot: b64u(keys.publicKey),
            bind: b64u(await bindTag({ bindKey: keys.bindKey, pkMan, commit })),
            kid: await kidOf(keys.publicKey),
          };
        }));
        """,
        slots=vectors["slots"],
        wallet=wallet,
    )
    for mine, known in zip(computed, vectors["slots"], strict=True):
        assert mine == {name: known[name] for name in mine}


def test_identity_of_a_wallet(lab: Tab, vectors: dict[str, Any]) -> None:
    wallet = vectors["wallet"]
    computed = lab.run(
        """
        const { walletIdentity } = await lib("manifest");
        const wallet = { wid: unb64u(input.wid), secret: unb64u(input.secret) };
        const { commit, pkMan } = await walletIdentity(wallet);
        return [b64u(commit), b64u(pkMan)];
        """,
        wid=wallet["wid"],
        secret=wallet["secret"],
    )
    assert computed == [wallet["commit"], wallet["pk_man"]]


def test_shares(lab: Tab, vectors: dict[str, Any]) -> None:
    shares = vectors["shares"]
    computed = lab.run(
        """
        const { combine, shareAt } = await lib("shares");
        const [device, auth, recovery] =
          [input.device, input.auth, input.recovery].map((share) => unb64u(share));
        const pairs = [[device, auth], [auth, recovery], [recovery, device]];
        const secrets = await Promise.all(pairs.map(([a, b]) => combine(a, b)));
        const at = await Promise.all(
          input.at.map(({ x }) => shareAt({ x, from: [device, recovery] })));
        return { secrets: secrets.map(b64u), at: at.map(b64u) };
        """,
        **shares,
    )
    assert computed["secrets"] == [shares["secret"]] * 3
    assert computed["at"] == [entry["share"] for entry in shares["at"]]


def test_configuration_hash(lab: Tab, vectors: dict[str, Any]) -> None:
    script = "return b64u(await (await lib('attestation')).configHash(input.config));"
    config = vectors["config"]
    assert lab.run(script, config=config["config"]) == config["config_hash"]


def test_attestation(lab: Tab, vectors: dict[str, Any]) -> None:
    known = vectors["attestation"]
    found = lab.run(
        """
        const { verifyAttestation } = await lib("attestation");
        const { config } = input.attestation;
        const result = await verifyAttestation({
          attestation: input.attestation, nonceB: unb64u(input.attestation.nonce_b),
          rpId: "wallet.example",
          policy: {
            formats: ["software"], instance_keys: [input.attestation.instance_key],
            origins: [...config.relying_parties["wallet.example"]].reverse(),
          },
        });
        return {
          fmt: result.format, boot_id: b64u(result.bootId), pk_sig: b64u(result.pkSig),
          pk_enc: b64u(result.pkEnc), instance_key: b64u(result.instanceKey),
          epoch: result.epoch, release: result.release, anchor: result.anchor,
        };
        """,
        attestation=known,
    )
    assert found == {name: known[name] for name in found} | {"anchor": "none"}


def test_backup_of_the_first_release(lab: Tab, sample: dict[str, Any]) -> None:
    opened = lab.run(
        """
        const { openBackup } = await lib("recover");
        const { passkeyWay } = await lib("slots");
        const { backupFile, backupDigest, readBackupFile } = await lib("backupfile");
        const stored = readBackupFile(input.cloud_object);
        const opened = await openBackup({
          ...stored, authShare: unb64u(input.auth_share), highestGen: 1,
          way: passkeyWay({
            cid: unb64u(input.cid), ent: unb64u(input.ent), epoch: input.epoch,
            prf: unb64u(input.prf),
          }),
        });
        return {
          secret: b64u(opened.secret), device_share: b64u(opened.deviceShare), gen: opened.gen,
          pk_man: b64u(opened.pkMan), cloud_object: backupFile(stored),
          digest: b64u(await backupDigest(stored)), envelope: stored.envelope,
        };
        """,
        **sample,
    )
    assert opened == {name: sample[name] for name in opened}


def test_backup_of_the_first_release_by_every_method(
    lab: Tab, sample_of_methods: dict[str, Any]
) -> None:
    opened = lab.run(
        """
        const { openBackup } = await lib("recover");
        const { readBackupFile } = await lib("backupfile");
        const stored = readBackupFile(input.cloud_object);
        const authShare = unb64u(input.auth_share);
        return Promise.all(input.ways.map(async (text) => {
          const second = text.second === null ? null : unb64u(text.second);
          const way = { ...text, first: unb64u(text.first), second };
          return b64u((await openBackup({ ...stored, authShare, way, highestGen: 2 })).secret);
        }));
        """,
        **sample_of_methods,
    )
    assert opened == [sample_of_methods["secret"]] * 5
