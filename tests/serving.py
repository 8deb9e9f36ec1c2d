"""Servers of a test's own process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseServer

# How often a server looks whether it shall end. By itself it does so twice a second, for which
# each test would wait.
_POLL_SECONDS = 0.01


@contextmanager
def serving(server: BaseServer) -> Iterator[None]:
    """Let it serve in a thread, and close it in the end."""
    thread = threading.Thread(target=server.serve_forever, args=(_POLL_SECONDS,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
