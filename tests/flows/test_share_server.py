"""What the party's own server is asked, and each way in which it fails, over real connections."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from recovery.clouds import connection, http
from recovery.clouds.errors import AddressInvalid
from recovery.flows import share_server, signed_messages
from recovery.models import ShareServer
from recovery.share_errors import ShareServerError
from tests.enclave.certificates import Authority
from tests.factories import new_relying_party
from tests.flows.share_receiver import ShareReceiver, receiver, running

__all__ = ["receiver"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WALLET = uuid.UUID(int=7)
SHARE = 'opaque {"ü": "\\u20ac\\n"} \u20ac\n'
SHA256 = hashlib.sha256(SHARE.encode()).digest()


@pytest.fixture
def made(db: None, receiver: ShareReceiver) -> tuple[ShareServer, str]:
    return share_server.make(party=new_relying_party("acme.example"), url=receiver.url)


@pytest.fixture
def server(made: tuple[ShareServer, str]) -> ShareServer:
    return made[0]


def store(server: ShareServer) -> None:
    share_server.store(server, wallet_id=WALLET, method="PASSWORD", share=SHARE)


def prove(server: ShareServer) -> None:
    share_server.prove(server, wallet_id=WALLET, share=SHARE)


def fault_of(do: Any, server: ShareServer) -> str:
    with pytest.raises(ShareServerError) as caught:
        do(server)
    assert SHARE not in str(caught.value)
    return caught.value.code


def is_signed(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """A receiver's own check, written from the standard and not from our code."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return f"v1,{expected}" in headers["webhook-signature"].split(" ")


def test_asks_in_the_documented_words_and_signs_each_question(
    made: tuple[ShareServer, str], receiver: ShareReceiver
) -> None:
    server, secret = made
    store(server)
    prove(server)
    newer = signed_messages.rotate_secret(server)
    assert share_server.take(server, wallet_id=WALLET, sha256=SHA256) == SHARE

    first, second, third = receiver.got
    assert [each[0] for each in receiver.got] == ["backup", "backup/fetch", "backup/fetch"]
    assert json.loads(first[2]) == {
        "backupMethod": "PASSWORD",
        "clientId": str(WALLET),
        "share": SHARE,
    }
    assert json.loads(second[2]) == {"clientId": str(WALLET)}
    assert all(is_signed(secret, headers, body) for _, headers, body in receiver.got)
    assert is_signed(newer, *third[1:])
    assert not is_signed(secret, first[1], first[2] + b" ")
    assert len({headers["webhook-id"] for _, headers, _ in receiver.got}) == 3


def test_that_it_was_taken_proves_nothing(server: ShareServer, receiver: ShareReceiver) -> None:
    receiver.says("backup", 204)
    store(server)

    assert fault_of(prove, server) == "share_not_there"


OTHERS = [
    (b'{"backupShares": []}', "share_not_there"),
    (json.dumps({"backupShares": ["another"]}).encode(), "share_differs"),
    (json.dumps({"backupShares": [SHARE + " ", SHARE[:-1], SHARE.upper()]}).encode(),
     "share_differs"),
    (b'{"backupShares": ["\\ud800"]}', "share_differs"),
    (b'{"backupShares": null}', "share_server_answer_unreadable"),
    (b'{"backupShares": ["a", 7]}', "share_server_answer_unreadable"),
    (b'{"shares": []}', "share_server_answer_unreadable"),
    (b'"backupShares"', "share_server_answer_unreadable"),
    (b"<html>", "share_server_answer_unreadable"),
    (b"\xff\xfe", "share_server_answer_unreadable"),
    (b"[" * 100_000, "share_server_answer_unreadable"),
    (b"", "share_server_answer_unreadable"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "code"), OTHERS)
def test_anything_but_the_equal_share_is_a_named_failure(
    server: ShareServer, receiver: ShareReceiver, body: bytes, code: str
) -> None:
    receiver.says("backup/fetch", 200, body)

    assert fault_of(prove, server) == code
    by_hash = lambda each: share_server.take(each, wallet_id=WALLET, sha256=SHA256)  # noqa: E731
    assert fault_of(by_hash, server) == code


def test_the_share_is_found_among_others(server: ShareServer, receiver: ShareReceiver) -> None:
    receiver.shares[str(WALLET)] = [("GDRIVE", "other"), ("PASSWORD", SHARE), ("PASSWORD", "old")]

    prove(server)


@pytest.mark.parametrize("status", [201, 301, 307, 400, 401, 404, 429, 500, 503])
def test_another_status_is_a_refusal_and_a_redirect_is_not_followed(
    server: ShareServer, receiver: ShareReceiver, status: int
) -> None:
    code = "share_server_moved" if 300 <= status < 400 else "share_server_refused"
    with running() as elsewhere:
        for path in ("backup", "backup/fetch"):
            receiver.says(path, status, b"{}", Location=f"{elsewhere.url}/{path}")

        assert (fault_of(store, server), fault_of(prove, server)) == (code, code)
        assert elsewhere.got == []


def test_an_answer_without_end_is_cut_off(server: ShareServer, receiver: ShareReceiver) -> None:
    huge = json.dumps({"backupShares": [SHARE, "x" * share_server.MAX_ANSWER_BYTES]}).encode()
    receiver.says("backup/fetch", 200, huge)

    assert fault_of(prove, server) == "share_server_answer_too_large"


def test_an_answer_that_breaks_off_is_no_answer(
    server: ShareServer, receiver: ShareReceiver
) -> None:
    store(server)
    receiver.break_off = {"backup/fetch"}

    assert fault_of(prove, server) == "share_server_answer_unreadable"


def test_a_server_that_hangs_is_left(
    server: ShareServer, receiver: ShareReceiver, settings: Settings
) -> None:
    settings.WEBHOOK_ANSWER_SECONDS = 1
    receiver.hangs = 60

    assert fault_of(store, server) == "share_server_slow"


def test_a_server_that_is_away_is_named_as_that(server: ShareServer) -> None:
    with running() as gone:
        server.url = gone.url

    assert fault_of(store, server) == "share_server_unreachable"


def test_nothing_is_sent_into_our_own_network(
    server: ShareServer, receiver: ShareReceiver, settings: Settings
) -> None:
    settings.CLOUD_ALLOW_PRIVATE_ADDRESSES = False

    assert fault_of(store, server) == "share_server_private"
    assert receiver.got == []


def test_a_certificate_that_nobody_vouches_for_gets_nothing(
    server: ShareServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority(folder=tmp_path, name="authority")
    with running(pair=authority.pair("shares")) as receiver:
        server.url = receiver.url
        assert fault_of(store, server) == "share_server_untrusted"
        assert receiver.got == []

        monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
        connection._tls.cache_clear()
        store(server)
        prove(server)
    http.close_idle()
    connection._tls.cache_clear()


def test_without_our_key_to_its_secret_nothing_is_asked(
    server: ShareServer, receiver: ShareReceiver, settings: Settings
) -> None:
    settings.SHARE_KEYS = {9: bytes(32)}

    assert fault_of(store, server) == "share_server_key_gone"
    assert receiver.got == []


@pytest.mark.parametrize(
    "url",
    ["", "ftp://a.example/", "https://", "https://u:p@a.example/", "https://a.example/#x",
     "https://a.example/?x=1", "https://a.example/../x", "http://a.example/"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(url: str, settings: Settings) -> None:
    settings.CLOUD_ALLOW_HTTP = False
    with pytest.raises(AddressInvalid):
        share_server.parse(url)
