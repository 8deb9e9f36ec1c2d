"""An enclave on another machine: TLS with certificates on both sides, or no word at all."""

from __future__ import annotations

import contextlib
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery.enclave.messages import DENIED_FRAME, HEADER, NonceRequest, request_frame
from recovery.enclave_client import EnclaveClient, TlsFiles
from recovery.errors import EnclaveDenied, EnclaveUnreachable
from tests.enclave.certificates import ADDRESS, Authority
from tests.enclave_process import ORIGIN, RP_ID, EnclaveProcess
from tests.soft_client import Op, SoftBrowser
from tests.soft_passkey import SoftPasskey
from tests.stack import wait_until
from tests.webdav_servers import free_port

MOST_HANDSHAKES = 4
DEADLINE_SECONDS = 2


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(folder=tmp_path_factory.mktemp("tls"), name="authority")


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module", autouse=True)
def enclave(authority: Authority, port: int) -> Iterator[EnclaveProcess]:
    certificate, key = authority.pair("enclave")
    tls = {
        "certificate": str(certificate),
        "key": str(key),
        "client_ca": str(authority.certificate),
    }
    limits = {"handshakes": MOST_HANDSHAKES, "frame_seconds": DEADLINE_SECONDS}
    listen = f"{ADDRESS}:{port}"
    with EnclaveProcess(settings={"listen": listen, "tls": tls}, limits=limits) as process:
        yield process


@pytest.fixture
def client(authority: Authority, port: int) -> Iterator[EnclaveClient]:
    certificate, key = authority.pair("host")
    files = TlsFiles(ca=authority.certificate, certificate=certificate, key=key)
    with contextlib.closing(EnclaveClient(address=f"tls:{ADDRESS}:{port}", tls=files)) as made:
        yield made


def test_serves_a_client_with_a_certificate(client: EnclaveClient) -> None:
    browser = SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID), origin=ORIGIN)
    fresh = client.nonce()
    touch = browser.touch(op=Op.RECOVER, boot_id=fresh.boot_id, nonce=fresh.nonce)
    request = touch.request(rp_id=RP_ID, spki=browser.passkey.spki)
    assert client.unlock(request).sealed
    with pytest.raises(EnclaveDenied):
        client.unlock(request)
    assert client.health().live_nonces == 0


def test_refuses_a_client_without_a_certificate(authority: Authority, port: int) -> None:
    context = ssl.create_default_context(cafile=str(authority.certificate))
    with socket.create_connection((ADDRESS, port), timeout=60) as plain:
        assert talk(plain=plain, context=context) == b""


def test_refuses_a_client_without_tls(port: int) -> None:
    with socket.create_connection((ADDRESS, port), timeout=60) as plain:
        plain.sendall(request_frame(NonceRequest()))
        with contextlib.suppress(ConnectionResetError):
            # An alert at most, which is no frame of ours.
            assert DENIED_FRAME[HEADER.size :] not in plain.recv(4096)


def test_refuses_a_client_of_another_authority(
    authority: Authority, port: int, tmp_path: Path
) -> None:
    certificate, key = Authority(folder=tmp_path, name="stranger").pair("host")
    files = TlsFiles(ca=authority.certificate, certificate=certificate, key=key)
    with pytest.raises(EnclaveUnreachable):
        EnclaveClient(address=f"tls:{ADDRESS}:{port}", tls=files).nonce()


def test_the_client_refuses_an_enclave_of_another_authority(
    authority: Authority, port: int, tmp_path: Path
) -> None:
    certificate, key = authority.pair("host")
    other = Authority(folder=tmp_path, name="stranger")
    files = TlsFiles(ca=other.certificate, certificate=certificate, key=key)
    with pytest.raises(EnclaveUnreachable):
        EnclaveClient(address=f"tls:{ADDRESS}:{port}", tls=files).nonce()


def test_who_only_knocks_keeps_nobody_out(
    enclave: EnclaveProcess, client: EnclaveClient, port: int
) -> None:
    """Of any number that begin a handshake and say no more, a few are held; others get in."""
    before = connections_of(enclave)
    with contextlib.ExitStack() as stack:
        for _ in range(60):
            stack.enter_context(socket.create_connection((ADDRESS, port), timeout=60))
        client.health()
        # The client's own is one more.
        most = before + MOST_HANDSHAKES + 1
        wait_until("the others are turned away", lambda: connections_of(enclave) <= most)


def test_a_handshake_that_trickles_in_has_as_long_as_a_frame(port: int) -> None:
    hello = client_hello()
    sent = 0
    with socket.create_connection((ADDRESS, port), timeout=60) as line:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            for byte in hello:
                line.sendall(bytes([byte]))
                sent += 1
                time.sleep(DEADLINE_SECONDS / 16)
        assert sent < len(hello)
        with contextlib.suppress(ConnectionResetError):
            assert line.recv(1) == b""


def connections_of(enclave: EnclaveProcess) -> int:
    """How many sockets its process has open, listening ones among them."""
    found = 0
    for link in Path(f"/proc/{enclave.pid}/fd").iterdir():
        # One may be closed meanwhile.
        with contextlib.suppress(FileNotFoundError):
            found += link.readlink().name.startswith("socket:")
    return found


def client_hello() -> bytes:
    context, said = ssl.create_default_context(), ssl.MemoryBIO()
    line = context.wrap_bio(ssl.MemoryBIO(), said, server_hostname=ADDRESS)
    with contextlib.suppress(ssl.SSLWantReadError):
        line.do_handshake()
    return said.read()


def talk(*, plain: socket.socket, context: ssl.SSLContext) -> bytes:
    """What comes back; in TLS 1.3 a refused client learns of it at its first read."""
    try:
        with context.wrap_socket(plain, server_hostname=ADDRESS) as line:
            line.sendall(request_frame(NonceRequest()))
            return line.recv(4096)
    except (ssl.SSLError, ConnectionError):
        return b""
