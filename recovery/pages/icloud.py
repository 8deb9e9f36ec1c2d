"""A copy in the person's iCloud, which their browser writes and reads while they are here."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from recovery import base64url
from recovery.flows import backup_files, our_site, visits
from recovery.models import VisitedCopy
from recovery.pages.people import HolderRequest, for_holder, page_data
from recovery.pages.reach import may_connect_to, may_open_windows, origin_of, provider_address
from recovery.pages.wallets import find, passkeys_of, visited_of, wallet_data

_API = "https://api.apple-cloudkit.com"
# From which pages of Apple's the answer to a sign-in may come, and where its address may lead.
_SIGN_IN = ("https://idmsa.apple.com", "https://cdn.apple-cloudkit.com", "https://www.icloud.com")


@require_safe
@for_holder
def visit(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Look at the copy in iCloud, and write it if it is missing or old."""
    wallet = find(request, wallet_id)
    if not visits.is_offered(VisitedCopy.Kind.ICLOUD):
        raise Http404
    current = wallet.generations.get(number=wallet.generation)
    known = visited_of(wallet)
    api = provider_address(_API)
    data = page_data(
        our_site.relying_party(),
        **wallet_data(wallet),
        digest=base64url.encode(bytes(current.digest)),
        passkeys=passkeys_of(request.holder),
        keep=settings.CLOUD_KEEP_GENERATIONS,
        account=known.copy.account_id if known else "",
        is_damaged=backup_files.intact(current) is None,
        bring_back=reverse("wallet_backup_file", args=[wallet.pk]),
        cloudkit={
            "api": api,
            "container": settings.CLOUDKIT_CONTAINER,
            "environment": settings.CLOUDKIT_ENVIRONMENT,
            "apiToken": settings.CLOUDKIT_API_TOKEN,
            "signIn": [origin_of(provider_address(address)) for address in _SIGN_IN],
        },
    )
    context = {"wallet": wallet, "visited": known, "page_data": data}
    response = may_connect_to(render(request, "recovery/icloud.html", context), api)
    return may_open_windows(response)


@require_POST
@for_holder
def forget(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """No copy in iCloud any more. What lies there stays, since we cannot reach it."""
    wallet = find(request, wallet_id)
    visits.forget(holder=request.holder, wallet=wallet, kind=VisitedCopy.Kind.ICLOUD)
    messages.success(request, _("We no longer ask for a copy in your iCloud."))
    return redirect("wallet", wallet.pk)
