from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from recovery.models import AuditEvent, CloudAccount, Copy, Holder, Passkey, Wallet

# Django's admin classes take type arguments only while types are checked.
if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class ReadOnly(ModelAdmin):
    """Shows rows whose change by an administrator would be an attack."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Holder)
class HolderAdmin(ReadOnly):
    list_display = ["name", "relying_party", "created_at"]
    list_filter = ["relying_party"]
    search_fields = ["name", "user__email"]
    fields = ["name", "relying_party", "created_at"]


@admin.register(Passkey)
class PasskeyAdmin(ReadOnly):
    list_display = ["nickname", "holder", "backup_eligible", "backup_state", "last_used_at"]
    fields = ["nickname", "holder", "backup_eligible", "backup_state", "created_at", "last_used_at"]


@admin.register(Wallet)
class WalletAdmin(ReadOnly):
    list_display = ["name", "holder", "generation", "created_at"]
    fields = ["name", "holder", "generation", "created_at"]


@admin.register(CloudAccount)
class CloudAccountAdmin(ReadOnly):
    list_display = ["kind", "holder", "state", "error", "checked_at"]
    list_filter = ["kind", "state"]
    fields = ["kind", "holder", "state", "error", "attempts", "due_at", "checked_at"]


@admin.register(Copy)
class CopyAdmin(ReadOnly):
    list_display = ["wallet", "account", "state", "step", "error", "proved_at"]
    list_filter = ["state", "error"]
    fields = ["wallet", "account", "state", "step", "error", "attempts", "due_at", "proved_at"]


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnly):
    list_display = ["at", "kind", "holder"]
    list_filter = ["kind"]
    date_hierarchy = "at"
    fields = ["at", "kind", "holder", "detail"]
