"""The environment of the demo: where it keeps its things, and secrets that are made once.

Importing this fills os.environ, before Django reads its settings. No Django here. What stands in
the environment already wins, so REDIS_URL, DATABASE_URL or STATE_DIR can be given from outside.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DEFAULT_PORT = 8000
WEBDAV_USER = "demo"
# The kernel allows 107 bytes for the path of a Unix socket.
_LONGEST_SOCKET_PATH = 107


def state_directory() -> Path:
    return Path(os.environ.get("STATE_DIR", ROOT / "var" / "demo")).absolute()


def read_or_make_secrets(directory: Path) -> dict[str, str]:
    """The demo's secrets by name; made at the first start, readable by their owner only."""
    path = directory / "secrets.json"
    found: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    made = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "SHARE_KEYS": f"1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        "CUSTODY_KEYS": f"1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        "DEMO_WEBDAV_PASSWORD": secrets.token_urlsafe(12),
        "ENCLAVE_PASSPHRASE": secrets.token_urlsafe(32),
    } | found
    # An earlier release knew fewer of them.
    if made != found:
        write_private(path, json.dumps(made, indent=1))
    return made


def write_private(path: Path, text: str) -> None:
    """Write a file for its owner's eyes in one step, so that a crash leaves no half of it."""
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    unfinished.replace(path)


def socket_directory(directory: Path) -> Path:
    """Where the demo's Unix sockets lie: in its directory, unless that path is too long."""
    if len(str(directory / "enclave.sock").encode()) <= _LONGEST_SOCKET_PATH:
        return directory
    # A stable name, so that all processes and the next start agree on it.
    digest = hashlib.sha256(str(directory).encode()).hexdigest()[:12]
    parent = os.environ.get("XDG_RUNTIME_DIR", "/tmp")  # noqa: S108 - who owns it is checked below
    short = Path(parent) / f"keyhaven-{os.getuid()}-{digest}"
    short.mkdir(mode=0o700, exist_ok=True)
    if short.stat().st_uid != os.getuid():
        raise PermissionError(f"{short} belongs to somebody else.")
    return short


def fill() -> None:
    directory = state_directory()
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    sockets = socket_directory(directory)
    secret = read_or_make_secrets(directory)
    values = {
        "STATE_DIR": str(directory),
        "DEMO": "true",
        "FIXED_EMAIL_CODE": "000000",
        "PUBLIC_ORIGIN": f"http://localhost:{DEFAULT_PORT}",
        "DATABASE_URL": f"sqlite://{directory / 'keyhaven.sqlite3'}",
        "REDIS_URL": f"redis+socket://{sockets / 'broker.sock'}",
        "ENCLAVE_ADDRESS": f"unix:{sockets / 'enclave.sock'}",
        "CLOUD_FOLDER_ROOT": str(directory / "clouds" / "folders"),
        "DEMO_WEBDAV_USER": WEBDAV_USER,
        "SECRET_KEY": secret["SECRET_KEY"],
        "SHARE_KEYS": secret["SHARE_KEYS"],
        "CUSTODY_KEYS": secret["CUSTODY_KEYS"],
        "DEMO_WEBDAV_PASSWORD": secret["DEMO_WEBDAV_PASSWORD"],
    }
    for name, value in values.items():
        os.environ.setdefault(name, value)


fill()
