"""Who is looking at the page?"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from recovery import base64url
from recovery.flows.unlock import enclave_policy
from recovery.models import Holder, Passkey, RelyingParty

# Stands in an address for the id of a wallet that the script learns only later.
SOME_ID = uuid.UUID(int=0)


class HolderRequest(HttpRequest):
    """A request of a person who is signed in and has wallets, or may have."""

    holder: Holder


def for_holder(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Require a signed-in holder; staff without a wallet are sent to the admin."""

    @login_required
    @wraps(view)
    def wrapped(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        holder = (
            Holder.objects.select_related("relying_party").filter(user_id=request.user.pk).first()
        )
        if holder is None:
            return redirect("admin:index")
        request.holder = holder
        return view(request, *args, **kwargs)

    return wrapped


def passkey_list(passkeys: Iterable[Passkey]) -> list[dict[str, Any]]:
    """What a page needs to ask for one of these passkeys and to name it."""
    return [
        {
            "id": base64url.encode(bytes(passkey.credential_id)),
            "spki": base64url.encode(bytes(passkey.spki)),
            "nickname": passkey.nickname,
            "transports": passkey.transports,
        }
        for passkey in passkeys
    ]


def page_data(party: RelyingParty, **specifics: Any) -> dict[str, Any]:
    """What a page's scripts need to know, for json_script. Nothing in it is secret."""
    return {
        "rp": {"id": party.rp_id, "name": party.name},
        "policy": enclave_policy(party.origins),
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        **specifics,
    }
