from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from recovery.models.holder import Holder
from recovery.models.lane import SharedWork
from recovery.models.wallet import Generation, Wallet
from recovery.models.work import Work


class CloudAccount(SharedWork):
    """A place of the holder's own in which copies are kept.

    As work it is the access check: DONE means that a test file was written, read, compared and
    deleted there. Nothing is trusted to the place before.
    """

    to_holder: ClassVar[str] = "holder"
    to_account: ClassVar[str | None] = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="cloud_accounts")
    # A key of recovery.clouds.CLOUDS.
    kind = models.CharField(max_length=20)
    # What the cloud's own file needs to know, such as a URL and a user name. Never a secret.
    settings = models.JSONField(default=dict)
    # App password or tokens, under a key of settings.SHARE_KEYS. Empty where none is needed.
    sealed_secret = models.BinaryField(default=b"")
    # Until when one worker has the renewing of the tokens for itself; see flows/grants.py.
    renewing_until = models.DateTimeField(null=True)
    # How the person recognises the place: "sam at cloud.example".
    account_hint = models.CharField(max_length=120)
    checked_at = models.DateTimeField(null=True)
    # Which provider at which host it is, see Lane; empty where there is none, as with a folder.
    lane = models.CharField(max_length=300, default="")
    # The cloud named a time before which it does not want to be asked again for this account.
    rests_until = models.DateTimeField(null=True)
    # How often the holder was told that copies there are not right, and when last; see alarms.py.
    alarms = models.PositiveSmallIntegerField(default=0)
    alarmed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["queue", "turn"], condition=Q(state="due"), name="account_queue"),
            models.Index(
                fields=["lease_until"],
                condition=Q(lease_until__isnull=False),
                name="account_leased",
            ),
            # Whether anybody else has a place at a host that just failed, and how many there are.
            models.Index(fields=["lane"], name="account_lane"),
        ]

    def __str__(self) -> str:
        return self.account_hint

    @property
    def secret_context(self) -> bytes:
        """What ties the sealed secret to this place."""
        return b"cloud-secret" + self.pk.bytes


class Copy(SharedWork):
    """One generation in one cloud account. DONE means read back and equal, nothing less."""

    to_holder: ClassVar[str] = "wallet__holder"
    to_account: ClassVar[str | None] = "account"
    comes_with: ClassVar[tuple[str, ...]] = ("account", "generation", "wallet__holder")

    class Step(models.TextChoices):
        WAITING = "waiting"
        CHECKING = "checking"
        WRITING = "writing"
        READING_BACK = "reading_back"
        SWITCHING = "switching"
        RETIRING = "retiring"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wallet = models.ForeignKey(Wallet, on_delete=models.CASCADE, related_name="copies")
    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="copies")
    account = models.ForeignKey(CloudAccount, on_delete=models.CASCADE, related_name="copies")
    step = models.CharField(max_length=12, choices=Step, default=Step.WAITING)
    # Where it lies, and when it was last read back and found equal.
    place = models.CharField(max_length=300, default="")
    proved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "copies"
        constraints = [models.UniqueConstraint(fields=["generation", "account"], name="copy_once")]
        indexes = [
            # Wallets are counted and listed by their proved copies, without reading a row of them.
            models.Index(
                fields=["generation", "state", "account"],
                condition=Q(proved_at__isnull=False),
                name="copy_proved",
            ),
            models.Index(fields=["queue", "turn"], condition=Q(state="due"), name="copy_queue"),
            models.Index(
                fields=["lease_until"],
                condition=Q(lease_until__isnull=False),
                name="copy_leased",
            ),
        ]

    def __str__(self) -> str:
        return f"copy of generation {self.generation_id}: {self.state}"


class Drill(SharedWork):
    """The next look at a copy that was proved: is it still there, and still the same?

    It is always due, at some time. As long as the copy is its wallet's current one it comes back.
    """

    to_holder: ClassVar[str] = "copy__wallet__holder"
    to_account: ClassVar[str | None] = "copy__account"
    comes_with: ClassVar[tuple[str, ...]] = (
        "copy__account",
        "copy__generation",
        "copy__wallet__holder",
    )
    is_background: ClassVar[bool] = True

    class Health(models.TextChoices):
        HEALTHY = "healthy"
        # Nothing is there; something older is there; what is there is not what we wrote.
        MISSING = "missing"
        STALE = "stale"
        INVALID = "invalid"
        # The place does not let us look; the place does not answer. Neither says that it is lost.
        NO_ACCESS = "no_access"
        CANNOT_REACH = "cannot_reach"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    copy = models.OneToOneField(Copy, on_delete=models.CASCADE, related_name="drill")
    # What the last look found, and when that was. The proof itself is the copy's `proved_at`.
    health = models.CharField(max_length=12, choices=Health, default=Health.HEALTHY)
    looked_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["queue", "turn"], condition=Q(state="due"), name="drill_queue"),
            models.Index(
                fields=["lease_until"],
                condition=Q(lease_until__isnull=False),
                name="drill_leased",
            ),
        ]

    def __str__(self) -> str:
        return f"drill of copy {self.copy_id}: {self.health}"


class Restore(SharedWork):
    """A generation to be brought back from a cloud, because the server's own copy is unusable."""

    # Whoever waits for it has lost a device, so it asks every place, also one that rests.
    to_holder: ClassVar[str] = "generation__wallet__holder"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    generation = models.OneToOneField(Generation, on_delete=models.CASCADE, related_name="restore")
    # The place that the person chose; without one each is tried, the last proved copy first.
    account = models.ForeignKey(CloudAccount, on_delete=models.SET_NULL, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["queue", "turn"], condition=Q(state="due"), name="restore_queue"),
            models.Index(
                fields=["lease_until"],
                condition=Q(lease_until__isnull=False),
                name="restore_leased",
            ),
        ]

    def __str__(self) -> str:
        return f"restore of generation {self.generation_id}: {self.state}"


def kinds_of_notice() -> list[tuple[str, str]]:
    """Asked for, so that a new kind needs no migration."""
    return Notice.Kind.choices


class Notice(Work):
    """A mail that is to be sent to the holder. As a row it survives a mail server that is down."""

    class Kind(models.TextChoices):
        NEW_DEVICE = "new_device"
        PARTS_RELEASED = "parts_released"
        COPY_FAILING = "copy_failing"
        COPY_FIXED = "copy_fixed"
        PIN_WRONG = "pin_wrong"
        PIN_LOCKED = "pin_locked"
        PIN_REMOVED = "pin_removed"
        SUPPORT_ANSWERED = "support_answered"
        LEAVING = "leaving"
        EJECT_OPENED = "eject_opened"
        EJECTED = "ejected"
        SETUP_BROKEN = "setup_broken"
        SHARES_FAILING = "shares_failing"
        REMIND_SECOND_WAY = "remind_second_way"
        REMIND_OWN_COPY = "remind_own_copy"
        REMIND_TEST_WAYS = "remind_test_ways"
        REMIND_PRACTISE_PIN = "remind_practise_pin"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=30, choices=kinds_of_notice)
    # What the mail's templates show: names, devices, times; never a secret.
    context = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="due"), name="notice_due"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to holder {self.holder_id}"
