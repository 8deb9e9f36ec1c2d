"""A test client that counts the CPU that the server spends on its requests."""

from __future__ import annotations

import time
from typing import Any

from django.test import Client


class CountingClient(Client):
    """seconds: process time inside requests since it was last set to zero."""

    seconds = 0.0

    def request(self, **request: Any) -> Any:
        before = time.process_time()
        try:
            return super().request(**request)
        finally:
            self.seconds += time.process_time() - before
