"""What does somebody get who tries the demo? A test company of their own, for a day.

Only in the demo. Everything goes through the flows that people's own pages use; what is made up are
names, and the two people whose wallets hold nothing.
"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recovery import base64url
from recovery.flows import clouds, demo_cloud, demo_faults, our_site, server_keys
from recovery.flows.demo_people import MAIL, folder, is_visitor, new_word, word_of
from recovery.models import (
    AuditEvent,
    Copy,
    Generation,
    Holder,
    Membership,
    RelyingParty,
    Role,
    ServerKey,
    User,
    Wallet,
    Work,
)

STAYS = timedelta(days=1)
_SAMPLES = [("Ada", ["Savings", "Travel"]), ("Grace", ["Everyday"])]
_REQUESTS_KEPT = 20
_LONGEST_BODY = 2000


@dataclass(frozen=True)
class Visit:
    """key: of the visitor's test company; nobody will see it again."""

    holder: Holder
    party: RelyingParty
    key: str


def begin() -> Visit:
    """A throw-away person with a test company, a key to its API, sample wallets, and a cloud."""
    word = new_word()
    with transaction.atomic():
        holder = _person(word, name="Visitor", party=our_site.relying_party())
        party = RelyingParty.objects.create(
            name="Your test company",
            rp_id=_rp_id(word),
            environment=RelyingParty.Environment.TEST,
        )
        Membership.objects.create(relying_party=party, user=holder.user, role=Role.OWNER)
        for name, wallets in _SAMPLES:
            _sample(party, name, wallets)
        made = server_keys.make(
            party=party, name="Demo", scopes=list(ServerKey.Scope.values), by=holder.user
        )
    cloud = demo_cloud.of(word)
    if cloud is not None:
        place = {"url": cloud.url, "user": cloud.user}
        connection = clouds.Connection(
            "webdav", place, cloud.password, _("your folder in the demo's cloud")
        )
        clouds.connect(holder=holder, connection=connection)
    return Visit(holder, party, made.text)


def _rp_id(word: str) -> str:
    return f"{word}.example"


def _person(word: str, *, name: str, party: RelyingParty) -> Holder:
    email = word + MAIL
    user = User.objects.create_user(email)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return Holder.objects.create(relying_party=party, user=user, name=name)


def _sample(party: RelyingParty, name: str, wallets: list[str]) -> None:
    """A person whose wallets have a history and no content: nobody can open them."""
    holder = _person(f"sample-{secrets.token_hex(5)}", name=name, party=party)
    now = timezone.now()
    for wallet_name in wallets:
        wallet = Wallet.objects.create(
            holder=holder, name=wallet_name, wid=secrets.token_bytes(16), generation=1
        )
        Generation.objects.create(
            wallet=wallet,
            number=1,
            state=Generation.State.COMMITTED,
            ways_in=len(wallets),
            digest=secrets.token_bytes(32),
            manifest_key=secrets.token_bytes(32),
            writer=bytes(32),
            device="Sample",
            created_at=now,
            committed_at=now,
        )


def party_of(holder: Holder) -> RelyingParty | None:
    """The test company that a visitor was given; others may have invited them since."""
    if not is_visitor(holder):
        return None
    return RelyingParty.objects.filter(
        rp_id=_rp_id(word_of(holder)), memberships__user=holder.user
    ).first()


def progress(holder: Holder | None) -> dict[str, bool]:
    """How far a person has come with the first recovery."""
    if holder is None:
        return dict.fromkeys(("passkey", "wallet", "copy", "back"), False)
    copies = Copy.objects.filter(wallet__holder=holder, state=Work.State.DONE)
    recovered = AuditEvent.objects.filter(holder=holder, kind=AuditEvent.Kind.RECOVERED)
    return {
        "passkey": holder.passkeys.exists(),
        "wallet": holder.wallets.filter(generation__gt=0).exists(),
        "copy": copies.filter(proved_at__isnull=False).exists(),
        "back": recovered.exists(),
    }


def forget() -> None:
    """After a day everything of a visitor goes, as for somebody who leaves; see flows/leave.py."""
    if not settings.DEMO:
        return
    old = User.objects.filter(email__endswith=MAIL, date_joined__lte=timezone.now() - STAYS)
    for holder in Holder.objects.filter(user__in=old, leaves_at=None).select_related("user")[:100]:
        if is_visitor(holder):
            _close(holder)
        Holder.objects.filter(pk=holder.pk).update(leaves_at=timezone.now())


def _close(holder: Holder) -> None:
    """The company's history stays, as an empty place: it cannot be changed, not even by us."""
    party = party_of(holder)
    if party is not None:
        for rows in (party.server_keys, party.webhooks, party.wallet_apps, party.invitations):
            rows.all().delete()
        RelyingParty.objects.filter(pk=party.pk).update(is_active=False)
        party.memberships.all().delete()
        cache.delete(_log(party))
    demo_faults.forget(word_of(holder))
    shutil.rmtree(folder(word_of(holder)), ignore_errors=True)


# --- Requests to the API -------------------------------------------------------------------------


def note_request(
    party: RelyingParty, *, method: str, path: str, status: int, body: bytes = b""
) -> None:
    """Keep the last requests of a test company, for its owner to look at and to copy.

    body: kept where it is short text; made up, like everything of a test company.
    """
    text = body.decode(errors="replace") if len(body) <= _LONGEST_BODY else ""
    entry = {"at": timezone.now(), "method": method, "path": path, "status": status, "body": text}
    cache.set(_log(party), [entry, *requests_of(party)][:_REQUESTS_KEPT], STAYS.total_seconds())


def requests_of(party: RelyingParty) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cache.get(_log(party), [])
    return found


def _log(party: RelyingParty) -> str:
    return f"demo-requests-{base64url.encode(party.pk.bytes)}"
