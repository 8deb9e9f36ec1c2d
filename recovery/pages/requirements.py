"""What a wallet lacks before its relying party calls it protected, in words for its owner."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.flows.backup_files import Method
from recovery.flows.policy import Missing
from recovery.models import Wallet

# What is asked for, and the page that makes it. A passkey is made apart from any wallet.
_STEPS = {
    Method.PASSKEY: (gettext_lazy("Let a passkey into %(wallet)s"), "wallet"),
    Method.PIN: (gettext_lazy("Give %(wallet)s a PIN"), "wallet_pin"),
    Method.PASSWORD: (gettext_lazy("Give %(wallet)s a password"), "wallet_password"),
    Method.CLOUD_KEY: (
        gettext_lazy("Keep a key to %(wallet)s in a cloud of your own"),
        "wallet_cloud_key",
    ),
    Method.KIT: (gettext_lazy("Make an emergency kit for %(wallet)s"), "wallet_kit"),
}


def step(wallet: Wallet, missing: Missing) -> tuple[str, str, str]:
    """Title, sentence and address of the next thing that is asked for. missing: something is."""
    party = wallet.holder.relying_party
    why = _("%(service)s asks for it. Until then the wallet does not count as protected.") % {
        "service": party.name
    }
    if missing.methods:
        sentence, page = _STEPS[missing.methods[0]]
        return str(sentence) % {"wallet": wallet.name}, why, reverse(page, args=[wallet.pk])
    title = _("Give %(wallet)s a second way in") % {"wallet": wallet.name}
    return title, why, reverse("wallet", args=[wallet.pk]) + "#ways-title"
