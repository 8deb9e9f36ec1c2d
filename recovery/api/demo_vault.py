"""The vault that restarts for one visitor of the demo: away for a while, and then forgetful."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from recovery.api.router import failure
from recovery.errors import EnclaveDenied, EnclaveUnreachable
from recovery.flows import demo_faults
from recovery.models import holder_behind

_INVITES = "/api/nonce"
# What asks the vault, with what it gave before.
_ASKS = ("/unlock", "/approve", "/recover", "/pin")


class VaultAway:
    """Middleware behind the one that knows who is signed in. Only with DEMO=true."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        invites = request.path == _INVITES
        if not invites and not (request.path.startswith("/api/") and request.path.endswith(_ASKS)):
            return self.get_response(request)
        holder = holder_behind(request.user)
        if demo_faults.vault_is_away(holder):
            return failure(EnclaveUnreachable())
        known = demo_faults.given_since_restart(holder)
        if not invites and known is not None and _given(request) not in known:
            return failure(EnclaveDenied())
        response = self.get_response(request)
        if invites and isinstance(response, HttpResponse) and response.status_code == 200:
            answer = json.loads(response.content)
            demo_faults.note_given(holder, answer["ticket"], answer["nonce"])
        return response


def _given(request: HttpRequest) -> str:
    """The ticket, or of a question about a PIN the nonce, that comes back."""
    try:
        body: Any = json.loads(request.body)
        return str(body.get("ticket") or body.get("nonce"))
    except (ValueError, AttributeError, RequestDataTooBig):
        return ""
