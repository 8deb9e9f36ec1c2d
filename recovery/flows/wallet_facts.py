"""What may another site be told of a person's wallets? How safe they are, nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from recovery.flows import figures, ways_in
from recovery.models import Holder, SharePair, Wallet


@dataclass(frozen=True)
class Facts:
    """backed_up: a copy of the present backup was read back from a place of the person's own, and
    was equal; and of a wallet that has backup shares, a pair counts. recoverable: our part is
    there, and a way in that the person has. methods: of those ways in, by the names of `Method`;
    and where a pair counts, those for which the wallet's app says that it stored its share."""

    id: UUID
    wid: bytes
    name: str
    generation: int
    methods: list[str]
    backed_up: bool
    recoverable: bool


def of_all(holder: Holder) -> list[Facts]:
    """Of each wallet that was protected, the oldest first."""
    wallets = holder.wallets.filter(generation__gt=0).order_by("created_at")
    # Asked in one query, so that all of it is true at one moment, and with the generation of which.
    of_which = wallets.filter(figures.has_a_copy(), _shares_count()).values_list("pk", "generation")
    backed_up = set(of_which)
    return [_of(each, is_backed_up=(each.pk, each.generation) in backed_up) for each in wallets]


def _shares_count() -> Q:
    """Of a wallet that has backup shares, a pair counts."""
    pairs = SharePair.objects.filter(wallet=OuterRef("pk"))
    return Q(Exists(pairs.filter(state=SharePair.State.COMPLETE))) | ~Q(Exists(pairs))


def _of(wallet: Wallet, *, is_backed_up: bool) -> Facts:
    usable = [way for way in ways_in.of(wallet) or [] if way.is_usable]
    methods = {way.slot.method.name for way in usable}
    if wallet.share_pairs.filter(state=SharePair.State.COMPLETE).exists():
        methods |= {each.method for each in wallet.client_shares.filter(is_stored=True)}
    return Facts(
        id=wallet.pk,
        wid=bytes(wallet.wid),
        name=wallet.name,
        generation=wallet.generation,
        methods=sorted(methods),
        backed_up=is_backed_up,
        recoverable=_has_our_part(wallet) and bool(usable),
    )


def _has_our_part(wallet: Wallet) -> bool:
    """Of the generation that is current now. Where the backup has just changed, that of the one
    before is gone."""
    current = wallet.generations.filter(number=F("wallet__generation"))
    return current.filter(sealed_auth_share__isnull=False).exists()
