from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, path

from recovery.admin import environments, setup
from recovery.admin import policy as policy_part
from recovery.admin.party import Lines, PartyAdmin, access, who
from recovery.flows import audit, policy
from recovery.models import AuditEvent, Origin, PolicyFields, RelyingParty, Role


class OriginInline(Lines):
    """Whoever adds an origin lets another site use everybody's passkeys: only the service may."""

    model = Origin
    label = "Origin"
    extra = 0

    def may_change(self, request: HttpRequest, row: Any) -> bool:
        return access(request).everywhere


_IDENTITY = ["name", "rp_id", "environment", "test_of", "is_active"]
_PAGES = ["passkey_enroll_url", "passkey_manage_url"]


@admin.register(RelyingParty)
class RelyingPartyAdmin(policy_part.ShowsPolicy, PartyAdmin):
    party_path = "pk"
    changed_by = (Role.OWNER,)
    form = policy_part.PolicyForm
    list_display = ["name", "rp_id", "environment", "is_active", "created_at"]
    list_filter = ["environment", "is_active"]
    search_fields = ["name", "rp_id"]
    date_hierarchy = "created_at"
    fields = [*_IDENTITY, *_PAGES, *policy_part.FIELDS]
    inlines = [OriginInline]
    change_form_template = "admin/recovery/relyingparty/change_form.html"
    formfield_overrides: ClassVar[Any] = {models.URLField: {"assume_scheme": "https"}}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        if obj is None:
            return []
        # Every passkey is bound to the id, so changing it would lock everybody out.
        fixed = ["rp_id", "environment", "test_of"]
        return fixed if access(request).everywhere else [*fixed, "is_active"]

    def get_urls(self) -> list[URLPattern]:
        looked_at = self.admin_site.admin_view(partial(setup.page, model_admin=self))
        test = self.admin_site.admin_view(partial(environments.page, model_admin=self))
        return [
            path("<uuid:party_id>/setup/", looked_at, name="recovery_relyingparty_setup"),
            path("<uuid:party_id>/test/", test, name="recovery_relyingparty_test"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> Any:
        row = self.get_object(request, object_id)
        may = row is not None and access(request).may(Role.OWNER, party_id=row.pk)
        context = {**(extra_context or {}), "may_make_test": may}
        return super().change_view(request, object_id, form_url, context)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [
            (None, {"fields": [*_IDENTITY, *_PAGES]}),
            ("Policy", {"fields": policy_part.FIELDS}),
        ]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        # The form has put its values into the row; the policy has a flow of its own, which notes
        # what was changed.
        kept = RelyingParty.objects.get(pk=obj.pk) if change else RelyingParty()
        for column in PolicyFields._meta.get_fields():
            setattr(obj, column.name, getattr(kept, column.name))
        super().save_model(request, obj, form, change)
        policy.change(obj, form.wanted(), by=who(request).email)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._note(request, obj, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._note(request, obj, message)
        return super().log_change(request, obj, message)

    def _note(self, request: HttpRequest, obj: RelyingParty, message: Any) -> None:
        kind = AuditEvent.Kind.PARTY_CHANGED
        audit.note(party=obj, by=who(request), kind=kind, changes=message)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access(request).everywhere

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
