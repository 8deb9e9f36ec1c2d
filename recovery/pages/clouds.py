from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from recovery.errors import CloudInUse, NotFound
from recovery.flows import clouds
from recovery.pages.copy_state import folder_of
from recovery.pages.forms import FORMS, DisconnectForm
from recovery.pages.people import HolderRequest, for_holder
from recovery.pages.wallets import find


@require_http_methods(["GET", "POST"])
@for_holder
def add(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Choose a place for copies. The check itself is a worker's; the wallet's page shows it."""
    wallet = find(request, wallet_id)
    kind = request.POST.get("kind", "webdav")
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        clouds.connect(holder=request.holder, connection=form.connection(holder=request.holder))
        return redirect("wallet", wallet_id)
    forms = {name: form if name == kind else FORMS[name]() for name in clouds.available_kinds()}
    context = {"wallet": wallet, "forms": forms, "folder": folder_of(wallet.name)}
    return render(request, "recovery/cloud_add.html", context, status=422 if form.errors else 200)


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


@require_http_methods(["GET", "POST"])
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
    context = {"wallet": wallet, "account": account, "form": form}
    return render(request, "recovery/cloud_disconnect.html", context)
