"""Which ways in is a person offered? Those that the relying party wants, in its order."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from recovery.errors import WayNotAllowed
from recovery.flows import policy, ways_in
from recovery.flows.backup_files import Method
from recovery.pages.people import HolderRequest
from recovery.pages.wallets import find


def only_where_offered(method: Method) -> Callable[..., Any]:
    """For a page that sets up one way in: who may not add it, and has none, is sent back."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HolderRequest, wallet_id: UUID) -> HttpResponse:
            wallet = find(request, wallet_id)
            ways = ways_in.of(wallet) or ()
            has_one = any(way.slot.method == method for way in ways)
            if has_one or policy.may_add(request.holder.relying_party, method):
                return view(request, wallet_id)
            messages.error(request, WayNotAllowed.message)
            return redirect("wallet", wallet_id)

        return wrapped

    return decorate
