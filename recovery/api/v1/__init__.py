"""The developers' API, version 1. Each endpoint parses, calls one flow, and answers."""

from __future__ import annotations

# Importing the endpoints is what registers them.
from recovery.api.v1 import docs, people, policy, sessions, wallets
from recovery.api.v1.router import v1

__all__ = ["docs", "people", "policy", "sessions", "v1", "wallets"]
