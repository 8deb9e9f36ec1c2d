"""Does the key that a person keeps in a cloud lie apart from the copies that it opens?

Whoever gets into an account that holds both has the wallet's backup open, but for our share. So
one account holds either, never both. The page compares before it writes, see
static/js/clouds/place.js; this is what keeps it so afterwards. Two names of one server cannot be
told apart here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

from recovery.errors import CopyBesideKey, KeyBesideCopy
from recovery.flows import backup_files, ways_in
from recovery.flows.backup_files import Method
from recovery.models import CloudAccount, Holder

_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Place:
    """An account, as a key's slot names it.

    place: of Google Drive the number of the account; of WebDAV the folder's address with the user's
    name in it. hint: how the person recognises it.
    """

    kind: str
    place: str
    hint: str = ""


def place_of(account: CloudAccount) -> Place | None:
    """The account of copies, spelled as a key's; None for a kind in which no key can lie."""
    if account.kind == "gdrive":
        return Place("gdrive", str(account.settings.get("account_id", "")), account.account_hint)
    if account.kind == "webdav":
        parts = urlsplit(str(account.settings.get("url", "")))
        user = quote(str(account.settings.get("user", "")), safe="")
        netloc = f"{user}@{parts.netloc.rpartition('@')[2]}"
        path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
        address = SplitResult(parts.scheme, netloc, path, "", "").geturl()
        return Place("webdav", address, account.account_hint)
    return None


def places_of_copies(holder: Holder) -> list[Place]:
    """Where the person's copies lie, as far as a key could lie there too."""
    accounts = CloudAccount.objects.filter(holder=holder).order_by("created_at")
    return [place for place in map(place_of, accounts) if place is not None]


def is_same_account(one: Place, other: Place) -> bool:
    """Whether whoever gets into one of the two places has the other as well."""
    if one.kind != other.kind:
        return False
    if one.kind != "webdav":
        return one.place == other.place
    try:
        first, second = urlsplit(one.place), urlsplit(other.place)
        if _host(first) != _host(second):
            return False
    except ValueError:
        return one.place == other.place
    return _user(first) == _user(second) or unquote(first.path) == unquote(second.path)


def require_apart(*, holder: Holder, slots: Iterable[backup_files.Slot]) -> None:
    """No key of a backup lies where the person's copies lie. Raises KeyBesideCopy."""
    keys = [Place(slot.kind, slot.place) for slot in slots if slot.method == Method.CLOUD_KEY]
    if keys and _meet(keys, places_of_copies(holder)):
        raise KeyBesideCopy


def require_no_key(*, holder: Holder, kind: str, settings: dict[str, str]) -> None:
    """No key of the person's lies where copies are to lie. Raises CopyBesideKey."""
    place = place_of(CloudAccount(kind=kind, settings=settings))
    if place is None:
        return
    keys = [
        Place(way.slot.kind, way.slot.place)
        for wallet in holder.wallets.filter(generation__gt=0)
        for way in ways_in.of(wallet) or ()
        if way.slot.method == Method.CLOUD_KEY
    ]
    if _meet(keys, [place]):
        raise CopyBesideKey


def _meet(keys: Iterable[Place], copies: list[Place]) -> bool:
    return any(is_same_account(key, copy) for key in keys for copy in copies)


def _host(parts: SplitResult) -> tuple[str | None, int | None]:
    return parts.hostname, parts.port or _DEFAULT_PORTS.get(parts.scheme)


def _user(parts: SplitResult) -> str:
    return unquote(parts.username or "").casefold()
