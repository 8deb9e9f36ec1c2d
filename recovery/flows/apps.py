"""Which apps may ask for passkeys of a relying party?

An app that is listed here stands in the files by which Apple and Google let it ask, see
flows/well_known.py. That alone opens nothing: the origin that an Android app signs with must also
stand among the relying party's origins, and in the list that the vault was started with.
"""

from __future__ import annotations

import hashlib
import re

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import IntegrityError, transaction

from recovery.errors import AppListed, FingerprintUnreadable
from recovery.flows import audit
from recovery.models import AndroidApp, AppleApp, AuditEvent, User

_FINGERPRINT = re.compile(r"(?:SHA-?256:)?\s*((?:[0-9A-F]{2}:?){31}[0-9A-F]{2})", re.IGNORECASE)


def fingerprint_of(untrusted_text: str) -> bytes:
    """SHA-256 of a signing certificate, 32 bytes, from what keytool prints or from the certificate.

    Raises FingerprintUnreadable.
    """
    text = untrusted_text.strip()
    if (found := _FINGERPRINT.fullmatch(text)) is not None:
        return bytes.fromhex(found[1].replace(":", ""))
    try:
        certificate = x509.load_pem_x509_certificate(text.encode())
    except ValueError as error:
        raise FingerprintUnreadable from error
    return hashlib.sha256(certificate.public_bytes(Encoding.DER)).digest()


def add(app: AppleApp | AndroidApp, *, by: User) -> None:
    """Raises AppListed, where somebody else was faster."""
    try:
        with transaction.atomic():
            app.save()
            _note(app, by=by, what=f"{app._meta.verbose_name} added")
    except IntegrityError as error:
        raise AppListed from error


def remove(app: AppleApp | AndroidApp, *, by: User) -> None:
    with transaction.atomic():
        _note(app, by=by, what=f"{app._meta.verbose_name} removed")
        app.delete()


def _note(app: AppleApp | AndroidApp, *, by: User, what: str) -> None:
    name = app.app_id if isinstance(app, AppleApp) else f"{app.package}, {app.fingerprint}"
    kind = AuditEvent.Kind.STAFF_ACTED
    audit.note(party=app.relying_party, by=by, kind=kind, what=what, app=name)
