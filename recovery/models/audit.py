from __future__ import annotations

from django.db import models

from recovery.models.holder import Holder


class AuditEvent(models.Model):
    """Something that happened to a holder's account, for the holder and for support to read."""

    class Kind(models.TextChoices):
        PASSKEY_ADDED = "passkey_added"
        PASSKEY_REMOVED = "passkey_removed"
        SIGNED_IN = "signed_in"
        SIGNED_OUT_ELSEWHERE = "signed_out_elsewhere"
        UNLOCKED = "unlocked"
        BACKUP_COMMITTED = "backup_committed"
        CLOUD_CONNECTED = "cloud_connected"
        COPY_PROVED = "copy_proved"
        COPY_BLOCKED = "copy_blocked"
        COPY_CHECKED = "copy_checked"
        RECOVERED = "recovered"
        AUTH_SHARE_RELEASED = "auth_share_released"
        AUTH_SHARE_DESTROYED = "auth_share_destroyed"
        BACKUP_FLAG_CHANGED = "backup_flag_changed"
        LEAVING = "leaving"
        STAYING = "staying"

    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=30, choices=Kind)
    at = models.DateTimeField(auto_now_add=True)
    # Names and numbers for people, such as a device or a generation; never a secret.
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["holder", "-at"], name="audit_by_holder")]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%Y-%m-%d %H:%M}"
