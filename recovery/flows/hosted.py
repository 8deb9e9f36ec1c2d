"""How does a wallet's app have our pages protect, add a way in or recover, and what does it learn?

    begin   a request of an app that we know, with a return address that is registered for it
    choose  which wallet is given the way in that the app asked for
    answer  what came of it, signed, for that app, that request and one use

A request is a row, and belongs to one browser: a cookie says which. Whoever signs in or out on the
way stays with it, and two tabs can have one each. The answer says nothing that opens anything, so
it may travel in an address. What an app needs beyond it, a key that its owner gives to it, goes
from page to page in the browser alone.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import uuid
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.utils import timezone

from recovery import base64url
from recovery.errors import (
    AppUnknown,
    BadRequest,
    HostedNotDone,
    HostedRequestExpired,
    HostedRequestOver,
    HostedRequestUnknown,
    NotFound,
    ReturnAddressUnknown,
    TouchNeeded,
)
from recovery.flows import wallet_facts, ways_in
from recovery.flows.approvals import Lately, passkey_subject
from recovery.flows.backup_files import Method
from recovery.models import Holder, HostedRequest, Wallet, WalletApp

Request = HostedRequest
Action, Mode = Request.Action, Request.Mode
# For so long a person may take. The answer itself is read at once.
LASTS = timedelta(minutes=30)
ANSWER_SECONDS = 2 * 60
KEY_ID = "hosted-1"
# Which browser it is: random, and good for nothing else.
BROWSER_COOKIE = "keyhaven-asked"
# Says that a window of ours was opened by an app's, and that the two have to be able to speak.
WINDOW_COOKIE = "keyhaven-hosted"
_RANDOM_TEXT = re.compile(r"[A-Za-z0-9_-]{22,128}\Z")


class Outcome(StrEnum):
    """partly: the wallet is protected, but not by the way in that the app asked for."""

    DONE = "done"
    PARTLY = "partly"
    CANCELLED = "cancelled"


def new_browser() -> str:
    """What the cookie of a browser says that has none yet."""
    return secrets.token_urlsafe(32)


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


# --- The question --------------------------------------------------------------------------------


def begin(untrusted: Mapping[str, str], *, browser: str, now: datetime | None = None) -> Request:
    """browser: see BROWSER_COOKIE. Raises AppUnknown, ReturnAddressUnknown, BadRequest; nobody is
    sent anywhere then."""
    app = _app(untrusted.get("app", ""))
    return_to = untrusted.get("return_to", "")
    if not app.return_addresses.filter(value=return_to).exists():
        raise ReturnAddressUnknown
    state, nonce = untrusted.get("state", ""), untrusted.get("nonce", "")
    if not _RANDOM_TEXT.match(state) or not _RANDOM_TEXT.match(nonce):
        raise BadRequest
    try:
        action, mode = Action(untrusted.get("action", "")), Mode(untrusted.get("mode", ""))
        method = "" if action == Action.RECOVER else Method[untrusted.get("method", "")].name
        wanted = untrusted.get("wallet", "")
        wanted_wallet = UUID(wanted) if wanted else None
    except (KeyError, ValueError) as error:
        raise BadRequest from error
    return Request.objects.create(
        app=app,
        browser_sha256=_digest(browser),
        action=action,
        mode=mode,
        method=method,
        return_to=return_to,
        state=state,
        nonce=nonce,
        wanted_wallet=wanted_wallet,
        begun_at=now or timezone.now(),
    )


def find(request_id: UUID, *, browser: str, now: datetime | None = None) -> Request:
    """A request of this browser that waits for its answer.

    Raises HostedRequestUnknown, HostedRequestOver, HostedRequestExpired.
    """
    of_browser = Request.objects.select_related("app").filter(browser_sha256=_digest(browser))
    request = of_browser.filter(pk=request_id).first()
    if request is None:
        raise HostedRequestUnknown
    if request.answered_at is not None:
        raise HostedRequestOver
    if request.begun_at <= (now or timezone.now()) - LASTS:
        raise HostedRequestExpired
    return request


def waiting(*, browser: str) -> Request | None:
    """The newest request of this browser that waits for its answer."""
    if not browser:
        return None
    begun = timezone.now() - LASTS
    mine = Request.objects.filter(browser_sha256=_digest(browser), begun_at__gt=begun)
    return mine.filter(answered_at=None).select_related("app").order_by("begun_at").last()


def has_window(*, browser: str) -> bool:
    """Whether a window of an app waits for one of this browser's."""
    begun = timezone.now() - LASTS
    mine = Request.objects.filter(browser_sha256=_digest(browser), begun_at__gt=begun)
    return mine.filter(answered_at=None, mode=Mode.POPUP).exists()


# --- A way in besides the passkey ----------------------------------------------------------------


def choose(request: Request, *, holder: Holder, wallet_id: UUID) -> Wallet:
    """The wallet that is given the way in. What it has of that kind is not what was asked for.

    Raises NotFound.
    """
    wallet = holder.wallets.filter(pk=wallet_id, generation__gt=0).first()
    if wallet is None or request.wanted_wallet not in (None, wallet.pk):
        raise NotFound
    before = sorted(_slots_of(wallet, Method[request.method]))
    Request.objects.filter(pk=request.pk).update(wallet=wallet, slots_before=before)
    return wallet


def is_added(request: Request) -> bool:
    """Whether the chosen wallet has a way in now that it had not when it was chosen."""
    if request.wallet is None:
        return False
    there = _slots_of(request.wallet, Method[request.method])
    return bool(there - set(request.slots_before))


def _slots_of(wallet: Wallet, method: Method) -> set[str]:
    return {way.slot.id for way in ways_in.of(wallet) or () if way.slot.method == method}


# --- The answer ----------------------------------------------------------------------------------


def answer(
    *,
    request: Request,
    holder: Holder | None,
    untrusted_wallet_ids: Collection[UUID],
    lately: Lately,
    now: datetime | None = None,
) -> str:
    """A signed answer, as a compact JWS (EdDSA). There is one, however many ask at once.

    holder, untrusted_wallet_ids: who is signed in, and the wallets that it was about; nobody and
    none where nothing came of it. lately: what this session has proved, since an app is told of
    wallets only that were opened just now. The app verifies it with `public_keys`, and takes it
    once: `state` and `nonce` are its own. Raises HostedRequestOver; NotFound for a wallet that is
    not this person's or not protected; TouchNeeded, HostedNotDone, which leave the request open.
    """
    now = now or timezone.now()
    mine = {facts.id: facts for facts in wallet_facts.of_all(holder)} if holder else {}
    if not mine.keys() >= set(untrusted_wallet_ids):
        raise NotFound
    wallets = [mine[wallet_id] for wallet_id in untrusted_wallet_ids]
    if not all(_is_proved(wallet.id, lately) for wallet in wallets):
        raise TouchNeeded
    outcome = _outcome(request, wallets)
    # Whoever sets it is the one who answers.
    if not Request.objects.filter(pk=request.pk, answered_at=None).update(answered_at=now):
        raise HostedRequestOver
    issued = int(now.timestamp())
    return _signed(
        {
            "iss": settings.PUBLIC_ORIGIN,
            "aud": str(request.app_id),
            "iat": issued,
            "exp": issued + ANSWER_SECONDS,
            "jti": uuid.uuid4().hex,
            "state": request.state,
            "nonce": request.nonce,
            "return_to": request.return_to,
            "action": request.action,
            "method": request.method,
            "outcome": outcome,
            "wallets": [told(facts) for facts in wallets],
        }
    )


def _outcome(request: Request, wallets: Collection[wallet_facts.Facts]) -> Outcome:
    if not wallets:
        return Outcome.CANCELLED
    needs_more = request.action == Action.ADD or request.wallet is not None
    if not needs_more:
        # A key in a cloud is not made by the touch that protects.
        is_whole = request.action == Action.RECOVER or request.method == Method.PASSKEY.name
        return Outcome.DONE if is_whole else Outcome.PARTLY
    chosen = {request.wallet_id}
    if {facts.id for facts in wallets} == chosen and is_added(request):
        return Outcome.DONE
    if request.action == Action.ADD:
        raise HostedNotDone
    return Outcome.PARTLY


def _is_proved(wallet_id: UUID, lately: Lately) -> bool:
    """Whether the wallet was opened within the last minutes, by a touch or a key of its owner."""
    wallet = Wallet.objects.get(pk=wallet_id)
    if bytes(wallet.wid) in lately.proved:
        return True
    passkeys = [way.slot.credential_id for way in ways_in.of(wallet) or ()]
    return any(each and passkey_subject(each) in lately.touched for each in passkeys)


def forget(*, now: datetime | None = None) -> None:
    """Requests that are long over leave no row."""
    Request.objects.filter(begun_at__lte=(now or timezone.now()) - timedelta(days=1)).delete()


def told(facts: wallet_facts.Facts) -> dict[str, Any]:
    """What a page of somebody else reads of a wallet. Its name is the person's own."""
    return {
        "id": str(facts.id),
        "methods": facts.methods,
        "backed_up": facts.backed_up,
        "recoverable": facts.recoverable,
    }


def public_keys() -> dict[str, Any]:
    """A JSON Web Key Set (RFC 7517) with what answers are verified by."""
    public = _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    key = {"kty": "OKP", "crv": "Ed25519", "x": base64url.encode(public)}
    return {"keys": [{**key, "kid": KEY_ID, "alg": "EdDSA", "use": "sig"}]}


def _app(untrusted_id: str) -> WalletApp:
    try:
        app_id = uuid.UUID(untrusted_id)
    except ValueError as error:
        raise AppUnknown from error
    app = WalletApp.objects.filter(pk=app_id, relying_party__is_active=True).first()
    if app is None:
        raise AppUnknown
    return app


def _digest(browser: str) -> bytes:
    return hashlib.sha256(browser.encode()).digest()


@cache
def _key() -> Ed25519PrivateKey:
    # A key of its own, from the one secret that the site has anyway.
    info = b"recovery.flows.hosted answers 1"
    seed = HKDF(hashes.SHA256(), 32, None, info).derive(settings.SECRET_KEY.encode())
    return Ed25519PrivateKey.from_private_bytes(seed)


def _signed(claims: dict[str, Any]) -> str:
    header = {"alg": "EdDSA", "kid": KEY_ID, "typ": "keyhaven-answer+jws"}
    parts = [base64url.encode(json.dumps(part).encode()) for part in (header, claims)]
    text = ".".join(parts)
    return f"{text}.{base64url.encode(_key().sign(text.encode()))}"
