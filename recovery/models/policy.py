from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class PolicyFields(models.Model):
    """What a relying party asks of its people's wallets. flows/policy.py says what it does."""

    class RecoveryDelay(models.IntegerChoices):
        NONE = 0, "No delay"
        WEEK = 7, "7 days"
        TWO_WEEKS = 14, "14 days"
        MONTH = 30, "30 days"

    class PasswordScore(models.IntegerChoices):
        """As zxcvbn counts: 3 is ten thousand million guesses, 4 is more than that."""

        GOOD = 3, "Good (3 of 4)"
        BEST = 4, "Very good (4 of 4)"

    # Names of methods in the order in which pages offer them; empty means all that there are.
    methods = models.JSONField("ways in that may be added", default=list, blank=True)
    # A bit for each method that a wallet must have, `1 << number`; as bits, so that a query can
    # compare them with a generation's.
    required_bits = models.PositiveSmallIntegerField(default=0, editable=False)
    second_way_required = models.BooleanField(
        default=False,
        help_text="A wallet with one way in does not count as protected.",
    )
    pin_digits = models.PositiveSmallIntegerField(
        "least digits of a PIN",
        default=6,
        validators=[MinValueValidator(6), MaxValueValidator(12)],
        help_text="From 6 to 12, for new PINs. The page sees to it; nobody else ever sees a PIN.",
    )
    password_score = models.PositiveSmallIntegerField(
        "least strength of a password",
        choices=PasswordScore,
        default=PasswordScore.BEST,
        help_text="For new passwords. The page sees to it; nobody else ever sees a password.",
    )
    large_sum_notice = models.CharField(
        "notice for large sums",
        max_length=300,
        blank=True,
        help_text="Said to people whose wallet is meant for large sums, beside our own words.",
    )
    recovery_delay_days = models.PositiveSmallIntegerField(
        "recovery delay",
        choices=RecoveryDelay,
        default=RecoveryDelay.NONE,
        help_text="Kept for a later release. Today no recovery waits, whatever is chosen here, and "
        "people are told of no delay.",
    )
    eject_hours = models.PositiveSmallIntegerField(
        "hours to take both shares along",
        default=0,
        validators=[MaxValueValidator(168)],
        help_text="How long people may fetch both backup shares of a wallet, once your server has "
        "allowed it. 0: never.",
    )
    # Keys of recovery.clouds.CLOUDS; empty means all that this server offers.
    clouds = models.JSONField("clouds that may be connected", default=list, blank=True)

    class Meta:
        abstract = True
