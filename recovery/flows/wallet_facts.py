"""What may another site be told of a person's wallets? How safe they are, nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

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
    proved = set(wallets.filter(figures.has_a_copy()).values_list("pk", flat=True))
    return [_of(wallet, is_copied=wallet.pk in proved) for wallet in wallets]


def _of(wallet: Wallet, *, is_copied: bool) -> Facts:
    usable = [way for way in ways_in.of(wallet) or [] if way.is_usable]
    current = wallet.generations.filter(number=wallet.generation).first()
    methods = {way.slot.method.name for way in usable}
    pairs = [pair.state for pair in wallet.share_pairs.all()]
    has_a_pair = SharePair.State.COMPLETE in pairs
    if has_a_pair:
        methods |= {each.method for each in wallet.client_shares.filter(is_stored=True)}
    has_our_part = current is not None and current.sealed_auth_share is not None
    return Facts(
        id=wallet.pk,
        wid=bytes(wallet.wid),
        name=wallet.name,
        generation=wallet.generation,
        methods=sorted(methods),
        backed_up=is_copied and (has_a_pair or not pairs),
        recoverable=has_our_part and bool(usable),
    )
