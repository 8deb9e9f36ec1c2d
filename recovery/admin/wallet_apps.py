"""Wallet makers' apps that may open our hosted pages, and the addresses that answers go to."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from recovery.admin.party import Lines, PartyAdmin, PartyFilter, access, who
from recovery.flows import audit
from recovery.models import AuditEvent, ReturnAddress, Role, WalletApp


class AddressInline(Lines):
    """Whoever may change the app may change where its answers go."""

    model = ReturnAddress
    label = "Return address"
    extra = 1

    def may_change(self, request: HttpRequest, row: Any) -> bool:
        party_id = row.relying_party_id if row else None
        return access(request).may(*WalletAppAdmin.changed_by, party_id=party_id)


@admin.register(WalletApp)
class WalletAppAdmin(PartyAdmin):
    party_path = "relying_party"
    changed_by = (Role.OWNER,)
    list_display = ["name", "id", "relying_party", "created_at"]
    list_filter = [PartyFilter]
    list_select_related = ["relying_party"]
    search_fields = ["name"]
    date_hierarchy = "created_at"
    fields = ["relying_party", "name"]
    inlines = [AddressInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["relying_party"] if obj else []

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self._note(request, form.instance, "wallet app changed" if change else "wallet app added")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._note(request, obj, "wallet app removed")
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        rows = queryset.select_related("relying_party")
        for app in self.those_i_may_act_on(request, rows, *self.changed_by):
            self.delete_model(request, app)

    def _note(self, request: HttpRequest, app: WalletApp, what: str) -> None:
        kind = AuditEvent.Kind.STAFF_ACTED
        audit.note(party=app.relying_party, by=who(request), kind=kind, what=what, app=app.name)
