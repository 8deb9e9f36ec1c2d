"""How does a relying party stand today? Counted by the clock, kept for each day.

The same conditions count the wallets and list them, so a number on the dashboard and the list
behind it cannot tell two stories. Counting looks at every wallet, so a worker does it every five
minutes, and the page only reads what was counted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, Max, Min, Model, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from recovery.flows.backup_files import Method
from recovery.models import (
    AuditEvent,
    CloudAccount,
    Copy,
    DailyFigures,
    Drill,
    Generation,
    Notice,
    PinTries,
    RelyingParty,
    Restore,
    ServedShare,
    Wallet,
    Work,
)

DAYS_KEPT = 400
# A number that was counted longer ago is shown as old: the clock does not run.
OLD_AFTER = timedelta(minutes=15)


# --- Wallets -------------------------------------------------------------------------------------


def _proved() -> QuerySet[Copy]:
    """Proved copies of a wallet's current generation; used inside a query over wallets.

    The generation's key stands in an index. Its row, which holds the whole backup, is not read.
    """
    current = Generation.objects.filter(
        wallet=OuterRef(OuterRef("pk")), number=OuterRef(OuterRef("generation"))
    )
    return Copy.objects.filter(
        generation=Subquery(current.values("pk")[:1]),
        state=Work.State.DONE,
        proved_at__isnull=False,
    )


def _has_a_backup() -> Q:
    return Q(generation__gt=0)


def _current() -> QuerySet[Generation]:
    """A wallet's current generation; used inside a query over wallets."""
    return Generation.objects.filter(wallet=OuterRef("pk"), number=OuterRef("generation"))


def _has_locked_pin() -> Q:
    """There is a PIN, and the vault answers none of its tries any more: it opens nothing."""
    locked = PinTries.objects.filter(
        wallet=OuterRef("wallet"), record=OuterRef("pin_record"), left=0
    )
    return Q(Exists(_current().filter(Exists(locked))))


def _is_protected() -> Q:
    """There is a backup, and the ways in that the relying party requires can be used.

    Where an earlier release did not note them, they count as missing until the next backup.
    """
    party = "holder__relying_party"
    required = F(f"wallet__{party}__required_bits")
    there = F("method_bits").bitand(required)  # type: ignore[arg-type]  # typeshed wants a number
    has_required = _current().alias(there=there).filter(there=required)
    pin = required.bitand(1 << Method.PIN)
    needs_pin = _current().alias(pin=pin).filter(pin__gt=0)
    return (
        _has_a_backup()
        & (Q(**{f"{party}__required_bits": 0}) | Q(Exists(has_required)))
        & ~(_has_locked_pin() & Q(Exists(needs_pin)))
        & (Q(**{f"{party}__second_way_required": False}) | _has_two_ways_in())
    )


def _has_two_ways_in() -> Q:
    """Of those that can be used: a locked PIN is none."""
    two, three = (Q(Exists(_current().filter(ways_in__gte=least))) for least in (2, 3))
    return _has_a_backup() & two & (three | ~_has_locked_pin())


def has_a_copy() -> Q:
    """Wallets with a proved copy of their present backup."""
    return _has_a_backup() & Q(Exists(_proved()))


def _has_two_copies() -> Q:
    # Another than the first one; a count of all would look at more rows.
    another = _proved().filter(
        Exists(
            Copy.objects.filter(
                generation=OuterRef("generation"),
                state=Work.State.DONE,
                proved_at__isnull=False,
                account__gt=OuterRef("account"),
            )
        )
    )
    return _has_a_backup() & Q(Exists(another))


def _was_proved_lately() -> Q:
    since = timezone.now() - timedelta(days=settings.COPY_CHECK_DAYS)
    return _has_a_backup() & Q(Exists(_proved().filter(proved_at__gte=since)))


# What wallets can be narrowed to: the word in an address → words for people, condition.
WALLETS: dict[str, tuple[str, Callable[[], Q]]] = {
    "with-backup": ("With a backup", _has_a_backup),
    "protected": ("Protected", _is_protected),
    "unprotected": (
        "Without what is required",
        lambda: _has_a_backup() & ~_is_protected(),
    ),
    "two-ways": ("With two ways in or more", _has_two_ways_in),
    "one-way": ("With only one way in", lambda: _has_a_backup() & ~_has_two_ways_in()),
    "pin-locked": ("With a PIN that is locked", _has_locked_pin),
    "two-copies": ("With two proved copies or more", _has_two_copies),
    "few-copies": (
        "With fewer than two",
        lambda: _has_a_backup() & ~_has_two_copies(),
    ),
    "no-copy": ("Without a proved copy", lambda: _has_a_backup() & ~has_a_copy()),
    "proved-lately": ("Proved lately", _was_proved_lately),
    "not-lately": ("Not proved lately", lambda: _has_a_backup() & ~_was_proved_lately()),
}


# --- Places --------------------------------------------------------------------------------------


def _needs_its_owner() -> Q:
    """Nothing goes on there by itself: the place, a copy or a look at one is refused."""
    # Few copies are like that, so they are looked for once, and not at each place.
    copies = Copy.objects.filter(
        state=Work.State.BLOCKED, generation__number=F("wallet__generation")
    ).values("account")
    looks = Drill.objects.filter(health=Drill.Health.NO_ACCESS).values("copy__account")
    return Q(state=Work.State.BLOCKED) | Q(pk__in=copies) | Q(pk__in=looks)


PLACES: dict[str, tuple[str, Callable[[], Q]]] = {
    "broken": ("Needs its owner", _needs_its_owner),
    "well": ("Well", lambda: ~_needs_its_owner()),
}


# --- Counting ------------------------------------------------------------------------------------

# Rows that wait for a worker, and how they lead to a relying party.
QUEUES: dict[str, tuple[type[Model], str]] = {
    "copies": (Copy, "wallet__holder__relying_party"),
    "looks": (Drill, "copy__wallet__holder__relying_party"),
    "places": (CloudAccount, "holder__relying_party"),
    "restores": (Restore, "generation__wallet__holder__relying_party"),
    "mails": (Notice, "holder__relying_party"),
    "shares": (ServedShare, "server__relying_party"),
}
_EVENTS = (
    *("recovered", "unlocked", "signed_in", "pin_tried", "pin_locked"),
    *("copy_blocked", "copy_proved"),
)


def count_all() -> None:
    """Count every relying party, and forget what is older than we show."""
    for party in RelyingParty.objects.all():
        count(party)
    long_ago = timezone.now().date() - timedelta(days=DAYS_KEPT)
    DailyFigures.objects.filter(day__lt=long_ago).delete()


def count(party: RelyingParty) -> DailyFigures:
    now = timezone.now()
    figures, _ = DailyFigures.objects.update_or_create(
        relying_party=party,
        day=now.date(),
        defaults={"counted_at": now, "values": _values(party, now)},
    )
    return figures


def _values(party: RelyingParty, now: datetime) -> dict[str, Any]:
    return {
        "wallets": _wallets(party),
        "providers": _providers(party),
        "queues": {name: _queue(name, party, now) for name in QUEUES},
        "events": _events(party, now),
    }


def _wallets(party: RelyingParty) -> dict[str, int]:
    wallets = Wallet.objects.filter(holder__relying_party=party)
    names = (
        *("with-backup", "protected", "two-ways", "pin-locked"),
        *("two-copies", "no-copy", "proved-lately"),
    )
    return {name: wallets.filter(WALLETS[name][1]()).count() for name in names}


def _providers(party: RelyingParty) -> list[dict[str, Any]]:
    places = CloudAccount.objects.filter(holder__relying_party=party)
    all_places = places.order_by().values("kind").annotate(places=Count("pk"))
    broken = dict(
        places.filter(_needs_its_owner())
        .order_by()
        .values_list("kind")
        .annotate(number=Count("pk"))
    )
    proved = dict(
        Copy.objects.filter(account__holder__relying_party=party, proved_at__isnull=False)
        .order_by()
        .values_list("account__kind")
        .annotate(last=Max("proved_at"))
    )
    retried = dict(
        Copy.objects.filter(
            account__holder__relying_party=party, state=Work.State.DUE, attempts__gte=3
        )
        .order_by()
        .values_list("account__kind")
        .annotate(number=Count("pk"))
    )
    return [
        {
            "kind": row["kind"],
            "places": row["places"],
            "broken": broken.get(row["kind"], 0),
            "retried": retried.get(row["kind"], 0),
            "last_proved": last.isoformat() if (last := proved.get(row["kind"])) else None,
        }
        for row in all_places.order_by("kind")
    ]


def _queue(name: str, party: RelyingParty, now: datetime) -> dict[str, int]:
    """How many rows wait although their time has come, and for how long the oldest one."""
    model, path = QUEUES[name]
    waiting = model._default_manager.filter(
        **{path: party}, state=Work.State.DUE, due_at__lte=now
    ).aggregate(number=Count("pk"), oldest=Min("due_at"))
    oldest = waiting["oldest"]
    seconds = int((now - oldest).total_seconds()) if oldest else 0
    return {"waiting": waiting["number"], "oldest_seconds": seconds}


def _events(party: RelyingParty, now: datetime) -> dict[str, int]:
    """What happened today, by kind; the chart shows it day by day."""
    today = AuditEvent.objects.filter(
        relying_party=party, at__date=now.date(), kind__in=_EVENTS
    ).order_by()
    found = dict(today.values_list("kind").annotate(number=Count("pk")))
    return {kind: found.get(kind, 0) for kind in _EVENTS}
