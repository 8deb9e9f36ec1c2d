from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from recovery.errors import CloudInUse, NotFound
from recovery.flows import clouds, drills
from recovery.models import CloudAccount
from recovery.pages.copy_state import folder_of
from recovery.pages.demo_cloud import demo_cloud
from recovery.pages.forms import FORMS, DisconnectForm, PlaceForm
from recovery.pages.people import HolderRequest, for_holder
from recovery.pages.wallets import find


@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
def add(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Choose a place for copies. The check itself is a worker's; the wallet's page shows it."""
    wallet = find(request, wallet_id)
    account = _account_to_change(request)
    kind = request.POST.get("kind", "webdav")
    if kind not in clouds.available_kinds():
        raise Http404
    form = _form(kind, account, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _connect(request, form=form, account=account)
        return redirect("wallet", wallet_id)
    forms = {
        name: form if name == kind else _form(name, account, None)
        for name in clouds.available_kinds()
    }
    context = {
        "wallet": wallet,
        "forms": forms,
        "account": account,
        "folder": folder_of(wallet.name),
        "cloud": demo_cloud(),
    }
    return render(request, "recovery/cloud_add.html", context, status=422 if form.errors else 200)


def _account_to_change(request: HolderRequest) -> CloudAccount | None:
    """The place whose details the person wants to put right, if the address names one."""
    untrusted_id = request.GET.get("account")
    if untrusted_id is None:
        return None
    try:
        return clouds.find(holder=request.holder, account_id=uuid.UUID(untrusted_id))
    except (ValueError, NotFound) as error:
        raise Http404 from error


def _form(kind: str, account: CloudAccount | None, sent: QueryDict | None) -> PlaceForm:
    # Several forms stand on one page, and no two fields of a page may have the same id.
    return FORMS[kind](sent, initial=_initial(kind, account), auto_id=f"{kind}_%s")


def _initial(kind: str, account: CloudAccount | None) -> dict[str, object]:
    """What stands in a form before anything is typed: what is known of this very place."""
    if account is not None and account.kind == kind:
        return {**account.settings, "is_virtual": account.settings.get("style") == "virtual"}
    cloud = demo_cloud()
    return {"url": cloud.url, "user": cloud.user} if cloud and kind == "webdav" else {}


def _connect(request: HolderRequest, *, form: PlaceForm, account: CloudAccount | None) -> None:
    connection = form.connection(holder=request.holder)
    connected = clouds.connect(holder=request.holder, connection=connection)
    if account is not None and account.pk != connected.pk and account.checked_at is None:
        # Only a mistyped place goes; one that ever worked may hold copies.
        clouds.disconnect(holder=request.holder, account_id=account.pk)


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
    """Forget a place, after a confirmation that says what remains there."""
    wallet = find(request, wallet_id)
    try:
        account = clouds.find(holder=request.holder, account_id=account_id)
    except NotFound as error:
        raise Http404 from error
    form = DisconnectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            clouds.disconnect(holder=request.holder, account_id=account_id)
        except CloudInUse as error:
            messages.error(request, error.message)
        return redirect("wallet", wallet.pk)
    context = {
        "wallet": wallet,
        "account": account,
        "form": form,
        "folder": folder_of(wallet.name),
    }
    return render(
        request, "recovery/cloud_disconnect.html", context, status=422 if form.errors else 200
    )
