from __future__ import annotations

import secrets
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q

from recovery.models.holder import Holder
from recovery.models.relying_party import RelyingParty


class AppendOnly(Exception):
    """Somebody wanted to change or delete what is written once."""


class _AppendOnlyQuerySet(models.QuerySet["AuditEvent"]):
    def update(self, **values: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly


def new_salt() -> bytes:
    return secrets.token_bytes(16)


def kinds_of_event() -> list[tuple[str, str]]:
    """Asked for, so that a new kind needs no migration."""
    return AuditEvent.Kind.choices


class AuditEvent(models.Model):
    """Something that happened in a relying party: to a person's account, or done by its staff.

    Rows are written and never changed: this class refuses it, and so does PostgreSQL. What follows
    the content is filled in once, by flows/audit.py, which links each row to the one before it.
    """

    class Kind(models.TextChoices):
        PASSKEY_ADDED = "passkey_added"
        PASSKEY_REMOVED = "passkey_removed"
        SIGNED_IN = "signed_in"
        # Signed in on a kind of device that this person had not used before.
        DEVICE_NEW = "device_new"
        SIGNED_OUT_ELSEWHERE = "signed_out_elsewhere"
        # In one place, which `detail` names.
        SIGNED_OUT_THERE = "signed_out_there"
        UNLOCKED = "unlocked"
        BACKUP_COMMITTED = "backup_committed"
        CLOUD_CONNECTED = "cloud_connected"
        CLOUD_DISCONNECTED = "cloud_disconnected"
        CLOUD_MOVED = "cloud_moved"
        # An answer of a provider that nobody here had asked for.
        CONSENT_REFUSED = "consent_refused"
        COPY_PROVED = "copy_proved"
        COPY_BLOCKED = "copy_blocked"
        COPY_CHECKED = "copy_checked"
        # Of a place that its person was told about, when all is well again.
        COPY_FIXED = "copy_fixed"
        # By the person's browser, in a place that we cannot look into.
        COPY_VISITED = "copy_visited"
        # Parts of wallets were handed out for one touch.
        RECOVERED = "recovered"
        # A wallet that was asked for is locked anew: it is back.
        WALLET_BACK = "wallet_back"
        EXPORTED = "exported"
        PARTS_RELEASED = "parts_released"
        PIN_SET = "pin_set"
        # The same PIN, made anew with a newer key of the vault.
        PIN_RENEWED = "pin_renewed"
        PIN_REMOVED = "pin_removed"
        PIN_TRIED = "pin_tried"
        PIN_WRONG = "pin_wrong"
        PIN_LOCKED = "pin_locked"
        WAY_PROVED = "way_proved"
        WORDS_SHOWN = "words_shown"
        WORDS_WRITTEN = "words_written"
        APPROVED = "approved"
        AUTH_SHARE_RELEASED = "auth_share_released"
        AUTH_SHARE_DESTROYED = "auth_share_destroyed"
        BACKUP_FLAG_CHANGED = "backup_flag_changed"
        # The two backup shares of a wallet whose key is kept in shares elsewhere.
        SHARE_STORED = "share_stored"
        SHARE_REFUSED = "share_refused"
        SHARE_RELEASED = "share_released"
        SHARES_COMPLETE = "shares_complete"
        # What a wallet's app says of a client's share that it stores itself.
        CLIENT_SHARE_TOLD = "client_share_told"
        SHARES_DELETED = "shares_deleted"
        EJECT_OPENED = "eject_opened"
        EJECT_CLOSED = "eject_closed"
        EJECTED = "ejected"
        LEAVING = "leaving"
        STAYING = "staying"
        # What staff of a relying party do; `detail` says who by.
        STAFF_INVITED = "staff_invited"
        INVITATION_WITHDRAWN = "invitation_withdrawn"
        STAFF_JOINED = "staff_joined"
        STAFF_ROLE_CHANGED = "staff_role_changed"
        STAFF_REMOVED = "staff_removed"
        PARTY_CHANGED = "party_changed"
        POLICY_CHANGED = "policy_changed"
        STAFF_ACTED = "staff_acted"
        # What a relying party's own site served well, and does not any more.
        SETUP_BROKEN = "setup_broken"
        # Of shares that a relying party's own server keeps.
        SERVED_SHARE_STORED = "served_share_stored"
        SERVED_SHARE_FAILING = "served_share_failing"
        # Somebody's events were emptied, because the person is gone; `detail` has their numbers.
        ERASED = "erased"

    relying_party = models.ForeignKey(RelyingParty, on_delete=models.PROTECT, related_name="events")
    # The person whom it is about, if any. The id stays when the person is gone.
    holder = models.ForeignKey(
        Holder,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="events",
    )
    kind = models.CharField(max_length=30, choices=kinds_of_event)
    at = models.DateTimeField(auto_now_add=True)
    # Names and numbers for people, such as a device or a generation; never a secret.
    detail = models.JSONField(default=dict)
    # Nobody can guess an erased content from its hash.
    salt = models.BinaryField(max_length=16, default=new_salt)

    # Its place in the chain of its relying party, from 1; null until it is linked. SHA-256 over the
    # content, and over the link: the one before, and what this row says.
    number = models.PositiveBigIntegerField(null=True, editable=False)
    content_sha256 = models.BinaryField(max_length=32, null=True, editable=False)
    link_sha256 = models.BinaryField(max_length=32, null=True, editable=False)

    objects: ClassVar[models.Manager[AuditEvent]] = models.Manager.from_queryset(
        _AppendOnlyQuerySet
    )()
    # For flows/audit.py alone, which fills in the link and erases.
    unguarded: ClassVar[models.Manager[AuditEvent]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relying_party", "number"], name="audit_number_once")
        ]
        indexes = [
            models.Index(fields=["holder", "-at"], name="audit_by_holder"),
            models.Index(fields=["relying_party", "-at"], name="audit_by_party"),
            models.Index(fields=["id"], condition=Q(number__isnull=True), name="audit_unlinked"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        if self.holder is not None:
            self.relying_party_id = self.holder.relying_party_id
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly


class AuditHead(models.Model):
    """The end of one relying party's chain."""

    relying_party = models.OneToOneField(
        RelyingParty, on_delete=models.PROTECT, primary_key=True, related_name="audit_head"
    )
    number = models.PositiveBigIntegerField(default=0)
    link_sha256 = models.BinaryField(max_length=32, default=bytes(32))
    # Number and hash under a key of settings.SHARE_KEYS: whoever has the database but not the key
    # cannot write another chain.
    seal = models.BinaryField(default=b"")
    linked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.number} events"
