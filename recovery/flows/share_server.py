"""What do we ask of a relying party's own server that keeps shares, and what do we believe?

    POST {base}/backup        {"backupMethod", "clientId", "share"}   answered with 200 or 204
    POST {base}/backup/fetch  {"clientId"}                 answered with {"backupShares": ["…"]}

Questions are signed like webhooks. A share counts as kept only when it was fetched and equal, so
`prove` is what says so, and `store` says nothing. Answers are never kept and never shown: what they
hold is the party's secret.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from recovery import at_rest
from recovery.clouds import http
from recovery.clouds.answers import Answer
from recovery.clouds.connection import Origin, Request
from recovery.clouds.errors import (
    AddressInvalid,
    AddressRefused,
    BadAnswer,
    CertificateRefused,
    CloudError,
    TimedOut,
    TooLarge,
)
from recovery.clouds.pasted_address import parse_url
from recovery.flows import cloud_rules, signed_messages
from recovery.models import RelyingParty, ShareServer
from recovery.share_errors import (
    ShareDiffers,
    ShareNotThere,
    ShareServerAnswerTooLarge,
    ShareServerAnswerUnreadable,
    ShareServerError,
    ShareServerKeyGone,
    ShareServerMoved,
    ShareServerPrivate,
    ShareServerRefused,
    ShareServerSlow,
    ShareServerUnreachable,
    ShareServerUntrusted,
)

MAX_ANSWER_BYTES = 1024 * 1024
_STORED = frozenset({200, 204})
_MEANS: tuple[tuple[type[CloudError], type[ShareServerError]], ...] = (
    (TimedOut, ShareServerSlow),
    (CertificateRefused, ShareServerUntrusted),
    (AddressRefused, ShareServerPrivate),
    (TooLarge, ShareServerAnswerTooLarge),
    (BadAnswer, ShareServerAnswerUnreadable),
)


# --- Setting it up -------------------------------------------------------------------------------


def parse(untrusted_url: str) -> tuple[Origin, str]:
    """Origin, and the path that ours are put behind, which ends in a slash.

    Raises AddressInvalid, AddressNotHttps, AddressHasPassword, AddressHasQuery.
    """
    seconds = float(settings.WEBHOOK_ANSWER_SECONDS)
    permitted = replace(cloud_rules.permitted(), read_seconds=seconds, total_seconds=seconds)
    return parse_url(untrusted_url, permitted=permitted)


def of(party_id: UUID) -> ShareServer | None:
    """The server that keeps a relying party's shares in our place, if it has one."""
    return ShareServer.objects.filter(relying_party=party_id).first()


def make(*, party: RelyingParty, url: str) -> tuple[ShareServer, str]:
    """The server, and its signing secret, which nobody will see again. Raises AddressInvalid."""
    parse(url)
    server = ShareServer(relying_party=party, url=url)
    return server, signed_messages.make_secret(server)


# --- Asking --------------------------------------------------------------------------------------


def store(server: ShareServer, *, wallet_id: UUID, method: str, share: str) -> None:
    """Give it a share. That it took it proves nothing yet. Raises ShareServerError."""
    body = {"backupMethod": method, "clientId": str(wallet_id), "share": share}
    answer = ask(server, path="backup", body=body)
    if answer.status not in _STORED:
        raise ShareServerRefused


def prove(server: ShareServer, *, wallet_id: UUID, share: str) -> None:
    """Fetch, and compare byte by byte. Raises ShareServerError for anything but an equal share."""
    ours = share.encode()
    kept = fetch(server, wallet_id=wallet_id)
    _require(kept, [each for each in kept if hmac.compare_digest(_bytes(each), ours)])


def take(server: ShareServer, *, wallet_id: UUID, sha256: bytes) -> str:
    """The share of which we know the hash only. Raises ShareServerError for anything but that."""
    kept = fetch(server, wallet_id=wallet_id)
    same = [each for each in kept if hashlib.sha256(_bytes(each)).digest() == sha256]
    _require(kept, same)
    return same[0]


def fetch(server: ShareServer, *, wallet_id: UUID) -> list[str]:
    """All shares that it gives back for a wallet. Raises ShareServerError."""
    answer = ask(server, path="backup/fetch", body={"clientId": str(wallet_id)})
    if answer.status != 200:
        raise ShareServerRefused
    return _shares(answer.body)


def ask(server: ShareServer, *, path: str, body: dict[str, str]) -> Answer:
    """A signed question, and the answer as it came. Raises ShareServerError."""
    text, at = json.dumps(body, separators=(",", ":")), timezone.now()
    with _named():
        origin, base = parse(server.url)
        headers = signed_messages.headers(
            server, message_id=f"msg_{uuid.uuid4().hex}", body=text, at=at
        )
        request = Request("POST", base + path, headers, text.encode(), MAX_ANSWER_BYTES)
        # Whoever could make a redirect would be given everything.
        (answer,) = http.exchange(origin=origin, requests=[request], follow=False)
    if 300 <= answer.status < 400:
        raise ShareServerMoved
    return answer


def _shares(untrusted_body: bytes) -> list[str]:
    try:
        content = json.loads(untrusted_body)
    except (ValueError, RecursionError):
        # Without its cause, which quotes the answer.
        raise ShareServerAnswerUnreadable from None
    shares = content.get("backupShares") if isinstance(content, dict) else None
    if not isinstance(shares, list) or not all(isinstance(each, str) for each in shares):
        raise ShareServerAnswerUnreadable
    return shares


def _bytes(untrusted_share: str) -> bytes:
    # JSON can spell texts that are no Unicode; they are unlike any share, and no reason to fall.
    return untrusted_share.encode(errors="surrogatepass")


def _require(kept: list[str], same: list[str]) -> None:
    if not kept:
        raise ShareNotThere
    if not same:
        raise ShareDiffers


@contextmanager
def _named() -> Iterator[None]:
    """What goes wrong on the way, by the name that it has for the party."""
    try:
        yield
    except at_rest.CannotOpen as error:
        raise ShareServerKeyGone from error
    except AddressInvalid as error:
        # It was taken when it was entered, so the rules of this service have changed.
        raise ShareServerPrivate from error
    except CloudError as error:
        for kind, meaning in _MEANS:
            if isinstance(error, kind):
                raise meaning from error
        raise ShareServerUnreachable from error
