"""The Django admin. It shows states and names; nothing here can show or change a secret."""

from __future__ import annotations

from recovery.admin import people, relying_party

__all__ = ["people", "relying_party"]
