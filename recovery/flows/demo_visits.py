"""What does somebody get who tries the demo? A test company of their own for a day, and faults.

Only in the demo. Everything goes through the flows that people's own pages use; what is made up are
names, and the two people whose wallets hold nothing.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from recovery import base64url
from recovery.flows import clouds, our_site, repair, server_keys
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
_MAIL = "@visitors.invalid"
# Exactly what `begin` makes. Its word names files, and anybody may sign up with an address that
# only ends like it.
_VISITOR = re.compile(r"visitor-[0-9a-f]{10}@visitors\.invalid")
_SAMPLES = [("Ada", ["Savings", "Travel"]), ("Grace", ["Everyday"])]
_REQUESTS_KEPT = 20
# So long a worker that was stopped stays away.
AWAY_SECONDS = 60

# What a button breaks. The first three concern the visitor's own cloud and nobody else's.
BUSY, REVOKED, CORRUPT, WELL = "busy", "revoked", "corrupt", "well"
ENCLAVE, WORKER = "enclave", "worker"
CLOUD_FAULTS = {BUSY: "503", REVOKED: "401"}


@dataclass(frozen=True)
class Visit:
    """key: of the visitor's test company; nobody will see it again."""

    holder: Holder
    party: RelyingParty
    key: str


def begin(*, cloud: clouds.Connection | None) -> Visit:
    """A throw-away person with a test company, a key to its API, sample wallets, and a cloud.

    cloud: the demo's own WebDAV server, if it runs; the visitor gets a folder there.
    """
    word = f"visitor-{secrets.token_hex(5)}"
    with transaction.atomic():
        holder = _person(word, name="Visitor", party=our_site.relying_party())
        party = RelyingParty.objects.create(
            name="Your test company",
            rp_id=f"{word}.example",
            environment=RelyingParty.Environment.TEST,
        )
        Membership.objects.create(relying_party=party, user=holder.user, role=Role.OWNER)
        for name, wallets in _SAMPLES:
            _sample(party, name, wallets)
        made = server_keys.make(
            party=party, name="Demo", scopes=list(ServerKey.Scope.values), by=holder.user
        )
    if cloud is not None:
        _folder(word).mkdir(parents=True, exist_ok=True)
        own = {**cloud.settings, "url": f"{cloud.settings['url']}{word}/"}
        connection = clouds.Connection(cloud.kind, own, cloud.secret, cloud.account_hint)
        clouds.connect(holder=holder, connection=connection)
    return Visit(holder, party, made.text)


def _person(word: str, *, name: str, party: RelyingParty) -> Holder:
    email = word + _MAIL
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


def is_visitor(holder: Holder | None) -> bool:
    return holder is not None and _VISITOR.fullmatch(holder.user.email) is not None


def word_of(holder: Holder) -> str:
    return holder.user.email.removesuffix(_MAIL)


def party_of(holder: Holder) -> RelyingParty | None:
    found = Membership.objects.select_related("relying_party").filter(user=holder.user).first()
    return found.relying_party if found else None


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
    old = User.objects.filter(email__endswith=_MAIL, date_joined__lte=timezone.now() - STAYS)
    for holder in Holder.objects.filter(user__in=old, leaves_at=None).select_related("user")[:100]:
        party = party_of(holder)
        if party is not None:
            ServerKey.objects.filter(relying_party=party).update(revoked_at=timezone.now())
            RelyingParty.objects.filter(pk=party.pk).update(is_active=False)
            Membership.objects.filter(relying_party=party).delete()
        if is_visitor(holder):
            _set_fault(holder, None)
        Holder.objects.filter(pk=holder.pk).update(leaves_at=timezone.now())


# --- Faults --------------------------------------------------------------------------------------


def break_something(*, holder: Holder, fault: str) -> None:
    """Do what one of the buttons says. fault: one of the names above."""
    if fault in (ENCLAVE, WORKER):
        _ask_supervisor(fault, seconds=1 if fault == ENCLAVE else AWAY_SECONDS)
        return
    if fault == CORRUPT:
        _corrupt(_folder(word_of(holder)))
    else:
        _set_fault(holder, CLOUD_FAULTS.get(fault))
    # A look at the copies finds out at once what a drill would find out within a week.
    repair.prove_now(Copy.objects.filter(wallet__holder=holder, state=Work.State.DONE))


def _folder(word: str) -> Path:
    return Path(settings.STATE_DIR) / "clouds" / "webdav" / word


def _set_fault(holder: Holder, status: str | None) -> None:
    """The demo's WebDAV server answers with this status in the visitor's folder; None: as usual."""
    path = Path(settings.STATE_DIR) / "clouds" / "faults" / word_of(holder)
    if status is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(status)


def _corrupt(folder: Path) -> None:
    for copy in folder.rglob("backup-*.json"):
        data = bytearray(copy.read_bytes())
        data[len(data) // 2] ^= 1
        copy.write_bytes(bytes(data))


def _ask_supervisor(service: str, *, seconds: int) -> None:
    """See recovery/demo/supervisor.py."""
    path = Path(settings.STATE_DIR) / "faults" / service
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(str(seconds))


# --- Requests to the API -------------------------------------------------------------------------


def note_request(party: RelyingParty, *, method: str, path: str, status: int) -> None:
    """Keep the last requests of a test company, for its owner to look at and to copy."""
    entry = {"at": timezone.now(), "method": method, "path": path, "status": status}
    cache.set(_log(party), [entry, *requests_of(party)][:_REQUESTS_KEPT], STAYS.total_seconds())


def requests_of(party: RelyingParty) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cache.get(_log(party), [])
    return found


def _log(party: RelyingParty) -> str:
    return f"demo-requests-{base64url.encode(party.pk.bytes)}"
