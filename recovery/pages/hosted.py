"""Our pages for a wallet's app: it sends a person here, and learns what came of it."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from recovery.errors import KeyhavenError
from recovery.flows import hosted, our_site
from recovery.flows.hosted import Action, Mode
from recovery.models import holder_behind
from recovery.pages.people import page_data, passkey_list

# Where a session keeps what an app asked for; see also api/hosted.py.
KEY = "hosted"


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """An app sends somebody. Nobody is sent back to an address that is not registered."""
    try:
        asked = hosted.begin(request.GET.dict())
    except KeyhavenError as error:
        return _refused(request, error)
    request.session[KEY] = asked.to_session()
    response = redirect("hosted_page")
    if asked.mode != Mode.POPUP:
        # Of a request before it, which is over.
        response.delete_cookie(hosted.WINDOW_COOKIE, samesite="Lax")
        return response
    # Pages on the way, such as those for signing up, must not lose the window that asked.
    response.set_cookie(
        hosted.WINDOW_COOKIE,
        "1",
        max_age=hosted.REQUEST_SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What the app asked for, for the person to agree to."""
    try:
        asked = hosted.from_session(request.session.get(KEY))
    except KeyhavenError as error:
        request.session.pop(KEY, None)
        return _refused(request, error)
    holder = holder_behind(request.user)
    if asked.action == Action.PROTECT:
        here = reverse("hosted_page")
        if holder is None:
            return redirect_to_login(here)
        if not holder.passkeys.exists():
            return redirect(f"{reverse('passkey_add')}?next={here}")
    data = page_data(
        our_site.relying_party(),
        passkeys=passkey_list(holder.passkeys.all()) if holder else [],
        asked={
            "action": asked.action,
            "mode": asked.mode,
            "origin": asked.origin,
            "state": asked.state,
        },
    )
    context = {
        "page_data": data,
        "asked": asked,
        "gives_key": asked.mode == Mode.POPUP,
        "name": _free_name(request),
    }
    return render(request, f"recovery/hosted_{asked.action}.html", context)


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """What answers are verified by. Anybody may read it, from anywhere."""
    response = JsonResponse(hosted.public_keys())
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def _refused(request: HttpRequest, error: KeyhavenError) -> HttpResponse:
    return render(request, "recovery/hosted_refused.html", {"error": error}, status=error.status)


def _free_name(request: HttpRequest) -> str:
    """A name for a wallet that this person has not given yet."""
    holder = holder_behind(request.user)
    taken = set(holder.wallets.values_list("name", flat=True)) if holder else set()
    names = ["Wallet", *(f"Wallet {number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
