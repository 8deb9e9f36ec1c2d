from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from recovery.errors import KeyhavenError, NotFound, message_of
from recovery.flows import restore
from recovery.flows.restore import Candidate
from recovery.models import Restore, Wallet, Work
from recovery.pages.forms import BackupFileForm
from recovery.pages.people import HolderRequest, for_holder
from recovery.pages.wallets import find


@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
def backups(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """All copies of a wallet's backup. POST: bring one back, because ours is damaged."""
    wallet = find(request, wallet_id)
    if request.method == "POST":
        try:
            account_id = uuid.UUID(request.POST.get("account", ""))
            restore.request(holder=request.holder, wid=bytes(wallet.wid), account_id=account_id)
        except (ValueError, NotFound) as error:
            raise Http404 from error
        except KeyhavenError as error:
            messages.error(request, _(error.message))
        return redirect("wallet_backups", wallet.pk)
    return _page(request, wallet, BackupFileForm())


@require_POST
@for_holder
def upload(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Bring the backup back from a file that the person has."""
    wallet = find(request, wallet_id)
    form = BackupFileForm(request.POST, request.FILES)
    if form.is_valid():
        chosen: UploadedFile[bytes] = form.cleaned_data["file"]
        try:
            restore.from_file(
                holder=request.holder, wid=bytes(wallet.wid), untrusted_data=chosen.read()
            )
        except KeyhavenError as error:
            form.add_error("file", _(error.message))
        else:
            messages.success(request, _("The file is right, and our own copy is whole again."))
            return redirect("wallet_backups", wallet.pk)
    return _page(request, wallet, form, status=422)


def _page(
    request: HolderRequest, wallet: Wallet, form: BackupFileForm, *, status: int = 200
) -> HttpResponse:
    # Read first: a worker that ends between the two reads is waited for, or what it did is shown.
    state = _state_of(wallet)
    candidates = restore.candidates(wallet)
    ours, others = candidates[0], candidates[1:]
    context = {
        "wallet": wallet,
        "ours": ours,
        "current": [one for one in others if one.is_current],
        "older": [one for one in others if not one.is_current],
        "chosen": _newest_good(others),
        "form": form,
        **state,
    }
    return render(request, "recovery/backups.html", context, status=status)


def _newest_good(others: list[Candidate]) -> Candidate | None:
    """What is chosen for somebody who does not choose."""
    usable = [one for one in others if one.is_current]
    return next((one for one in usable if one.is_good), usable[0] if usable else None)


def _state_of(wallet: Wallet) -> dict[str, object]:
    """Whether a copy is being brought back, or could not be."""
    asked = Restore.objects.filter(
        generation__wallet=wallet, generation__number=wallet.generation
    ).first()
    return {
        "fetching": asked is not None and asked.state == Work.State.DUE,
        "failure": _(message_of(asked.error))
        if asked is not None and asked.state == Work.State.BLOCKED
        else "",
    }
