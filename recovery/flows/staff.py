"""Who works for which relying party, and what may they see and do?

Everything that staff meet, in the admin and elsewhere, asks `access_of` and shows nothing else. The
superusers of the service itself see all relying parties. Live environments, and the service itself,
are open only to a session that began with a passkey.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from recovery.errors import LastOwner, StaffPasskeyNeeded
from recovery.flows import audit, our_site
from recovery.models import AuditEvent, Holder, Membership, RelyingParty, Role, User, holder_behind

Environment = RelyingParty.Environment


@dataclass(frozen=True)
class Access:
    """What one person may see and do now.

    roles: relying party → role. everywhere: a superuser of the service, who needs no role.
    needs_passkey: there would be more after signing in with a passkey.
    """

    roles: dict[UUID, Role]
    everywhere: bool = False
    needs_passkey: bool = False

    @property
    def is_any(self) -> bool:
        return self.everywhere or bool(self.roles)

    def parties(self) -> QuerySet[RelyingParty]:
        found = RelyingParty.objects.all()
        return found if self.everywhere else found.filter(pk__in=self.roles)

    def may(self, *roles: Role, party_id: UUID | None = None) -> bool:
        """Whether one of these roles is held: for this relying party, or for any at all."""
        if self.everywhere:
            return True
        held = self.roles.values() if party_id is None else [self.roles.get(party_id)]
        return any(role in roles for role in held)


NOTHING = Access(roles={})


def access_of(user: object, *, with_passkey: bool) -> Access:
    """What a user may see. with_passkey: the session began with one."""
    if not isinstance(user, User) or not user.is_active:
        return NOTHING
    if user.is_superuser:
        return Access(roles={}, everywhere=with_passkey, needs_passkey=not with_passkey)
    memberships = list(user.memberships.select_related("relying_party"))
    open_now = [
        membership
        for membership in memberships
        if with_passkey or membership.relying_party.environment == Environment.TEST
    ]
    return Access(
        roles={each.relying_party_id: Role(each.role) for each in open_now},
        needs_passkey=len(open_now) < len(memberships),
    )


def is_staff(user: User) -> bool:
    return user.is_superuser or user.memberships.exists()


def require_passkey_for_another(user: User, *, with_passkey: bool) -> None:
    """Staff who have a passkey show it before their list of passkeys grows.

    Otherwise whoever reads a person's mail could sign in with a code, add a passkey of their own,
    and pass for staff with it. Raises StaffPasskeyNeeded.
    """
    holder = holder_behind(user)
    if with_passkey or holder is None or not is_staff(user):
        return
    if holder.passkeys.exists():
        raise StaffPasskeyNeeded


def as_person(user: User) -> Holder:
    """The holder behind a member of staff, made if need be: passkeys belong to a holder."""
    holder = holder_behind(user)
    if holder is not None:
        return holder
    name = user.email.partition("@")[0][:64]
    holder, _ = Holder.objects.get_or_create(
        user=user, defaults={"relying_party": our_site.relying_party(), "name": name}
    )
    return holder


def change_role(*, membership: Membership, role: Role, by: User) -> None:
    """Raises LastOwner where nobody would be left to change it back."""
    with transaction.atomic():
        if role != Role.OWNER:
            _require_another_owner(membership)
        Membership.objects.filter(pk=membership.pk).update(role=role)
        _note(membership, by=by, kind=AuditEvent.Kind.STAFF_ROLE_CHANGED, role=str(role))


def remove(*, membership: Membership, by: User) -> None:
    """Raises LastOwner."""
    with transaction.atomic():
        _require_another_owner(membership)
        _note(membership, by=by, kind=AuditEvent.Kind.STAFF_REMOVED)
        membership.delete()


def _note(membership: Membership, *, by: User, kind: AuditEvent.Kind, **detail: str) -> None:
    whom = membership.user.email
    audit.note(party=membership.relying_party, by=by, kind=kind, email=whom, **detail)


def _require_another_owner(membership: Membership) -> None:
    # The party's row is what two owners who remove each other wait for.
    RelyingParty.objects.select_for_update().get(pk=membership.relying_party_id)
    if is_only_owner(membership):
        raise LastOwner


def is_only_owner(membership: Membership) -> bool:
    owners = Membership.objects.filter(
        relying_party_id=membership.relying_party_id, role=Role.OWNER
    )
    return list(owners.values_list("pk", flat=True)) == [membership.pk]
