"""Webhooks of a relying party, and every message with what was answered."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join

from recovery.admin import confirm
from recovery.admin.party import PartyAdmin, PartyFilter, ReadOnly, access, who
from recovery.clouds.errors import CloudError
from recovery.flows import audit, webhooks
from recovery.models import AuditEvent, Delivery, Role, Webhook

ACTORS = (Role.OWNER, Role.OPERATOR)
_NO_ADDRESS = (
    "This is not an address that we can send to. It begins with https:// and a host name, and "
    "holds no password and no #."
)


class WebhookForm(forms.ModelForm):  # type: ignore[type-arg]
    types = forms.MultipleChoiceField(
        choices=[(name, name) for name in sorted({*webhooks.TYPES.values()})],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="None chosen means all of them, those of later releases among them.",
    )

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"]).strip()
        try:
            webhooks.parse(url)
        except CloudError as error:
            raise forms.ValidationError(_NO_ADDRESS) from error
        return url


@admin.register(Webhook)
class WebhookAdmin(PartyAdmin):
    party_path = "relying_party"
    changed_by = ACTORS
    form = WebhookForm
    list_display = ["url", "relying_party", "is_well", "is_paused", "created_at"]
    list_filter = [PartyFilter, "is_well", "is_paused"]
    list_select_related = ["relying_party"]
    search_fields = ["url"]
    date_hierarchy = "created_at"
    fields = ["relying_party", "url", "types", "is_paused"]
    actions = ["ping", "rotate"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["relying_party"] if obj else []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        what = "webhook changed"
        if change:
            super().save_model(request, obj, form, change)
        else:
            what = "webhook made"
            made = webhooks.make(party=obj.relying_party, url=obj.url, types=obj.types)
            obj.pk = made.webhook.pk
            request.made_webhook = made  # type: ignore[attr-defined]
        self._note(request, obj, what)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._note(request, obj, "webhook deleted")
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for webhook in self._mine(request, queryset):
            self.delete_model(request, webhook)

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **options: Any) -> Any:
        return self._show_once(request, request.made_webhook)  # type: ignore[attr-defined]

    @admin.action(description="Send a ping", permissions=["add"])
    def ping(self, request: HttpRequest, queryset: QuerySet[Webhook]) -> None:
        rows = self._mine(request, queryset)
        for webhook in rows:
            webhooks.ping(webhook)
        self.message_user(request, f"Pings on their way: {len(rows)}.", messages.SUCCESS)

    @admin.action(description="Rotate: a new signing secret", permissions=["add"])
    def rotate(self, request: HttpRequest, queryset: QuerySet[Webhook]) -> HttpResponse | None:
        rows = self._mine(request, queryset)
        if len(rows) != 1:
            self.message_user(request, "Choose one webhook.", messages.ERROR)
            return None
        asked = confirm.page(
            request,
            self,
            action="rotate",
            title="Make a new signing secret?",
            text="The new secret is shown once. For 24 hours messages are signed with both.",
            rows=rows,
        )
        if asked is None:
            self._note(request, rows[0], "webhook secret rotated")
        return asked or self._show_once(request, webhooks.rotate(rows[0]))

    def _show_once(self, request: HttpRequest, made: webhooks.Made) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "Copy the signing secret now",
            "opts": self.opts,
            "made": made,
        }
        return TemplateResponse(request, "admin/webhook_secret_shown.html", context)

    def _mine(self, request: HttpRequest, rows: QuerySet[Webhook]) -> list[Webhook]:
        found = rows.select_related("relying_party")
        return self.those_i_may_act_on(request, found, *ACTORS)

    def _note(self, request: HttpRequest, webhook: Webhook, what: str) -> None:
        kind = AuditEvent.Kind.STAFF_ACTED
        party = webhook.relying_party
        audit.note(party=party, by=who(request), kind=kind, what=what, address=webhook.url)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly):
    party_path = "webhook__relying_party"
    list_display = ["created_at", "type", "webhook", "state", "last_answer", "attempts", "due_at"]
    list_filter = [PartyFilter, "state", "type"]
    list_select_related = ["webhook__relying_party"]
    search_fields = ["webhook__url", "body"]
    date_hierarchy = "created_at"
    fields = ["webhook", "type", "message_id", "state", "due_at", "request", "answers"]
    readonly_fields = ["message_id", "request", "answers"]
    actions = ["replay"]

    def has_act_permission(self, request: HttpRequest) -> bool:
        return access(request).may(*ACTORS)

    @admin.display(description="last answer")
    def last_answer(self, delivery: Delivery) -> str:
        last = delivery.tries[-1] if delivery.tries else {}
        return str(last.get("status") or last.get("error") or "")

    @admin.display(description="request")
    def request(self, delivery: Delivery) -> str:
        pretty = json.dumps(json.loads(delivery.body), indent=2, ensure_ascii=False)
        return format_html('<pre class="sample">{}</pre>', pretty)

    @admin.display(description="answers")
    def answers(self, delivery: Delivery) -> str:
        lines = (
            (
                each["at"][:19].replace("T", " "),
                each["status"] or each["error"],
                each["milliseconds"],
                each["answer"] or "No answer.",
            )
            for each in delivery.tries
        )
        form = '<p>{}: <strong>{}</strong> after {} ms</p><pre class="sample">{}</pre>'
        return format_html_join("", form, lines) or "Not sent yet."

    @admin.action(description="Replay: send once more", permissions=["act"])
    def replay(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> HttpResponse | None:
        rows = self.those_i_may_act_on(request, queryset.filter(lease_until=None), *ACTORS)
        asked = confirm.page(
            request,
            self,
            action="replay",
            title="Send these messages once more?",
            text="They keep their id, so a receiver that has seen one can leave it out.",
            rows=rows,
        )
        if asked is None:
            for delivery in rows:
                webhooks.replay(delivery)
            self.message_user(request, f"Messages on their way: {len(rows)}.", messages.SUCCESS)
        return asked
