"""The JSON edge. Each endpoint parses, calls one flow, and answers."""

from __future__ import annotations

# Importing the endpoints is what registers them.
from recovery.api import hosted, passkeys, pins, practice, shares, site, vault, wallets
from recovery.api.router import api

__all__ = ["api", "hosted", "passkeys", "pins", "practice", "shares", "site", "vault", "wallets"]
