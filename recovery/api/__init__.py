"""The JSON edge. Each endpoint parses, calls one flow, and answers."""

from __future__ import annotations

# Importing the endpoints is what registers them.
from recovery.api import passkeys, pins, practice, vault, wallets
from recovery.api.router import api

__all__ = ["api", "passkeys", "pins", "practice", "vault", "wallets"]
