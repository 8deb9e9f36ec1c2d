"""AWS KMS on this machine: moto's server, and one that denies everything."""

from __future__ import annotations

import json
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.serving import serving
from tests.webdav_servers import HOST, free_port, running

REGION = "eu-central-1"
CREDENTIALS = """\
[default]
aws_access_key_id = AKIDEXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY
"""


def ask(endpoint: str, operation: str, body: dict[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(
        endpoint,
        data=json.dumps(body).encode(),
        headers={
            "X-Amz-Target": f"TrentService.{operation}",
            "Content-Type": "application/x-amz-json-1.1",
            "Authorization": f"AWS4-HMAC-SHA256 Credential=x/20260101/{REGION}/kms/aws4_request",
        },
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def new_key(endpoint: str) -> str:
    """The ARN of a key that was just made."""
    arn: str = ask(endpoint, "CreateKey", {})["KeyMetadata"]["Arn"]
    return arn


@dataclass(frozen=True)
class Moto:
    """credentials_file: of somebody who may use its keys."""

    endpoint: str
    credentials_file: Path


@contextmanager
def moto(folder: Path) -> Iterator[Moto]:
    (folder / "credentials").write_text(CREDENTIALS)
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "--host", HOST, "--port", str(port)]
    with running(command, port=port, log=folder / "server.log"):
        yield Moto(f"http://{HOST}:{port}", folder / "credentials")


class Denying(BaseHTTPRequestHandler):
    """KMS as it answers who may not."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        reply = json.dumps({"__type": "AccessDeniedException", "Message": "no"}).encode()
        self.send_response(400)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def denying() -> Iterator[str]:
    server = ThreadingHTTPServer((HOST, 0), Denying)
    with serving(server):
        yield f"http://{HOST}:{server.server_address[1]}"
