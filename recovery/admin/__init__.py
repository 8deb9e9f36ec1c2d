"""The Django admin. It shows states and names; nothing here can show or change a secret."""

from __future__ import annotations

# The site comes first: the others register with it while they are imported.
from recovery.admin import site  # isort: skip
from recovery.admin import (
    apps,
    audit,
    backup_shares,
    people,
    relying_party,
    server_keys,
    share_servers,
    staff,
    support,
    wallet_apps,
    webhooks,
)

__all__ = [
    "apps",
    "audit",
    "backup_shares",
    "people",
    "relying_party",
    "server_keys",
    "share_servers",
    "site",
    "staff",
    "support",
    "wallet_apps",
    "webhooks",
]
