"""Each step of the order of opening stops what is wrong at it, under its own name."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from recovery.offline.errors import NotTogether, OfflineError, UpdateNeeded
from recovery.offline.files import Backup, Share, read_file
from recovery.offline.methods import Method
from recovery.offline.opening import open_backup, open_shares
from recovery.offline.slots import Key
from tests.browser.lib.forge import envelope_with, flipped, krp_of, part, resigned
from tests.offline.belongings import Belongings
from tests.soft_backup import combine, keys_of, kit_slot
from tests.soft_layout import b64u, bind_tag, commitment, manifest_key, unb64u

Change = Callable[[str], str]


def backup_of(mine: Belongings) -> Backup:
    backup = read_file(mine.cloud_file, name="cloud").backup
    assert backup is not None
    return backup


def share_of(mine: Belongings, share: bytes | None = None, **changes: Any) -> Share:
    found = Share(mine.wid, mine.gen, share or mine.made.auth_share, None)
    return replace(found, **changes)


def step_of(mine: Belongings, *, backup: Backup | None = None, share: Share | None = None) -> str:
    """The step at which opening with the kit stops, or "opened"."""
    secret = Key(mine.kit_key, method=Method.KIT)
    try:
        opened = open_backup(
            backup=backup or backup_of(mine), shares=[share or share_of(mine)], secret=secret
        )
    except OfflineError as error:
        return error.step
    assert opened.secret == mine.secret
    return "opened"


def with_manifest(mine: Belongings, change: Change) -> str:
    backup = backup_of(mine)
    return step_of(mine, backup=replace(backup, manifest=change(backup.manifest)))


def with_envelope(mine: Belongings, change: Change) -> str:
    backup = backup_of(mine)
    changed = json.loads(change(json.dumps(backup.envelope)))
    return step_of(mine, backup=replace(backup, envelope=changed))


def signed_again(mine: Belongings, manifest: str, **changes: Any) -> str:
    key = manifest_key(wid=mine.wid, secret=mine.secret)
    return resigned(manifest, key=key, **changes)


def test_opens_when_nothing_is_wrong(mine: Belongings) -> None:
    assert step_of(mine) == "opened"


@pytest.mark.parametrize(
    "changes",
    [
        {"gen": 0},
        {"gen": True},
        {"gen": 2.0},
        {"prev": None},
        {"slots": []},
        {"x": {"a": 1, "d": 1, "r": 2}},
        {"x": {"a": 0, "d": 1, "r": 2}},
        {"x": {"a": 1, "d": 2}},
        {"commit": "AAAA"},
        {"more": 1},
    ],
    ids=str,
)
def test_reads_no_manifest_of_another_shape(mine: Belongings, changes: dict[str, Any]) -> None:
    assert with_manifest(mine, lambda text: signed_again(mine, text, **changes)) == "read"


@pytest.mark.parametrize(
    "change", [str.upper, lambda text: text[:-5], lambda _: "a.b", lambda _: ""]
)
def test_reads_no_torn_manifest(mine: Belongings, change: Change) -> None:
    assert with_manifest(mine, change) == "read"


def slot_with(mine: Belongings, manifest: str, **changes: Any) -> str:
    slots = part(manifest, 1)["slots"]
    return signed_again(mine, manifest, slots=[*slots[:-1], slots[-1] | changes])


def test_reads_no_slot_twice(mine: Belongings) -> None:
    def twice(text: str) -> str:
        slots = part(text, 1)["slots"]
        return signed_again(mine, text, slots=[*slots, slots[0]])

    assert with_manifest(mine, twice) == "read"


@pytest.mark.parametrize("changes", [{"epoch": 1}, {"prf": 1}, {"prf": 2}, {"id": "AAAA"}], ids=str)
def test_reads_no_slot_with_what_its_method_does_not_have(
    mine: Belongings, changes: dict[str, Any]
) -> None:
    assert with_manifest(mine, lambda text: slot_with(mine, text, **changes)) == "read"


@pytest.mark.parametrize(
    "change",
    [
        lambda mine, text: signed_again(mine, text, v=2),
        lambda mine, text: signed_again(mine, text, min_client=2),
        lambda mine, text: signed_again(mine, text, header={"crit": ["news"]}),
        lambda mine, text: slot_with(mine, text, method=5, params={}),
        lambda mine, text: slot_with(
            mine, text, params={"id": b64u(bytes(16)), "name": "", "z": 1}
        ),
        lambda mine, text: slot_with(
            mine,
            text,
            method=3,
            params={"salt": b64u(bytes(16)), "name": "", "kdf": {"m": 2**31, "t": 3, "p": 1}},
        ),
    ],
    ids=["version", "least reader", "crit", "method", "parameter", "memory"],
)
def test_asks_for_an_update_before_it_guesses(
    mine: Belongings, change: Callable[[Belongings, str], str]
) -> None:
    backup = backup_of(mine)
    newer = replace(backup, manifest=change(mine, backup.manifest))
    with pytest.raises(UpdateNeeded):
        open_backup(backup=newer, shares=[], secret=Key(mine.kit_key, method=Method.KIT))


def test_refuses_a_wallet_of_somebody_elses_making(mine: Belongings) -> None:
    """The slots' public keys are no secret, so anybody can lock another wallet to them."""
    other = Belongings(secret=bytes(16))
    slots = part(mine.made.manifest, 1)["slots"]
    forged = resigned(
        other.made.manifest, key=manifest_key(wid=mine.wid, secret=other.secret), slots=slots
    )
    backup = replace(backup_of(other), manifest=forged)
    assert step_of(mine, backup=backup, share=share_of(other)) == "bind"


def test_refuses_a_manifest_that_somebody_changed(mine: Belongings) -> None:
    def renamed(text: str) -> str:
        header, _, signature = text.split(".")
        body = part(text, 1)
        body["slots"][0]["params"]["name"] = "Tablet"
        return f"{header}.{b64u(json.dumps(body).encode())}.{signature}"

    assert with_manifest(mine, renamed) == "manifest"


def test_refuses_a_file_that_calls_itself_something_else(mine: Belongings) -> None:
    backup = backup_of(mine)
    assert step_of(mine, backup=replace(backup, gen=3)) == "manifest"
    assert step_of(mine, backup=replace(backup, wid=bytes(16))) == "manifest"


@pytest.mark.parametrize("name", ["ciphertext", "tag", "iv", "protected"])
def test_refuses_an_envelope_that_somebody_changed(mine: Belongings, name: str) -> None:
    def changed(text: str) -> str:
        changes: dict[str, Any] = {name: flipped(json.loads(text)[name])}
        return envelope_with(text, **changes)

    assert with_envelope(mine, changed) == "envelope"


def test_refuses_an_envelope_of_other_slots(mine: Belongings) -> None:
    def first_only(text: str) -> str:
        return envelope_with(text, recipients=json.loads(text)["recipients"][:1])

    assert with_envelope(mine, first_only) == "envelope"


def test_refuses_an_ephemeral_key_of_low_order(mine: Belongings) -> None:
    def zeroed(text: str) -> str:
        recipients = json.loads(text)["recipients"]
        recipients[-1]["header"]["epk"]["x"] = b64u(bytes(32))
        return envelope_with(text, recipients=recipients)

    assert with_envelope(mine, zeroed) == "envelope"


@pytest.mark.parametrize("changes", [{"v": 2}, {"s": 2}])
def test_asks_for_an_update_when_the_envelope_is_newer(
    mine: Belongings, changes: dict[str, int]
) -> None:
    backup = backup_of(mine)
    krp = krp_of(mine.made.envelope) | changes
    newer = json.loads(envelope_with(mine.made.envelope, header={"krp": krp}))
    with pytest.raises(UpdateNeeded):
        open_backup(
            backup=replace(backup, envelope=newer),
            shares=[share_of(mine)],
            secret=Key(mine.kit_key, method=Method.KIT),
        )


def test_refuses_an_envelope_of_another_manifest(mine: Belongings) -> None:
    """Both are genuine and of one generation; they were only not made together."""
    twin = Belongings()
    assert step_of(mine, backup=replace(backup_of(mine), envelope=backup_of(twin).envelope)) == (
        "header"
    )


def test_refuses_a_share_of_another_generation_or_wallet(mine: Belongings) -> None:
    assert step_of(mine, share=share_of(mine, gen=3)) == "auth_share"
    assert step_of(mine, share=share_of(mine, wid=bytes(16))) == "auth_share"


def test_refuses_a_share_at_a_place_that_the_manifest_does_not_name(mine: Belongings) -> None:
    known = set(part(mine.made.manifest, 1)["x"].values())
    x = next(x for x in range(1, 256) if x not in known)
    share = mine.made.auth_share[:-1] + bytes([x])
    assert step_of(mine, share=share_of(mine, share)) == "auth_share"


def test_refuses_a_share_of_another_length(mine: Belongings) -> None:
    share = bytes(20) + mine.made.auth_share[-1:]
    assert step_of(mine, share=share_of(mine, share)) == "combine"


def test_refuses_a_corrupt_share_by_the_commit(mine: Belongings) -> None:
    share = bytearray(mine.made.auth_share)
    share[3] ^= 1
    assert step_of(mine, share=share_of(mine, bytes(share))) == "commit"


def test_refuses_a_secret_that_did_not_sign(mine: Belongings) -> None:
    """Only whoever has the kit could make this one; the wallet's own key is still missing."""
    stranger = Ed25519PrivateKey.generate()
    slot = kit_slot(kit_id=bytes(15) + b"\1", key=mine.kit_key)
    tag = bind_tag(
        bind_key=keys_of(slot, wid=mine.wid).bind_key,
        pk_man=stranger.public_key().public_bytes_raw(),
        commit=commitment(wid=mine.wid, secret=mine.secret),
    )
    slots = part(mine.made.manifest, 1)["slots"]
    forged = resigned(
        mine.made.manifest, key=stranger, slots=[*slots[:-1], slots[-1] | {"bind": b64u(tag)}]
    )
    # The envelope still names the manifest that was made with it, so this is as far as it gets.
    assert step_of(mine, backup=replace(backup_of(mine), manifest=forged)) == "header"
    backup = replace(backup_of(mine), manifest=resigned(mine.made.manifest, key=stranger))
    device = share_of(mine, mine.made.device_share)
    with pytest.raises(NotTogether) as refused:
        open_shares(shares=[share_of(mine), device], backup=backup)
    assert refused.value.step == "identity"


def test_two_shares_without_a_commit_are_not_believed(mine: Belongings) -> None:
    shares = [share_of(mine), share_of(mine, mine.made.device_share)]
    with pytest.raises(NotTogether, match="Nothing here says for certain"):
        open_shares(shares=shares, backup=None)
    assert open_shares(shares=shares, backup=backup_of(mine)).secret == mine.secret


def test_two_shares_with_different_commits_are_not_believed(mine: Belongings) -> None:
    device = share_of(mine, mine.made.device_share, commit=bytes(32))
    with pytest.raises(NotTogether, match="Nothing here says for certain"):
        open_shares(shares=[share_of(mine), device], backup=backup_of(mine))


def test_one_share_is_not_enough_and_three_are_too_many(mine: Belongings) -> None:
    made = mine.made
    recovery = _third(made.auth_share, made.device_share, x=part(made.manifest, 1)["x"]["r"])
    shares = [share_of(mine, share) for share in (made.auth_share, made.device_share, recovery)]
    for count in (0, 1, 3):
        with pytest.raises(NotTogether, match="Two different shares are needed"):
            open_shares(shares=shares[:count], backup=backup_of(mine))
    assert open_shares(shares=shares[1:], backup=backup_of(mine)).secret == mine.secret


def _third(first: bytes, second: bytes, *, x: int) -> bytes:
    """The share at x: with every x moved by it, it is the value at 0."""
    moved = [share[:-1] + bytes([share[-1] ^ x]) for share in (first, second)]
    return combine(*moved) + bytes([x])


def test_the_manifests_digest_is_over_its_exact_text(mine: Belongings) -> None:
    """The same content in another spelling is another manifest."""
    header, body, signature = mine.made.manifest.split(".")
    spaced = b64u(json.dumps(json.loads(unb64u(body))).encode())
    assert spaced != body
    assert with_manifest(mine, lambda _: f"{header}.{spaced}.{signature}") == "manifest"
