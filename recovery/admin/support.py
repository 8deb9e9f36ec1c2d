from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from recovery.admin.party import PartyAdmin, PartyFilter, who
from recovery.flows import support
from recovery.models import Role, SupportRequest


@admin.register(SupportRequest)
class SupportRequestAdmin(PartyAdmin):
    """Requests for help. What the person sent is shown; only the answer can be written."""

    party_path = "holder__relying_party"
    changed_by = (Role.OWNER, Role.OPERATOR)
    list_select_related = ["holder"]
    list_display = ["trace", "person", "created_at", "provider", "error", "state", "answered_at"]
    list_filter = [PartyFilter, "state"]
    search_fields = ["trace"]
    date_hierarchy = "created_at"
    fields = ["trace", "created_at", "state", "note", "bundle", "answer", "answered_at"]
    readonly_fields = ["trace", "created_at", "state", "note", "bundle", "answered_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.display(ordering="holder__name")
    def person(self, row: SupportRequest) -> str:
        return row.holder.name

    @admin.display
    def provider(self, row: SupportRequest) -> str:
        return str(row.bundle.get("provider", ""))

    @admin.display
    def error(self, row: SupportRequest) -> str:
        return str(row.bundle.get("error", ""))

    def save_model(
        self, request: HttpRequest, obj: SupportRequest, form: forms.ModelForm[Any], change: bool
    ) -> None:
        if "answer" in form.changed_data:
            support.answer(request=obj, text=obj.answer, by=who(request))
