"""The server with which a relying party keeps shares itself, and what we know of each share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from recovery.admin import confirm
from recovery.admin.party import (
    ErrorFilter,
    PartyAdmin,
    PartyFilter,
    ReadOnly,
    access,
    who,
)
from recovery.clouds.errors import CloudError
from recovery.errors import message_of
from recovery.flows import audit, served_shares, share_server, signed_messages
from recovery.models import AuditEvent, Role, ServedShare, ShareServer

_NO_ADDRESS = (
    "This is not an address that we can ask. It begins with https:// and a host name, and holds no "
    "password, no ? and no #."
)


class ShareServerForm(forms.ModelForm):  # type: ignore[type-arg]
    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"]).strip().rstrip("/")
        try:
            share_server.parse(url)
        except CloudError as error:
            raise forms.ValidationError(_NO_ADDRESS) from error
        return url


@admin.register(ShareServer)
class ShareServerAdmin(PartyAdmin):
    party_path = "relying_party"
    changed_by = (Role.OWNER,)
    form = ShareServerForm
    list_display = ["url", "relying_party", "is_well", "stored", "not_stored"]
    list_filter = [PartyFilter, "is_well"]
    list_select_related = ["relying_party"]
    search_fields = ["url"]
    date_hierarchy = "created_at"
    fields = ["relying_party", "url"]
    actions = ["rotate"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        is_stored = Q(shares__standing=ServedShare.Standing.STORED)
        counts = {"stored": is_stored, "not_stored": ~is_stored}
        columns = {name: Count("shares", filter=which) for name, which in counts.items()}
        rows: QuerySet[Any] = super().get_queryset(request).annotate(**columns)
        return rows

    @admin.display(description="shares stored")
    def stored(self, server: Any) -> int:
        return int(server.stored)

    @admin.display(description="others")
    def not_stored(self, server: Any) -> int:
        return int(server.not_stored)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["relying_party"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Whose server keeps shares is not forgotten while it does.
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not obj.shares.exists())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            served_shares.look_everywhere(obj)
        else:
            server, secret = share_server.make(party=obj.relying_party, url=obj.url)
            obj.pk = server.pk
            request.made_share_server = server, secret  # type: ignore[attr-defined]
        self._note(request, obj, "share server changed" if change else "share server added")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._note(request, obj, "share server removed")
        super().delete_model(request, obj)

    def get_actions(self, request: HttpRequest) -> Any:
        # One is deleted on its own page, where it is seen whether it keeps something.
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **options: Any) -> Any:
        return self._show_once(request, *request.made_share_server)  # type: ignore[attr-defined]

    @admin.action(description="Rotate: a new signing secret", permissions=["add"])
    def rotate(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        rows = self.those_i_may_act_on(
            request, queryset.select_related("relying_party"), *self.changed_by
        )
        if len(rows) != 1:
            self.message_user(request, "Choose one server.", messages.ERROR)
            return None
        asked = confirm.page(
            request,
            self,
            action="rotate",
            title="Make a new signing secret?",
            text="The new secret is shown once. For 24 hours questions are signed with both.",
            rows=rows,
        )
        if asked is None:
            self._note(request, rows[0], "share server's secret rotated")
        secret = "" if asked else signed_messages.rotate_secret(rows[0])
        return asked or self._show_once(request, rows[0], secret)

    def _show_once(self, request: HttpRequest, server: ShareServer, secret: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "Copy the signing secret now",
            "opts": self.opts,
            "server": server,
            "secret": secret,
        }
        return TemplateResponse(request, "admin/share_server_secret_shown.html", context)

    def _note(self, request: HttpRequest, server: ShareServer, what: str) -> None:
        kind = AuditEvent.Kind.STAFF_ACTED
        party = server.relying_party
        audit.note(party=party, by=who(request), kind=kind, what=what, address=server.url)


@admin.register(ServedShare)
class ServedShareAdmin(ReadOnly):
    party_path = "server__relying_party"
    list_display = ["wallet", "version", "standing", "error", "proved_at", "looked_at"]
    list_filter = [PartyFilter, "standing", ("error", ErrorFilter)]
    list_select_related = ["server__relying_party", "share__pair__wallet"]
    search_fields = ["share__pair__wallet__name", "share__pair__wallet__holder__name"]
    date_hierarchy = "created_at"
    fields = [
        "wallet",
        "version",
        "server",
        "standing",
        "reason",
        "proved_at",
        "looked_at",
        "attempts",
        "due_at",
    ]
    readonly_fields = ["wallet", "version", "reason"]
    actions = ["try_again"]

    def has_act_permission(self, request: HttpRequest) -> bool:
        return access(request).may(Role.OWNER, Role.OPERATOR)

    @admin.display(description="wallet", ordering="share__pair__wallet__name")
    def wallet(self, share: ServedShare) -> str:
        return served_shares.wallet_of(share).name

    @admin.display(description="version", ordering="share__pair__version")
    def version(self, share: ServedShare) -> int:
        return share.share.pair.version

    @admin.display(description="reason")
    def reason(self, share: ServedShare) -> str:
        return message_of(share.error) if share.error else ""

    @admin.action(description="Try again: ask the server at once", permissions=["act"])
    def try_again(
        self, request: HttpRequest, queryset: QuerySet[ServedShare]
    ) -> HttpResponse | None:
        rows = self.those_i_may_act_on(request, queryset, Role.OWNER, Role.OPERATOR)
        asked = confirm.page(
            request,
            self,
            action="try_again",
            title="Ask the server for these shares at once?",
            text="What waits is stored there and read back; what was stored is read back. Ours is "
            "deleted only when what comes back is equal.",
            rows=rows,
        )
        if asked is None:
            for share in rows:
                served_shares.try_again(share)
            text = f"Shares that are asked for now: {len(rows)}."
            self.message_user(request, text, messages.SUCCESS)
        return asked
