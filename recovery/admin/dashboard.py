"""What an operator wants to know in the morning: each number, and the list behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from recovery.admin import chart
from recovery.admin.party import access
from recovery.flows import figures, lanes, rate_limit, setup_line
from recovery.models import DailyFigures, Lane, RelyingParty, SetupCheck

CHART_DAYS = 30
# Work that waits longer than this is late: workers are down, or there are too few.
LATE_SECONDS = 600
# Queues whose rows stand in a list of their own; looks, restores and mails are of copies.
_QUEUE_LISTS = {"places": "cloudaccount", "shares": "servedshare"}


@dataclass(frozen=True)
class Card:
    """One number, and the list behind it. state: good, warn, bad or nothing."""

    title: str
    number: str
    text: str
    url: str = ""
    state: str = ""
    more: str = ""
    more_url: str = ""


def context(request: HttpRequest) -> dict[str, Any]:
    """What the first page of the admin shows, for the relying party that is chosen."""
    parties = list(access(request).parties().order_by("environment", "name"))
    party = _chosen(request, parties)
    if party is None:
        return {"parties": []}
    today = DailyFigures.objects.filter(relying_party=party).order_by("-day").first()
    # Only the very first visit counts for itself; from then on the clock does it.
    today = today or figures.count(party)
    return {
        "parties": parties,
        "party": party,
        "counted_at": today.counted_at,
        "is_empty": not _with_backup(today.values["wallets"]),
        "first_steps": _first_steps(party),
        "is_old": today.counted_at < timezone.now() - figures.OLD_AFTER,
        "cards": _cards(party, today.values),
        "providers": _providers(party, today.values),
        "charts": _charts(party),
        "service": _service() if access(request).everywhere else [],
    }


def _chosen(request: HttpRequest, parties: list[RelyingParty]) -> RelyingParty | None:
    wanted = request.GET.get("party", "")
    for party in parties:
        if str(party.pk) == wanted:
            return party
    return parties[0] if parties else None


def _first_steps(party: RelyingParty) -> list[tuple[str, str]]:
    """What somebody does first who has just come: words and address of each."""
    return [
        ("check the set-up", reverse("admin:recovery_relyingparty_setup", args=[party.pk])),
        ("name your wallet's app", _list("walletapp", party)),
        ("make a key for your server", _list("serverkey", party)),
        ("go through the quick start", reverse("docs", args=["guide/quick-start"])),
    ]


def _list(model: str, party: RelyingParty, **query: object) -> str:
    path = reverse(f"admin:recovery_{model}_changelist")
    return f"{path}?{urlencode({'party': str(party.pk), **query})}"


def _cards(party: RelyingParty, values: Mapping[str, Any]) -> list[Card]:
    wallets, events = values["wallets"], values["events"]
    broken = sum(row["broken"] for row in values["providers"])
    places = sum(row["places"] for row in values["providers"])
    unprotected = _with_backup(wallets) - wallets["protected"]
    # Figures of an earlier release did not count them.
    locked, locked_today = wallets.get("pin-locked", 0), events.get("pin_locked", 0)
    now = timezone.now()
    today = {"at__year": now.year, "at__month": now.month, "at__day": now.day}
    return [
        Card(
            title="Wallets protected",
            number=f"{wallets['protected']:,}",
            text="A backup was made, opened once on the person's device, and kept; and it has what "
            "your policy requires.",
            url=_list("wallet", party, standing="protected"),
            state="warn" if unprotected else "",
            more=f"{unprotected:,} without what is required",
            more_url=_list("wallet", party, standing="unprotected") if unprotected else "",
        ),
        _share("Two ways in", wallets, "two-ways", "one-way", "with only one", party),
        _share("Two proved copies", wallets, "two-copies", "few-copies", "with fewer", party),
        _share(
            f"Proved within {settings.COPY_CHECK_DAYS} days",
            wallets,
            "proved-lately",
            "not-lately",
            "not lately",
            party,
        ),
        Card(
            title="Places that need their owner",
            number=f"{broken:,}",
            text=f"of {places:,} connected places; the owners were told by mail.",
            url=_list("cloudaccount", party, standing="broken"),
            state="warn" if broken else "good" if places else "",
        ),
        _queue_card(party, values["queues"]),
        _setup_card(party),
        Card(
            title="Wallets brought back today",
            number=f"{events['recovered']:,}",
            text="Recoveries on a new device.",
            url=_list("auditevent", party, kind__exact="recovered", **today),
        ),
        Card(
            title="Unlocked today",
            number=f"{events['unlocked']:,}",
            text=f"Touches that the vault answered; {events['signed_in']:,} sign-ins.",
            url=_list("auditevent", party, kind__exact="unlocked", **today),
            more="Sign-ins",
            more_url=_list("auditevent", party, kind__exact="signed_in", **today),
        ),
        Card(
            title="PINs tried today",
            number=f"{events.get('pin_tried', 0):,}",
            text="The vault counts wrong ones and locks; whether one was right, it never tells.",
            url=_list("auditevent", party, kind__exact="pin_tried", **today),
            state="warn" if locked_today else "",
            more=f"{locked_today:,} locked for good",
            more_url=_list("auditevent", party, kind__exact="pin_locked", **today),
        ),
        Card(
            title="Wallets with a locked PIN",
            number=f"{locked:,}",
            text="The vault takes no more tries there. The owners were told by mail.",
            url=_list("wallet", party, standing="pin-locked"),
            state="warn" if locked else "",
        ),
    ]


def _share(
    title: str, wallets: Mapping[str, int], name: str, rest: str, rest_words: str, party: Any
) -> Card:
    number, of = wallets[name], _with_backup(wallets)
    if not of:
        # All of nothing is not good.
        url = _list("wallet", party, standing=name)
        return Card(title=title, number="–", text="No wallet has a backup yet.", url=url)
    missing, percent = of - number, number * 100 // of
    return Card(
        title=title,
        number=f"{percent} %",
        text=f"{number:,} of {of:,} wallets.",
        url=_list("wallet", party, standing=name),
        state="good" if percent >= 90 else "warn" if percent >= 50 else "bad",
        more=f"{missing:,} {rest_words}",
        more_url=_list("wallet", party, standing=rest) if missing else "",
    )


def _setup_card(party: RelyingParty) -> Card:
    check = SetupCheck.objects.filter(relying_party=party).first()
    url = reverse("admin:recovery_relyingparty_setup", args=[party.pk])
    if check is None or check.looked_at is None:
        text = "Nobody has looked yet. Run the check once, it takes seconds."
        return Card(title="Set-up", number="not checked", text=text, url=url)
    bad = sum(line["state"] == setup_line.BAD for line in check.lines)
    return Card(
        title="Set-up",
        number=f"{bad} to fix" if bad else "in order",
        text=f"Files, certificate and origins, looked at on {check.looked_at:%-d %B, %H:%M} UTC.",
        url=url,
        state="bad" if bad else "good",
    )


def _with_backup(wallets: Mapping[str, int]) -> int:
    # Figures of an earlier release counted every backup as protected.
    return wallets.get("with-backup", wallets["protected"])


def _queue_card(party: RelyingParty, queues: Mapping[str, Mapping[str, int]]) -> Card:
    waiting = sum(queue["waiting"] for queue in queues.values())
    oldest = max(queue["oldest_seconds"] for queue in queues.values())
    slowest = max(queues, key=lambda name: queues[name]["oldest_seconds"])
    late = oldest > LATE_SECONDS
    # A share is always due some time, to be looked at again.
    waits = {} if slowest == "shares" else {"state__exact": "due"}
    text = f"{waiting:,} rows wait; the oldest are {slowest}." if waiting else "Nothing waits."
    return Card(
        title="Oldest work that waits",
        number=duration(oldest),
        text=f"{text} Look whether the workers run." if late else text,
        url=_list(_QUEUE_LISTS.get(slowest, "copy"), party, **waits),
        state="bad" if late else "good",
    )


def duration(seconds: int) -> str:
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def _providers(party: RelyingParty, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = []
    for row in values["providers"]:
        last = row["last_proved"]
        rows.append(
            {
                **row,
                "last_proved": datetime.fromisoformat(last) if last else None,
                "url": _list("cloudaccount", party, kind=row["kind"]),
                "broken_url": _list("cloudaccount", party, kind=row["kind"], standing="broken"),
                # Half of all places at once is no longer the owners' doing.
                "is_failing": row["places"] >= 2 and row["broken"] * 2 >= row["places"],
            }
        )
    return rows


def _charts(party: RelyingParty) -> list[chart.Chart]:
    since = timezone.now().date() - timedelta(days=CHART_DAYS - 1)
    kept = dict(
        DailyFigures.objects.filter(relying_party=party, day__gte=since).values_list(
            "day", "values"
        )
    )
    days = [since + timedelta(days=number) for number in range(CHART_DAYS)]
    first = min(kept, default=since)
    counted = [day for day in days if day >= first]
    return [
        chart.line(title="Wallets protected", days=_series(kept, counted, "wallets", "protected")),
        chart.bars(title="Wallets brought back", days=_series(kept, days, "events", "recovered")),
        chart.bars(title="Copies proved", days=_series(kept, days, "events", "copy_proved")),
        chart.bars(title="Copies refused", days=_series(kept, days, "events", "copy_blocked")),
    ]


def _series(
    kept: Mapping[date, Any], days: list[date], group: str, name: str
) -> list[tuple[str, int]]:
    return [(f"{day:%-d %B}", kept[day][group][name] if day in kept else 0) for day in days]


def _service() -> list[Card]:
    """What concerns the service as a whole, for its own superusers."""
    most = settings.PASSKEY_TRIES_A_MINUTE
    locked = rate_limit.locked_out(what="passkey")
    return [
        Card(
            title="Locked out in the last hour",
            number=f"{locked:,}",
            # No list stands behind this number.
            text=f"Addresses that tried to sign in more than {most} times in a minute. Which they "
            "were, and as whom they came, is kept nowhere.",
            state="warn" if locked else "good",
        ),
        _lanes_card(),
    ]


def _lanes_card() -> Card:
    now = timezone.now()
    failing = Lane.objects.filter(failures__gte=lanes.FAILURES).count()
    paused = Lane.objects.filter(paused_until__gt=now).count()
    return Card(
        title="Providers that fail",
        number=f"{failing:,}",
        text=f"Hosts that rest after failures, of all relying parties; {paused:,} paused by staff.",
        url=reverse("admin:providers"),
        state="warn" if failing else "good",
    )
