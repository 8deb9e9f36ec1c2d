"""What a person reads about something that happened to the account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from recovery.models import AuditEvent

Kind = AuditEvent.Kind

# Kind → icon, sentence with the event's own names in it, and whether somebody else could have done
# it. What the machines do among themselves is not listed: a touch and a release of our part belong
# to something that is.
_WORDS: dict[str, tuple[str, str, bool]] = {
    Kind.SIGNED_IN: ("key", "Signed in with {how}, {device}", True),
    Kind.SIGNED_OUT_ELSEWHERE: ("shield", "Signed out on all other devices, from {device}", True),
    Kind.RECOVERED: ("refresh", "Wallets brought back on {device} with {passkey}", True),
    Kind.PARTS_RELEASED: ("alert", "{wallet} asked for without a passkey, {device}", True),
    Kind.PASSKEY_ADDED: ("fingerprint", "Passkey {passkey} added", True),
    Kind.PASSKEY_REMOVED: ("fingerprint", "Passkey {passkey} removed", True),
    Kind.BACKUP_COMMITTED: ("lock", "{wallet} locked anew, {device}", True),
    Kind.CLOUD_CONNECTED: ("cloud", "Place connected: {account}", True),
    Kind.CLOUD_DISCONNECTED: ("cloud", "Place disconnected: {account}", True),
    Kind.CONSENT_REFUSED: ("alert", "An answer of {provider} was refused: nobody asked", True),
    Kind.CLOUD_MOVED: ("cloud", "Copies moved from {account} to {to}", True),
    Kind.COPY_PROVED: ("check", "{wallet} copied to {account} and read back", False),
    Kind.COPY_BLOCKED: ("alert", "{wallet} could not be copied to {account}", False),
    Kind.PARTS_RELEASED: ("lock", "{wallet} asked for on {device}, without a passkey", True),
    Kind.EXPORTED: ("folder", "{wallet} taken along as a file, {device}", True),
    Kind.PIN_SET: ("lock", "New PIN for {wallet}", True),
    Kind.PIN_RENEWED: ("refresh", "PIN of {wallet} moved to a newer key of the vault", True),
    Kind.PIN_REMOVED: ("lock", "PIN of {wallet} removed", True),
    Kind.PIN_TRIED: ("lock", "PIN of {wallet} entered", True),
    Kind.BACKUP_FLAG_CHANGED: ("alert", "{passkey} is kept in another way than before", True),
    Kind.LEAVING: ("alert", "Asked to delete everything, {device}", True),
    Kind.STAYING: ("check", "Decided to keep everything, {device}", True),
}
_HOW = {"passkey": "a passkey", "code": "a code by e-mail"}

SHOWN = list(_WORDS)


@dataclass(frozen=True)
class Entry:
    """One line. is_question: somebody else could have done it, so the person is asked."""

    icon: str
    text: str
    at: datetime
    is_question: bool


class _Names(dict[str, str]):
    """An older event may lack a name that newer ones have."""

    def __missing__(self, key: str) -> str:
        return "a device" if key == "device" else "something"


def describe(event: AuditEvent) -> Entry:
    """event: of one of the kinds that are SHOWN."""
    icon, sentence, is_question = _WORDS[event.kind]
    names = _Names({key: str(value) for key, value in event.detail.items()})
    names["how"] = _HOW.get(names.get("how", ""), _HOW["code"])
    return Entry(icon, sentence.format_map(names), event.at, is_question)
