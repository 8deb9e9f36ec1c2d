"""A relying party with one row of everything, each recognisable by the party's name."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from typing import Any

from django.utils import timezone

from recovery import base64url
from recovery.flows import backup_shares, invitations, share_server, webhooks
from recovery.models import (
    AndroidApp,
    AppleApp,
    AuditEvent,
    BackupShare,
    CloudAccount,
    Copy,
    Delivery,
    Drill,
    Generation,
    Holder,
    Invitation,
    Membership,
    Notice,
    Passkey,
    RelyingParty,
    Restore,
    ReturnAddress,
    Role,
    ServedShare,
    ServerKey,
    SharePair,
    SupportRequest,
    Wallet,
    WalletApp,
)
from tests.factories import new_holder, new_relying_party


def is_named(word: str, text: str) -> bool:
    """Whether a text holds a party's word; not in a random token, which may spell it by chance."""
    return re.search(rf"(?<![\w-]){word}(?!\w)", text) is not None


class Tenant:
    """word: stands in every name of this party, and in no other's."""

    def __init__(self, word: str, *, environment: str = "live") -> None:
        self.word = word
        self.party = new_relying_party(f"{word}.example")
        RelyingParty.objects.filter(pk=self.party.pk).update(
            environment=environment, large_sum_notice=f"{word} notice"
        )
        self.party.refresh_from_db()
        self.holder = new_holder(f"{word} person", email=f"person@{word}.example")
        Holder.objects.filter(pk=self.holder.pk).update(relying_party=self.party)
        self.holder.refresh_from_db()
        self.owner = new_holder(f"{word} owner", email=f"owner@{word}.example")
        self.membership = Membership.objects.create(
            relying_party=self.party, user=self.owner.user, role=Role.OWNER
        )
        self.passkey = self._passkey()
        self.wallet = Wallet.objects.create(
            holder=self.holder,
            name=f"{word} wallet",
            wid=secrets.token_bytes(16),
            generation=1,
        )
        self.generation = self._generation()
        self.account = CloudAccount.objects.create(
            holder=self.holder,
            kind="webdav",
            state="done",
            account_hint=f"sam at {word}",
            settings={"url": f"https://{word}-hidden.example/"},
            sealed_secret=f"{word} sealed".encode(),
            due_at=timezone.now(),
            checked_at=timezone.now(),
        )
        self.copy = self._copy()
        self.invitation: Invitation = invitations.invite(
            relying_party=self.party,
            email=f"new@{word}.example",
            role=Role.AUDITOR,
            invited_by=self.owner.user,
        )
        self._others()

    def rows(self, model: Any) -> Any:
        """All rows of this tenant, told by the names that stand in them."""
        return model._default_manager.all()

    def _passkey(self) -> Passkey:
        return Passkey.objects.create(
            holder=self.holder,
            nickname=f"{self.word} phone",
            credential_id=secrets.token_bytes(32),
            public_key=b"public",
            spki=b"spki",
            backup_eligible=True,
            backup_state=True,
        )

    def _generation(self) -> Generation:
        now = timezone.now()
        return Generation.objects.create(
            wallet=self.wallet,
            number=1,
            state="committed",
            envelope=f"{self.word} envelope".encode(),
            manifest=f"{self.word} manifest".encode(),
            digest=hashlib.sha256(self.word.encode()).digest(),
            manifest_key=bytes(32),
            sealed_auth_share=f"{self.word} share".encode(),
            writer=bytes(32),
            device=f"{self.word} laptop",
            created_at=now,
            committed_at=now,
        )

    def _copy(self) -> Copy:
        return Copy.objects.create(
            wallet=self.wallet,
            generation=self.generation,
            account=self.account,
            state="done",
            place=f"{self.word}/file.json",
            proved_at=timezone.now(),
            due_at=timezone.now(),
        )

    def _others(self) -> None:
        now = timezone.now()
        ServerKey.objects.create(
            relying_party=self.party,
            name=f"{self.word} server",
            prefix=f"kh_live_{secrets.token_hex(6)}",
            secret_sha256=bytes(32),
            scopes=["read"],
        )
        AppleApp.objects.create(
            relying_party=self.party, team_id="ABCDE12345", bundle_id=f"com.{self.word}.wallet"
        )
        AndroidApp.objects.create(
            relying_party=self.party,
            package=f"com.{self.word}.wallet",
            certificate_sha256=hashlib.sha256(self.word.encode()).digest(),
        )
        webhook = webhooks.make(
            party=self.party, url=f"https://{self.word}.example/hook", types=[]
        ).webhook
        Delivery.objects.create(
            webhook=webhook,
            type="ping",
            body=json.dumps({"type": "ping", "data": {"name": self.word}}),
            due_at=now,
        )
        Drill.objects.create(copy=self.copy, looked_at=now, due_at=now)
        Restore.objects.create(generation=self.generation, due_at=now)
        Notice.objects.create(
            holder=self.holder, kind=Notice.Kind.NEW_DEVICE, context={}, due_at=now
        )
        AuditEvent.objects.create(
            holder=self.holder,
            kind=AuditEvent.Kind.PASSKEY_ADDED,
            detail={"passkey": f"{self.word} phone"},
        )
        app = WalletApp.objects.create(relying_party=self.party, name=f"{self.word} app")
        ReturnAddress.objects.create(app=app, value=f"https://{self.word}.example/back")
        backup_shares.store_share(
            wallet=self.wallet,
            version=1,
            part=backup_shares.Part.CUSTODIAN,
            share=f"{self.word} share".encode(),
            by=f"{self.word} server",
        )
        SupportRequest.objects.create(
            holder=self.holder,
            account=self.account,
            bundle={"provider": "webdav", "error": "cloud_full"},
            note=f"{self.word} note",
        )

    def keep_shares(self) -> None:
        """From now on this party runs a server that keeps shares; one is there."""
        now = timezone.now()
        server, _ = share_server.make(party=self.party, url=f"http://127.0.0.1:9/{self.word}")
        wallet = Wallet.objects.create(
            holder=self.holder, name=f"{self.word} other wallet", wid=secrets.token_bytes(16)
        )
        share = BackupShare.objects.create(
            pair=SharePair.objects.create(wallet=wallet, version=1),
            part=BackupShare.Part.CUSTODIAN,
            sealed=b"",
            sealed_key=b"",
            sealed_by=backup_shares.SERVED,
        )
        ServedShare.objects.create(
            share=share,
            server=server,
            sha256=hashlib.sha256(base64url.encode(self.word.encode()).encode()).digest(),
            standing=ServedShare.Standing.STORED,
            proved_at=now,
            due_at=now,
        )
