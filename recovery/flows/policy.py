"""What does a relying party ask of its people's wallets, and who sees to it?

    the server   refuses a way in or a cloud that may not be added, where it would be added
    the pages    offer only what may be added; length of a PIN and strength of a password are theirs
                 alone, because nobody else ever sees one
    "protected"  is said of a wallet that has what is required, by pages and dashboard alike

A policy is about what comes next. What a person has already goes on opening, can be renewed and
replaced, and a cloud that was connected can be connected again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from recovery.clouds import CLOUDS
from recovery.errors import CloudNotAllowed, PolicyRefused, WayNotAllowed
from recovery.flows.backup_files import Method, Slot
from recovery.models import AuditEvent, PolicyFields, RelyingParty

# Under which name the policy knows each method, in the order in which we offer them ourselves.
NAMES: dict[str, Method] = {
    "passkey": Method.PASSKEY,
    "pin": Method.PIN,
    "password": Method.PASSWORD,
    "cloud_key": Method.CLOUD_KEY,
    "kit": Method.KIT,
}
_NAME_OF = {method: name for name, method in NAMES.items()}
MAX_NOTICE_CHARACTERS = 300
MAX_EJECT_HOURS = 168


@dataclass(frozen=True)
class Policy:
    """methods: what may be added, in the order of the offer. clouds: kinds of place, likewise."""

    methods: tuple[str, ...]
    required: tuple[str, ...]
    second_way_required: bool
    pin_digits: int
    password_score: int
    large_sum_notice: str
    recovery_delay_days: int
    eject_hours: int
    clouds: tuple[str, ...]


def of(party: RelyingParty) -> Policy:
    return Policy(
        methods=tuple(party.methods or NAMES),
        required=tuple(_names(party.required_bits)),
        second_way_required=party.second_way_required,
        pin_digits=party.pin_digits,
        password_score=party.password_score,
        large_sum_notice=party.large_sum_notice,
        recovery_delay_days=party.recovery_delay_days,
        eject_hours=party.eject_hours,
        clouds=tuple(party.clouds or CLOUDS),
    )


# --- What it does --------------------------------------------------------------------------------


def may_add(party: RelyingParty, method: Method) -> bool:
    return _NAME_OF[method] in of(party).methods


def offered(policy: Policy, *, there: Collection[Method]) -> list[str]:
    """What may be added, in its order, and behind it what is there already and can be changed."""
    kept = [name for name, method in NAMES.items() if method in there]
    return list(dict.fromkeys([*policy.methods, *kept]))


def asks_for_more_than_a_passkey(party: RelyingParty) -> bool:
    """Whether a wallet that one passkey opens lacks something still."""
    return party.second_way_required or bool(set(of(party).required) - {"passkey"})


def may_connect(party: RelyingParty, kind: str) -> bool:
    return kind in of(party).clouds


def require_methods(
    party: RelyingParty, *, before: Iterable[Slot] | None, after: Iterable[Slot]
) -> None:
    """A backup has no more ways in of a method that may not be added than it had before.

    before: None where that cannot be told; then nothing is refused, because a damaged copy of ours
    must lock nobody out. Raises WayNotAllowed.
    """
    if before is None:
        return
    had = Counter(slot.method for slot in before)
    has = Counter(slot.method for slot in after)
    if any(number > had[method] and not may_add(party, method) for method, number in has.items()):
        raise WayNotAllowed


def require_cloud(party: RelyingParty, kind: str) -> None:
    """Raises CloudNotAllowed."""
    if not may_connect(party, kind):
        raise CloudNotAllowed


@dataclass(frozen=True)
class Missing:
    """What a wallet lacks before it counts as protected."""

    methods: tuple[Method, ...] = ()
    second_way: bool = False

    def __bool__(self) -> bool:
        return self.second_way or bool(self.methods)


def missing(party: RelyingParty, *, usable: Collection[Slot]) -> Missing:
    """usable: the ways in that the person can still use."""
    there = {slot.method for slot in usable}
    required = [NAMES[name] for name in of(party).required]
    return Missing(
        methods=tuple(method for method in required if method not in there),
        second_way=party.second_way_required and len(usable) < 2,
    )


def bits(methods: Iterable[Method]) -> int:
    """A set of methods as one number, for queries."""
    return sum(1 << method for method in set(methods))


def _names(required_bits: int) -> list[str]:
    return [name for name, method in NAMES.items() if required_bits & (1 << method)]


# --- Changing it ---------------------------------------------------------------------------------


def check(policy: Policy) -> None:
    """Whether a policy can be kept at all. Raises PolicyRefused."""
    sound = (
        _is_choice(policy.methods, NAMES)
        and _is_choice(policy.clouds, CLOUDS)
        # Signing in, the vault and every approval need a passkey.
        and "passkey" in policy.methods
        and len(set(policy.required)) == len(policy.required)
        # Nobody could do what is required and may not be done.
        and set(policy.required) <= set(policy.methods)
        and 6 <= policy.pin_digits <= 12
        and policy.password_score in PolicyFields.PasswordScore.values
        and policy.recovery_delay_days in PolicyFields.RecoveryDelay.values
        and 0 <= policy.eject_hours <= MAX_EJECT_HOURS
        and len(policy.large_sum_notice) <= MAX_NOTICE_CHARACTERS
        and policy.large_sum_notice.isprintable()
    )
    if not sound:
        raise PolicyRefused


def change(party: RelyingParty, policy: Policy, *, by: str) -> None:
    """Put a policy in place and note what is other than before.

    by: who it was, for the history: a member of staff or a server key. Raises PolicyRefused.
    """
    check(policy)
    with transaction.atomic():
        locked = RelyingParty.objects.select_for_update().get(pk=party.pk)
        changed = differences(of(locked), policy)
        if not changed:
            return
        for field, value in _fields(policy).items():
            setattr(locked, field, value)
        locked.save(update_fields=list(_fields(policy)))
        AuditEvent.objects.create(
            relying_party=locked,
            kind=AuditEvent.Kind.POLICY_CHANGED,
            detail={"by": by, "changed": changed},
        )
    party.refresh_from_db()


def differences(before: Policy, after: Policy) -> dict[str, Mapping[str, Any]]:
    """What changes, by name: from what, to what."""
    return {
        name: {"from": _plain(getattr(before, name)), "to": _plain(getattr(after, name))}
        for name in Policy.__dataclass_fields__
        if getattr(before, name) != getattr(after, name)
    }


def _fields(policy: Policy) -> dict[str, Any]:
    """As the columns hold it. All in our own order is kept as nothing, so that what a later
    release brings along is among it."""
    return {
        "methods": [] if policy.methods == tuple(NAMES) else list(policy.methods),
        "required_bits": bits(NAMES[name] for name in policy.required),
        "second_way_required": policy.second_way_required,
        "pin_digits": policy.pin_digits,
        "password_score": policy.password_score,
        "large_sum_notice": policy.large_sum_notice,
        "recovery_delay_days": policy.recovery_delay_days,
        "eject_hours": policy.eject_hours,
        "clouds": [] if set(policy.clouds) == set(CLOUDS) else list(policy.clouds),
    }


def _is_choice(names: Collection[str], known: Collection[str]) -> bool:
    return len(set(names)) == len(names) > 0 and set(names) <= set(known)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
