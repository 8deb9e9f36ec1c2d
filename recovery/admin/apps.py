"""Apps of a relying party: added and removed, never changed, so that the history tells all."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from recovery.admin.party import PartyAdmin, PartyFilter, who
from recovery.errors import AppListed, FingerprintUnreadable
from recovery.flows import apps
from recovery.models import AndroidApp, AppleApp, Role


class _AppAdmin(PartyAdmin):
    party_path = "relying_party"
    changed_by = (Role.OWNER,)
    list_filter: ClassVar[Any] = [PartyFilter]
    list_select_related: ClassVar[Any] = ["relying_party"]
    date_hierarchy = "created_at"

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except AppListed as error:
            # The table decides: of two that add it at once, one is told this.
            self.message_user(request, error.message, messages.WARNING)
            return redirect(f"admin:recovery_{self.opts.model_name}_changelist")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        apps.add(obj, by=who(request))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        apps.remove(obj, by=who(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        rows = queryset.select_related("relying_party")
        for app in self.those_i_may_act_on(request, rows, *self.changed_by):
            apps.remove(app, by=who(request))


@admin.register(AppleApp)
class AppleAppAdmin(_AppAdmin):
    list_display = ["bundle_id", "team_id", "relying_party", "created_at"]
    search_fields = ["bundle_id", "team_id"]
    fields = ["relying_party", "team_id", "bundle_id"]


class AndroidAppForm(forms.ModelForm):  # type: ignore[type-arg]
    certificate = forms.CharField(
        label="Signing certificate",
        widget=forms.Textarea(attrs={"rows": 4, "class": "code", "spellcheck": "false"}),
        help_text="Its SHA-256 fingerprint, as the Play Console or keytool shows it, or the "
        "certificate itself. If Google Play signs your app, take the one from there.",
    )

    def clean_certificate(self) -> bytes:
        try:
            return apps.fingerprint_of(self.cleaned_data["certificate"])
        except FingerprintUnreadable as error:
            raise forms.ValidationError(error.message) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.certificate_sha256 = cleaned.get("certificate", b"")
        return cleaned


@admin.register(AndroidApp)
class AndroidAppAdmin(_AppAdmin):
    form = AndroidAppForm
    list_display = ["package", "origin", "relying_party", "created_at"]
    search_fields = ["package"]
    fields = ["relying_party", "package", "certificate", "fingerprint", "origin"]
    readonly_fields = ["fingerprint", "origin"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["relying_party", "package", "certificate"]
        return ["relying_party", "package", "fingerprint", "origin"]

    @admin.display(description="origin")
    def origin(self, app: AndroidApp) -> str:
        return app.origin

    @admin.display(description="SHA-256 of its certificate")
    def fingerprint(self, app: AndroidApp) -> str:
        return app.fingerprint
