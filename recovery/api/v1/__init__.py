"""The developers' API, version 1. Each endpoint parses, calls one flow, and answers."""

from __future__ import annotations

# Importing the endpoints is what registers them.
from recovery.api.v1 import clouds, docs, people, policy, sessions, shares, wallets
from recovery.api.v1.router import v1

__all__ = ["clouds", "docs", "people", "policy", "sessions", "shares", "v1", "wallets"]
