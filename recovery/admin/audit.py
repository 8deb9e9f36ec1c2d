"""What happened in a relying party: to read, to search, and to take away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import URLPattern, path

from recovery.admin.party import PartyFilter, ReadOnly, access
from recovery.flows import audit
from recovery.models import AuditEvent, RelyingParty


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnly):
    party_path = "relying_party"
    list_display = ["at", "kind", "about", "relying_party", "number"]
    list_filter = [PartyFilter, "kind"]
    list_select_related = ["holder", "relying_party"]
    search_fields = ["holder__name", "detail"]
    date_hierarchy = "at"
    fields = ["number", "at", "kind", "relying_party", "about", "detail"]
    change_list_template = "admin/recovery/auditevent/change_list.html"

    @admin.display(description="about")
    def about(self, event: AuditEvent) -> str:
        # A person who left is not there any more; the event is.
        name = event.holder.name if event.holder_id and event.holder else ""
        return name or str(event.detail.get("email") or event.detail.get("by") or "")

    def get_urls(self) -> list[URLPattern]:
        export = self.admin_site.admin_view(self.export)
        return [
            path("export/<uuid:party_id>/", export, name="recovery_auditevent_export"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        parties = access(request).parties().order_by("name")
        return super().changelist_view(request, {"parties": parties, **(extra_context or {})})

    def export(self, request: HttpRequest, party_id: Any) -> StreamingHttpResponse:
        """The whole chain of one relying party, one JSON object on each line."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        party = access(request).parties().filter(pk=party_id).first()
        if party is None:
            raise Http404
        audit.link(party.pk)
        response = StreamingHttpResponse(_lines(party), content_type="application/jsonl")
        name = f"audit-{party.rp_id}.jsonl"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def _lines(party: RelyingParty) -> Iterator[str]:
    for entry in audit.entries(party):
        yield json.dumps(asdict(entry)) + "\n"
