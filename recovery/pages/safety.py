"""How safe is a wallet, and what would make it safer? Pure functions over what is proved.

A wallet is at risk when one thing that happens to people every day, a lost phone, would be the end
of it. Everything else that could be better is a thing to improve. A cloud that is away for a while
is neither: what was proved there is not lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery.flows import policy, practice
from recovery.flows.policy import Missing
from recovery.flows.ways_in import WayIn
from recovery.models import Drill, Wallet, Work
from recovery.pages import requirements, way_state
from recovery.pages.copy_state import PlaceView
from recovery.pages.visited import VisitedView

# Looks are made once a week; after this long without one, something is in their way.
PROOF_IS_OLD = timedelta(days=30)


@dataclass(frozen=True)
class Standing:
    """What is known of one wallet. ways: None where our own copy of its backup cannot be read."""

    wallet: Wallet
    ways: Sequence[WayIn] | None
    places: Sequence[PlaceView]
    # A copy that only the person's browser has seen. It proves nothing to us.
    visited: VisitedView | None = None

    @property
    def usable(self) -> list[WayIn]:
        """The ways in that the person can still use."""
        return [way for way in self.ways or [] if way.is_usable]

    @property
    def missing(self) -> Missing:
        """What the relying party requires and the wallet lacks, as far as that can be told."""
        if self.ways is None:
            return Missing()
        slots = [way.slot for way in self.usable]
        return policy.missing(self.wallet.holder.relying_party, usable=slots)

    @property
    def outlive_a_device(self) -> list[WayIn]:
        """Those that no device has to be there for."""
        return [way for way in self.usable if way.passkey is None or way.passkey.backup_state]

    @property
    def proved(self) -> list[PlaceView]:
        return [place for place in self.places if place.tone == "good"]

    @property
    def seen_whole(self) -> list[PlaceView]:
        """Places whose copy was read back, though the last look may not have seen it."""
        return [place for place in self.places if place.tone in {"good", "unsure"}]

    @property
    def survives_a_lost_device(self) -> bool:
        return bool(self.outlive_a_device) or len(self.usable) > 1


class Weight(IntEnum):
    """The heavier comes first."""

    RISK = 1
    REQUIRED = 2
    IMPROVE = 3


@dataclass(frozen=True)
class Advice:
    """One gap, and the one step that closes it. not_lost: where something failed, what stays."""

    weight: Weight
    title: str
    text: str
    action: str
    href: str
    not_lost: str = ""

    @property
    def is_risk(self) -> bool:
        return self.weight == Weight.RISK


@dataclass(frozen=True)
class Headline:
    """Where a person stands as a whole. kind as in parts/notice.html."""

    kind: str
    title: str
    text: str


def advice(standings: Sequence[Standing], *, now: datetime) -> list[Advice]:
    """What to do, the most urgent first; within that, in the order of the wallets."""
    found = [item for standing in standings for item in _of_one(standing, now)]
    return sorted(found, key=lambda item: item.weight)


def headline(standings: Sequence[Standing], gaps: Sequence[Advice]) -> Headline:
    """One overall state. With no wallet there is nothing to say."""
    if any(gap.is_risk for gap in gaps):
        title = _("A wallet is at risk") if len(standings) > 1 else _("Your wallet is at risk")
        return Headline("danger", title, _("The first step below matters most."))
    if any(gap.weight == Weight.REQUIRED for gap in gaps):
        return Headline(
            "danger",
            _("Not protected yet"),
            _("You can get your wallets back today, but not in every way that is asked for."),
        )
    if gaps:
        title = ngettext("1 thing to improve", "%(count)s things to improve", len(gaps)) % {
            "count": len(gaps)
        }
        text = _("You can get your wallets back today. This makes it hold against more.")
        return Headline("warn", title, text)
    text = _("Several ways in, and copies in places of your own that were read back and compared.")
    return Headline("success", _("You are safe"), text)


def _of_one(standing: Standing, now: datetime) -> list[Advice]:
    return [
        item
        for item in (
            _requirement(standing),
            _way_advice(standing),
            _copy_advice(standing),
            _proof_advice(standing, now),
            _test_advice(standing, now),
            _band_advice(standing),
        )
        if item is not None
    ]


def _page(standing: Standing) -> str:
    return reverse("wallet", args=[standing.wallet.pk])


def _requirement(standing: Standing) -> Advice | None:
    if not standing.missing:
        return None
    title, text, href = requirements.step(standing.wallet, standing.missing)
    return Advice(Weight.REQUIRED, title, text, _("Do it now"), href)


def _way_advice(standing: Standing) -> Advice | None:
    name = standing.wallet.name
    if standing.ways is None:
        return Advice(
            Weight.RISK,
            _("Bring %(name)s back once") % {"name": name},
            _(
                "Our own copy of its backup is damaged. What opened it before still does; one "
                "touch puts our copy right."
            ),
            _("Get it back"),
            reverse("recover"),
        )
    if not standing.survives_a_lost_device:
        return Advice(
            Weight.IMPROVE if standing.wallet.written_down_at else Weight.RISK,
            _("Give %(name)s a second way in") % {"name": name},
            _("What opens it lives in one device only. If that is lost, only your words are left.")
            if standing.wallet.written_down_at
            else _("What opens it lives in one device only. If that is lost, so is the wallet."),
            _("Add a way in"),
            _page(standing) + "#ways-title",
        )
    if len(standing.usable) == 1 and not standing.missing.second_way:
        return Advice(
            Weight.IMPROVE,
            _("Give %(name)s a second way in") % {"name": name},
            _("One account keeps the only passkey. A second one, somewhere else, closes this gap."),
            _("Add a way in"),
            _page(standing) + "#ways-title",
        )
    return None


def _copy_advice(standing: Standing) -> Advice | None:
    name = standing.wallet.name
    if not standing.places:
        return Advice(
            Weight.IMPROVE,
            _("Keep a copy of %(name)s in a place of your own") % {"name": name},
            _why_a_copy(standing),
            _("Choose a place"),
            reverse("cloud_add", args=[standing.wallet.pk]),
        )
    waiting = [place for place in standing.places if _needs_the_person(place)]
    if waiting:
        place = waiting[0]
        is_kept = bool(standing.seen_whole)
        return Advice(
            Weight.IMPROVE if is_kept else Weight.RISK,
            _("%(account_hint)s needs you, for the copy of %(name)s")
            % {"account_hint": place.account.account_hint, "name": name}
            if place.tone != "bad"
            else _("%(name)s is not backed up at %(account_hint)s")
            % {"name": name, "account_hint": place.account.account_hint},
            place.error_message or place.sentence,
            _("See what to do"),
            _page(standing),
            not_lost=place.sentence if place.error_message else "",
        )
    if not standing.seen_whole:
        return Advice(
            Weight.IMPROVE,
            _("No copy of %(name)s is proved yet") % {"name": name},
            _(
                "It is on its way, or its place does not answer. Until it was read back, it does "
                "not count."
            ),
            _("See where it stands"),
            _page(standing),
        )
    return None


def _why_a_copy(standing: Standing) -> str:
    if standing.wallet.band == Wallet.Band.NONE:
        return _(
            "Its locked backup lies only with us. A copy of your own protects it against damage "
            "on our side."
        )
    return _(
        "There is money in it now, and its locked backup lies only with us. A copy of your own "
        "protects it against damage on our side."
    )


def _needs_the_person(place: PlaceView) -> bool:
    """Whether it stays as it is until the person does something. A cloud that is away does not."""
    drill = getattr(place.copy, "drill", None)
    is_shut = drill is not None and drill.health == Drill.Health.NO_ACCESS
    return place.tone == "bad" or is_shut or place.account.state == Work.State.BLOCKED


def _proof_advice(standing: Standing, now: datetime) -> Advice | None:
    proofs = [place.copy.proved_at for place in standing.places if place.copy]
    latest = max((proof for proof in proofs if proof is not None), default=None)
    if latest is None or latest > now - PROOF_IS_OLD:
        return None
    return Advice(
        Weight.IMPROVE,
        _("No copy of %(name)s was seen for a month") % {"name": standing.wallet.name},
        _("We look once a week, and no place has shown us its copy for longer than that."),
        _("See what to do"),
        _page(standing),
    )


def _test_advice(standing: Standing, now: datetime) -> Advice | None:
    due = practice.overdue(wallet=standing.wallet, ways=standing.ways or [], now=now)
    if not due:
        return None
    names = {"way": due[0].name, "wallet": standing.wallet.name}
    return Advice(
        Weight.IMPROVE,
        _("Test %(way)s, which opens %(wallet)s") % names,
        _("It was not tested for a long time, or never. That takes a minute and changes nothing."),
        _("Test it now"),
        way_state.test_url(standing.wallet, due[0]),
    )


def _band_advice(standing: Standing) -> Advice | None:
    if standing.wallet.band != Wallet.Band.LARGE:
        return None
    return Advice(
        Weight.IMPROVE,
        _("Use something stronger than %(name)s for large sums") % {"name": standing.wallet.name},
        _(
            "You said that it holds more than you could bear to lose. It is made for everyday "
            "money."
        ),
        _("See what is stronger"),
        reverse("large_sums"),
    )
