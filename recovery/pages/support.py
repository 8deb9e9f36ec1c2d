from __future__ import annotations

import json
import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recovery.errors import KeyhavenError, NotFound, message_of
from recovery.flows import clouds, our_site, support
from recovery.pages.common_issues import NAMES, issues_of
from recovery.pages.forms import SupportForm
from recovery.pages.people import HolderRequest, for_holder
from recovery.pages.wallets import find


@require_safe
def help_copies(request: HttpRequest) -> HttpResponse:
    """For which place somebody needs help."""
    available = clouds.available_kinds(our_site.relying_party())
    kinds = [(kind, NAMES[kind]) for kind in available if kind in NAMES]
    return render(request, "recovery/help_copies.html", {"kinds": kinds})


@require_safe
def help_copies_of(request: HttpRequest, kind: str) -> HttpResponse:
    """Common issues of one kind of place, and what helps."""
    if kind not in NAMES:
        raise Http404
    context = {"kind": kind, "name": NAMES[kind], "issues": issues_of(kind)}
    return render(request, "recovery/help_copies_of.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
def ask(request: HolderRequest, wallet_id: uuid.UUID, account_id: uuid.UUID) -> HttpResponse:
    """Ask for help with a place. What goes along is shown before it is sent."""
    wallet = find(request, wallet_id)
    try:
        account = clouds.find(holder=request.holder, account_id=account_id)
    except NotFound as error:
        raise Http404 from error
    form = SupportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = support.send(
                holder=request.holder,
                account_id=account_id,
                untrusted_shown=form.cleaned_data["shown"],
                note=form.cleaned_data["note"],
            )
        except KeyhavenError as error:
            form.add_error("note", _(error.message))
        else:
            messages.success(
                request, _("Your request %(trace)s has been sent.") % {"trace": sent.trace}
            )
            return redirect("help_requests")
    shown = support.bundle(account=account, wallet=wallet)
    context = {
        "wallet": wallet,
        "account": account,
        "form": form,
        "text": json.dumps(shown, indent=2),
        "shown": support.seal_shown(shown),
        "what": _(message_of(shown["error"])) if shown["error"] else "",
    }
    status = 422 if form.errors else 200
    return render(request, "recovery/support_ask.html", context, status=status)


@require_safe
@for_holder
def requests(request: HolderRequest) -> HttpResponse:
    """The person's own requests, and what became of them."""
    mine = request.holder.support_requests.select_related("account").order_by("-created_at")
    return render(request, "recovery/support_requests.html", {"requests": mine})


@require_POST
@for_holder
def close(request: HolderRequest, request_id: uuid.UUID) -> HttpResponse:
    """It is well again."""
    support.close(holder=request.holder, request_id=request_id)
    return redirect("help_requests")
