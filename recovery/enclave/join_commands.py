"""The commands `join`, `join-key` and `successor`."""

from __future__ import annotations

import argparse
import json
import os
import socket
import ssl
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from recovery.enclave import pin_commands, pin_header
from recovery.enclave.attestation.policy import SOFTWARE
from recovery.enclave.config import Config
from recovery.enclave.handlers import Nonces, State, new_state
from recovery.enclave.join import Companions, Newcomer, sign_successor
from recovery.enclave.keyring.file import KeyringFile
from recovery.enclave.messages import (
    HEADER,
    MAX_FRAME_BYTES,
    A,
    JoinAnswer,
    NonceAnswer,
    NonceRequest,
    Refused,
    Request,
    b64u,
    parse_answer,
    request_frame,
)
from recovery.enclave.platform import Keyring, Platform, StartRefused
from recovery.enclave.platforms import platform_of

JOIN_KEY_FILE = "join.key"

_TIMEOUT_SECONDS = 30
_NOBODYS_EPOCH = 1


def add_to(commands: Any, *, common: argparse.ArgumentParser) -> None:
    """commands: what `add_subparsers` gave."""
    found = commands.add_parser("join", parents=[common], help="take the keyring of another vault")
    found.add_argument("--from", dest="address", required=True, help="unix:/path or tls:host:port")
    for name in ("ca", "certificate", "key"):
        found.add_argument(f"--{name}", type=Path, help="with tls:, a PEM file")
    found.add_argument("--successor", type=Path, help="what the release key has signed")
    found.set_defaults(function=join)
    found = commands.add_parser(
        "join-key", parents=[common], help="without hardware: the key by which it may join"
    )
    found.set_defaults(function=join_key)
    found = commands.add_parser(
        "successor", parents=[common], help="sign the measurement of a release that may join"
    )
    found.add_argument("--measurement", type=Path, required=True, help="an entry of the list, JSON")
    found.add_argument("--release-key", type=Path, required=True, help="32 bytes, Ed25519")
    found.set_defaults(function=successor)


def join(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    """Raises StartRefused; nothing is written unless the whole exchange was in order."""
    if keyring_file.path.exists():
        raise StartRefused(f"There is a keyring at {keyring_file.path} already.")
    platform = _platform(config)
    newcomer = Newcomer(
        state=_state(config, platform),
        platform=platform,
        companions=Companions.from_json(config.join or {}),
    )
    signed = arguments.successor.read_bytes() if arguments.successor else b""
    with _connection(arguments) as connection:
        fresh = _ask(connection, NonceRequest(), kind=NonceAnswer)
        request = newcomer.request(nonce=fresh.nonce, nonce_b=os.urandom(32), successor=signed)
        answer = _ask(connection, request, kind=JoinAnswer)
    keyring = newcomer.accept(request=request, untrusted=answer)
    # First: without it, the first start would take this vault for one that keeps PINs.
    if not (config.state_dir / pin_header.FILE).exists():
        pin_commands.keep_none(config=config, keyring=keyring)
    keyring_file.create(keyring)
    (config.state_dir / JOIN_KEY_FILE).unlink(missing_ok=True)
    print("The keyring was taken over. Start this vault, and add its address to the server's.")


def _state(config: Config, platform: Platform) -> State:
    """Claims and keys of this one exchange; the master key in it is nobody's."""
    nobodys = Keyring(bytes(32), {_NOBODYS_EPOCH: os.urandom(32)})
    return new_state(
        keyring=nobodys,
        relying_parties=config.relying_parties,
        nonces=Nonces(seconds=1, most=1),
        platform=platform,
        anchor=pin_commands.anchor_of(config).number,
    )


def _platform(config: Config) -> Platform:
    if config.attestation.get("kind") != SOFTWARE:
        return platform_of(config.attestation, keyring=Keyring(bytes(32), {}))
    try:
        seed = (config.state_dir / JOIN_KEY_FILE).read_bytes()
    except OSError as error:
        raise StartRefused(
            "Without hardware, a vault joins by a key of its own: make it with `join-key`, and put "
            "what that prints into `join` of the vault that runs."
        ) from error
    return platform_of(config.attestation, keyring=Keyring(seed, {}))


def join_key(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    """Print the public half; the private half waits beside the place of the keyring."""
    path = config.state_dir / JOIN_KEY_FILE
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    seed = os.urandom(32)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise StartRefused(f"There is a key at {path} already.") from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(seed)
    print(b64u(Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()))


def successor(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    """Print what the new release shows to the vaults that run the old one."""
    try:
        entry = json.loads(arguments.measurement.read_bytes())
        key = Ed25519PrivateKey.from_private_bytes(arguments.release_key.read_bytes())
        print(sign_successor(entry=entry, key=key).decode())
    except (OSError, ValueError) as error:
        raise StartRefused(f"The measurement or the key cannot be read: {error}.") from error


def _connection(arguments: argparse.Namespace) -> socket.socket:
    scheme, _, place = arguments.address.partition(":")
    try:
        if scheme == "unix":
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(_TIMEOUT_SECONDS)
            connection.connect(place)
            return connection
        host, _, port = place.rpartition(":")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_verify_locations(arguments.ca)
        context.load_cert_chain(arguments.certificate, arguments.key)
        plain = socket.create_connection((host.strip("[]"), int(port)), timeout=_TIMEOUT_SECONDS)
        return context.wrap_socket(plain, server_hostname=host.strip("[]"))
    except (OSError, ValueError, TypeError) as error:
        raise StartRefused(f"The vault at {arguments.address} cannot be reached.") from error


def _ask(connection: socket.socket, request: Request, *, kind: type[A]) -> A:
    try:
        connection.sendall(request_frame(request))
        (size,) = HEADER.unpack(_exactly(connection, HEADER.size))
        if size > MAX_FRAME_BYTES:
            raise StartRefused("The other vault gave an answer that is too large.")
        return parse_answer(_exactly(connection, size), kind=kind)
    except Refused as error:
        raise StartRefused(
            "The other vault refused. Its log does not say why, on purpose: look whether it lists "
            "this one under `join`, and whether both have the same relying parties, origins and "
            "anchor."
        ) from error
    except OSError as error:
        raise StartRefused("The other vault did not answer.") from error


def _exactly(connection: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size:
        more = connection.recv(size - len(received))
        if not more:
            raise ConnectionResetError
        received += more
    return received
