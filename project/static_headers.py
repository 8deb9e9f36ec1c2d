"""What the scripts of workers may do: nothing but their own imports, and WebAssembly.

A worker has the policy that its own file comes with, so the pages need no WebAssembly.
"""

from __future__ import annotations

from collections.abc import MutableMapping

WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'none'"


def add_to(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Called by WhiteNoise for each static file."""
    if "/js/workers/" in url:
        headers["Content-Security-Policy"] = WORKER_POLICY
