"""A small WebDAV server on this machine, so that the demo has a cloud to copy to.

    python -m recovery.demo.webdav --root DIR --port N --user NAME --password-file FILE

It listens on loopback only. Port 0 takes a free one. When it is ready it prints its URL.
"""

from __future__ import annotations

import argparse
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cheroot import wsgi
from wsgidav.wsgidav_app import WsgiDAVApp

HOST = "127.0.0.1"


class Faulty:
    """Answers with a failure where somebody who tries the demo wants one.

    A file of the name of a top folder holds the status; whoever owns the folder put it there.
    """

    def __init__(self, application: Any, faults: Path) -> None:
        self.application = application
        self.faults = faults

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        folder = str(environ.get("PATH_INFO", "")).strip("/").partition("/")[0]
        fault = self.faults / folder
        # A name from outside is a file's name here, so it may have no dots to climb with.
        if folder.replace("-", "").isalnum() and fault.is_file():
            start_response(f"{fault.read_text()} Fault", [("Content-Length", "0")])
            return [b""]
        return self.application(environ, start_response)


def make_server(
    *, root: Path, port: int, user: str, password: str, faults: Path | None = None
) -> wsgi.Server:
    """A server that has not begun to listen yet. faults: see Faulty."""
    application: Any = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(root)},
            "simple_dc": {"user_mapping": {"*": {user: {"password": password}}}},
            "http_authenticator": {"accept_basic": True, "accept_digest": False},
            "logging": {"enable": False},
            "verbose": 1,
            "lock_storage": True,
            "property_manager": None,
            "dir_browser": {"enable": False},
        }
    )
    if faults is not None:
        application = Faulty(application, faults)
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
