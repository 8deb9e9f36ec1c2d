"""What a person reads about something that happened to the account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from recovery.models import AuditEvent, Holder

Kind = AuditEvent.Kind

# Kind → icon, sentence with the event's own names in it, and whether somebody else could have done
# it. What the machines do among themselves is not listed: a touch and a release of our part belong
# to something that is.
_WORDS: dict[str, tuple[str, str, bool]] = {
    Kind.SIGNED_IN: ("key", _("Signed in with %(how)s, %(device)s"), True),
    Kind.SIGNED_OUT_ELSEWHERE: (
        "shield",
        _("Signed out on all other devices, from %(device)s"),
        True,
    ),
    Kind.SIGNED_OUT_THERE: ("shield", _("Signed out of %(place)s, from %(device)s"), True),
    Kind.RECOVERED: ("refresh", _("Wallets brought back on %(device)s with %(passkey)s"), True),
    Kind.PASSKEY_ADDED: ("fingerprint", _("Passkey %(passkey)s added"), True),
    Kind.PASSKEY_REMOVED: ("fingerprint", _("Passkey %(passkey)s removed"), True),
    Kind.BACKUP_COMMITTED: ("lock", _("%(wallet)s locked anew, %(device)s"), True),
    Kind.CLOUD_CONNECTED: ("cloud", _("Place connected: %(account)s"), True),
    Kind.CLOUD_DISCONNECTED: ("cloud", _("Place disconnected: %(account)s"), True),
    Kind.CONSENT_REFUSED: ("alert", _("An answer of %(provider)s was refused: nobody asked"), True),
    Kind.CLOUD_MOVED: ("cloud", _("Copies moved from %(account)s to %(to)s"), True),
    Kind.COPY_PROVED: ("check", _("%(wallet)s copied to %(account)s and read back"), False),
    Kind.COPY_BLOCKED: ("alert", _("%(wallet)s could not be copied to %(account)s"), False),
    Kind.COPY_VISITED: ("cloud", _("%(wallet)s looked at in iCloud by your browser"), False),
    Kind.PARTS_RELEASED: ("lock", _("%(wallet)s asked for on %(device)s, without a passkey"), True),
    Kind.EXPORTED: ("folder", _("%(wallet)s taken along as a file, %(device)s"), True),
    Kind.PIN_SET: ("lock", _("New PIN for %(wallet)s"), True),
    Kind.PIN_RENEWED: ("refresh", _("PIN of %(wallet)s moved to a newer key of the vault"), True),
    Kind.PIN_REMOVED: ("lock", _("PIN of %(wallet)s removed"), True),
    Kind.PIN_TRIED: ("lock", _("PIN of %(wallet)s entered"), True),
    Kind.PIN_WRONG: ("alert", _("%(count)s wrong PINs were entered for %(wallet)s"), True),
    Kind.PIN_LOCKED: ("alert", _("PIN of %(wallet)s locked for good: no try is left"), True),
    Kind.WAY_PROVED: ("check", _("%(way)s of %(wallet)s tested, %(device)s"), True),
    Kind.WORDS_SHOWN: ("alert", _("Words of %(wallet)s shown, %(device)s"), True),
    Kind.WORDS_WRITTEN: ("check", _("Words of %(wallet)s written down, %(device)s"), True),
    Kind.BACKUP_FLAG_CHANGED: ("alert", _("%(passkey)s is kept in another way than before"), True),
    Kind.SHARES_COMPLETE: ("lock", _("New parts of %(wallet)s count from now on"), False),
    Kind.EJECT_CLOSED: ("lock", _("Parts of %(wallet)s can no longer be fetched"), False),
    Kind.SHARES_DELETED: (
        "alert",
        _("Kept parts of %(wallet)s deleted by the wallet's makers"),
        False,
    ),
    Kind.EJECT_OPENED: (
        "lock",
        _("Kept parts of %(wallet)s may be fetched for a limited time"),
        True,
    ),
    Kind.EJECTED: ("folder", _("Kept parts of %(wallet)s fetched, %(device)s"), True),
    Kind.LEAVING: ("alert", _("Asked to delete everything, %(device)s"), True),
    Kind.STAYING: ("check", _("Decided to keep everything, %(device)s"), True),
}
_HOW = {"passkey": _("a passkey"), "code": _("a code by e-mail")}

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
        return gettext("a device") if key == "device" else gettext("something")


def describe(event: AuditEvent) -> Entry:
    """event: of one of the kinds that are SHOWN."""
    icon, sentence, is_question = _WORDS[event.kind]
    names = _Names({key: str(value) for key, value in event.detail.items()})
    names["how"] = gettext(_HOW.get(names.get("how", ""), _HOW["code"]))
    return Entry(icon, gettext(sentence) % names, event.at, is_question)


def events_of(holder: Holder) -> QuerySet[AuditEvent]:
    """All that is shown of what happened to the account, the newest first."""
    return AuditEvent.objects.filter(holder=holder, kind__in=SHOWN).order_by("-at", "-pk")


def latest(holder: Holder, *, count: int) -> list[Entry]:
    return [describe(event) for event in events_of(holder)[:count]]
