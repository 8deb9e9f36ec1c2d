from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from recovery import base64url, step_up
from recovery.flows import bands, lanes, moves, our_site, policy, ways_in
from recovery.flows.backup_files import Method
from recovery.models import AuditEvent, CloudAccount, Copy, Holder, Move, Wallet
from recovery.pages import activity, requirements, safety, way_state
from recovery.pages.copy_state import MoveView, PlaceView, folder_of, move_view, overall, place_view
from recovery.pages.forms import BandForm
from recovery.pages.passkey_state import keeper_sentence
from recovery.pages.people import (
    SOME_ID,
    HolderRequest,
    for_holder,
    page_data,
    passkey_list,
)
from recovery.pages.safety import Standing
from recovery.pages.visited import VisitedView, visited_view
from recovery.pages.weakest import weakest
from recovery.pages.what_if import answers

# So many lines of what happened stand on the home page; the others are a page of their own.
LATELY = 3


@require_safe
@for_holder
def home(request: HolderRequest) -> HttpResponse:
    """All wallets of the person, where each stands and since when, and what happened lately."""
    if not request.holder.passkeys.exists():
        return redirect("passkey_add")
    wallets = request.holder.wallets.filter(generation__gt=0).order_by("created_at")
    standings = [standing_of(wallet) for wallet in wallets]
    gaps = safety.advice(standings, now=timezone.now())
    context = {
        "rows": [(standing, overall(standing.places)) for standing in standings],
        "entries": activity.latest(request.holder, count=LATELY),
        "headline": safety.headline(standings, gaps),
        "gaps": gaps,
        "page_data": page_data(our_site.relying_party(), **drafts_data(request.holder)),
    }
    return render(request, "recovery/home.html", context)


@require_safe
@for_holder
def new(request: HolderRequest) -> HttpResponse:
    """Make or import a wallet, and protect it. All of it happens in the browser."""
    passkeys = passkeys_of(request.holder)
    if not passkeys:
        return redirect("passkey_add")
    data = page_data(
        our_site.relying_party(),
        passkeys=passkeys,
        urls={
            "wallet": reverse("wallet", args=[SOME_ID]),
            "cloud_add": reverse("cloud_add", args=[SOME_ID]),
        },
        **drafts_data(request.holder),
    )
    taken = {wallet["name"] for wallet in data["wallets"]}
    suggestion = "" if request.holder.name in taken else request.holder.name[:40]
    context = {
        "page_data": data,
        "suggestion": suggestion,
        # Those who come from the roads to a lost wallet have its words at hand.
        "has_words": request.GET.get("source") == "words",
        "asks_for_more": policy.asks_for_more_than_a_passkey(request.holder.relying_party),
    }
    return render(request, "recovery/wallet_new.html", context)


@require_safe
@for_holder
def detail(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """One wallet: open it here, and see where its copies are."""
    wallet = find(request, wallet_id)
    data = page_data(
        our_site.relying_party(),
        **wallet_data(wallet),
        passkeys=passkeys_of(request.holder),
        proved=bytes(wallet.wid) in step_up.lately(request).proved,
    )
    context = {
        "wallet": wallet,
        "page_data": data,
        "bands": Wallet.Band.choices,
        "large_sum_notice": request.holder.relying_party.large_sum_notice,
        **copies_context(wallet),
        **ways_context(wallet),
    }
    return render(request, "recovery/wallet.html", context)


@require_safe
@for_holder
def copies(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Where the copies stand; polled by the wallet's page while something moves.

    The page names the state that it shows. While that is still right, the answer is empty and the
    page stays as it is: nothing is read out again and the focus does not move.
    """
    wallet = find(request, wallet_id)
    if not getattr(request, "htmx", False):
        return redirect("wallet", wallet_id)
    context = {"wallet": wallet, **copies_context(wallet)}
    if request.GET.get("shown") == context["shown"]:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    context["to_test"] = way_state.untested_url(wallet, ways_in.of(wallet) or ())
    return render(request, "recovery/_copies.html", context)


@require_safe
@for_holder
def ways(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """The ways into a wallet; asked for by the wallet's page when they have changed."""
    wallet = find(request, wallet_id)
    if not getattr(request, "htmx", False):
        return redirect("wallet", wallet_id)
    context = {"wallet": wallet, **ways_context(wallet)}
    return render(request, "recovery/_ways.html", context)


@require_safe
@for_holder
def what_if(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """What the person would need if something were lost, from what they have today."""
    wallet = find(request, wallet_id)
    context = {"wallet": wallet, "answers": answers(standing_of(wallet))}
    return render(request, "recovery/what_if.html", context)


@require_POST
@for_holder
def band(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Note what the wallet is meant to hold, as the person says."""
    wallet = find(request, wallet_id)
    form = BandForm(request.POST)
    if form.is_valid():
        bands.change(wallet, form.cleaned_data["band"])
    return redirect(reverse("wallet", args=[wallet_id]) + "#band-title")


def find(request: HolderRequest, wallet_id: uuid.UUID) -> Wallet:
    wallet = request.holder.wallets.filter(pk=wallet_id, generation__gt=0).first()
    if wallet is None:
        raise Http404
    return wallet


def wallet_data(wallet: Wallet) -> dict[str, Any]:
    """What a page's own modules know of a wallet."""
    return {
        "wid": base64url.encode(bytes(wallet.wid)),
        "name": wallet.name,
        "gen": wallet.generation,
    }


def passkeys_of(holder: Holder) -> list[dict[str, object]]:
    """What the page needs to ask for one of the person's passkeys and to name it."""
    return passkey_list(holder.passkeys.all())


def drafts_data(holder: Holder) -> dict[str, object]:
    """What a page needs to tell apart the drafts on a device: whose, and which are done."""
    wallets = holder.wallets.filter(generation__gt=0)
    return {
        "owner": str(holder.pk),
        "wallets": [
            {"wid": base64url.encode(bytes(wallet.wid)), "id": str(wallet.pk), "name": wallet.name}
            for wallet in wallets
        ],
    }


def ways_context(wallet: Wallet) -> dict[str, object]:
    """ways: None where they cannot be told. outside: passkeys that do not open the wallet yet.
    offers: what may be added, or changed because it is there, in the relying party's order."""
    found = ways_in.of(wallet)
    asked = policy.of(wallet.holder.relying_party)
    if found is None:
        return {"ways": None, "offers": asked.methods, "policy": asked}
    missing = policy.missing(
        wallet.holder.relying_party, usable=[way.slot for way in found if way.is_usable]
    )
    has_password = any(way.slot.method == Method.PASSWORD for way in found)
    outside = ways_in.without(holder=wallet.holder, ways=found)
    return {
        "ways": [
            {
                "name": way.name,
                "slot": way.slot,
                "passkey": way.passkey,
                "keeper": keeper_sentence(way.passkey) if way.passkey else "",
                "proof": way.proof,
                "is_locked": way.is_locked,
                "test_url": way_state.test_url(wallet, way),
                # A passkey that stays confirms it.
                "may_go": any(other.passkey for other in found if other is not way),
            }
            for way in found
        ],
        "offers": policy.offered(asked, there={way.slot.method for way in found}),
        "policy": asked,
        "to_test": way_state.untested_url(wallet, found),
        "required": requirements.step(wallet, missing) if missing else None,
        "weakest": weakest(wallet, found),
        "has_password": has_password,
        "has_pin": any(way.slot.method == Method.PIN for way in found),
        "outside": [
            {"passkey": passkey, "credential_id": base64url.encode(bytes(passkey.credential_id))}
            for passkey in outside
        ],
    }


def copies_context(wallet: Wallet) -> dict[str, Any]:
    places, visited = places_of(wallet), visited_of(wallet)
    return {
        "places": places,
        "overall": overall(places),
        "moving": any(place.moving for place in places),
        "folder": folder_of(wallet.name),
        "visited": visited,
        "shown": _fingerprint(places, visited),
    }


def visited_of(wallet: Wallet) -> VisitedView | None:
    """The copy that only the person's browser reaches, if there is one."""
    copy = wallet.visited_copies.first()
    if copy is None:
        return None
    return visited_view(copy, number=wallet.generation, now=timezone.now())


def _fingerprint(places: Sequence[PlaceView], visited: VisitedView | None) -> str:
    """Changes exactly when the panel would say something else."""
    said = [
        (
            place.account.pk,
            place.title,
            place.tone,
            place.sentence,
            place.lines,
            place.error_code,
            place.file_name,
            place.copy and place.copy.proved_at,
            place.departure,
            place.came_from,
        )
        for place in places
    ]
    seen = visited and (visited.title, visited.tone, visited.copy.visited_at)
    return hashlib.sha256(repr((said, seen)).encode()).hexdigest()[:16]


def standing_of(wallet: Wallet) -> Standing:
    return Standing(
        wallet=wallet,
        ways=ways_in.of(wallet),
        places=places_of(wallet),
        visited=visited_of(wallet),
    )


def places_of(wallet: Wallet) -> list[PlaceView]:
    """Each of the holder's places with the copy of the wallet's current generation.

    Workers go on between two reads. What comes first for them is read first here: a look at a copy
    follows the check of its place, and a place goes when its move ends. So a page either shows what
    a worker left, or still says that something moves, and asks again.
    """
    departures = _departures(wallet.holder_id)
    accounts = list(CloudAccount.objects.filter(holder_id=wallet.holder_id).order_by("created_at"))
    current = {
        copy.account_id: copy
        for copy in Copy.objects.filter(
            wallet=wallet, generation__number=wallet.generation
        ).select_related("account__departure", "drill")
    }
    # What became due a moment ago is due.
    now = timezone.now()
    arrivals = _arrivals(wallet.holder_id)
    return [
        replace(
            place_view(
                account=account,
                copy=current.get(account.pk),
                now=now,
                rests_until=lanes.rests_until(account),
            ),
            departure=departures.get(account.pk),
            came_from=arrivals.get(str(account.pk), ""),
        )
        for account in accounts
    ]


def _departures(holder_id: uuid.UUID) -> dict[uuid.UUID, MoveView]:
    """Places whose copies are on their way to another one."""
    wallets = Wallet.objects.filter(holder_id=holder_id, generation__gt=0).count()
    return {
        move.source_id: move_view(
            move=move, waiting=len(moves.not_there_yet(move)), wallets=wallets
        )
        for move in Move.objects.filter(source__holder_id=holder_id).select_related(
            "source", "target"
        )
    }


def _arrivals(holder_id: uuid.UUID) -> dict[str, str]:
    """Places to which copies have moved within a day, and a sentence on where they lay before."""
    events = AuditEvent.objects.filter(
        holder_id=holder_id,
        kind=AuditEvent.Kind.CLOUD_MOVED,
        at__gt=timezone.now() - timedelta(days=1),
    )
    return {
        event.detail["to_id"]: _("They lay in %(account)s before.")
        % {"account": event.detail["account"]}
        for event in events.order_by("at")
    }
