"""The searcher finds what it looks for: otherwise finding nothing would mean nothing."""

from __future__ import annotations

import base64
import json
import secrets
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest

from tests.secrets.search import Found, encodings, search

SECRETS = {
    "key": bytes.fromhex("00ff22275c0a8fa1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6071829"),
    "password": b'pa"ss w\\rd/+1',
}


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("encoding", list(encodings(bytes(32))))
def test_finds_a_planted_secret_in_every_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    secret = SECRETS[name]
    for number, text in enumerate(_written(secret)[encoding]):
        file = tmp_path / f"planted-{number}"
        file.write_bytes(secrets.token_bytes(1000) + text + secrets.token_bytes(1000))
        found = search({name: secret}, [(file.name, file.read_bytes())])
        assert Found(name, encoding, file.name) in found


def _written(secret: bytes) -> dict[str, list[bytes]]:
    """As other programs write it, also in the middle of something longer."""
    framed = [b"x" * before + secret + b"y" * after for before in range(4) for after in range(4)]
    return {
        "raw": [secret],
        "hex": [secret.hex().encode(), secret.hex().upper().encode()],
        "base64": [base64.b64encode(data) for data in framed],
        "base64url": [base64.urlsafe_b64encode(data).rstrip(b"=") for data in framed],
        "percent": [quote_from_bytes(secret, safe="").encode()],
        "json": [json.dumps({"value": secret.decode("latin-1")}).encode()],
        "repr": [f"value={secret!r}".encode()],
    }


def test_finds_nothing_where_nothing_is() -> None:
    assert search(SECRETS, [("noise", secrets.token_bytes(100_000))]) == []


def test_leaves_out_what_may_be_there() -> None:
    place = [("body", SECRETS["key"])]
    assert search(SECRETS, place, ignore=["key"]) == []
