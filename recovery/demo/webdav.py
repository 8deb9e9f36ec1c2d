"""A small WebDAV server on this machine, so that the demo has a cloud to copy to.

    python -m recovery.demo.webdav --root DIR --port N --user NAME --password-file FILE

It listens on loopback only. Port 0 takes a free one. When it is ready it prints its URL. NAME may
go everywhere. Everybody else has a folder of their own name, and the password that
`recovery.flows.demo_cloud` works out from NAME's; the folder is there as soon as they come in.
"""

from __future__ import annotations

import argparse
import hmac
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from cheroot import wsgi
from wsgidav.dc.base_dc import BaseDomainController
from wsgidav.wsgidav_app import WsgiDAVApp

from recovery.flows import demo_cloud

HOST = "127.0.0.1"


class Homes(BaseDomainController):
    """Lets people into their own folders, see the module. Its settings: "homes" in the
    configuration, with root, user and password."""

    def __init__(self, application: Any, configuration: Any) -> None:
        super().__init__(application, configuration)
        homes = configuration["homes"]
        self._root: Path = homes["root"]
        self._revoked: Path | None = homes["revoked"]
        self._user: str = homes["user"]
        self._password: str = homes["password"]

    def get_domain_realm(self, path_info: str, environ: Any) -> str:
        return "demo"

    def require_authentication(self, realm: str, environ: Any) -> bool:
        return True

    def supports_http_digest_auth(self) -> bool:
        return False

    def basic_auth_user(self, realm: str, user_name: str, password: str, environ: Any) -> bool:
        if user_name == self._user:
            return _is_same(password, self._password)
        revoked = self._times_revoked(environ)
        right = demo_cloud.password_of(user_name, revoked=revoked, secret=self._password)
        if not _is_same(password, right):
            return False
        # What is moved or copied goes to a second address.
        there = urlsplit(environ.get("HTTP_DESTINATION", "")).path or None
        if not all(_is_in(user_name, path) for path in (environ["PATH_INFO"], there) if path):
            return False
        (self._root / user_name).mkdir(exist_ok=True)
        return True

    def _times_revoked(self, environ: Any) -> int:
        """Noted under the name of the folder that is asked for."""
        file = self._revoked / _top(environ["PATH_INFO"]) if self._revoked else None
        return int(file.read_text()) if file and file.is_file() else 0


def _is_same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())


def _is_in(folder: str, path: str) -> bool:
    """Whether a path lies in a top folder, by its names alone: dots could climb out again."""
    _, *rest = unquote(path).strip("/").split("/")
    return _top(path) == folder and not {".", ".."}.intersection(rest)


def _top(path: str) -> str:
    """The first folder of a path; empty where its name could mean another one."""
    first = unquote(path).strip("/").partition("/")[0]
    return first if first.replace("-", "").isalnum() else ""


class Faulty:
    """Answers with a failure where somebody who tries the demo wants one.

    faults: in it, a file of the name of a top folder holds the status.
    """

    def __init__(self, application: Any, faults: Path) -> None:
        self.application = application
        self.faults = faults

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        fault = self.faults / _top(str(environ.get("PATH_INFO", "")))
        if fault.is_file():
            start_response(f"{fault.read_text()} Fault", [("Content-Length", "0")])
            return [b""]
        return self.application(environ, start_response)


def make_server(
    *, root: Path, port: int, user: str, password: str, faults: Path | None = None
) -> wsgi.Server:
    """A server that has not begun to listen yet. faults: see recovery/flows/demo_faults.py."""
    application: Any = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(root)},
            "homes": {
                "root": root,
                "user": user,
                "password": password,
                "revoked": faults / "revoked" if faults else None,
            },
            "http_authenticator": {
                "domain_controller": Homes,
                "accept_basic": True,
                "accept_digest": False,
                "default_to_digest": False,
            },
            "logging": {"enable": False},
            "verbose": 1,
            "lock_storage": True,
            "property_manager": None,
            "dir_browser": {"enable": False},
        }
    )
    if faults is not None:
        application = Faulty(application, faults / "cloud")
    server = wsgi.Server((HOST, port), application, numthreads=16, request_queue_size=128)
    # Otherwise each answer to a kept connection waits for the other side's delayed ACK.
    server.nodelay = True
    # A kept connection that says nothing must not hold up the end.
    server.shutdown_timeout = 1
    return server


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="A WebDAV server for the demo.")
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--faults", type=Path)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--user", required=True)
    # A file, because arguments can be read by everybody on the machine.
    parser.add_argument("--password-file", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    chosen.root.mkdir(parents=True, exist_ok=True)
    password = chosen.password_file.read_text().strip()
    server = make_server(
        root=chosen.root,
        port=chosen.port,
        user=chosen.user,
        password=password,
        faults=chosen.faults,
    )
    server.prepare()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    print(f"http://{HOST}:{server.bind_addr[1]}/", flush=True)
    try:
        server.serve()
    except KeyboardInterrupt:
        server.stop()


if __name__ == "__main__":
    main()
