"""How does a wallet's app have our pages protect or recover, and learn what came of it?

    begin   a request of an app that we know, with a return address that is registered for it
    answer  what came of it, signed, for that app, that request and one use

The answer says nothing that opens anything, so it may travel in an address. What an app needs
beyond it, a key that its owner gives to it, goes from page to page in the browser alone.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
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

from recovery import base64url
from recovery.errors import (
    AppUnknown,
    BadRequest,
    HostedRequestOver,
    NotFound,
    ReturnAddressUnknown,
)
from recovery.flows import wallet_facts
from recovery.models import Holder, WalletApp

# For so long a person may take. The answer itself is read at once.
REQUEST_SECONDS = 30 * 60
ANSWER_SECONDS = 2 * 60
KEY_ID = "hosted-1"
# Says that a window of ours was opened by an app's, and that the two have to be able to speak.
WINDOW_COOKIE = "keyhaven-hosted"
_STATE = re.compile(r"[A-Za-z0-9_-]{22,128}\Z")


class Action(StrEnum):
    PROTECT = "protect"
    RECOVER = "recover"


class Mode(StrEnum):
    """How the answer travels: from window to window, or as part of the return address."""

    POPUP = "popup"
    REDIRECT = "redirect"


class Outcome(StrEnum):
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Request:
    """What an app asked for. state: its own random text, which ties the answer to the question."""

    app_id: str
    app_name: str
    action: str
    mode: str
    return_to: str
    state: str
    until: float

    @property
    def origin(self) -> str:
        """The one origin that may talk to the page."""
        return origin_of(self.return_to)

    def to_session(self) -> dict[str, Any]:
        return asdict(self)


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def begin(untrusted: Mapping[str, str], *, now: float | None = None) -> Request:
    """Raises AppUnknown, ReturnAddressUnknown, BadRequest; nobody is sent anywhere then."""
    app = _app(untrusted.get("app", ""))
    return_to = untrusted.get("return_to", "")
    if not app.return_addresses.filter(value=return_to).exists():
        raise ReturnAddressUnknown
    state = untrusted.get("state", "")
    if not _STATE.match(state):
        raise BadRequest
    try:
        action, mode = Action(untrusted.get("action", "")), Mode(untrusted.get("mode", ""))
    except ValueError as error:
        raise BadRequest from error
    until = (time.time() if now is None else now) + REQUEST_SECONDS
    return Request(str(app.pk), app.name, action, mode, return_to, state, until)


def from_session(kept: Any, *, now: float | None = None) -> Request:
    """Raises HostedRequestOver where there is none, or the person took too long."""
    if not kept or kept["until"] < (time.time() if now is None else now):
        raise HostedRequestOver
    return Request(**kept)


def answer(
    *,
    request: Request,
    holder: Holder | None,
    untrusted_wallet_ids: Collection[UUID],
    now: float | None = None,
) -> str:
    """A signed answer, as a compact JWS (EdDSA).

    holder, untrusted_wallet_ids: who is signed in, and the wallets that it was about; nobody and
    none where nothing came of it. The app verifies it with `public_keys`, and takes it once:
    `state` is its own. Raises NotFound for a wallet that is not this person's or not protected.
    """
    issued = int(time.time() if now is None else now)
    mine = {facts.id: facts for facts in wallet_facts.of_all(holder)} if holder else {}
    if not mine.keys() >= set(untrusted_wallet_ids):
        raise NotFound
    wallets = [mine[wallet_id] for wallet_id in untrusted_wallet_ids]
    outcome = Outcome.DONE if wallets else Outcome.CANCELLED
    return _signed(
        {
            "iss": settings.PUBLIC_ORIGIN,
            "aud": request.app_id,
            "iat": issued,
            "exp": issued + ANSWER_SECONDS,
            "jti": uuid.uuid4().hex,
            "state": request.state,
            "return_to": request.return_to,
            "action": request.action,
            "outcome": outcome,
            "wallets": [told(facts) for facts in wallets],
        }
    )


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
