from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from recovery.models import Origin, RelyingParty

# Django's admin classes take type arguments only while types are checked.
if TYPE_CHECKING:
    TabularInline = admin.TabularInline[Origin, RelyingParty]
    ModelAdmin = admin.ModelAdmin[RelyingParty]
else:
    TabularInline = admin.TabularInline
    ModelAdmin = admin.ModelAdmin


class OriginInline(TabularInline):
    model = Origin
    extra = 1


@admin.register(RelyingParty)
class RelyingPartyAdmin(ModelAdmin):
    list_display = ["name", "rp_id", "is_active", "created_at"]
    search_fields = ["name", "rp_id"]
    inlines = [OriginInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        # Every passkey is bound to the id, so changing it would lock everybody out.
        return ["rp_id"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
