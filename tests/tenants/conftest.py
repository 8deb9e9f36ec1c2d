from __future__ import annotations

from tests.admin.conftest import acme, zenith
from tests.flows.conftest import cloud_root

__all__ = ["acme", "cloud_root", "zenith"]
