"""Open a backup without the service. No network is used, and nothing is written unless you say so.

    python -m recovery.offline look    FILE...             what these files are, and what opens them
    python -m recovery.offline open    FILE... --kit       with the code of an emergency kit
    python -m recovery.offline open    FILE... --password  with the password of the backup
    python -m recovery.offline open    FILE... --cloud-key with a key kept in a cloud
    python -m recovery.offline combine FILE...             with two of the three shares

FILE is a backup from a cloud, an export, a share, or the age file of an emergency kit; the order
does not matter. Codes and passwords are asked for, or read as one line from standard input; they
are never arguments, because other programs can read those.
"""

from __future__ import annotations

import argparse
import getpass
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recovery import base64url
from recovery.offline import manifest as manifests
from recovery.offline.age_file import open_age_file
from recovery.offline.errors import CannotRead, NotTogether, OfflineError, WrongSecret
from recovery.offline.files import MAX_BYTES, Backup, Contents, Share, is_age_file, read_file
from recovery.offline.kit_code import read_kit_code
from recovery.offline.methods import AT_THE_SERVICE, NAMES, Method
from recovery.offline.opening import Opened, open_backup, open_shares
from recovery.offline.slots import Key, Password, SlotSecret
from recovery.offline.wallet import words_of


@dataclass(frozen=True)
class Given:
    """What all the files together hold: at most one backup, and the shares without repeats."""

    backup: Backup | None
    shares: list[Share]


def main(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    # A name may hold letters that this terminal does not have.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        if options.command == "look":
            for path in options.files:
                _print(_description(path))
        elif options.command == "open":
            _hand_over(_open(options), options)
        else:
            given = _gather([_read(path) for path in options.files])
            _hand_over(open_shares(shares=given.shares, backup=given.backup), options)
    except OfflineError as error:
        print(f"Stopped at “{error.step}”. {error.message}", file=sys.stderr)
        return error.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m recovery.offline",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="look|open|combine")
    look = commands.add_parser("look", help="say what the files are, and what opens them")
    opening = commands.add_parser("open", help="open a backup with something that you have")
    combining = commands.add_parser("combine", help="put two of the three shares together")
    way = opening.add_mutually_exclusive_group(required=True)
    for method in ("kit", "password", "cloud-key"):
        way.add_argument(f"--{method}", dest="way", action="store_const", const=method)
    for command in (look, opening, combining):
        command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    for command in (opening, combining):
        command.add_argument(
            "--show", choices=["words", "hex"], help="print the wallet's words, or its bytes"
        )
        command.add_argument(
            "--out", type=Path, metavar="NEW", help="write them to a new file instead of printing"
        )
    return parser


def _open(options: argparse.Namespace) -> Opened:
    secret, kit_key = _ask(options.way)
    given = _gather([_read(path, kit_key=kit_key) for path in options.files])
    if given.backup is None:
        message = "There is no backup among these files. Give the one from the cloud, or an export."
        raise CannotRead(step="file", message=message)
    return open_backup(backup=given.backup, shares=given.shares, secret=secret)


def _ask(way: str) -> tuple[SlotSecret, bytes | None]:
    """The secret that was typed, and the kit's key where it is one: it also opens age files."""
    if way == "password":
        return Password(_typed("Password: ")), None
    if way == "kit":
        key = read_kit_code(_typed("Code of the kit: "))
        return Key(key, method=Method.KIT), key
    try:
        key = base64url.decode(_typed("Key from the cloud: ").strip())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise WrongSecret(step="cloud key", message="This is no key that we wrote to a cloud.")
    return Key(key, method=Method.CLOUD_KEY), None


def _typed(prompt: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    return sys.stdin.readline().rstrip("\r\n")


def _read(path: Path, *, kit_key: bytes | None = None) -> Contents:
    data = _bytes_of(path)
    if is_age_file(data):
        if kit_key is None:
            message = f"{path.name} is locked with an emergency kit: use `open … --kit`."
            raise WrongSecret(step="age file", message=message)
        data = open_age_file(data, key=kit_key)
    return read_file(data, name=path.name)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte more than any of our files has shows that it is none of them.
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"{path} could not be read: {error.strerror}."
        raise CannotRead(step="file", message=message) from error


def _gather(files: list[Contents]) -> Given:
    backups = [contents.backup for contents in files if contents.backup is not None]
    shares: list[Share] = []
    for contents in files:
        share = contents.share
        if share is not None and share.share not in [known.share for known in shares]:
            shares.append(share)
    if any(backup != backups[0] for backup in backups):
        message = "These files hold different backups. Give only those of one generation."
        raise NotTogether(step="file", message=message)
    return Given(backup=backups[0] if backups else None, shares=shares)


def _description(path: Path) -> str:
    data = _bytes_of(path)
    if is_age_file(data):
        return f"{path.name}: the age file of an emergency kit. The kit's code opens it."
    contents = read_file(data, name=path.name)
    lines = [f"{path.name}: {contents.kind}."]
    if contents.share is not None:
        share = contents.share
        lines.append(f"  A share at {share.share[-1]}, generation {share.gen}.")
    if contents.backup is not None:
        manifest = manifests.read(contents.backup.manifest)
        wid = base64url.encode(manifest.wid)
        lines.append(f"  Wallet {wid}, generation {manifest.gen}. It says that it opens with:")
        for slot in manifest.slots:
            called = f" “{slot.params['name']}”" if slot.params["name"] else ""
            note = ", at the service only" if slot.method in AT_THE_SERVICE else ""
            lines.append(f"  - {NAMES[slot.method]}{called}{note}")
    return "\n".join(lines)


def _hand_over(opened: Opened, options: argparse.Namespace) -> None:
    """Say that it opened; give the secret only as far as it was asked for."""
    _print(f"Opened with {opened.by}: generation {opened.gen}. It is certainly this wallet.")
    if options.show is None:
        if options.out is not None:
            raise CannotRead(step="output", message="Say what to write: --show words or hex.")
        print("Add --show words to see its recovery words, or --show hex for its bytes.")
        return
    text = _text_of(opened.secret, show=options.show)
    if options.out is None:
        print(text)
        return
    _write_new(options.out, text)
    print(f"Written to {options.out}. Whoever reads that file has the wallet.")


def _text_of(secret: bytes, *, show: str) -> str:
    if show == "hex":
        return secret.hex()
    words = words_of(secret)
    if words is None:
        message = "This wallet is no list of words. Use --show hex for its bytes."
        raise CannotRead(step="output", message=message)
    return "\n".join(f"{number:2}. {word}" for number, word in enumerate(words, start=1))


def _write_new(path: Path, text: str) -> None:
    """Readable by its owner only, and never over a file that is there."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        message = f"{path} could not be made: {error.strerror}."
        raise CannotRead(step="output", message=message) from error
    with os.fdopen(handle, "w") as file:
        file.write(text + "\n")


def _print(text: str) -> None:
    """Names in a file are somebody else's words: nothing in them may steer a terminal."""
    shown = (c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)
    print("".join(shown))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
