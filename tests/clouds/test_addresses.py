"""Where an outgoing connection may lead, and what a person may paste as an address."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from recovery.clouds import CLOUDS, http, open_cloud
from recovery.clouds.base import Cloud, Permitted
from recovery.clouds.errors import (
    AddressHasPassword,
    AddressHasQuery,
    AddressInvalid,
    AddressNotHttps,
    AddressRefused,
    CannotReach,
    CertificateRefused,
    CloudError,
    NotStorage,
)
from tests.clouds.fault_server import FaultServer

Resolve = Callable[..., list[Any]]


def opened(url: str, *, private: bool = False, plain: bool = True) -> Cloud:
    permitted = Permitted(private_addresses=private, plain_http=plain, connect_seconds=1)
    settings = {"url": url, "user": "sam"}
    return open_cloud(kind="webdav", settings=settings, secret="x", permitted=permitted)


NEVER_REACHED = [
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",
    "10.0.0.5",
    "172.16.9.9",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "168.63.129.16",
    "192.0.0.192",
    "100.100.100.200",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[fe80::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::a9fe:a9fe]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    # Other spellings of 127.0.0.1 that a resolver understands.
    "2130706433",
    "0x7f000001",
    "127.1",
    "localhost",
]


@pytest.mark.parametrize("host", NEVER_REACHED)
def test_refuses_addresses_that_are_not_public(host: str) -> None:
    with pytest.raises((AddressRefused, CannotReach)) as raised:
        opened(f"http://{host}:9/").read("a.txt")
    if host[0] == "[" or host.count(".") == 3:
        assert isinstance(raised.value, AddressRefused)


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "168.63.129.16", "[fe80::1]", "[fd00:ec2::254]", "0.0.0.0"]
)
def test_refuses_metadata_addresses_even_where_private_ones_are_allowed(host: str) -> None:
    with pytest.raises(AddressRefused):
        opened(f"http://{host}:9/", private=True).read("a.txt")


@contextmanager
def names(table: dict[str, list[list[str]]]) -> Iterator[None]:
    """A name service of our own: for each name, the answers that it gives one after another."""
    real = socket.getaddrinfo

    def resolve(host: Any, port: Any, *rest: Any, **options: Any) -> list[Any]:
        if host not in table:
            return list(real(host, port, *rest, **options))
        answers = table[host].pop(0) if len(table[host]) > 1 else table[host][0]
        kind = socket.SOCK_STREAM
        return [(socket.AF_INET, kind, 6, "", (address, port)) for address in answers]

    socket.getaddrinfo = resolve
    try:
        yield
    finally:
        socket.getaddrinfo = real


def test_refuses_a_public_name_that_leads_inside() -> None:
    with names({"cloud.example": [["10.1.2.3"]]}), pytest.raises(AddressRefused):
        opened("http://cloud.example/").read("a.txt")


def test_a_name_that_changes_its_mind_gains_nothing() -> None:
    """DNS rebinding: public when it is checked, private when it is asked again."""
    with FaultServer() as inside:
        inside.files["/a.txt"] = b"of the inner network"
        with names({"cloud.example": [["93.184.215.14"], ["127.0.0.1"]]}):
            cloud = opened(f"http://cloud.example:{inside.port}/")
            # The very address that was checked is tried. (Tests cannot reach it.)
            with pytest.raises(CannotReach):
                cloud.read("a.txt")
            with pytest.raises(AddressRefused):
                cloud.read("a.txt")
        assert inside.seen == []


def test_only_the_checked_ones_of_several_addresses_are_tried() -> None:
    with FaultServer() as inside, names({"cloud.example": [["169.254.169.254", "127.0.0.1"]]}):
        inside.files["/a.txt"] = b"here"
        url = f"http://cloud.example:{inside.port}/"
        assert opened(url, private=True).read("a.txt").data == b"here"
        assert inside.seen[0].headers["host"] == f"cloud.example:{inside.port}"
        with pytest.raises(AddressRefused):
            opened(url).read("a.txt")


def test_a_connection_made_under_a_wider_rule_is_not_used_under_a_stricter_one() -> None:
    with FaultServer() as server:
        server.files["/a.txt"] = b"here"
        opened(server.url, private=True).read("a.txt")
        with pytest.raises(AddressRefused):
            opened(server.url).read("a.txt")


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("", AddressInvalid),
        ("cloud.example", AddressInvalid),
        ("https://", AddressInvalid),
        ("ftp://cloud.example/", AddressInvalid),
        ("file:///etc/passwd", AddressInvalid),
        ("https://cloud.example:99999/", AddressInvalid),
        ("https://[::1", AddressInvalid),
        ("https://cloud.example/a/../b", AddressInvalid),
        ("https://cloud.example/%2e%2e/b", AddressInvalid),
        ("https://" + "a" * 300 + ".example/", AddressInvalid),
        ("http://cloud.example/dav", AddressNotHttps),
        ("https://sam:secret@cloud.example/", AddressHasPassword),
        ("https://sam@cloud.example/", AddressHasPassword),
        ("https://cloud.example/?dir=1", AddressHasQuery),
        ("https://cloud.example/#/files", AddressHasQuery),
    ],
)
def test_a_wrong_address_gets_its_own_sentence(url: str, error: type[CloudError]) -> None:
    with pytest.raises(error) as raised:
        opened(url, plain=False)
    assert type(raised.value) is error


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://cloud.example", "cloud.example"),
        (" https://cloud.example/dav/ ", "cloud.example/dav"),
        ("https://cloud.example:8443//dav//sam", "cloud.example:8443/dav/sam"),
        ("https://cloud.example/My%20Files/ä", "cloud.example/My Files/ä"),
        ("https://wölke.example/", "xn--wlke-5qa.example"),
        ("https://[2001:db8::1]/", "[2001:db8::1]"),
    ],
)
def test_an_address_is_shown_as_a_place(url: str, place: str) -> None:
    assert opened(url, plain=False).place == place


def test_a_kind_that_nobody_serves_is_refused() -> None:
    with pytest.raises(NotStorage):
        open_cloud(kind="floppy", settings={}, secret="", permitted=Permitted())


@pytest.mark.parametrize("kind", CLOUDS)
def test_nothing_is_permitted_unless_said(kind: str) -> None:
    settings = {"url": "http://127.0.0.1:9/", "path": "x", "user": "sam"}
    permitted = Permitted(stand_in="http://127.0.0.1:9/")
    with pytest.raises((AddressNotHttps, AddressRefused)):
        open_cloud(kind=kind, settings=settings, secret="", permitted=permitted).read("a")


@contextmanager
def tls_server(certificate: Path) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            # It ends with the listener, or with a client that does not like the certificate.
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with (
                        suppress(OSError),
                        context.wrap_socket(connection, server_side=True) as tls,
                    ):
                        tls.recv(65536)
                        tls.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue")
                    connection.close()

        threading.Thread(target=serve, daemon=True).start()
        yield int(listening.getsockname()[1])


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate for cloud.example, signed by themselves."""
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
    command += " -subj /CN=cloud.example -addext subjectAltName=DNS:cloud.example"
    subprocess.run(
        [*command.split(), "-keyout", str(file), "-out", str(file) + ".crt"],
        check=True,
        capture_output=True,
    )
    file.write_text(file.read_text() + Path(f"{file}.crt").read_text())
    return file


def test_refuses_a_certificate_that_nobody_vouches_for(certificate: Path) -> None:
    with (
        tls_server(certificate) as port,
        names({"cloud.example": [["127.0.0.1"]]}),
        pytest.raises(CertificateRefused),
    ):
        opened(f"https://cloud.example:{port}/", private=True).read("a.txt")


_CHILD = """
import socket, sys
from recovery.clouds import open_cloud
from recovery.clouds.base import Permitted
from recovery.clouds.errors import CloudError
real = socket.getaddrinfo
socket.getaddrinfo = lambda host, *a, **o: real("127.0.0.1", *a, **o)
cloud = open_cloud(kind="webdav", settings={"url": sys.argv[1], "user": "sam"}, secret="x",
                   permitted=Permitted(private_addresses=True))
try:
    print(cloud.read("a.txt").data)
except CloudError as error:
    print(error.code)
"""


@pytest.mark.parametrize(
    ("host", "outcome"),
    [("cloud.example", "b'true'"), ("other.example", "cloud_certificate_refused")],
)
def test_the_certificate_is_checked_for_the_name_and_not_for_the_address(
    certificate: Path, host: str, outcome: str
) -> None:
    """In a process of its own, since the list of trusted certificates is read once."""
    with tls_server(certificate) as port:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, f"https://{host}:{port}/"],
            env={**os.environ, "SSL_CERT_FILE": str(certificate)},
            capture_output=True,
            text=True,
            check=True,
        )
    assert done.stdout.strip() == outcome


def test_a_child_process_does_not_speak_on_its_parents_connections() -> None:
    with FaultServer() as server:
        server.files["/a.txt"] = b"here"
        cloud = opened(server.url, private=True)
        cloud.read("a.txt")
        child = os.fork()
        if child == 0:
            os._exit(len(http.idle_origins()))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert len(http.idle_origins()) >= 1
        assert cloud.read("a.txt").data == b"here"
