from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from recovery.clouds import nextcloud, oauth
from recovery.errors import (
    CloudInUse,
    CloudNotAllowed,
    CopyBesideKey,
    MoveTooLate,
    MoveUnderway,
    NewCopyUnproved,
    NotFound,
    OtherAccount,
    SamePlace,
)
from recovery.flows import clouds, drills, moves, visits
from recovery.flows.demo_cloud import DemoCloud
from recovery.models import CloudAccount, VisitedCopy
from recovery.pages import consent
from recovery.pages.copy_state import folder_of
from recovery.pages.demo_cloud import cloud_of
from recovery.pages.forms import FORMS, DisconnectForm, MoveForm, PlaceForm
from recovery.pages.people import HolderRequest, for_holder
from recovery.pages.wallets import find


@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
def add(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Choose a place for copies. The check itself is a worker's; the wallet's page shows it."""
    wallet = find(request, wallet_id)
    account = consent.account_named(request, "account")
    leaving = consent.account_named(request, "leave")
    party, again = request.holder.relying_party, account.kind if account else ""
    kinds = clouds.available_kinds(party, again=again)
    if account is not None and account.kind in consent.ABOUT and account.kind in kinds:
        same = reverse("cloud_consent", args=[wallet_id, account.kind])
        return redirect(f"{same}?account={account.pk}")
    cloud = cloud_of(request.holder)
    known = _initial(account, cloud)
    forms = {kind: _form(kind, known, None) for kind in kinds if kind in FORMS}
    is_refused = False
    if request.method == "POST":
        kind = request.POST.get("kind", "webdav")
        if kind not in forms:
            raise Http404
        forms[kind] = form = _form(kind, known, request.POST)
        if form.is_valid() and (connected := _connect(request, form=form, account=account)):
            if leaving is not None:
                _start_move(request, source_id=leaving.pk, target_id=connected.pk)
            return redirect("wallet", wallet_id)
        is_refused = True
    context = {
        "wallet": wallet,
        "forms": forms,
        "account": account,
        "leaving": leaving,
        "offers": consent.offers(party, again=again),
        "has_icloud": visits.is_offered(VisitedCopy.Kind.ICLOUD),
        "folder": folder_of(wallet.name),
        "cloud": cloud if _is_of_demo(account, cloud) else None,
    }
    return render(request, "recovery/cloud_add.html", context, status=422 if is_refused else 200)


def _form(kind: str, known: dict[str, dict[str, object]], sent: QueryDict | None) -> PlaceForm:
    # Several forms stand on one page, and no two fields of a page may have the same id.
    return FORMS[kind](sent, initial=known.get(kind, {}), auto_id=f"{kind}_%s")


def _initial(account: CloudAccount | None, cloud: DemoCloud | None) -> dict[str, dict[str, object]]:
    """What stands in each form before anything is typed: what is known of this very place."""
    if account is not None:
        is_virtual = account.settings.get("style") == "virtual"
        return {account.kind: {**account.settings, "is_virtual": is_virtual}}
    return {"webdav": {"url": cloud.url, "user": cloud.user}} if cloud else {}


def _is_of_demo(account: CloudAccount | None, cloud: DemoCloud | None) -> bool:
    """Whether what is filled in is the folder that the demo gives."""
    return cloud is not None and (account is None or account.settings.get("url") == cloud.url)


def _connect(
    request: HolderRequest, *, form: PlaceForm, account: CloudAccount | None
) -> CloudAccount | None:
    """The place; or None after saying why not."""
    connection = form.connection(holder=request.holder)
    try:
        if account is not None:
            clouds.require_same_account(account, connection)
        connected = clouds.connect(holder=request.holder, connection=connection)
    except OtherAccount as other:
        messages.error(request, consent.named(other))
        return None
    except (CloudNotAllowed, CopyBesideKey) as error:
        messages.error(request, _(error.message))
        return None
    if account is not None and account.pk != connected.pk and account.checked_at is None:
        # Only a mistyped place goes; one that ever worked may hold copies.
        clouds.disconnect(holder=request.holder, account_id=account.pk)
    return connected


def _start_move(request: HolderRequest, *, source_id: uuid.UUID, target_id: uuid.UUID) -> None:
    try:
        moves.start(holder=request.holder, source_id=source_id, target_id=target_id)
    except (SamePlace, MoveUnderway) as error:
        messages.error(request, _(error.message))


@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
def move(request: HolderRequest, wallet_id: uuid.UUID, account_id: uuid.UUID) -> HttpResponse:
    """Move all copies of a place to another one. A worker does it; the wallet's page shows it."""
    wallet, account = find(request, wallet_id), _account(request, account_id)
    others = CloudAccount.objects.filter(holder=request.holder).exclude(pk=account.pk)
    form = MoveForm(request.POST or None, places=others.order_by("created_at"))
    if request.method == "POST" and form.is_valid():
        _start_move(request, source_id=account.pk, target_id=form.cleaned_data["target"].pk)
        return redirect("wallet", wallet.pk)
    context = {"wallet": wallet, "account": account, "form": form, "others": others.count()}
    return render(request, "recovery/cloud_move.html", context, status=422 if form.errors else 200)


@require_POST
@for_holder
def move_action(
    request: HolderRequest, wallet_id: uuid.UUID, account_id: uuid.UUID, action: str
) -> HttpResponse:
    """What a person can say to a move that is under way: stop, go on, or leave the files there."""
    wallet = find(request, wallet_id)
    if action not in _MOVE_ACTIONS:
        raise Http404
    try:
        _MOVE_ACTIONS[action](holder=request.holder, source_id=account_id)
    except NotFound:
        # It is over, or was stopped in another tab; the page shows how things are.
        messages.info(request, _("That move is over already."))
    except (MoveTooLate, NewCopyUnproved) as error:
        messages.error(request, _(error.message))
    return redirect("wallet", wallet.pk)


_MOVE_ACTIONS = {
    "stop": moves.stop,
    "again": moves.try_again,
    "leave-files": moves.leave_files,
}


@require_POST
@for_holder
def try_again(request: HolderRequest, wallet_id: uuid.UUID, account_id: uuid.UUID) -> HttpResponse:
    """Try a place again at once, whatever it waits for."""
    wallet = find(request, wallet_id)
    try:
        clouds.try_again(holder=request.holder, account_id=account_id)
    except NotFound as error:
        raise Http404 from error
    return redirect("wallet", wallet.pk)


@require_POST
@for_holder
def look(request: HolderRequest, wallet_id: uuid.UUID, account_id: uuid.UUID) -> HttpResponse:
    """Look at a copy at once: is it still there, and still the same?"""
    wallet = find(request, wallet_id)
    try:
        drills.look_now(holder=request.holder, account_id=account_id, wid=bytes(wallet.wid))
    except NotFound as error:
        raise Http404 from error
    return redirect("wallet", wallet.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
def disconnect(request: HolderRequest, wallet_id: uuid.UUID, account_id: uuid.UUID) -> HttpResponse:
    """Forget a place, after a confirmation that says what remains where."""
    wallet, account = find(request, wallet_id), _account(request, account_id)
    form = DisconnectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            clouds.disconnect(holder=request.holder, account_id=account_id)
        except CloudInUse as error:
            messages.error(request, _(error.message))
        return redirect("wallet", wallet.pk)
    remains = clouds.remains_without(account)
    context = {
        "wallet": wallet,
        "account": account,
        "provider": oauth.PROVIDERS.get(account.kind),
        "is_nextcloud": nextcloud.is_one(account.settings.get("url", "")),
        "form": form,
        "folder": folder_of(wallet.name),
        "remains": remains,
        "alone": [one.wallet for one in remains if one.is_alone],
    }
    return render(
        request, "recovery/cloud_disconnect.html", context, status=422 if form.errors else 200
    )


def _account(request: HolderRequest, account_id: uuid.UUID) -> CloudAccount:
    try:
        return clouds.find(holder=request.holder, account_id=account_id)
    except NotFound as error:
        raise Http404 from error
