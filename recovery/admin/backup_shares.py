"""That backup shares are kept, since when, and who had them last. What they are is not here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from recovery.admin.party import PartyFilter, ReadOnly
from recovery.flows import eject
from recovery.models import BackupShare

_WHICH = ["wallet", "person", "part", "version", "pair_state"]


@admin.register(BackupShare)
class BackupShareAdmin(ReadOnly):
    party_path = "pair__wallet__holder__relying_party"
    list_display = [*_WHICH, "stored_at", "released_at", "released_to"]
    list_filter = [PartyFilter, "part", "pair__state"]
    list_select_related = ["pair__wallet__holder__relying_party"]
    search_fields = ["pair__wallet__name", "pair__wallet__holder__name", "stored_by", "released_to"]
    date_hierarchy = "stored_at"
    fields = [
        *_WHICH,
        "stored_at",
        "stored_by",
        "released_at",
        "released_to",
        "both_may_be_fetched_until",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        # What is not read cannot be shown by mistake.
        return super().get_queryset(request).defer("sealed", "sealed_key")

    @admin.display(description="wallet", ordering="pair__wallet__name")
    def wallet(self, share: BackupShare) -> str:
        return share.pair.wallet.name

    @admin.display(description="person", ordering="pair__wallet__holder__name")
    def person(self, share: BackupShare) -> str:
        return share.pair.wallet.holder.name

    @admin.display(description="version", ordering="pair__version")
    def version(self, share: BackupShare) -> int:
        return share.pair.version

    @admin.display(description="pair", ordering="pair__state")
    def pair_state(self, share: BackupShare) -> str:
        return share.pair.get_state_display()

    def both_may_be_fetched_until(self, share: BackupShare) -> datetime | None:
        return eject.ends_at(share.pair.wallet)
