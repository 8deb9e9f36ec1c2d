"""Who works for a relying party: owners invite, change roles, and part with people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from recovery.admin import confirm
from recovery.admin.party import PartyAdmin, PartyFilter, who
from recovery.errors import LastOwner
from recovery.flows import invitations, staff
from recovery.models import Invitation, Membership, Role


class MembershipForm(forms.ModelForm):  # type: ignore[type-arg]
    def clean_role(self) -> str:
        role = str(self.cleaned_data["role"])
        if role != Role.OWNER and staff.is_only_owner(self.instance):
            raise forms.ValidationError(LastOwner.message)
        return role


@admin.register(Membership)
class MembershipAdmin(PartyAdmin):
    party_path = "relying_party"
    changed_by = (Role.OWNER,)
    form = MembershipForm
    list_display = ["user", "role", "relying_party", "created_at"]
    list_filter = [PartyFilter, "role"]
    list_select_related = ["user", "relying_party"]
    search_fields = ["user__email"]
    date_hierarchy = "created_at"
    fields = ["user", "relying_party", "role", "created_at"]
    readonly_fields = ["user", "relying_party", "created_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        # Nobody is made staff without saying yes: see the invitations.
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not staff.is_only_owner(obj))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        try:
            staff.change_role(membership=obj, role=Role(obj.role), by=who(request))
        except LastOwner as error:
            raise PermissionDenied from error

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        try:
            staff.remove(membership=obj, by=who(request))
        except LastOwner as error:
            raise PermissionDenied from error

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for membership in self.those_i_may_act_on(request, queryset, Role.OWNER):
            self.delete_model(request, membership)


@admin.register(Invitation)
class InvitationAdmin(PartyAdmin):
    party_path = "relying_party"
    changed_by = (Role.OWNER,)
    list_display = ["email", "role", "relying_party", "invited_by", "expires_at", "accepted_at"]
    list_filter = [PartyFilter, "role"]
    list_select_related = ["relying_party", "invited_by"]
    search_fields = ["email"]
    date_hierarchy = "created_at"
    fields = ["relying_party", "email", "role"]
    actions = ["send_again"]

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        made = invitations.invite(
            relying_party=obj.relying_party,
            email=obj.email,
            role=Role(obj.role),
            invited_by=who(request),
        )
        obj.pk = made.pk
        obj.expires_at = made.expires_at

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        invitations.withdraw(obj, by=who(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for invitation in self.those_i_may_act_on(request, queryset, Role.OWNER):
            invitations.withdraw(invitation, by=who(request))

    @admin.action(description="Send the mail again", permissions=["add"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        open_still = queryset.filter(accepted_at=None).select_related("relying_party")
        rows = self.those_i_may_act_on(request, open_still, Role.OWNER)
        asked = confirm.page(
            request,
            self,
            action="send_again",
            title="Send these invitations once more?",
            text="Each gets one more mail, and as much time as a new invitation.",
            rows=rows,
        )
        if asked is None:
            for invitation in rows:
                invitations.invite(
                    relying_party=invitation.relying_party,
                    email=invitation.email,
                    role=Role(invitation.role),
                    invited_by=who(request),
                )
            self.message_user(request, f"Invitations sent again: {len(rows)}.", messages.SUCCESS)
        return asked
