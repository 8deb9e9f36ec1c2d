from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse

from recovery.admin import confirm
from recovery.admin.party import ErrorFilter, PartyFilter, ReadOnly, access, who
from recovery.flows import figures, repair
from recovery.models import CloudAccount, Copy, Holder, Passkey, Role, Wallet, Work


class StandingFilter(admin.SimpleListFilter):
    """The conditions by which the dashboard counts."""

    title = "standing"
    parameter_name = "standing"
    conditions: ClassVar[dict[str, tuple[str, Callable[[], Q]]]] = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, words) for name, (words, _) in self.conditions.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.conditions.get(self.value() or "")
        return queryset.filter(chosen[1]()) if chosen else queryset


class WalletStanding(StandingFilter):
    conditions = figures.WALLETS


class PlaceStanding(StandingFilter):
    conditions = figures.PLACES


class CurrentFilter(admin.SimpleListFilter):
    """Whether a copy is of its wallet's newest generation."""

    title = "generation"
    parameter_name = "current"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "The newest"), ("no", "An older one")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        newest = Q(generation__number=F("wallet__generation"))
        chosen = {"yes": newest, "no": ~newest}.get(self.value() or "")
        return queryset.filter(chosen) if chosen is not None else queryset


@admin.register(Holder)
class HolderAdmin(ReadOnly):
    party_path = "relying_party"
    list_display = ["name", "relying_party", "created_at"]
    list_filter = [PartyFilter]
    list_select_related = ["relying_party"]
    search_fields = ["name", "user__email"]
    date_hierarchy = "created_at"
    fields = ["name", "relying_party", "created_at"]


@admin.register(Passkey)
class PasskeyAdmin(ReadOnly):
    party_path = "holder__relying_party"
    list_display = ["nickname", "person", "backup_eligible", "backup_state", "last_used_at"]
    list_filter = [PartyFilter, "backup_eligible", "backup_state"]
    list_select_related = ["holder"]
    search_fields = ["nickname", "holder__name", "holder__user__email"]
    date_hierarchy = "created_at"
    fields = ["nickname", "person", "backup_eligible", "backup_state", "created_at", "last_used_at"]

    @admin.display(description="person", ordering="holder__name")
    def person(self, passkey: Passkey) -> str:
        return passkey.holder.name


@admin.register(Wallet)
class WalletAdmin(ReadOnly):
    party_path = "holder__relying_party"
    list_display = ["name", "person", "generation", "created_at"]
    list_filter = [PartyFilter, WalletStanding]
    list_select_related = ["holder"]
    search_fields = ["name", "holder__name", "holder__user__email"]
    date_hierarchy = "created_at"
    fields = ["name", "person", "generation", "created_at"]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        # A standing is worked out for every wallet. The links to years and days above the list
        # would do that twice more.
        changelist = super().get_changelist_instance(request)
        if WalletStanding.parameter_name in changelist.params:
            changelist.date_hierarchy = None
        return changelist

    @admin.display(description="person", ordering="holder__name")
    def person(self, wallet: Wallet) -> str:
        return wallet.holder.name


@admin.register(CloudAccount)
class CloudAccountAdmin(ReadOnly):
    party_path = "holder__relying_party"
    list_display = ["account_hint", "kind", "person", "state", "error", "checked_at"]
    list_filter = [PartyFilter, PlaceStanding, "kind", "state", ("error", ErrorFilter)]
    list_select_related = ["holder"]
    search_fields = ["account_hint", "holder__name", "holder__user__email"]
    date_hierarchy = "created_at"
    fields = [
        "account_hint",
        "kind",
        "person",
        "state",
        "error",
        "attempts",
        "due_at",
        "checked_at",
    ]

    @admin.display(description="person", ordering="holder__name")
    def person(self, account: CloudAccount) -> str:
        return account.holder.name


@admin.register(Copy)
class CopyAdmin(ReadOnly):
    party_path = "wallet__holder__relying_party"
    list_display = ["wallet", "account", "state", "step", "error", "due_at", "proved_at"]
    list_filter = [PartyFilter, CurrentFilter, "state", ("error", ErrorFilter)]
    list_select_related = ["wallet__holder__relying_party", "account"]
    search_fields = ["wallet__name", "wallet__holder__name", "account__account_hint"]
    date_hierarchy = "proved_at"
    fields = ["wallet", "account", "state", "step", "error", "attempts", "due_at", "proved_at"]
    actions = ["prove_again", "copy_again"]

    def has_act_permission(self, request: HttpRequest) -> bool:
        return access(request).may(Role.OWNER, Role.OPERATOR)

    def _mine(self, request: HttpRequest, rows: QuerySet[Copy]) -> list[Copy]:
        return self.those_i_may_act_on(request, rows, Role.OWNER, Role.OPERATOR)

    @admin.action(description="Prove again: read back and compare", permissions=["act"])
    def prove_again(self, request: HttpRequest, queryset: QuerySet[Copy]) -> HttpResponse | None:
        rows = self._mine(request, queryset.filter(state=Work.State.DONE))
        asked = confirm.page(
            request,
            self,
            action="prove_again",
            title="Prove these copies again?",
            text="A worker reads each one back and compares it. What is fine stays as it is; what "
            "is damaged is written again.",
            rows=[_named(copy) for copy in rows],
        )
        if asked is None:
            number = repair.prove_again(rows, by=who(request))
            self.message_user(
                request, f"Copies that are looked at now: {number}.", messages.SUCCESS
            )
        return asked

    @admin.action(description="Copy again: try at once", permissions=["act"])
    def copy_again(self, request: HttpRequest, queryset: QuerySet[Copy]) -> HttpResponse | None:
        unproved = queryset.filter(state__in=[Work.State.BLOCKED, Work.State.DUE])
        rows = self._mine(request, unproved)
        asked = confirm.page(
            request,
            self,
            action="copy_again",
            title="Try these copies at once?",
            text="Copies that were refused, or that wait for a later try, are tried now. Nothing "
            "that lies in a cloud is deleted before the new copy is proved.",
            rows=[_named(copy) for copy in rows],
        )
        if asked is None:
            number = repair.copy_again(rows, by=who(request))
            self.message_user(request, f"Copies that are tried now: {number}.", messages.SUCCESS)
        return asked


def _named(copy: Copy) -> str:
    return f"{copy.wallet.name} at {copy.account.account_hint}"
