"""Keys for the servers of a relying party: made, shown once, rotated, revoked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from recovery.admin import confirm
from recovery.admin.party import PartyAdmin, PartyFilter, who
from recovery.flows import server_keys
from recovery.models import Role, ServerKey


class KeyForm(forms.ModelForm):  # type: ignore[type-arg]
    scopes = forms.MultipleChoiceField(
        choices=ServerKey.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[ServerKey.Scope.READ],
        help_text="What the key may do. Give it no more than its server needs.",
    )


@admin.register(ServerKey)
class ServerKeyAdmin(PartyAdmin):
    party_path = "relying_party"
    changed_by = (Role.OWNER, Role.OPERATOR)
    form = KeyForm
    list_display = ["name", "prefix", "relying_party", "may", "last_used_at", "ends", "created_at"]
    list_filter = [PartyFilter]
    list_select_related = ["relying_party"]
    search_fields = ["name", "prefix"]
    date_hierarchy = "created_at"
    fields = ["relying_party", "name", "scopes"]
    actions = ["rotate", "revoke"]

    @admin.display(description="may")
    def may(self, key: ServerKey) -> str:
        return ", ".join(key.scopes)

    @admin.display(description="works until")
    def ends(self, key: ServerKey) -> str:
        if key.revoked_at:
            return f"revoked {key.revoked_at:%-d %B %Y, %H:%M}"
        if key.expires_at:
            word = "ended" if key.expires_at <= timezone.now() else "until"
            return f"{word} {key.expires_at:%-d %B %Y, %H:%M}"
        return "for good"

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        # What a key may do is never widened: a new key is made instead.
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        # A revoked key stays in the list, for whoever looks for what it did.
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        made = server_keys.make(
            party=obj.relying_party, name=obj.name, scopes=obj.scopes, by=who(request)
        )
        obj.pk = made.key.pk
        obj.prefix = made.key.prefix
        request.made_key = made  # type: ignore[attr-defined]

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **options: Any) -> Any:
        return self._show_once(request, request.made_key)  # type: ignore[attr-defined]

    def _show_once(self, request: HttpRequest, made: server_keys.Made) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "Copy the key now",
            "opts": self.opts,
            "made": made,
        }
        return TemplateResponse(request, "admin/key_shown.html", context)

    @admin.action(description="Rotate: a new key, and a day for the old one", permissions=["add"])
    def rotate(self, request: HttpRequest, queryset: QuerySet[ServerKey]) -> HttpResponse | None:
        rows = [key for key in self._mine(request, queryset) if server_keys.is_good(key)]
        if len(rows) != 1:
            self.message_user(request, "Choose one key that still works.", messages.ERROR)
            return None
        asked = confirm.page(
            request,
            self,
            action="rotate",
            title="Make a new key in its place?",
            text="The new key is shown once. The old one works for another 24 hours, so that your "
            "servers can be changed one after the other.",
            rows=rows,
        )
        return asked or self._show_once(request, server_keys.rotate(rows[0], by=who(request)))

    @admin.action(description="Revoke: the key stops at once", permissions=["add"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ServerKey]) -> HttpResponse | None:
        rows = self._mine(request, queryset.filter(revoked_at=None))
        asked = confirm.page(
            request,
            self,
            action="revoke",
            title="Revoke these keys?",
            text="Servers that still use them are refused from now on. It cannot be undone.",
            rows=rows,
        )
        if asked is None:
            for key in rows:
                server_keys.revoke(key, by=who(request))
            self.message_user(request, f"Keys revoked: {len(rows)}.", messages.SUCCESS)
        return asked

    def _mine(self, request: HttpRequest, rows: QuerySet[ServerKey]) -> list[ServerKey]:
        return self.those_i_may_act_on(
            request, rows.select_related("relying_party"), *self.changed_by
        )
