from __future__ import annotations

from django.contrib import admin

from recovery.admin.party import PartyFilter, ReadOnly
from recovery.models import CloudAccount, Copy, Holder, Passkey, Wallet


@admin.register(Holder)
class HolderAdmin(ReadOnly):
    party_path = "relying_party"
    list_display = ["name", "relying_party", "created_at"]
    list_filter = [PartyFilter]
    search_fields = ["name", "user__email"]
    fields = ["name", "relying_party", "created_at"]


@admin.register(Passkey)
class PasskeyAdmin(ReadOnly):
    party_path = "holder__relying_party"
    list_display = ["nickname", "holder", "backup_eligible", "backup_state", "last_used_at"]
    list_filter = [PartyFilter]
    fields = ["nickname", "holder", "backup_eligible", "backup_state", "created_at", "last_used_at"]


@admin.register(Wallet)
class WalletAdmin(ReadOnly):
    party_path = "holder__relying_party"
    list_display = ["name", "holder", "generation", "created_at"]
    list_filter = [PartyFilter]
    fields = ["name", "holder", "generation", "created_at"]


@admin.register(CloudAccount)
class CloudAccountAdmin(ReadOnly):
    party_path = "holder__relying_party"
    list_display = ["kind", "holder", "state", "error", "checked_at"]
    list_filter = [PartyFilter, "kind", "state"]
    fields = ["kind", "holder", "state", "error", "attempts", "due_at", "checked_at"]


@admin.register(Copy)
class CopyAdmin(ReadOnly):
    party_path = "wallet__holder__relying_party"
    list_display = ["wallet", "account", "state", "step", "error", "proved_at"]
    list_filter = [PartyFilter, "state", "error"]
    fields = ["wallet", "account", "state", "step", "error", "attempts", "due_at", "proved_at"]
