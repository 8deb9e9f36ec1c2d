"""Opening a backup here, in the order of docs/protocol.md; each step rests on the one before.

    read · slot · bind · manifest · envelope · header · auth_share · combine · commit · identity

What the service does first (`unseal`, `signature`) has no place here: its answer is not needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from recovery.offline import manifest as manifests
from recovery.offline.envelope import open_envelope
from recovery.offline.errors import NotTogether
from recovery.offline.files import Backup, Share
from recovery.offline.manifest import Manifest
from recovery.offline.methods import NAMES
from recovery.offline.reading import Malformed
from recovery.offline.shares import combine
from recovery.offline.slots import SlotSecret, unlock
from recovery.offline.wallet import check_commit, manifest_key_of


@dataclass(frozen=True)
class Opened:
    """A wallet's secret, proved to be the one that was backed up. by: what opened it."""

    secret: bytes = field(repr=False)
    wid: bytes
    gen: int
    by: str


def open_backup(*, backup: Backup, shares: Sequence[Share], secret: SlotSecret) -> Opened:
    """Raises an OfflineError that names the step at which it stopped."""
    manifest = manifests.read(backup.manifest)
    slot, keys = unlock(secret=secret, manifest=manifest)
    _check_manifest(manifest, backup=backup)
    recovery_share = open_envelope(
        envelope=backup.envelope, private_key=keys.private_key, manifest=manifest
    )
    other = _other_share(shares, manifest=manifest)
    opened = _combined(recovery_share, other, wid=manifest.wid, commit=manifest.commit)
    _check_identity(opened, manifest=manifest)
    by = f"the {NAMES[slot.method]}"
    return Opened(secret=opened, wid=manifest.wid, gen=manifest.gen, by=by)


def open_shares(*, shares: Sequence[Share], backup: Backup | None) -> Opened:
    """Two shares, without any slot. Their commit, or the backup's, says whether they are right."""
    if len(shares) != 2:
        message = f"Two different shares are needed, and here is {len(shares)}."
        raise NotTogether(step="combine", message=message)
    first, second = shares
    if (first.wid, first.gen) != (second.wid, second.gen):
        raise NotTogether(
            step="combine",
            message="These two shares come from different backups, so they do not fit together. "
            "Look for two of the same wallet and the same generation.",
        )
    manifest = None
    if backup is not None:
        manifest = manifests.read(backup.manifest)
        _check_manifest(manifest, backup=backup)
        _check_same_generation(shares, manifest=manifest)
    commits = {share.commit for share in shares if share.commit is not None}
    commits |= {manifest.commit} if manifest else set()
    if len(commits) != 1:
        raise NotTogether(
            step="combine",
            message="Nothing here says for certain which wallet these shares are of, so the result "
            "could be a wrong one. Give the backup as well, from the cloud or an export.",
        )
    secret = _combined(first.share, second.share, wid=first.wid, commit=commits.pop())
    if manifest is not None:
        _check_identity(secret, manifest=manifest)
    return Opened(secret=secret, wid=first.wid, gen=first.gen, by="two shares")


def _check_manifest(manifest: Manifest, *, backup: Backup) -> None:
    manifests.check_signature(manifest)
    if (manifest.wid, manifest.gen) != (backup.wid, backup.gen):
        message = "This file says one thing about the wallet, and its signed list another."
        raise NotTogether(step="manifest", message=message)


def _check_same_generation(shares: Sequence[Share], *, manifest: Manifest) -> None:
    for share in shares:
        if share.wid != manifest.wid:
            message = "A share and the backup are of different wallets."
            raise NotTogether(step="auth_share", message=message)
        if share.gen != manifest.gen:
            raise NotTogether(
                step="auth_share",
                message=f"The backup is of generation {manifest.gen}, and a share is of "
                f"{share.gen}. Shares of different generations never make up the wallet.",
            )


def _other_share(shares: Sequence[Share], *, manifest: Manifest) -> bytes:
    """The share beside the recovery share: the service's, or that of a device."""
    if not shares:
        raise NotTogether(
            step="auth_share",
            message="The service's share is missing. It is in the export, and in the age file of "
            "an emergency kit. Give one of them as well.",
        )
    _check_same_generation(shares, manifest=manifest)
    known = {manifest.x_auth, manifest.x_device}
    found = [share.share for share in shares if share.share[-1] in known]
    if not found:
        message = "The share is not one of those that this backup was cut into. It is damaged."
        raise NotTogether(step="auth_share", message=message)
    return found[0]


def _combined(first: bytes, second: bytes, *, wid: bytes, commit: bytes) -> bytes:
    try:
        secret = combine(first, second)
    except Malformed as error:
        message = "These two shares cannot belong together: one is damaged, or both are the same."
        raise NotTogether(step="combine", message=message) from error
    check_commit(wid=wid, secret=secret, commit=commit)
    return secret


def _check_identity(secret: bytes, *, manifest: Manifest) -> None:
    if manifest_key_of(wid=manifest.wid, secret=secret) != manifest.pk_man:
        message = "The list of ways in was signed by another wallet. Do not use this result."
        raise NotTogether(step="identity", message=message)
