from __future__ import annotations

import logging
import time
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from recovery.clouds import oauth
from recovery.clouds.errors import CloudError, ConsentStale, RegistrationWrong
from recovery.errors import (
    CloudNotAllowed,
    CopyBesideKey,
    MoveUnderway,
    NotFound,
    OtherAccount,
    SamePlace,
)
from recovery.flows import clouds, consent, moves
from recovery.models import CloudAccount, RelyingParty
from recovery.pages.people import HolderRequest, for_holder
from recovery.pages.wallets import find

logger = logging.getLogger(__name__)

_SESSION_KEY = "consents"
# Questions that a browser may have open at once, and how long their answers are waited for.
_MOST_OPEN = 8
_OPEN_SECONDS = 1800.0


@dataclass(frozen=True)
class About:
    """What a person should know before a provider's own page. line: on the list of places.

    asks: what the provider's page will say. kept: where the copies lie, and what we cannot reach.
    """

    name: str
    line: Promise
    asks: tuple[Promise, ...]
    kept: Promise


ABOUT: dict[str, About] = {
    "dropbox": About(
        name="Dropbox",
        line=gettext_lazy(
            "We get a folder of our own there, and see nothing else of your Dropbox."
        ),
        asks=(
            gettext_lazy(
                "See and change the contents of its own folder. That is where the copies go."
            ),
            gettext_lazy(
                "See who you are. That is how we can tell you later which account they are in."
            ),
        ),
        kept=(
            gettext_lazy(
                "The copies lie in your Dropbox under Apps, where you can see and delete them. "
                "Your other files stay closed to us."
            )
        ),
    ),
    "gdrive": About(
        name="Google Drive",
        line=gettext_lazy("We make a folder there, and see only the files that we made ourselves."),
        asks=(
            gettext_lazy(
                "See, change and delete only the specific files that you use with this app: those "
                "are the copies that we write."
            ),
        ),
        kept=(
            gettext_lazy(
                "The copies lie in a folder that you see in your Drive. Your other files stay "
                "closed to us. Google shows us your name and address with it; that is how we can "
                "tell you later which account the copies are in."
            )
        ),
    ),
    "onedrive": About(
        name="OneDrive",
        line=gettext_lazy(
            "We get a folder of our own there, and see nothing else of your OneDrive."
        ),
        asks=(
            gettext_lazy(
                "Have full access to the folder of this app. That is where the copies go."
            ),
            gettext_lazy(
                "See your profile. That is how we can tell you later which account they are in."
            ),
            gettext_lazy(
                "Keep the access that you give, also while you are away: copies are renewed then."
            ),
        ),
        kept=(
            gettext_lazy(
                "The copies lie in your OneDrive under Apps, where you can see and delete them. "
                "Your other files stay closed to us."
            )
        ),
    ),
}


@require_safe
@for_holder
def ask(request: HolderRequest, wallet_id: uuid.UUID, kind: str) -> HttpResponse:
    """Say what the provider is going to ask, with a link to its page."""
    wallet = find(request, wallet_id)
    account, leaving = account_named(request, "account"), account_named(request, "leave")
    again = account.kind if account else ""
    if kind not in offers(request.holder.relying_party, again=again):
        raise Http404
    try:
        question = consent.ask(kind=kind, redirect_uri=_redirect_uri(kind))
    except NotFound as error:
        raise Http404 from error
    _remember(
        request,
        question.state,
        kind=kind,
        wallet=str(wallet_id),
        account=str(account.pk) if account else "",
        leave=str(leaving.pk) if leaving else "",
    )
    context = {
        "wallet": wallet,
        "account": account,
        "about": ABOUT[kind],
        "url": question.url,
        "host": oauth.PROVIDERS[kind].authorize.split("/")[2],
        "manage": oauth.PROVIDERS[kind].manage,
        "is_stand_in": bool(settings.CLOUD_STAND_IN_URL),
    }
    return render(request, "recovery/cloud_consent.html", context)


@require_safe
def answer(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Where a provider sends the browser back to, with a code or a refusal."""
    if kind not in ABOUT:
        raise Http404
    if not request.user.is_authenticated:
        # A sign-in would carry the code along in an address.
        context = {"about": ABOUT[kind]}
        return render(request, "recovery/cloud_consent_signed_out.html", context, status=403)
    return _answer(request, kind)


@for_holder
def _answer(request: HolderRequest, kind: str) -> HttpResponse:
    state = request.GET.get("state", "")
    asked = request.session.get(_SESSION_KEY, {}).get(state)
    if asked is None or asked["kind"] != kind:
        return _unasked(request, kind)
    if asked["done"]:
        # The same answer again, by the back button or a reload.
        return redirect("wallet", asked["wallet"])
    request.session[_SESSION_KEY][state]["done"] = True
    request.session.modified = True
    if "code" not in request.GET:
        message = _("%(name)s says that you did not allow it.") % {"name": ABOUT[kind].name}
        return _failed(request, kind, asked, message)
    try:
        if asked["at"] + _OPEN_SECONDS < time.time():
            raise ConsentStale
        account = consent.accept(
            holder=request.holder,
            kind=kind,
            state=state,
            untrusted_code=request.GET["code"],
            redirect_uri=_redirect_uri(kind),
            account_id=uuid.UUID(asked["account"]) if asked["account"] else None,
        )
    except OtherAccount as other:
        return _failed(request, kind, asked, _(other.message), other=other)
    except CloudError as error:
        logger.info("consent at %s came to nothing: %s", kind, error.code)
        return _failed(request, kind, asked, said(error, name=ABOUT[kind].name))
    except (NotFound, CloudNotAllowed, CopyBesideKey) as error:
        return _failed(request, kind, asked, _(error.message))
    if asked["leave"]:
        start_move(request, leave=asked["leave"], target=account)
    return redirect("wallet", asked["wallet"])


def _unasked(request: HolderRequest, kind: str) -> HttpResponse:
    """Somebody may want this person's copies in a place of theirs, and has sent a link."""
    logger.warning("an answer of %s that nobody had asked for was refused", kind)
    consent.note_refusal(holder=request.holder, kind=kind)
    context = {"about": ABOUT[kind], "manage": oauth.PROVIDERS[kind].manage}
    return render(request, "recovery/cloud_consent_unasked.html", context, status=403)


def _failed(
    request: HolderRequest,
    kind: str,
    asked: dict[str, Any],
    message: str,
    *,
    other: OtherAccount | None = None,
) -> HttpResponse:
    plain = reverse("cloud_consent", args=[asked["wallet"], kind])
    same = urlencode({key: asked[key] for key in ("account", "leave") if asked[key]})
    context = {
        "about": ABOUT[kind],
        "wallet_id": asked["wallet"],
        "message": message,
        "other": other,
        "again": f"{plain}?{same}" if same else plain,
        "as_well": plain,
    }
    return render(request, "recovery/cloud_consent_failed.html", context, status=409)


def account_named(request: HolderRequest, key: str) -> CloudAccount | None:
    """The place that the address names: "account" to put it right, "leave" to move out of it."""
    untrusted_id = request.GET.get(key)
    if untrusted_id is None:
        return None
    try:
        return clouds.find(holder=request.holder, account_id=uuid.UUID(untrusted_id))
    except (ValueError, NotFound) as error:
        raise Http404 from error


def named(other: OtherAccount) -> str:
    """What a person reads who came back with another account than that of their copy."""
    sentence = _("Your copy is in %(wanted)s, but you signed in as %(found)s. Nothing was changed.")
    return sentence % {"wanted": other.wanted, "found": other.found}


def said(error: CloudError, *, name: str) -> str:
    """What a person reads who waits for an answer. Nobody tries again here but they themselves."""
    if error.permanent or isinstance(error, RegistrationWrong):
        return _(error.message)
    return _("%(name)s did not answer as it should just now. Try again in a minute.") % {
        "name": name
    }


def offers(party: RelyingParty, *, again: str = "") -> dict[str, About]:
    """The providers at which this server can ask for consent. again: see `available_kinds`."""
    kinds = clouds.available_kinds(party, again=again)
    return {kind: ABOUT[kind] for kind in kinds if kind in ABOUT}


def _redirect_uri(kind: str) -> str:
    return settings.PUBLIC_ORIGIN + reverse("cloud_answer", args=[kind])


def _remember(request: HolderRequest, state: str, **asked: str) -> None:
    opened: dict[str, Any] = request.session.get(_SESSION_KEY, {})
    opened[state] = {**asked, "at": time.time(), "done": False}
    newest = sorted(opened, key=lambda known: opened[known]["at"])[-_MOST_OPEN:]
    request.session[_SESSION_KEY] = {known: opened[known] for known in newest}


def start_move(request: HolderRequest, *, leave: str, target: CloudAccount) -> None:
    """The person was on the way from another place to this one."""
    try:
        moves.start(holder=request.holder, source_id=uuid.UUID(leave), target_id=target.pk)
    except (SamePlace, MoveUnderway, NotFound) as error:
        messages.error(request, _(error.message))
