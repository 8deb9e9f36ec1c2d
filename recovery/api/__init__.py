"""The JSON edge. Each endpoint parses, calls one flow, and answers."""

from __future__ import annotations

from recovery.api.router import api

__all__ = ["api"]
