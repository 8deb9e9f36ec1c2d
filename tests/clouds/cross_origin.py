"""What makes a server answer web pages of other origins (CORS), as the large providers' do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.clouds.fault_server import Reply, Seen


def answered(seen: Seen, reply: Callable[[], Reply]) -> Reply:
    """https://fetch.spec.whatwg.org/#http-cors-protocol, for any origin and without cookies."""
    if "origin" not in seen.headers:
        return reply()
    allowed = {"Access-Control-Allow-Origin": "*"}
    if seen.method == "OPTIONS":
        asked = seen.headers.get("access-control-request-headers", "")
        allowed["Access-Control-Allow-Methods"] = seen.headers["access-control-request-method"]
        return Reply(204, {**allowed, "Access-Control-Allow-Headers": asked})
    given = reply()
    if given.then == "reset":
        return given
    return replace(given, headers={**given.headers, **allowed})
