"""The commands `ceremony`, `check-share`, `drill` and `restore`: a keyring outlives its machine.

At the ceremony a custody key is made and its private half cut into shares, one for each custodian.
Every keyring from then on leaves a copy that is sealed to that key. Enough custodians together open
the copy; fewer learn nothing.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from recovery.enclave import RELEASE
from recovery.enclave.config import Config
from recovery.enclave.durable import write_durably
from recovery.enclave.keyring import sealed_copy, shamir, shares, transcript
from recovery.enclave.keyring.file import CUSTODY_FILE, KeyringFile
from recovery.enclave.keyring.shares import Share
from recovery.enclave.platform import Keyring, StartRefused

TRANSCRIPT_FILE = "transcript.json"

_MOST_CUSTODIANS = 16
_NAME = re.compile(r"[A-Za-z0-9-]{1,32}")


@dataclass(frozen=True, slots=True)
class Custodian:
    name: str
    recipient: str


def add_to(commands: Any, *, common: argparse.ArgumentParser) -> None:
    """commands: what `add_subparsers` gave. Two of these run where there is no vault at all."""
    found = commands.add_parser("ceremony", parents=[common], help="give custodians their shares")
    found.add_argument(
        "--custodian", action="append", required=True, metavar="NAME=AGE_RECIPIENT", dest="people"
    )
    found.add_argument("--threshold", type=int, default=3, help="how many bring it back (3)")
    found.add_argument("--out", type=Path, required=True, help="a new folder for the files")
    found.set_defaults(function=hold)
    found = commands.add_parser("check-share", help="a custodian looks whether his share is right")
    found.add_argument("--transcript", type=Path, required=True)
    _add_share_arguments(found)
    found.set_defaults(standalone=check_share)
    found = commands.add_parser("drill", help="prove on any machine that the shares bring it back")
    found.add_argument("--transcript", type=Path, required=True)
    _add_share_arguments(found)
    found.set_defaults(standalone=drill)
    found = commands.add_parser("restore", parents=[common], help="the keyring, from the shares")
    _add_share_arguments(found)
    found.set_defaults(function=restore)


def _add_share_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--share", action="append", type=Path, required=True, dest="shares")
    parser.add_argument(
        "--identity", action="append", type=Path, default=[], help="a file with an age key"
    )
    parser.add_argument("--copy", type=Path, help=f"the newest {CUSTODY_FILE}, if there is one")


# --- The ceremony --------------------------------------------------------------------------------


def hold(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    people = [_custodian(text) for text in arguments.people]
    _check_people(people, threshold=arguments.threshold)
    with keyring_file.changing() as keyring:
        files, renewed = _files(keyring=keyring, people=people, threshold=arguments.threshold)
        _write_folder(arguments.out, files)
        # From here on every change of the keyring leaves a copy for these custodians.
        keyring_file.replace(keyring=renewed)
    print(
        f"{len(people)} shares were written to {arguments.out}; any {arguments.threshold} bring "
        "the keyring back. Nobody can open them here, so each custodian has to try his own with "
        "check-share. Shares of an earlier ceremony open only the copies of before."
    )


def _custodian(text: str) -> Custodian:
    name, _, recipient = text.partition("=")
    if not _NAME.fullmatch(name):
        raise StartRefused(f"{name[:40]!r} is not a name of letters, digits and hyphens.")
    shares.check_recipient(recipient)
    return Custodian(name=name, recipient=recipient)


def _check_people(people: list[Custodian], *, threshold: int) -> None:
    if not 2 <= threshold <= len(people) <= _MOST_CUSTODIANS:
        raise StartRefused(
            f"There must be 2 to {_MOST_CUSTODIANS} custodians, and no fewer than the threshold."
        )
    # Who held two shares would count twice.
    if len({person.recipient for person in people}) != len(people):
        raise StartRefused("Two custodians have the same age key.")
    if len({person.name for person in people}) != len(people):
        raise StartRefused("Two custodians have the same name.")


def _files(
    *, keyring: Keyring, people: list[Custodian], threshold: int
) -> tuple[dict[str, bytes], Keyring]:
    """The files for the folder, and the keyring that from now on knows the custodians."""
    private_key = os.urandom(32)
    public_key = X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()
    renewed = replace(keyring, custody_key=public_key)
    copy = sealed_copy.seal(renewed)
    parts = shamir.split(private_key, shares=len(people), threshold=threshold)
    _prove(parts, threshold=threshold, copy=copy, keyring=renewed)
    ceremony = os.urandom(8).hex()
    files, entries = {CUSTODY_FILE: copy}, []
    for number, (person, part) in enumerate(zip(people, parts, strict=True), start=1):
        share = Share(
            ceremony=ceremony,
            custodian=person.name,
            number=number,
            threshold=threshold,
            share=shares.written(part),
            copy=shares.written(copy),
        )
        file = shares.encrypted(share.to_json(), recipient=person.recipient)
        files[f"share-{number}-{person.name}.age"] = file
        entries.append(
            {
                "number": number,
                "name": person.name,
                "recipient": person.recipient,
                "share_sha256": transcript.hash_of(part),
                "file_sha256": transcript.hash_of(file),
            }
        )
    content = {
        "v": 1,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "release": RELEASE,
        "ceremony": ceremony,
        "threshold": threshold,
        "custodians": entries,
        "custody_key": shares.written(public_key),
        "copy_sha256": transcript.hash_of(copy),
        "epochs": transcript.fingerprints(keyring),
    }
    signed = transcript.signed(content, instance_seed=keyring.instance_seed)
    return files | {TRANSCRIPT_FILE: signed}, renewed


def _prove(parts: list[bytes], *, threshold: int, copy: bytes, keyring: Keyring) -> None:
    """Every group of custodians that is large enough opens the copy, before anybody is told so."""
    for group in itertools.combinations(parts, threshold):
        if sealed_copy.unseal(copy, private_key=shamir.combine(group)) != keyring:
            raise StartRefused("The shares do not open the copy. Nothing was changed.")


def _write_folder(folder: Path, files: dict[str, bytes]) -> None:
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise StartRefused(f"{folder} cannot be made: it must be a new folder.") from error
    for name, content in files.items():
        write_durably(path=folder / name, content=content)
        if (folder / name).read_bytes() != content:
            raise StartRefused(f"{folder / name} does not read back as it was written.")


# --- The way back --------------------------------------------------------------------------------


def check_share(*, arguments: argparse.Namespace) -> None:
    record = transcript.read(arguments.transcript)
    for path in arguments.shares:
        share = shares.read(path, identities=arguments.identity)
        _check_against(record, share)
        print(f"Share {share.number} of {share.custodian} is the one in the transcript.")


def drill(*, arguments: argparse.Namespace) -> None:
    """Everything that `restore` does, but for writing; then the transcript is compared."""
    record = transcript.read(arguments.transcript)
    found = [shares.read(path, identities=arguments.identity) for path in arguments.shares]
    for share in found:
        _check_against(record, share)
    keyring = _keyring_of(found, copy=arguments.copy)
    instance = Ed25519PrivateKey.from_private_bytes(keyring.instance_seed).public_key()
    if instance.public_bytes_raw() != record.instance_key:
        raise StartRefused("The shares open a keyring, but of another vault.")
    names = ", ".join(share.custodian for share in found)
    print(f"{names} together open the keyring of this vault. It was not written anywhere.")
    for epoch, value in transcript.fingerprints(keyring).items():
        print(f"epoch {epoch}: {value}")
    print("Compare with `epoch list` on the running vault: what is missing here has no copy.")


def restore(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    found = [shares.read(path, identities=arguments.identity) for path in arguments.shares]
    keyring = _keyring_of(found, copy=arguments.copy)
    keyring_file.create(keyring)
    epochs = ", ".join(map(str, sorted(keyring.master_keys)))
    print(f"The keyring is back, with these epochs: {epochs}.")
    if arguments.copy is None:
        print(
            "It is as it was on the day of the ceremony. If epochs were added since, stop here and "
            f"look for a newer {CUSTODY_FILE}: without it, what was made with them does not open."
        )


def _check_against(record: transcript.Transcript, share: Share) -> None:
    entry = record.entry(share.number)
    if (
        share.ceremony != record.content["ceremony"]
        or share.custodian != entry["name"]
        or transcript.hash_of(share.share_bytes) != entry["share_sha256"]
    ):
        raise StartRefused(f"Share {share.number} is not the one in the transcript.")


def _keyring_of(found: list[Share], *, copy: Path | None) -> Keyring:
    if len({share.ceremony for share in found}) != 1:
        raise StartRefused("These shares come from different ceremonies.")
    if len({share.number for share in found}) != len(found):
        raise StartRefused("One share was given twice.")
    if len(found) < found[0].threshold:
        raise StartRefused(f"{found[0].threshold} shares are needed; these are {len(found)}.")
    try:
        private_key = shamir.combine([share.share_bytes for share in found])
        sealed = found[0].copy_bytes if copy is None else copy.read_bytes()
    except OSError as error:
        raise StartRefused(f"The copy {copy} cannot be read.") from error
    except ValueError as error:
        raise StartRefused("A custodian's share is damaged.") from error
    return sealed_copy.unseal(sealed, private_key=private_key)
