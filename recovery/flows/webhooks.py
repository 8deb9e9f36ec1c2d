"""How does a relying party's own server learn what happens? By signed messages to its address.

    fan_out  in the transaction that links new events: one delivery for each webhook that wants it
    run      a worker sends one; anything but 2xx is tried again after the times below
    replay   staff have it sent once more

A receiver gets one message at a time, and a slow one rests in between, so it delays nobody else.

Messages are signed as https://www.standardwebhooks.com says. They may come twice or out of order:
`webhook-id` is the same at each try, and `number` is the event's place in the history.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from recovery import at_rest
from recovery.clouds import http
from recovery.clouds.answers import Answer
from recovery.clouds.connection import PRINTABLE, Origin, Request
from recovery.clouds.errors import AddressInvalid, CloudError
from recovery.clouds.pasted_address import parse_url
from recovery.failpoints import reach
from recovery.flows import cloud_rules, signed_messages, work
from recovery.models import AuditEvent, Delivery, RelyingParty, Webhook, Work

logger = logging.getLogger(__name__)

# After the first try, the second, and so on. Then somebody has to look.
AGAIN_AFTER_SECONDS = (60, 600, 3600, 2 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
MAX_ANSWER_BYTES = 64 * 1024
# A receiver that takes longer is asked again only after a rest as long as that.
SLOW_SECONDS = 1.0
_SHOWN_CHARACTERS = 2000
KEPT_FOR = timedelta(days=30)

PING = "ping"
# Kind of event → the type of the message. What is not here stays in the history.
TYPES: dict[str, str] = {
    AuditEvent.Kind.DEVICE_NEW: "device.new",
    AuditEvent.Kind.PASSKEY_ADDED: "passkey.added",
    AuditEvent.Kind.PASSKEY_REMOVED: "passkey.removed",
    AuditEvent.Kind.BACKUP_COMMITTED: "backup.committed",
    AuditEvent.Kind.CLOUD_CONNECTED: "cloud.connected",
    AuditEvent.Kind.COPY_PROVED: "copy.proved",
    AuditEvent.Kind.COPY_BLOCKED: "copy.failing",
    AuditEvent.Kind.COPY_CHECKED: "copy.checked",
    AuditEvent.Kind.COPY_FIXED: "copy.fixed",
    AuditEvent.Kind.UNLOCKED: "vault.unlocked",
    AuditEvent.Kind.PIN_TRIED: "pin.tried",
    AuditEvent.Kind.PIN_SET: "pin.set",
    AuditEvent.Kind.PIN_REMOVED: "pin.removed",
    AuditEvent.Kind.PIN_WRONG: "pin.wrong",
    AuditEvent.Kind.PIN_LOCKED: "pin.locked",
    AuditEvent.Kind.RECOVERED: "recovery.started",
    AuditEvent.Kind.PARTS_RELEASED: "recovery.started_without_passkey",
    AuditEvent.Kind.WALLET_BACK: "wallet.recovered",
    AuditEvent.Kind.SHARES_COMPLETE: "shares.complete",
    AuditEvent.Kind.SHARE_RELEASED: "share.released",
    AuditEvent.Kind.SHARES_DELETED: "shares.deleted",
    AuditEvent.Kind.EJECT_OPENED: "eject.opened",
    AuditEvent.Kind.EJECTED: "wallet.ejected",
    AuditEvent.Kind.LEAVING: "holder.leaving",
    AuditEvent.Kind.SETUP_BROKEN: "setup.broken",
    AuditEvent.Kind.SERVED_SHARE_STORED: "custodian_share.stored",
    AuditEvent.Kind.SERVED_SHARE_FAILING: "custodian_share.failing",
}


@dataclass(frozen=True)
class Made:
    """A webhook, and its signing secret, which nobody will see again."""

    webhook: Webhook
    secret: str


# --- Addresses and secrets -----------------------------------------------------------------------


def make(*, party: RelyingParty, url: str, types: Sequence[str]) -> Made:
    """Raises AddressInvalid and its kin."""
    parse(url)
    webhook = Webhook(relying_party=party, url=url, types=sorted(types))
    return Made(webhook=webhook, secret=signed_messages.make_secret(webhook))


def rotate(webhook: Webhook) -> Made:
    """A new secret. For a day messages are signed with both, so that no receiver misses one."""
    return Made(webhook=webhook, secret=signed_messages.rotate_secret(webhook))


def parse(untrusted_url: str) -> tuple[Origin, str]:
    """Where a message goes: the origin, and path and query as they are sent.

    Raises AddressInvalid, AddressNotHttps, AddressHasPassword.
    """
    parts = urlsplit(untrusted_url)
    permitted = replace(cloud_rules.permitted(), total_seconds=settings.WEBHOOK_ANSWER_SECONDS)
    origin, _ = parse_url(f"{parts.scheme}://{parts.netloc}/", permitted=permitted)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if parts.fragment or " " in target or not PRINTABLE.match(target):
        raise AddressInvalid
    return origin, target


# --- Messages ------------------------------------------------------------------------------------


def fan_out(events: Iterable[AuditEvent]) -> None:
    """Make deliveries for events of one relying party that were just linked.

    In the transaction that links them, so each event is told once, and none is forgotten.
    """
    told = [event for event in events if event.kind in TYPES]
    if not told:
        return
    hooks = Webhook.objects.filter(relying_party_id=told[0].relying_party_id, is_paused=False)
    for webhook in hooks:
        for event in told:
            if not webhook.types or TYPES[event.kind] in webhook.types:
                _queue(webhook, kind=TYPES[event.kind], at=event.at, data=_data(event))


def ping(webhook: Webhook) -> Delivery:
    """A message without content, for whoever sets a receiver up."""
    return _queue(webhook, kind=PING, at=timezone.now(), data={})


def replay(delivery: Delivery) -> None:
    """Send once more, with the same id and a new time."""
    work.again(delivery)


def _queue(webhook: Webhook, *, kind: str, at: datetime, data: dict[str, Any]) -> Delivery:
    body = {"type": kind, "timestamp": at.isoformat(), "data": data}
    delivery = Delivery.objects.create(
        webhook=webhook,
        type=kind,
        body=json.dumps(body, separators=(",", ":")),
        due_at=timezone.now(),
    )
    work.announce(delivery)
    return delivery


def _data(event: AuditEvent) -> dict[str, Any]:
    return {
        "number": event.number,
        "holder_id": str(event.holder_id) if event.holder_id else None,
        **event.detail,
    }


# --- Sending -------------------------------------------------------------------------------------


def run(delivery_id: str) -> None:
    """Send one due message."""
    delivery = work.claim(Delivery, delivery_id)
    if delivery is None:
        return
    reach("webhooks.claimed")
    started, at = time.monotonic(), timezone.now()
    answer, error = _send(delivery, at)
    reach("webhooks.sent")
    _record(delivery, answer, error, at=at, seconds=time.monotonic() - started)


def _send(delivery: Delivery, at: datetime) -> tuple[Answer | None, str]:
    """The answer, and the code of what went wrong."""
    try:
        origin, target = parse(delivery.webhook.url)
        message_id, body = delivery.message_id, delivery.body
        headers = signed_messages.headers(delivery.webhook, message_id=message_id, body=body, at=at)
        request = Request("POST", target, headers, body.encode(), MAX_ANSWER_BYTES)
        # A redirect is not followed: whoever could make one would be told everything.
        (answer,) = http.exchange(origin=origin, requests=[request], follow=False)
    except CloudError as error:
        return None, error.code
    except at_rest.CannotOpen:
        return None, "secret_gone"
    if 200 <= answer.status < 300:
        return answer, ""
    return answer, "redirect_refused" if 300 <= answer.status < 400 else "answer_refused"


def _record(
    delivery: Delivery, answer: Answer | None, error: str, *, at: datetime, seconds: float
) -> None:
    entry = {
        "at": at.isoformat(),
        "status": answer.status if answer else None,
        "error": error,
        "milliseconds": round(seconds * 1000),
        "answer": _text(answer.body) if answer else "",
    }
    tries = [*delivery.tries, entry][-len(AGAIN_AFTER_SECONDS) - 1 :]
    # Meanwhile other receivers are served, also by a single worker.
    rest = timedelta(seconds=seconds) if seconds >= SLOW_SECONDS else None
    with transaction.atomic():
        Webhook.objects.filter(pk=delivery.webhook_id).update(
            is_well=not error, rests_until=timezone.now() + rest if rest else None
        )
        if not error:
            work.finish(delivery, tries=tries)
            return
        logger.info("webhook message %s was not taken: %s", delivery.pk, error)
        Delivery.objects.filter(pk=delivery.pk).update(tries=tries)
        if delivery.attempts > len(AGAIN_AFTER_SECONDS):
            work.block(delivery, error=error)
        else:
            wait = AGAIN_AFTER_SECONDS[delivery.attempts - 1]
            work.postpone(delivery, error=error, retry_after_seconds=wait)


def _text(untrusted_body: bytes) -> str:
    text = untrusted_body[: _SHOWN_CHARACTERS * 4].decode(errors="replace")
    return "".join(each if each.isprintable() or each == "\n" else " " for each in text)[
        :_SHOWN_CHARACTERS
    ]


def forget() -> None:
    """Messages are kept for a while, for whoever looks for one."""
    long_ago = timezone.now() - KEPT_FOR
    Delivery.objects.filter(created_at__lt=long_ago).exclude(state=Work.State.DUE).delete()
