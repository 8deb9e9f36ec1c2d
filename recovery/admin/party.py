"""What every list in the admin has in common: it shows the rows of one's own relying parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, cast
from uuid import UUID

from django.contrib import admin
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest

from recovery import session
from recovery.flows import staff
from recovery.flows.staff import Access
from recovery.models import RelyingParty, Role, User

# Django's admin classes take type arguments only while types are checked.
if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin = admin.ModelAdmin
    TabularInline = admin.TabularInline

_PLAIN_LOOKUPS = {"exact", "isnull", "in", "gte", "lt", "year", "month", "day", "id", "pk"}


def access(request: HttpRequest) -> Access:
    """What the person behind a request may see; worked out once for each request."""
    found: Access | None = getattr(request, "staff_access", None)
    if found is None:
        found = staff.access_of(request.user, with_passkey=session.has_passkey(request))
        request.staff_access = found  # type: ignore[attr-defined]
    return found


def who(request: HttpRequest) -> User:
    """The member of staff behind a request that has passed the site's door."""
    return cast(User, request.user)


class PartyFilter(admin.SimpleListFilter):
    """One's own relying parties, and no other's name."""

    title = "relying party"
    parameter_name = "party"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        self.party_path: str = model_admin.party_path
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(party.pk), str(party)) for party in access(request).parties()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        # Only what stands in the list counts; anything else in the address is no relying party.
        chosen = self.value()
        if chosen not in {key for key, _ in self.lookup_choices}:
            return queryset
        return queryset.filter(**{self.party_path: chosen})


class ErrorFilter(admin.AllValuesFieldListFilter):
    """The codes that stand in a list. Without a word for none, its link would have no name."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "None"}


class PartyAdmin(ModelAdmin):
    """Shows the rows of one's own relying parties, and changes none of them.

    party_path: how a row leads to its relying party, in the words of a query.
    changed_by: the roles that may add or change rows, where that is no attack.
    """

    party_path: ClassVar[str] = ""
    changed_by: ClassVar[tuple[Role, ...]] = ()
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        mine = access(request)
        if mine.everywhere:
            return rows
        return rows.filter(**{f"{self.party_path}__in": mine.parties()})

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """An address may ask for nothing that the page does not show.

        Otherwise "starts with" would tell a hidden column, letter by letter.
        """
        shown = {"id", "pk", self.date_hierarchy, *(self.fields or ()), *self.list_display}
        shown.update(getattr(each, "parameter_name", each) for each in self.list_filter)
        name, *rest = lookup.split("__")
        return name in shown and _PLAIN_LOOKUPS.issuperset(rest)

    def party_of(self, row: Model) -> UUID:
        value: Any = row
        for name in self.party_path.split("__"):
            value = getattr(value, name)
        return cast(UUID, getattr(value, "pk", value))

    # --- Who may do what -------------------------------------------------------------------------

    def _may_see(self, request: HttpRequest, row: Model | None) -> bool:
        mine = access(request)
        if row is None or mine.everywhere:
            return mine.is_any
        return self.party_of(row) in mine.roles

    def _may_act(self, request: HttpRequest, row: Model | None = None) -> bool:
        mine = access(request)
        if not self.changed_by:
            return False
        return mine.may(*self.changed_by, party_id=self.party_of(row) if row else None)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return access(request).is_any

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may_see(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may_act(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may_act(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may_act(request, obj)

    def those_i_may_act_on(
        self, request: HttpRequest, rows: Iterable[Any], *roles: Role
    ) -> list[Any]:
        """For actions on several rows: those whose relying party one holds such a role for."""
        mine = access(request)
        return [row for row in rows if mine.may(*roles, party_id=self.party_of(row))]

    # --- What forms offer ------------------------------------------------------------------------

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **options: Any
    ) -> Any:
        if db_field.related_model is RelyingParty:
            mine = access(request)
            parties = mine.parties()
            if not mine.everywhere:
                acting = [pk for pk, role in mine.roles.items() if role in self.changed_by]
                parties = parties.filter(pk__in=acting)
            options["queryset"] = parties
            if db_field.name == "relying_party" and len(only := parties[:2]) == 1:
                options["initial"] = only[0].pk
        elif (other := self.admin_site._registry.get(db_field.related_model)) is not None:
            options["queryset"] = other.get_queryset(request)
        else:
            options["queryset"] = db_field.related_model._default_manager.none()
        return super().formfield_for_foreignkey(db_field, request, **options)


class ReadOnly(PartyAdmin):
    """Shows rows whose change by an administrator would be an attack."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class Lines(TabularInline):
    """Lines of text under the row that they belong to; read by all staff who see that row."""

    label: ClassVar[str]

    def may_change(self, request: HttpRequest, row: Any) -> bool:
        """Whether somebody may add, change and remove lines. row: None while it is new."""
        raise NotImplementedError

    def formfield_for_dbfield(self, db_field: Any, request: Any, **options: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field is not None:
            # Django gives inputs that stand in a table no label.
            field.widget.attrs["aria-label"] = self.label
        return field

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access(request).is_any

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request, obj)
