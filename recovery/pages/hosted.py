"""Our pages for a wallet's app: it sends a person here, and learns what came of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from recovery import base64url, step_up
from recovery.errors import KeyhavenError, NotFound, WayNotAllowed
from recovery.flows import hosted, our_site, policy, ways_in
from recovery.flows.backup_files import Method
from recovery.flows.hosted import Action, Mode, Request
from recovery.models import Holder, Wallet, holder_behind
from recovery.pages.people import HolderRequest, for_holder, page_data, passkey_list

# Where each way in is set up, by the same pages as for everybody else.
_SET_UP = {
    Method.PASSKEY: "wallet",
    Method.PIN: "wallet_pin",
    Method.PASSWORD: "wallet_password",
    Method.CLOUD_KEY: "wallet_cloud_key",
    Method.KIT: "wallet_kit",
}


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """An app sends somebody. Nobody is sent back to an address that is not registered."""
    browser = request.COOKIES.get(hosted.BROWSER_COOKIE) or hosted.new_browser()
    try:
        asked = hosted.begin(request.GET.dict(), browser=browser)
    except KeyhavenError as error:
        return _refused(request, error)
    response = redirect("hosted_page", asked.pk)
    _keep(response, hosted.BROWSER_COOKIE, browser)
    if asked.mode == Mode.POPUP:
        # Pages on the way, such as those for signing up, must not lose the window that asked.
        _keep(response, hosted.WINDOW_COOKIE, "1")
    elif not hosted.has_window(browser=browser):
        response.delete_cookie(hosted.WINDOW_COOKIE, samesite="Lax")
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(hosted.LASTS.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


@require_safe
def page(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """What the app asked for, for the person to agree to."""
    try:
        asked = _find(request, request_id)
        holder = holder_behind(request.user)
        if asked.action == Action.RECOVER:
            return _recover(request, asked, holder)
        if holder is None:
            return redirect_to_login(request.path)
        if not holder.passkeys.exists():
            return redirect(f"{reverse('passkey_add')}?next={request.path}")
        if asked.action == Action.ADD or asked.wallet is not None:
            return _add(request, asked, holder)
        _require_offered(asked, holder)
    except KeyhavenError as error:
        return _refused(request, error)
    return _protect(request, asked, holder)


@require_POST
@for_holder
def choose(request: HolderRequest, request_id: uuid.UUID) -> HttpResponse:
    """The person has said which wallet gets the way in. The page that makes it comes next."""
    try:
        asked = _find(request, request_id)
        _require_offered(asked, request.holder)
        wallet_id = uuid.UUID(request.POST.get("wallet", ""))
        wallet = hosted.choose(asked, holder=request.holder, wallet_id=wallet_id)
    except ValueError:
        return _refused(request, NotFound())
    except KeyhavenError as error:
        return _refused(request, error)
    return redirect(_SET_UP[Method[asked.method]], wallet.pk)


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """What answers are verified by. Anybody may read it, from anywhere."""
    response = JsonResponse(hosted.public_keys())
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def waiting(request: HttpRequest) -> Request | None:
    """The app that waits while the person is on another page of ours."""
    browser = request.COOKIES.get(hosted.BROWSER_COOKIE, "")
    return hosted.waiting(browser=browser) if browser else None


# --- The three pages -----------------------------------------------------------------------------


def _protect(request: HttpRequest, asked: Request, holder: Holder) -> HttpResponse:
    wallets = [_named(wallet) for wallet in _wallets(holder)]
    context = {"name": _free_name(holder), "needs_more": asked.method != Method.PASSKEY.name}
    return _shown(request, asked, "hosted_protect", context, wallets=wallets)


def _add(request: HttpRequest, asked: Request, holder: Holder) -> HttpResponse:
    """Which wallet gets another way in, or, once it has it, the way back."""
    method = Method[asked.method]
    wallets = [each for each in _wallets(holder) if asked.wanted_wallet in (None, each.pk)]
    if asked.wanted_wallet and not wallets:
        raise NotFound
    _require_offered(asked, holder)
    context = {
        "rows": [{"wallet": each, "has_one": _has(each, method)} for each in wallets],
        "is_added": hosted.is_added(asked),
        "chosen": asked.wallet,
    }
    told = [_named(asked.wallet)] if asked.wallet else []
    return _shown(request, asked, "hosted_add", context, wallets=told)


def _recover(request: HttpRequest, asked: Request, holder: Holder | None) -> HttpResponse:
    """With a passkey here, or with what was opened by other means a moment ago."""
    proved = step_up.lately(request).proved if holder else frozenset()
    back = [each for each in _wallets(holder) if bytes(each.wid) in proved] if holder else []
    return _shown(request, asked, "hosted_recover", {}, wallets=[_named(each) for each in back])


def _shown(
    request: HttpRequest, asked: Request, name: str, context: dict[str, Any], *, wallets: list[Any]
) -> HttpResponse:
    holder = holder_behind(request.user)
    data = page_data(
        our_site.relying_party(),
        passkeys=passkey_list(holder.passkeys.all()) if holder else [],
        wallets=wallets,
        asked={
            "id": str(asked.pk),
            "action": asked.action,
            "mode": asked.mode,
            "method": asked.method,
            "origin": hosted.origin_of(asked.return_to),
            "state": asked.state,
        },
    )
    shared = {
        "page_data": data,
        "asked": asked,
        "origin": hosted.origin_of(asked.return_to),
        "gives_key": asked.mode == Mode.POPUP,
    }
    return render(request, f"recovery/{name}.html", {**shared, **context})


def _refused(request: HttpRequest, error: KeyhavenError) -> HttpResponse:
    return render(request, "recovery/hosted_refused.html", {"error": error}, status=error.status)


# --- What they show ------------------------------------------------------------------------------


def _find(request: HttpRequest, request_id: uuid.UUID) -> Request:
    return hosted.find(request_id, browser=request.COOKIES.get(hosted.BROWSER_COOKIE, ""))


def _require_offered(asked: Request, holder: Holder) -> None:
    """Raises WayNotAllowed before anything is begun. What is there already can be changed."""
    method = Method[asked.method]
    if policy.may_add(holder.relying_party, method):
        return
    if not any(_has(wallet, method) for wallet in _wallets(holder)):
        raise WayNotAllowed


def _wallets(holder: Holder) -> list[Wallet]:
    return list(holder.wallets.filter(generation__gt=0).order_by("created_at"))


def _has(wallet: Wallet, method: Method) -> bool:
    return any(way.slot.method == method for way in ways_in.of(wallet) or ())


def _named(wallet: Wallet) -> dict[str, object]:
    return {
        "id": str(wallet.pk),
        "wid": base64url.encode(bytes(wallet.wid)),
        "name": wallet.name,
    }


def _free_name(holder: Holder) -> str:
    """A name for a wallet that this person has not given yet."""
    taken = set(holder.wallets.values_list("name", flat=True))
    names = ["Wallet", *(f"Wallet {number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
