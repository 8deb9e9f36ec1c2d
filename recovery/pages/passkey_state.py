"""What a person reads about one of their passkeys: who keeps it, where, and how it stood tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from recovery.flows import ways_in
from recovery.models import Holder, Passkey
from recovery.pages import providers


@dataclass(frozen=True)
class PasskeyView:
    """keeper, own_secret: whole sentences. proved_at: of its latest test, in any wallet."""

    passkey: Passkey
    keeper: str
    own_secret: str
    proved_at: datetime | None
    opens: tuple[str, ...]


def passkey_views(holder: Holder) -> list[PasskeyView]:
    """All of a person's passkeys, the oldest first."""
    found = [
        (wallet.name, way)
        for wallet in holder.wallets.filter(generation__gt=0).order_by("created_at")
        for way in ways_in.of(wallet) or ()
    ]
    views = []
    for passkey in holder.passkeys.order_by("created_at"):
        own = [(name, way) for name, way in found if way.passkey == passkey]
        proofs = [way.proof.proved_at for _name, way in own if way.proof]
        views.append(
            PasskeyView(
                passkey=passkey,
                keeper=keeper_sentence(passkey),
                own_secret=_own_secret([way for _name, way in own]),
                proved_at=max(proofs, default=None),
                opens=tuple(name for name, _way in own),
            )
        )
    return views


def keeper_sentence(passkey: Passkey) -> str:
    """Who keeps it, as the product says of itself."""
    name = providers.name_of(passkey.aaguid)
    if name:
        return _("Kept in %(product)s, as it says of itself.") % {"product": name}
    if providers.says_nothing(passkey.aaguid):
        return _("It does not say what keeps it.")
    return _("What keeps it is not on our list of products.")


def _own_secret(ways: list[ways_in.WayIn]) -> str:
    """A slot takes a passkey's own secret (PRF) only after it was the same twice."""
    if not ways:
        return _("Whether it has a secret of its own is looked at when it is let into a wallet.")
    if any(way.slot.needs_prf for way in ways):
        return _("Its own secret was tested, and is part of the lock.")
    return _("No secret of its own is part of the lock: it gave none, or not the same one twice.")
